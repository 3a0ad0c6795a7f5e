-- What a comparison reads of a run's results, packed, and gone with its roll-up. A run without them is read from its results.
create table run_columns (
  run_id text primary key references runs (id) on delete cascade,
  body blob not null                 -- as shared/evidence/pack-columns.ts writes it
) strict;
