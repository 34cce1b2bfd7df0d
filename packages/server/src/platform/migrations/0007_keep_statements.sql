-- Receipts of services that answer with a statement instead of a token: nothing in one can be checked without asking them.
alter table receipt add column format text not null default 'rfc3161' check (format in ('rfc3161', 'statement'));
-- A statement need not name a time.
alter table receipt alter column at drop not null;
alter table receipt add constraint token_names_time check (format = 'statement' or at is not null);

-- What a service hands out for a statement later on, as it came: what it says of it, and its certificate, a PDF.
create table receipt_document (
  custodian text not null,
  epoch int8 not null,
  fetched_at int8 not null,
  status bytea not null,
  document bytea not null,
  primary key (custodian, epoch),
  foreign key (custodian, epoch) references receipt (custodian, epoch)
);
comment on table receipt_document is 'Certificates that custodians hand out for statements, fetched when they are ready.';
create trigger append_only before update or delete on receipt_document for each row execute function refuse_change();
create trigger no_truncate before truncate on receipt_document execute function refuse_change();

alter table custodian_state
  add column document_failures int4 not null default 0,
  add column document_next_at int8 not null default 0,
  add column document_error text;

grant select, insert on receipt_document to zl_app;
grant select on receipt_document to zl_read;
