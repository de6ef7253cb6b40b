-- What V120 keeps as one row a measure, once more with fewer rows. The model 'indicators' fills these tables from the ledger as
-- soon as the service runs. The version before goes on with fact, tally and stage_tally, which nothing else reads any more.
create table case_fact (
    case_id       uuid              not null,
    shard         int               not null,
    measure       text              not null,
    stage         text,
    at            timestamptz       not null,
    day           date              not null,
    settled       timestamptz,
    settled_day   date,
    round         int               not null,
    assignment_id uuid,
    unit          text,
    worker        text,
    territory     text collate "C"  not null,
    category      text              not null,
    unit_only     boolean           not null,
    scored        boolean           not null,
    amount        bigint            not null,
    check ((stage is not null) = (measure = 'STAGE')),
    check ((settled is null) = (settled_day is null))
);
create index case_fact_case on case_fact (case_id);
create index case_fact_territory on case_fact (measure, day, territory) where measure <> 'STAGE';
create index case_fact_unit on case_fact (measure, unit, day) where unit is not null and measure <> 'STAGE';
create index case_fact_worker on case_fact (worker, measure, day) where worker is not null;
create index case_fact_open on case_fact (measure, settled_day) where measure in ('DUE', 'HANDLED_ON_TIME');
create index case_fact_ahead on case_fact (at);

-- Facts by day and again by month, days in the county's zone. One row holds everything of a place: how many of each measure,
-- and of a day also how long stages took, in slots of StageTime. A shard of its own, so that shards never wait for each other.
create table level_sum (
    level    text             not null,
    monthly  boolean          not null,
    bucket   date             not null,
    key      text collate "C" not null,
    shard    int              not null,
    measures text[]           not null,
    n        bigint[]         not null,
    scored   bigint[]         not null,
    stages   text[]           not null,
    slots    int[]            not null,
    ended    bigint[]         not null,
    seconds  bigint[]         not null,
    primary key (level, monthly, bucket, key, shard)
) with (fillfactor = 70);
