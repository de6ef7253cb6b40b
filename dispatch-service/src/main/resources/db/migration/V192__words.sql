-- What a search for words looks through (org.whistle.kit.text.Spelling).
alter table dispatch_case add column words text generated always as (whistle_folded(description) || ' · '
    || coalesce(whistle_folded(body #>> '{facts,address}'), '') || ' · '
    || coalesce(replace(whistle_folded(external_id), ' ', ''), '')) stored;
