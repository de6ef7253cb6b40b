-- Migrations run as the owner (spring.flyway.user). The service's own role reads and adds to the ledger, no more: it owns
-- nothing, so it can neither change a row nor switch a trigger off. Read models are its own to write, empty and fill again.
-- Where both are one role, nothing is granted and nothing is protected but by the triggers.
do $$
declare
    runtime name   := '${runtime}';
    ledger  text[] := array['entry', 'tile', 'checkpoint', 'cosignature', 'ledger_alarm'];
    found   record;
begin
    if runtime = current_user then
        return;
    end if;
    execute format('grant usage on schema %I to %I', current_schema(), runtime);
    for found in
        select relname, relkind from pg_class
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'S')
    loop
        if found.relkind = 'S' then
            execute format('grant usage, select on sequence %I to %I', found.relname, runtime);
        elsif found.relname = 'flyway_schema_history' then
            execute format('grant select on %I to %I', found.relname, runtime);
        elsif found.relname = any(ledger) then
            execute format('revoke all on %I from %I', found.relname, runtime);
            execute format('grant select, insert on %I to %I', found.relname, runtime);
        else
            execute format('grant select, insert, update, delete, truncate on %I to %I', found.relname, runtime);
        end if;
    end loop;
end $$;
