-- What was going on when an event was decided (W3C traceparent): whoever follows it continues that trace.
alter table event add column traceparent text;
