-- Joins of names and accounts that a person refused, made from act entries alone.
create table suggestion_refusal (
  id text primary key,
  kind text not null,
  actor text not null,
  at int8 not null,
  log_id int2 not null,
  index int8 not null
);
comment on column suggestion_refusal.id is 'A keyed digest of what must not be joined: the table tells no names.';
grant select, insert, update, delete on suggestion_refusal to zl_app;
