-- The Merkle tree of each shard (RFC 9162): leaves beside their entries, the rest in tiles that never change once full.
alter table entry
    add column leaf_hash bytea,
    add column source    text,
    add column sequence  bigint;
alter table entry disable trigger entry_is_append_only;
update entry set leaf_hash = sha256('\x00'::bytea || value);
update entry set
    source = convert_from(value, 'UTF8')::jsonb ->> 'source',
    sequence = (convert_from(value, 'UTF8')::jsonb ->> 'sequence')::bigint
where verdict = 'TRUSTED';
alter table entry enable trigger entry_is_append_only;
alter table entry
    alter column leaf_hash set not null,
    add check (octet_length(leaf_hash) = 32),
    add check (octet_length(value) <= 65535) not valid;

-- A topic that had to be made anew counts its positions from 0 again; the same record at the same place stays one.
alter table entry drop constraint entry_shard_position_key;
create unique index entry_position on entry (shard, position, leaf_hash);

create table tile (
    shard  int    not null,
    level  int    not null check (level between 0 and 7),
    number bigint not null,
    hashes bytea  not null check (octet_length(hashes) = 8192),
    root   bytea  not null check (octet_length(root) = 32),
    primary key (shard, level, number)
);

create table checkpoint (
    shard     int         not null,
    size      bigint      not null check (size > 0),
    root      bytea       not null check (octet_length(root) = 32),
    note      text        not null,
    signed_at timestamptz not null default clock_timestamp(),
    primary key (shard, size)
);

-- What a witness answered: one signature line under the checkpoint.
create table cosignature (
    shard        int         not null,
    size         bigint      not null,
    line         text        not null,
    cosigned_at  timestamptz not null default clock_timestamp(),
    primary key (shard, size, line),
    foreign key (shard, size) references checkpoint
);

-- What the ledger noticed about itself; the last row of a shard and kind says whether it still stands.
create table ledger_alarm (
    id       bigint generated always as identity primary key,
    shard    int         not null,
    kind     text        not null,
    index    bigint,
    standing boolean     not null,
    detail   text        not null,
    found_at timestamptz not null default clock_timestamp()
);
create index ledger_alarm_latest on ledger_alarm (shard, kind, id desc);

create trigger tile_is_append_only before update or delete on tile
    for each row execute function refuse_change();
create trigger tile_is_never_emptied before truncate on tile
    for each statement execute function refuse_change();
create trigger checkpoint_is_append_only before update or delete on checkpoint
    for each row execute function refuse_change();
create trigger checkpoint_is_never_emptied before truncate on checkpoint
    for each statement execute function refuse_change();
create trigger cosignature_is_append_only before update or delete on cosignature
    for each row execute function refuse_change();
create trigger cosignature_is_never_emptied before truncate on cosignature
    for each statement execute function refuse_change();
create trigger ledger_alarm_is_append_only before update or delete on ledger_alarm
    for each row execute function refuse_change();
create trigger ledger_alarm_is_never_emptied before truncate on ledger_alarm
    for each statement execute function refuse_change();
