-- Whether a read model has been at the end of the ledger since it was begun: before, what it adds up is too small.
alter table projection add column built boolean not null default true;
