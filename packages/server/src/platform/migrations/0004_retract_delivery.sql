-- An import can be undone: a retraction entry says so, nothing of it is removed, and the same may come once more.

alter table delivery add column retracted int8;
alter table delivery add constraint delivery_retracted_check check (retracted is null or file_mac is null);
comment on column delivery.retracted is 'The retraction entry of the same log that undid this delivery. Nothing is added to it any more.';
comment on column delivery.file_mac is
  'A keyed digest of the file, by which the same bytes are known again and an interrupted import goes on; null once the delivery was retracted.';

alter table seen add constraint seen_content_mac_check
  check (octet_length(content_mac) = 16 or content_mac = int8send(index));
comment on column seen.content_mac is
  'A keyed digest of the content, 16 bytes; the index itself, 8 bytes, once the delivery was retracted, so that the same may be recorded again; null once it was destroyed, so that it may not.';

comment on column mention.kind is
  'The kind of record, by which everything is looked up; `retracted` once its delivery was retracted: then only a destruction finds it.';

grant update (retracted, file_mac) on delivery to zl_app;
