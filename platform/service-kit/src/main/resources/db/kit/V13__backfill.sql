-- What a migration leaves to do in rows of before, of a large table: done in pages while the service runs. Here a case table,
-- which rows, and what is set in them.
create table backfill (
    table_name   text primary key,
    missing      text not null,
    assignment   text not null,
    done_through uuid not null default '00000000-0000-0000-0000-000000000000'
);
