-- Ids of events that were applied long ago are deleted.
create index inbox_age on inbox (applied_at);
