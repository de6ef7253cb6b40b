-- How to reach who reported: sealed with a key that is not in the database, gone a year after the closing (trust.md).
create table reporter_contact (
    case_id uuid        primary key references intake_case,
    account text        not null,
    key_id  text        not null,
    sealed  bytea       not null,
    kept_at timestamptz not null
);
