-- A case is open as long as this desk has something to do with it: what all open cases have to follow finds them here.
-- clocks_open, which said less, stays for the version before this one; nothing else reads it. Cases of
-- before count as open until a page of them is looked at (org.whistle.kit.upkeep.Backfill).
alter table dispatch_case add column open boolean not null default true;
create index dispatch_case_open on dispatch_case (case_id) where open;
