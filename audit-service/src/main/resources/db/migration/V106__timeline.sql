-- Where every case is; one row a case, written from the whole of its log.
create table audit_case (
    case_id          uuid primary key,
    shard            int         not null,
    last_index       bigint      not null,
    case_number      text        not null,
    state            text        not null,
    round            int         not null,
    jurisdiction     text collate "C",
    longitude        double precision,
    latitude         double precision,
    address          text,
    category_code    text        not null,
    description      text        not null,
    source           text        not null,
    external_id      text,
    whistle_kind     text,
    lead_unit        text,
    lead_part        uuid,
    units            text[]      not null,
    main_case        uuid,
    flags            text[]      not null,
    reported_at      timestamptz not null,
    state_since      timestamptz not null,
    closed_at        timestamptz,
    deadline         timestamptz,
    handling_deadline timestamptz,
    words            text        not null,
    grams            int[]       not null
);
create index audit_case_newest on audit_case (reported_at desc, case_id);
create index audit_case_place on audit_case (jurisdiction, reported_at desc);
create index audit_case_state on audit_case (state, reported_at desc);
create index audit_case_category on audit_case (category_code, reported_at desc);
create index audit_case_number on audit_case (case_number);
create index audit_case_external on audit_case (external_id) where external_id is not null;
create index audit_case_due on audit_case (reported_at desc, deadline) where deadline is not null;
create index audit_case_map on audit_case (longitude, latitude) where longitude is not null;
create index audit_case_units on audit_case using gin (units);
create index audit_case_flags on audit_case using gin (flags);
-- Pairs of neighbouring characters: finds words of two Chinese characters, which trigrams cannot.
create index audit_case_grams on audit_case using gin (grams) with (fastupdate = off);

-- Every event with what it did to the case; the event itself stands in the ledger.
create table timeline (
    shard         int         not null,
    index         bigint      not null,
    case_id       uuid        not null,
    event_id      uuid        not null,
    type          text        not null,
    happened_at   timestamptz not null,
    actor         text        not null,
    round         int         not null,
    state_after   text,
    superseded    text,
    primary key (shard, index)
);
create index timeline_case on timeline (case_id, shard, index);
create index timeline_event on timeline (event_id);
create index timeline_time on timeline (happened_at);
