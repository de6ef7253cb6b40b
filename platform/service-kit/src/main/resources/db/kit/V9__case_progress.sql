-- The last event of each desk that was applied to a case here: one that does not follow it waits until those between came.
create table case_progress (
    case_id  uuid        not null,
    source   text        not null,
    sequence bigint      not null,
    noted_at timestamptz not null default clock_timestamp(),
    primary key (case_id, source)
) with (fillfactor = 80);

-- Since when it is complete. In an upgrade the version before, which notes nothing, applies events as well: for a day what is
-- noted counts for nothing, and cases of before are counted from the first event that comes after.
create table case_progress_since (
    only_row boolean primary key default true check (only_row),
    since    timestamptz not null
);
insert into case_progress_since (since)
select clock_timestamp() + case when exists (select from inbox) then interval '1 day' else interval '0' end;
