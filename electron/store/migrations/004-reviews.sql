-- What waits for a person in a live run, and what was decided. A decided row stays: a resumed run finds it.
create table reviews (
  id integer primary key,
  run_id text not null references runs (id) on delete cascade,
  problem_id text not null,
  node_id text not null,
  visit integer not null,            -- earlier visits of this problem to this node
  instructions text not null,
  answer text,                       -- what was proposed
  confidence real,
  path text not null,                -- JSON: node ids in the order in which the problem came by them
  asked_at integer not null,
  decided_at integer,
  decision text check (decision in ('approved', 'corrected')),
  corrected text,                    -- the person's answer, where the decision is “corrected”
  note text
) strict;
create unique index reviews_by_place on reviews (run_id, problem_id, node_id, visit);
create index reviews_waiting on reviews (asked_at) where decided_at is null;
