-- The files of the version in force, zipped, so that one record of them can be changed and the whole be checked again.
create table pack_source (
    county          text   primary key,
    version         bigint not null,
    imported_sha256 text   not null,
    files           bytea  not null
);
