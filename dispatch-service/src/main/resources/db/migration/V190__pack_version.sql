-- Every version of a county's pack: how it came about, and its files, zipped and without the names of people, so that some
-- records of it can be changed and the whole be checked again, or the whole be put in force once more.
create table pack_version (
    county   text   not null,
    version  bigint not null,
    change   text   not null check (change in ('IMPORT', 'RECORD', 'RECORDS', 'PUT_IN_FORCE')),
    record   text,
    restored bigint,
    account  text,
    made_at  timestamptz,
    added    int,
    changed  int,
    removed  int,
    files    bytea,
    primary key (county, version)
);
insert into pack_version (county, version, change, files)
select county, version, case when imported_sha256 = sha256 then 'IMPORT' else 'RECORD' end, files
from pack_source join reference_version using (county, version);
insert into pack_version (county, version, change)
select pack_source.county, max(reference_version.version), 'IMPORT'
from pack_source join reference_version on reference_version.county = pack_source.county
    and reference_version.sha256 = pack_source.imported_sha256
group by 1
on conflict do nothing;
-- pack_source stays for the version before this one, which may run meanwhile; nothing else reads it.

-- Which open cases need what a pack takes away.
create index dispatch_case_open_place on dispatch_case (jurisdiction text_pattern_ops)
    where state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED');
