-- Two counties may have conditions and units of one code. Rows of before have the county's code where there was one county only;
-- else, as in those that the version before writes meanwhile, it is not known and they do not count.
do $$
begin
    execute format('alter table rule_dispatch add column county text default %L', (
        select min(county) from reference_version having count(distinct county) = 1));
    alter table rule_dispatch alter column county drop default;
end $$;
create index rule_dispatch_county on rule_dispatch (county, condition_code, unit) include (returned);
