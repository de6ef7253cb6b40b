-- One shard per partition of the topic, in its order: what the Merkle trees will stand on.
create table entry (
    shard       int         not null,
    index       bigint      not null,
    position    bigint      not null,
    event_id    uuid,
    verdict     text        not null check (verdict in ('TRUSTED', 'UNREADABLE', 'REFUSED')),
    value       bytea       not null,
    signature   text,
    appended_at timestamptz not null default clock_timestamp(),
    primary key (shard, index),
    unique (shard, position)
);
create unique index entry_event on entry (event_id) where event_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only';
end $$;
create trigger entry_is_append_only before update or delete on entry
    for each row execute function refuse_change();
create trigger entry_is_never_emptied before truncate on entry
    for each statement execute function refuse_change();

create table audit_case (
    case_id       uuid primary key,
    case_number   text        not null,
    state         text        not null,
    round         int         not null,
    jurisdiction  text,
    category_code text        not null,
    description   text        not null,
    source        text        not null,
    external_id   text,
    lead_unit     text,
    lead_part     uuid,
    units         text[]      not null default '{}',
    reported_at   timestamptz not null,
    state_since   timestamptz not null,
    closed_at     timestamptz
);
create index audit_case_state on audit_case (state, jurisdiction);
create index audit_case_number on audit_case (case_number);
create index audit_case_external on audit_case (external_id) where external_id is not null;
create index audit_case_newest on audit_case (reported_at desc);

create table timeline (
    case_id       uuid        not null,
    shard         int         not null,
    index         bigint      not null,
    event_id      uuid        not null,
    type          text        not null,
    source        text        not null,
    happened_at   timestamptz not null,
    actor         text        not null,
    actor_role    text        not null,
    round         int         not null,
    assignment_id uuid,
    attempt       int,
    state_after   text,
    superseded    text,
    data          jsonb       not null,
    primary key (shard, index)
);
create index timeline_case on timeline (case_id, shard, index);
create index timeline_event on timeline (event_id);
