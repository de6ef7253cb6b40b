-- What a search for words looks through (org.whistle.kit.text.Spelling); null in a row of before until it is filled in
-- (org.whistle.kit.upkeep.Backfill), which also finds out whether its case is open.
alter table department_case add column words text;
create function department_case_words() returns trigger language plpgsql as $$
begin
    new.words := whistle_folded(new.description) || ' · '
        || coalesce(whistle_folded(new.body #>> '{facts,address}'), '') || ' · '
        || coalesce(replace(whistle_folded(new.external_id), ' ', ''), '');
    return new;
end $$;
create trigger department_case_words before insert or update on department_case for each row execute function department_case_words();
insert into backfill (table_name, missing, assignment)
select 'department_case', 'words is null', $$open = clocks_open or exists (
    select from assignment where assignment.case_id = department_case.case_id and state <> 'ENDED')$$
where exists (select from department_case);
