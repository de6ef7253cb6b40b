-- A parked case is tried again by itself, from its first event on: how often that failed, and when it is next.
alter table parked_event
    add column tries int not null default 1,
    add column next_try timestamptz not null default now();
create index parked_event_due on parked_event (next_try);
