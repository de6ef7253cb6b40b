-- Cases that were never ticketed, from intake's events: a change of a pack must not strand them either. One that ended stays,
-- since it can be reopened. Of cases reported before this version there are none.
create table early_case (
    case_id       uuid    primary key,
    case_number   text    not null,
    jurisdiction  text,
    category_code text    not null,
    open          boolean not null default true
) with (fillfactor = 80);
create index early_case_open on early_case (jurisdiction text_pattern_ops) where open;
