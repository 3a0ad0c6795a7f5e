-- Runs are described, graded again by hand, walked again in part, and choose their problems.
alter table runs add column tags text not null default '[]';           -- JSON list
alter table runs add column notes text not null default '';
alter table runs add column selection text;                            -- JSON: how its problems were chosen; NULL: the first so many

create table run_problems (          -- the problems that a run chose; none where it takes the first `total`
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  primary key (run_id, ordinal)
) strict, without rowid;

create table corrections (           -- a person's verdict; it stands in the result, and the grader's stands here
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  graded text not null,              -- what the grader had said
  verdict text not null,
  note text not null,
  corrected_at integer not null,
  primary key (run_id, ordinal)
) strict, without rowid;

create table attempts (              -- what came of a problem before it was walked again in the same run
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  number integer not null,           -- from 1
  verdict text not null,
  answer text,
  failure text,
  usd real,
  billed_usd real,
  saved_usd real,
  latency_ms real,
  retired_at integer not null,
  primary key (run_id, ordinal, number)
) strict, without rowid;

create table retired_calls (         -- the calls of such an attempt: what was billed stays counted
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  number integer not null,           -- of the attempt
  seq integer not null,
  site_id integer not null references call_sites (id),
  source text not null,
  state text not null,
  sample integer not null,
  request text,
  reserved_usd real,
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  reasoning_tokens integer,
  usd real,
  billed_usd real,
  latency_ms real,
  answer text,
  confidence real,
  mean_logprob real,
  failure text,
  request_id text,
  sent_at integer,
  primary key (run_id, ordinal, number, seq)
) strict, without rowid;
