-- When the first certificate of a token ends, UTC milliseconds; null where it was kept before this was noted, and for statements.
alter table receipt add column until int8;
create index receipt_by_end on receipt (until) where format = 'rfc3161';

-- Timestamps over many older ones, before the certificates of those end (RFC 4998 5.2).
create table renewal (
  renewal int8 primary key,
  at int8 not null,
  custodian text not null,
  received_at int8 not null,
  until int8 not null,
  note bytea not null,
  request bytea not null,
  response bytea not null,
  certificates bytea[] not null
);
comment on table renewal is 'note holds the roots of both trees over the timestamps that renewed names in their order.';
create table renewed (
  renewal int8 not null references renewal,
  ordinal int4 not null,
  -- Either a receipt or an earlier renewal.
  epoch int8,
  custodian text,
  earlier int8 references renewal,
  primary key (renewal, ordinal),
  foreign key (custodian, epoch) references receipt (custodian, epoch),
  check ((earlier is null) = (epoch is not null) and (epoch is null) = (custodian is null))
);
create unique index renewed_receipt on renewed (custodian, epoch);
create unique index renewed_renewal on renewed (earlier);
comment on index renewed_receipt is 'A timestamp is renewed once; what renewed it is renewed next.';

create trigger append_only before update or delete on renewal for each row execute function refuse_change();
create trigger append_only before update or delete on renewed for each row execute function refuse_change();
create trigger no_truncate before truncate on renewal execute function refuse_change();
create trigger no_truncate before truncate on renewed execute function refuse_change();
grant select, insert on renewal, renewed to zl_app;
grant select on renewal, renewed to zl_read;
