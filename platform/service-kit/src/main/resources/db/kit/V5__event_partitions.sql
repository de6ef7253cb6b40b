-- Makes the partitions of this month and the next ones; rows that were recorded while there was none move into theirs.
-- Answers what went wrong, a line for each month that was not made. Months are those of UTC, but begin and end where their
-- neighbours do: those may have been made in another time zone.
-- As the owner: the role that a service runs as may own nothing.
create function keep_event_partitions(ahead int) returns setof text language plpgsql security definer
    set search_path from current set timezone = 'UTC' as $$
declare
    month date;
    name  text;
    since timestamptz;
    until timestamptz;
begin
    for month in
        select distinct date_trunc('month', recorded_at)::date from event_default
        union
        select (date_trunc('month', current_date) + number * interval '1 month')::date from generate_series(0, ahead) as number
        order by 1
    loop
        name := 'event_' || to_char(month, 'YYYY_MM');
        continue when to_regclass(name) is not null;
        begin
            since := coalesce(event_partition_bound(month - interval '1 month', 'TO'), month);
            until := coalesce(event_partition_bound(month + interval '1 month', 'FROM'), month + interval '1 month');
            -- else a row that comes between the delete and the attach makes the attach fail
            lock table event_default in access exclusive mode;
            execute format('create table %I (like event including all)', name);
            execute format('with late as (delete from event_default where recorded_at >= %L and recorded_at < %L returning *)
                            insert into %I select * from late', since, until, name);
            execute format('alter table event attach partition %I for values from (%L) to (%L)', name, since, until);
        exception when others then
            raise warning '% not made: %', name, sqlerrm;
            return next name || ': ' || sqlerrm;
        end;
    end loop;
end $$;

-- Where the partition of a month begins (FROM) or ends (TO); null where there is none.
create function event_partition_bound(month timestamp, side text) returns timestamptz language sql stable as $$
    select substring(pg_get_expr(relpartbound, oid) from side || ' \(''([^'']+)''\)')::timestamptz
    from pg_class where oid = to_regclass('event_' || to_char(month, 'YYYY_MM'))
$$;
