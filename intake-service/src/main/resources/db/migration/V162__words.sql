-- What a search for words looks through (org.whistle.kit.text.Spelling); null in a row of before until it is filled in
-- (org.whistle.kit.upkeep.Backfill), which also finds out whether its case is open.
alter table intake_case
    add column words text,
    add column external_twin boolean not null default false;
create function intake_case_words() returns trigger language plpgsql as $$
begin
    new.words := whistle_folded(new.description) || ' · '
        || coalesce(whistle_folded(new.body #>> '{facts,address}'), '') || ' · '
        || coalesce(replace(whistle_folded(new.external_id), ' ', ''), '');
    return new;
end $$;
create trigger intake_case_words before insert or update on intake_case for each row execute function intake_case_words();
insert into backfill (table_name, missing, assignment)
select 'intake_case', 'words is null', $$open = clocks_open or state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')$$
where exists (select from intake_case);

-- External numbers are one by their spelling. Cases of before that are one by this stay as they are, and no new one joins them.
with numbered as (
    select case_id, row_number() over (
        partition by source, replace(whistle_folded(external_id), ' ', '') order by reported_at, case_id) as number
    from intake_case where external_id is not null
)
update intake_case set external_twin = true from numbered where numbered.case_id = intake_case.case_id and number > 1;
create unique index intake_case_external on intake_case (source, replace(whistle_folded(external_id), ' ', ''))
    where not external_twin;
