-- Cases of which a part waits for the command center's answer to a return, an extension or a suspension.
alter table dispatch_case add column review_open boolean not null default false;
update dispatch_case set review_open = jsonb_path_exists(
    body, '$.parts[*] ? (@.state == "RETURN_REVIEW" || (@.state == "HANDLING" && exists (@.request ? (@ != null))))');
create index dispatch_case_reviews on dispatch_case (deadline) where review_open;
