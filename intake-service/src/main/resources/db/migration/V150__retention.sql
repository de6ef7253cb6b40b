-- The nightly upkeep looks for what is old.
create index site_position_age on site_position (taken_at);
create index duplicate_offer_age on duplicate_offer (offered_at);
create index reporter_contact_age on reporter_contact (kept_at);
create index integration_usage_age on integration_usage (minute);
