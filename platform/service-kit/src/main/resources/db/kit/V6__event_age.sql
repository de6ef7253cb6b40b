-- Events are published once more from a moment on.
create index event_age on event (recorded_at);
