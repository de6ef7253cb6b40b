-- When somebody has to look at a case again, from its clocks; written with every change of the case.
alter table department_case
    add column clocks_open boolean not null default false,
    add column next_timer timestamptz;
create index department_case_timer on department_case (next_timer) where next_timer is not null;
create index department_case_clocks on department_case (case_id) where clocks_open;

alter table assignment
    add column deadline timestamptz,
    add column handler text;
create index assignment_deadline on assignment (deadline) where deadline is not null;
create index assignment_handler on assignment (handler) where handler is not null;

-- Where a unit's people stood when they checked in; kept for 180 days (trust.md).
create table check_in_position (
    assignment_id uuid             not null references assignment,
    account       text             not null,
    longitude     double precision not null,
    latitude      double precision not null,
    salt          uuid             not null,
    taken_at      timestamptz      not null
);
create index check_in_position_age on check_in_position (taken_at);
