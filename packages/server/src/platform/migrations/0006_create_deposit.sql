-- What custodians gave for the epochs, as it came. One receipt of a custodian is enough for an epoch, and stays.
create table receipt (
  epoch int8 not null references epoch,
  custodian text not null,
  -- The time that it attests, and when it came, UTC milliseconds.
  at int8 not null,
  received_at int8 not null,
  request bytea not null,
  response bytea not null,
  certificates bytea[] not null,
  primary key (custodian, epoch)
);
create index receipt_by_epoch on receipt (epoch);
comment on table receipt is 'Receipts of custodians for epochs, verified before they were kept.';
create trigger append_only before update or delete on receipt for each row execute function refuse_change();
create trigger no_truncate before truncate on receipt execute function refuse_change();

-- How it goes with each custodian: what is tried again, and when.
create table custodian_state (
  custodian text primary key,
  failures int4 not null,
  next_at int8 not null,
  error text
);

grant select, insert on receipt to zl_app;
grant select, insert, update on custodian_state to zl_app;
grant select on receipt to zl_read;
