-- Which cases show a kept file, as their events name it: who may read one of them may see the file.
create table case_file (
    stored  text not null references upload on delete cascade,
    case_id uuid not null,
    primary key (stored, case_id)
);
