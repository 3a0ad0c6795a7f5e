-- What a run came to, written when it ends; gone again while it goes on. A run without one was killed: its results tell.
create table run_rollups (
  run_id text primary key references runs (id) on delete cascade,
  finished integer not null,
  body text not null                 -- JSON: its figures, its traffic, its figures by node and by model
) strict, without rowid;
