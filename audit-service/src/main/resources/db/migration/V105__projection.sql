-- What each entry is about, so that a case can be read back whole. Derived from the value; verification compares.
alter table entry add column case_id uuid;
alter table entry disable trigger entry_is_append_only;
update entry set case_id = (convert_from(value, 'UTF8')::jsonb ->> 'subject')::uuid where verdict = 'TRUSTED';
alter table entry enable trigger entry_is_append_only;
create index entry_case on entry (case_id, shard, index) where case_id is not null;

-- How far each read model has read each shard.
create table projection (
    model      text   not null,
    shard      int    not null,
    next_index bigint not null default 0 check (next_index >= 0),
    primary key (model, shard)
);

-- A case that a model could not take; it comes again with its next event, or with a rebuild.
create table projection_failure (
    model     text        not null,
    case_id   uuid        not null,
    shard     int         not null,
    index     bigint      not null,
    reason    text        not null,
    failed_at timestamptz not null default clock_timestamp(),
    primary key (model, case_id)
);

-- Built anew from the ledger as soon as the service runs.
drop table audit_case, timeline;
