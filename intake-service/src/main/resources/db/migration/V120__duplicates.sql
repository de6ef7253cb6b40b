-- Open cases by place, whatever their category: what may be the same thing is looked for in a box of at most 2 km.
create index intake_case_open_place on intake_case (latitude, longitude)
    where state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED');

-- How alike two descriptions are is computed in the service (TextSimilarity), not with pg_trgm. Its trigrams know as
-- letters only what LC_CTYPE of the database does: similarity('垃圾桶外堆放垃圾', '垃圾桶边堆放垃圾') is 0.5 where
-- LC_CTYPE is C.UTF-8, but 0, with show_trgm('垃圾桶') = {}, where it is C, as in the standalone, whatever the locale
-- provider; a collation of the column changes nothing. Only the hundred cases in the box are compared, so no index on the
-- text is needed, and no extension.
