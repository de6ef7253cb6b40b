-- Other systems that may call, and what they may do (trust.md, keys).
create table integration (
    code       text        primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name       text        not null,
    county     text        not null check (county ~ '^\d{6}$'),
    scopes     text[]      not null check (cardinality(scopes) > 0),
    source     text        not null check (source in ('OPEN311', 'SENSOR')),
    operations text[]      not null check (cardinality(operations) > 0),
    per_minute int         not null check (per_minute between 1 and 60000),
    created_by text        not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);
create index integration_county on integration (county);

-- A key is 256 random bits, so its plain hash tells nothing; the key itself is kept nowhere.
create table integration_key (
    integration text        not null references integration,
    name        text        not null check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    sha256      bytea       not null unique,
    valid_from  timestamptz not null,
    valid_to    timestamptz,
    revoked_at  timestamptz,
    primary key (integration, name)
);

-- Calls of the present minute, counted once for all replicas; who calls without a key is counted as one.
create unlogged table integration_usage (
    caller text        primary key,
    minute timestamptz not null,
    calls  int         not null
);
