create table small_case (
    case_id  uuid primary key,
    version  bigint not null,
    sequence bigint not null,
    body     jsonb  not null,
    note     text   not null,
    jurisdiction text not null,
    open boolean not null,
    next_timer timestamptz
);
