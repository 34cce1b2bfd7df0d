-- Mappings by which files of unknown systems are read, imports begun from the console, and what became of set-aside rows.

create table mapping (
  name text not null check (name ~ '^[a-z0-9-]{1,40}$'),
  version int4 not null,
  digest text not null unique,
  text text not null,
  log_id int2 not null references log,
  index int8 not null,
  primary key (name, version)
);
comment on table mapping is 'Every version that was ever kept, with the act entry that kept it: a delivery names by digest how it was read.';

create table import (
  id text primary key,
  actor text not null,
  at int8 not null,
  state text not null,
  sealed bytea not null
);
comment on table import is 'Files on their way in: their names and what was said about them, sealed under the cache key. The files stand sealed beside the blobs until they are taken in or given up.';

alter table quarantine add column taken_by int8;
comment on column quarantine.taken_by is 'The later delivery that read the row after all.';

grant select, insert on mapping to zl_app;
grant select, insert, update, delete on import to zl_app;
grant update (taken_by) on quarantine to zl_app;
grant select on mapping to zl_read;
