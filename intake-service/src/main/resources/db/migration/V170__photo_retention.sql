-- Files are deleted after years, but none that may belong to an open case.
create index upload_age on upload (uploaded_at);
create index intake_case_open_age on intake_case (reported_at) where open;
-- Reports of the nightly reconciliation are deleted.
create index work_order_reconciliation_age on work_order_reconciliation (ran_at);
