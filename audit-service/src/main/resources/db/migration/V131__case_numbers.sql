-- The last digits of a case number, which people remember.
create index audit_case_number_end on audit_case (right(case_number, 5));

-- Words of before, as they are compared now (org.whistle.kit.text.Spelling); those that a rebuild would write.
with spelt as (
    select case_id, concat_ws(' · ', whistle_folded(description), whistle_folded(address),
        replace(whistle_folded(external_id), ' ', '')) as words
    from audit_case
)
update audit_case set words = spelt.words, grams = array(
    select distinct (ascii(one) << 16) | ascii(other)
    from (select one, lead(one) over (order by place) as other
          from unnest(string_to_array(spelt.words, null)) with ordinality as each (one, place)) as pair
    where other is not null order by 1)
from spelt where spelt.case_id = audit_case.case_id and spelt.words <> audit_case.words
    and spelt.words !~ '[\U00010000-\U0010FFFF]';
