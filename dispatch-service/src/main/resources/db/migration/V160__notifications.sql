-- What somebody has to be told outside the console; written in the transaction of the event.
create table notification (
    notification_id bigint generated always as identity primary key,
    event_id     uuid        not null,
    step         text        not null,
    detail       text,
    case_id      uuid        not null,
    case_number  text        not null,
    category     text        not null,
    jurisdiction text        not null,
    role         text        not null,
    account      text,
    unit         text,
    urgent       boolean     not null,
    deadline     timestamptz,
    told_at      timestamptz not null default whistle_now(),
    spread       boolean     not null default false
);
create index notification_unspread on notification (notification_id) where not spread;
create index notification_age on notification (told_at);

-- One mail or one robot's message, about one notification or many. A message keeps its id however often it is sent.
create table notification_message (
    message_id uuid        primary key,
    channel    text        not null,
    recipient  text        not null,
    state      text        not null default 'WAITING' check (state in ('WAITING', 'SENT', 'FAILED', 'DROPPED')),
    digest     boolean     not null,
    made_at    timestamptz not null default whistle_now(),
    due_at     timestamptz not null default whistle_now(),
    attempts   int         not null default 0,
    tried_at   timestamptz,
    problem    text,
    done_at    timestamptz
);
create index notification_message_waiting on notification_message (channel, recipient, due_at) where state = 'WAITING';
create index notification_message_recent on notification_message (channel, recipient, made_at);
create index notification_message_state on notification_message (state, made_at desc);

-- A notification for one recipient of one channel, waiting to become (part of) a message.
create table notification_item (
    item_id         bigint generated always as identity primary key,
    notification_id bigint      not null references notification on delete cascade,
    event_id        uuid        not null,
    step            text        not null,
    channel         text        not null,
    recipient       text        not null,
    urgent          boolean     not null,
    held            boolean     not null,
    due_at          timestamptz not null,
    message_id      uuid        references notification_message on delete cascade,
    unique (event_id, step, channel, recipient)
);
create index notification_item_due on notification_item (channel, recipient, due_at) where message_id is null;
create index notification_item_message on notification_item (message_id);
create index notification_item_notification on notification_item (notification_id);

-- When to look at a recipient again, and which replica is at it.
create table notification_recipient (
    channel      text not null,
    recipient    text not null,
    next_at      timestamptz,
    leased_until timestamptz,
    not_before   timestamptz,
    primary key (channel, recipient)
);
create index notification_recipient_due on notification_recipient (channel, next_at) where next_at is not null;

-- What differs from the rules as they come.
create table notification_rule (
    county   text   not null,
    role     text   not null,
    step     text   not null,
    channels text[] not null,
    primary key (county, role, step)
);

-- How a person wants to be told, and what their last token said of their grants.
create table notification_preference (
    account    text        primary key,
    locale     text        not null,
    channels   text[]      not null,
    quiet_from time,
    quiet_to   time,
    digest     text        not null check (digest in ('NONE', 'DAILY')),
    grants     jsonb       not null,
    seen_at    timestamptz not null default clock_timestamp()
);

-- Personal data, in a table of its own.
create table notification_address (
    account text primary key references notification_preference on delete cascade,
    email   text not null
);
