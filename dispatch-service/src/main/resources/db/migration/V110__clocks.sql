-- When somebody has to look at a case again, from its clocks; written with every change of the case.
alter table dispatch_case
    add column clocks_open boolean not null default false,
    add column next_timer timestamptz,
    add column deadline timestamptz;
create index dispatch_case_timer on dispatch_case (next_timer) where next_timer is not null;
create index dispatch_case_clocks on dispatch_case (case_id) where clocks_open;
create index dispatch_case_deadline on dispatch_case (deadline) where deadline is not null;

-- 申诉, derived from the case's document whenever that is written.
create table appeal (
    appeal_id    uuid primary key,
    case_id      uuid        not null references dispatch_case,
    unit         text        not null,
    jurisdiction text        not null,
    stage        text        not null,
    filed_at     timestamptz not null
);
create index appeal_stage on appeal (stage, filed_at);

-- 通知: text only, to an account, to whoever has a role over the place, or to a unit's liaisons.
create table notice (
    notice_id    bigint generated always as identity primary key,
    event_id     uuid        not null,
    kind         text        not null,
    case_id      uuid        not null,
    case_number  text        not null,
    category     text        not null,
    jurisdiction text        not null,
    account      text,
    role         text,
    unit         text,
    text         text        not null,
    told_at      timestamptz not null
);
create index notice_newest on notice (told_at desc);

create table notice_seen (
    notice_id bigint      not null references notice,
    account   text        not null,
    seen_at   timestamptz not null default clock_timestamp(),
    primary key (notice_id, account)
);
