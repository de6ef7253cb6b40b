-- When somebody has to look at a case again, from its clocks; written with every change of the case.
alter table intake_case
    add column clocks_open boolean not null default false,
    add column next_timer timestamptz,
    add column spot_check_street text,
    add column call_back_open boolean not null default false;
create index intake_case_timer on intake_case (next_timer) where next_timer is not null;
create index intake_case_clocks on intake_case (case_id) where clocks_open;
create index intake_case_spot_checks on intake_case (spot_check_street) where spot_check_street is not null;
create index intake_case_call_backs on intake_case (case_id) where call_back_open;

-- How many closings of a stratum there were: which of them are spot-checked follows from the number and a seed.
create table spot_check_stratum (
    stratum text primary key,
    closed  bigint not null
);

-- Drawn once per installation, so that nobody foresees the draws and an auditor can repeat them.
create table spot_check_seed (
    only_row boolean primary key default true check (only_row),
    seed     uuid not null default gen_random_uuid()
);
insert into spot_check_seed default values;
