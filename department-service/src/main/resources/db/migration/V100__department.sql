create table department_case (
    case_id       uuid primary key,
    version       bigint not null,
    sequence      bigint not null,
    body          jsonb  not null,
    case_number   text   not null,
    jurisdiction  text,
    category_code text   not null,
    description   text   not null,
    external_id   text
);
create index department_case_number on department_case (case_number);

-- One row per part, derived from the case's document whenever that is written.
create table assignment (
    assignment_id uuid primary key,
    case_id       uuid        not null references department_case,
    unit          text        not null,
    state         text        not null,
    urgent        boolean     not null,
    offered_at    timestamptz not null
);
create index assignment_inbox on assignment (unit, state, offered_at);
create index assignment_case on assignment (case_id);
