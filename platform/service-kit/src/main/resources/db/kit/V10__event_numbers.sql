-- The last number of the events about a county, which are no case's: counting them is slow, and wrong once old ones are gone.
create table event_number (
    key  text   primary key,
    last bigint not null
);
insert into event_number (key, last)
select key, greatest(count(*), max(substring(convert_from(value, 'UTF8') from '"sequence":(\d+)')::bigint))
from event where key in (select distinct county from reference_version) group by key;
