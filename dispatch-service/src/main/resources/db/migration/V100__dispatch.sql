create table dispatch_case (
    case_id       uuid primary key,
    version       bigint      not null,
    sequence      bigint      not null,
    body          jsonb       not null,
    case_number   text        not null,
    state         text        not null,
    jurisdiction  text,
    category_code text        not null,
    description   text        not null,
    external_id   text,
    lead_unit     text,
    units         text[]      not null,
    urgent        boolean     not null,
    ticketed_at   timestamptz not null
);
create index dispatch_case_queue on dispatch_case (state, urgent desc, ticketed_at);
create index dispatch_case_units on dispatch_case using gin (units);
create index dispatch_case_number on dispatch_case (case_number);
