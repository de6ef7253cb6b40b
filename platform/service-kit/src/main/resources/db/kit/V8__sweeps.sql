-- What every open case has to follow: an outage of ours, or a county's new pack. Worked off page by page.
create table sweep (
    sweep_id     bigint generated always as identity primary key,
    county       text,
    version      bigint,
    outage_from  timestamptz,
    outage_to    timestamptz,
    begins_at    timestamptz not null default clock_timestamp(),
    done_through uuid not null default '00000000-0000-0000-0000-000000000000',
    check (num_nonnulls(county, version) = 2 and num_nonnulls(outage_from, outage_to) = 0
        or num_nonnulls(county, version) = 0 and num_nonnulls(outage_from, outage_to) = 2)
);
