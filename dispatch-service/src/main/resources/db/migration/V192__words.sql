-- What a search for words looks through (org.whistle.kit.text.Spelling); null in a row of before until it is filled in
-- (org.whistle.kit.upkeep.Backfill), which also finds out whether its case is open.
alter table dispatch_case add column words text;
create function dispatch_case_words() returns trigger language plpgsql as $$
begin
    new.words := whistle_folded(new.description) || ' · '
        || coalesce(whistle_folded(new.body #>> '{facts,address}'), '') || ' · '
        || coalesce(replace(whistle_folded(new.external_id), ' ', ''), '');
    return new;
end $$;
create trigger dispatch_case_words before insert or update on dispatch_case for each row execute function dispatch_case_words();
insert into backfill (table_name, missing, assignment)
select 'dispatch_case', 'words is null', $$open = clocks_open or state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')$$
where exists (select from dispatch_case);
