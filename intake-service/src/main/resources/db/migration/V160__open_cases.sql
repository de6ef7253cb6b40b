-- A case is open as long as this desk has something to do with it: what all open cases have to follow finds them here.
-- clocks_open, which said less, stays for the version before this one; nothing else reads it.
alter table intake_case add column open boolean not null default true;
update intake_case set open = false where not clocks_open and not (state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED'));
create index intake_case_open on intake_case (case_id) where open;
