-- Emergencies filed by rule that a street leader has to endorse: they stand on the street's desk, whoever holds them.
alter table intake_case add column endorsement_open boolean not null default false;
create index intake_case_endorsements on intake_case (jurisdiction) where endorsement_open;
