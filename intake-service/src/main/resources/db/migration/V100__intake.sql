create table intake_case (
    case_id       uuid primary key,
    version       bigint      not null,
    sequence      bigint      not null,
    body          jsonb       not null,
    case_number   text        not null unique,
    state         text        not null,
    jurisdiction  text,
    category_code text        not null,
    description   text        not null,
    source        text        not null,
    external_id   text,
    longitude     double precision,
    latitude      double precision,
    reporters     text[]      not null,
    units         text[]      not null,
    merged_into   uuid references intake_case,
    reported_at   timestamptz not null,
    unique (source, external_id)
);
create index intake_case_desk on intake_case (state, jurisdiction, reported_at);
create index intake_case_newest on intake_case (reported_at);
create index intake_case_reporters on intake_case using gin (reporters);
create index intake_case_children on intake_case (merged_into) where merged_into is not null;
create index intake_case_near on intake_case (category_code, latitude, longitude);

-- Who a pseudonym in the events stands for; nobody else knows.
create table reporter (
    account   text primary key,
    pseudonym text not null unique
);

-- Cases offered to somebody as the same thing: joining them is allowed beyond the scope.
create table duplicate_offer (
    case_id    uuid not null references intake_case,
    account    text not null,
    offered_at timestamptz not null default clock_timestamp(),
    primary key (case_id, account)
);

create table upload (
    stored      text primary key,
    content_type text       not null,
    original    text        not null,
    uploader    text        not null,
    longitude   double precision,
    latitude    double precision,
    uploaded_at timestamptz not null
);

-- Where somebody stood when they checked; kept for 180 days (trust.md).
create table site_position (
    case_id   uuid             not null references intake_case,
    account   text             not null,
    action    text             not null,
    longitude double precision not null,
    latitude  double precision not null,
    taken_at  timestamptz      not null
);

-- Five running digits per county and day, six past 99 999; gaps are allowed.
create function next_case_number(county text, day date) returns text language plpgsql as $$
declare
    name text := 'case_number_' || county || '_' || to_char(day, 'YYYYMMDD');
    n    bigint;
begin
    if to_regclass(name) is null then
        perform pg_advisory_xact_lock(hashtext(name));
        execute format('create sequence if not exists %I', name);
    end if;
    n := nextval(name::regclass);
    return county || to_char(day, 'YYYYMMDD') || lpad(n::text, greatest(5, length(n::text)), '0');
end $$;
