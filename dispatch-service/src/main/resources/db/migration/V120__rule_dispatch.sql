-- How the rules of the responsibility list have served: one row per lead dispatch and filing condition.
create table rule_dispatch (
    assignment_id  uuid    not null,
    condition_code text    not null,
    unit           text    not null,
    returned       boolean not null default false,
    primary key (assignment_id, condition_code)
);
create index rule_dispatch_rule on rule_dispatch (condition_code, unit) include (returned);

insert into rule_dispatch (assignment_id, condition_code, unit, returned)
select distinct (part ->> 'assignmentId')::uuid, condition ->> 'conditionCode', part ->> 'unit',
       coalesce(part ->> 'endedBy' = 'case.return-approved.v1', false)
from dispatch_case, jsonb_array_elements(body -> 'parts') as part,
     jsonb_array_elements(body #> '{ticket,conditions}') as condition
where part ->> 'role' = 'LEAD' and not (body ->> 'designated')::boolean;
