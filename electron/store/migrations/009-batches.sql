-- Calls that were given to a provider as one batch. A batch outlives the program: whoever goes on with the run finds its calls by this.
alter table runs add column delivery text not null default 'live' check (delivery in ('live', 'batch'));

create table batches (
  id integer primary key,
  run_id text not null references runs (id) on delete cascade,
  connection text not null,
  name text not null,                -- the provider's own
  calls integer not null,
  submitted_at integer not null,     -- milliseconds since 1970
  collected_at integer,              -- null: its results were not fetched yet
  not_done integer not null default 0, -- calls that expired or were not done in it
  unique (run_id, connection, name)
) strict;

create table batched_calls (         -- the rows of calls that are in a batch whose results were not fetched yet
  run_id text not null,
  ordinal integer not null,
  seq integer not null,
  batch_id integer not null references batches (id) on delete cascade,
  primary key (run_id, ordinal, seq)
) strict, without rowid;
create index batched_calls_by_batch on batched_calls (batch_id);
