-- Two counties may have conditions and units of one code. Rows that the version before writes meanwhile have no county and do
-- not count.
alter table rule_dispatch add column county text;
update rule_dispatch set county = left(jurisdiction, 6)
from dispatch_case, jsonb_array_elements(body -> 'parts') as part
where part ->> 'assignmentId' = assignment_id::text;
create index rule_dispatch_county on rule_dispatch (county, condition_code, unit) include (returned);
