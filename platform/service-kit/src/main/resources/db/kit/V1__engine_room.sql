-- The time of decisions. A demo or test system replaces the body to move time; nothing else does.
create function whistle_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$;

-- Own events: canonical, signed, kept for republishing. Partitioned by month of recording.
create table event (
    id          uuid        not null,
    recorded_at timestamptz not null default clock_timestamp(),
    topic       text        not null,
    key         text        not null,
    type        text        not null,
    value       bytea       not null check (octet_length(value) <= 65535),
    key_id      text        not null,
    signature   bytea       not null,
    primary key (id, recorded_at)
) partition by range (recorded_at);
create index event_key on event (key);
create table event_default partition of event default;

create function create_event_partition(month date) returns void language plpgsql as $$
declare
    first date := date_trunc('month', month);
    name  text := 'event_' || to_char(first, 'YYYY_MM');
begin
    if to_regclass(name) is null then
        execute format('create table %I partition of event for values from (%L) to (%L)',
                       name, first, first + interval '1 month');
    end if;
end $$;
select create_event_partition(current_date), create_event_partition((current_date + interval '1 month')::date);

create table outbox (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null,
    recorded_at timestamptz not null
) with (fillfactor = 100, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Events of others that were applied here.
create table inbox (
    event_id   uuid primary key,
    applied_at timestamptz not null default clock_timestamp()
);

-- A case that cannot go on, and what waits behind the record that stopped it.
create table parked_event (
    id        bigint generated always as identity primary key,
    case_id   text        not null,
    topic     text        not null,
    partition int         not null,
    position  bigint      not null,
    value     bytea       not null,
    signature text        not null,
    reason    text        not null,
    parked_at timestamptz not null default clock_timestamp(),
    unique (topic, partition, position)
);
create index parked_event_case on parked_event (case_id, id);

create table dead_letter (
    id        bigint generated always as identity primary key,
    topic     text        not null,
    partition int         not null,
    position  bigint      not null,
    key       text,
    value     bytea,
    signature text,
    reason    text        not null,
    found_at  timestamptz not null default clock_timestamp(),
    unique (topic, partition, position)
);

-- First answers, for safe retries.
create table kept_answer (
    account      text        not null,
    route        text        not null,
    key          text        not null,
    body_sha256  bytea       not null,
    status       int         not null,
    content_type text,
    body         bytea       not null,
    kept_at      timestamptz not null default clock_timestamp(),
    primary key (account, route, key)
);
create index kept_answer_age on kept_answer (kept_at);

-- The desk's own copy of the county's reference data, every version of it.
create table reference_record (
    county  text   not null,
    version bigint not null,
    kind    text   not null,
    code    text   not null,
    fields  jsonb  not null,
    primary key (county, version, kind, code)
);
create table reference_version (
    county       text        not null,
    version      bigint      not null,
    sha256       text        not null,
    activated_at timestamptz not null default clock_timestamp(),
    primary key (county, version)
);
