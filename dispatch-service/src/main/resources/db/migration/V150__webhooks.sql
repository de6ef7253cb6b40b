-- Other systems that are told of case events. One that ended stays until its deliveries are gone.
create table webhook (
    id            uuid        primary key default uuidv7(),
    code          text        not null check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name          text        not null,
    county        text        not null check (county ~ '^\d{6}$'),
    url           text        not null,
    scopes        text[]      not null check (cardinality(scopes) > 0),
    types         text[]      not null,
    allow_private boolean     not null,
    state         text        not null default 'ACTIVE' check (state in ('ACTIVE', 'PAUSED', 'ENDED')),
    paused_reason text check (paused_reason in ('GONE', 'FAILING', 'REFUSED')),
    paused_at     timestamptz,
    failing_since timestamptz,
    held_until    timestamptz,
    created_by    text        not null,
    created_at    timestamptz not null,
    check ((state = 'PAUSED') = (paused_reason is not null))
);
create unique index webhook_code on webhook (code) where state <> 'ENDED';

-- What signs; sealed under a key that is not in this database.
create table webhook_secret (
    webhook_id uuid        not null references webhook,
    name       text        not null check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    key_id     text        not null,
    sealed     bytea       not null,
    valid_from timestamptz not null,
    valid_to   timestamptz,
    primary key (webhook_id, name)
);

-- Events that were looked at: each once, however often it is published.
create table webhook_seen (
    event_id uuid        primary key,
    seen_at  timestamptz not null default clock_timestamp()
);
create index webhook_seen_age on webhook_seen (seen_at);

-- Cases of a confidential category: nobody outside is told of them.
create table webhook_withheld (
    case_id uuid primary key
);

-- What has to be sent, as it was published; order within a case is that of the position.
create table webhook_delivery (
    position        bigint generated always as identity primary key,
    webhook_id      uuid        not null references webhook,
    case_id         uuid        not null,
    event_id        uuid        not null,
    type            text        not null,
    value           bytea       not null,
    state           text        not null default 'WAITING' check (state in ('WAITING', 'DELIVERED')),
    attempts        int         not null default 0,
    first_failed_at timestamptz,
    last_tried_at   timestamptz,
    last_status     int,
    last_millis     int,
    last_note       text check (length(last_note) <= 200),
    created_at      timestamptz not null default clock_timestamp(),
    delivered_at    timestamptz,
    unique (webhook_id, event_id),
    check ((state = 'DELIVERED') = (delivered_at is not null))
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, case_id, position) where state = 'WAITING';
create index webhook_delivery_newest on webhook_delivery (webhook_id, position);
create index webhook_delivery_case on webhook_delivery (webhook_id, case_id, position);
create index webhook_delivery_delivered on webhook_delivery (delivered_at) where state = 'DELIVERED';

-- One row for each case that something waits for: whose turn is when, and who is at it.
create table webhook_line (
    webhook_id   uuid        not null references webhook,
    case_id      uuid        not null,
    due_at       timestamptz not null default clock_timestamp(),
    leased_until timestamptz,
    primary key (webhook_id, case_id)
);
create index webhook_line_due on webhook_line (webhook_id, due_at);
