-- When the present round was closed; the columns before it are enough to find a closing nearby.
alter table intake_case add column closed_at timestamptz;
update intake_case set closed_at = (body #>> '{progress,closedAt}')::timestamptz;
create index intake_case_closed_place on intake_case (category_code, latitude, longitude) where state = 'CLOSED';
