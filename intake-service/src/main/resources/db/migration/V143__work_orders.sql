-- What other platforms sent, before anything is made of it; without who called, which is sealed beside it.
create table work_order_message (
    id          bigint generated always as identity primary key,
    system      text        not null,
    message_id  text        not null,
    number      text        not null,
    kind        text        not null,
    body        jsonb       not null,
    key_id      text,
    sealed      bytea,
    state       text        not null default 'RECEIVED' check (state in ('RECEIVED', 'APPLIED', 'PARKED')),
    reason      text,
    attempts    int         not null default 0,
    due_at      timestamptz not null default clock_timestamp(),
    received_at timestamptz not null default clock_timestamp(),
    unique (system, message_id)
);
create index work_order_message_due on work_order_message (due_at) where state = 'RECEIVED';
create index work_order_message_parked on work_order_message (id) where state = 'PARKED';
create index work_order_message_number on work_order_message (system, number);

-- Which case an order is, what they say of it and what we said last.
create table work_order (
    system       text        not null,
    number       text        not null,
    case_id      uuid        not null unique references intake_case,
    sent_at      timestamptz not null,
    deadline     timestamptz,
    result       text,
    said         text        not null,
    said_round   int         not null,
    said_until   timestamptz,
    resolved     boolean,
    satisfaction int,
    entered_at   timestamptz not null,
    primary key (system, number)
);
create index work_order_sent on work_order (system, sent_at);

-- What they have to be told, in order; each at least once, under an id of its own.
create table work_order_reply (
    id         uuid        primary key,
    position   bigint generated always as identity,
    system     text        not null,
    number     text        not null,
    kind       text        not null,
    body       jsonb       not null,
    state      text        not null default 'WAITING' check (state in ('WAITING', 'SENT', 'REFUSED')),
    reason     text,
    attempts   int         not null default 0,
    due_at     timestamptz not null default clock_timestamp(),
    created_at timestamptz not null default clock_timestamp(),
    foreign key (system, number) references work_order
);
create index work_order_reply_due on work_order_reply (due_at) where state = 'WAITING';
create index work_order_reply_order on work_order_reply (system, number, position);

create table work_order_cursor (
    system text primary key,
    cursor text not null
);

create table work_order_reconciliation (
    id          bigint generated always as identity primary key,
    system      text        not null,
    ran_at      timestamptz not null default clock_timestamp(),
    ours        int         not null,
    theirs      int         not null,
    differences jsonb       not null
);
create index work_order_reconciliation_last on work_order_reconciliation (system, id);
