-- The nightly upkeep looks for what is old.
create index notification_message_age on notification_message (made_at);
