-- What names a party is looked up by kind. With the kind behind the place, the database joined the entries of the party to
-- all entries of that kind there are, and took longer with every record of anybody.
alter table mention drop constraint mention_pkey;
alter table mention add primary key (party_mac, kind, log_id, index);
