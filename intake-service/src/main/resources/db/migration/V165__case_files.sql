-- Which cases show a file, as their events name it: who may read one of them may see the file, or read that it was deleted.
create table case_file (
    stored  text not null,
    case_id uuid not null,
    primary key (stored, case_id)
);

-- Units that a part of a case was ever offered to; they see what the case shows.
create table case_unit (
    case_id uuid not null,
    unit    text not null,
    primary key (case_id, unit)
);
