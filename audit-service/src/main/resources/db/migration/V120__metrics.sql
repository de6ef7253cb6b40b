-- Everything that counts, with the case behind it: what a number drills down to.
create table fact (
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
create index fact_case on fact (case_id);
create index fact_territory on fact (measure, day, territory) where measure <> 'STAGE';
create index fact_unit on fact (measure, unit, day) where unit is not null and measure <> 'STAGE';
create index fact_worker on fact (worker, measure, day) where worker is not null;
create index fact_open on fact (measure, settled_day) where measure in ('DUE', 'HANDLED_ON_TIME');
create index fact_ahead on fact (at);

-- Facts by day and again by month, days in the county's zone. A shard of its own, so that shards never wait for each other.
create table tally (
    level   text             not null,
    monthly boolean          not null,
    bucket  date             not null,
    key     text collate "C" not null,
    measure text             not null,
    shard   int              not null,
    n       bigint           not null,
    scored  bigint           not null,
    amount  bigint           not null,
    primary key (level, monthly, bucket, key, measure, shard)
);

-- How long stages took: slots of StageTime, and seconds for the mean.
create table stage_tally (
    level   text             not null,
    monthly boolean          not null,
    bucket  date             not null,
    key     text collate "C" not null,
    stage   text             not null,
    slot    int              not null,
    shard   int              not null,
    n       bigint           not null,
    amount  bigint           not null,
    primary key (level, monthly, bucket, key, stage, slot, shard)
);
