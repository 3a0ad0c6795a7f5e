-- A deleted design can be brought back with its versions and its runs.
alter table designs add column removed_at integer;
