-- When a service was last alive, by the clock of the machine: nobody moves that one.
create table heartbeat (
    only_row boolean primary key default true check (only_row),
    beat_at  timestamptz not null default clock_timestamp()
);
insert into heartbeat default values;
