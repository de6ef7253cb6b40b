-- What came in through Open311; only these cases are shown there.
create table open311_request (
    case_id      uuid        primary key references intake_case,
    integration  text        not null references integration,
    county       text        not null,
    request_key  text,
    fingerprint  bytea       not null,
    media_url    text,
    account_id   text,
    similar_cases int        not null,
    requested_at timestamptz not null,
    recorded_at  timestamptz not null default clock_timestamp(),
    updated_at   timestamptz not null,
    unique (integration, request_key)
);
create index open311_request_repeated on open311_request (integration, fingerprint, recorded_at);
create index open311_request_newest on open311_request (county, requested_at);

-- The states such a case went through, at the instants of the deciding events.
create table open311_note (
    case_id uuid        not null references open311_request,
    number  int         not null,
    state   text        not null,
    round   int         not null,
    at      timestamptz not null,
    primary key (case_id, number)
);
