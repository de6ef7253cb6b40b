-- A period once it is published: what was told, and what it was made from.
create table score_period (
    county        text        not null,
    period        text        not null,
    status        text        not null check (status in ('PUBLISHED', 'FROZEN')),
    published_at  timestamptz not null,
    appeals_until timestamptz not null,
    frozen_at     timestamptz,
    basis         text        not null,
    scores        text        not null,
    primary key (county, period),
    check ((frozen_at is not null) = (status = 'FROZEN'))
);

-- Points the command leader gave, each with its reason.
create table score_bonus (
    id         uuid primary key,
    county     text          not null,
    period     text          not null,
    unit       text          not null,
    points     numeric(5, 2) not null check (points > 0),
    reason     text          not null,
    granted_by text          not null,
    granted_at timestamptz   not null
);
create index score_bonus_period on score_bonus (county, period, unit);
