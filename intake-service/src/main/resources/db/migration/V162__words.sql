-- What a search for words looks through, and external numbers as they are compared (org.whistle.kit.text.Spelling).
alter table intake_case
    add column external_key text generated always as (replace(whistle_folded(external_id), ' ', '')) stored,
    add column words text generated always as (whistle_folded(description) || ' · '
        || coalesce(whistle_folded(body #>> '{facts,address}'), '') || ' · '
        || coalesce(replace(whistle_folded(external_id), ' ', ''), '')) stored,
    add column external_twin boolean not null default false;

-- Cases of before that are one by this; they stay as they are, and no new one joins them.
update intake_case twin set external_twin = true where external_key is not null and exists (
    select from intake_case first where first.source = twin.source and first.external_key = twin.external_key
    and (first.reported_at, first.case_id) < (twin.reported_at, twin.case_id));
create unique index intake_case_external on intake_case (source, external_key) where not external_twin;
