-- What a search for words looks through, written when the words change and not with each change of state. Pairs of
-- neighbouring characters find words of two Chinese characters, which trigrams cannot. The model 'words' fills the table from
-- the ledger as soon as the service runs.
create table case_words (
    case_id     uuid  primary key,
    case_number text  not null,
    words       text  not null,
    grams       int[] not null
);
create index case_words_grams on case_words using gin (grams) with (fastupdate = off);
create index case_words_number_end on case_words (right(case_number, 5));

alter table audit_case
    alter column last_index set default 0,
    alter column words set default '',
    alter column grams set default '{}';
alter table audit_case set (fillfactor = 80);
drop index audit_case_grams;
-- No question asks for these.
drop index timeline_time;
drop index timeline_event;
drop index audit_case_number;
drop index audit_case_external;
