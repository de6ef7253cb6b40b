-- Old dead letters are deleted.
create index dead_letter_age on dead_letter (found_at);
