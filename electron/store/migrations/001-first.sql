-- The first version. Times are milliseconds since 1970, shares and confidences 0 to 1, money dollars; NULL is "unknown".

create table facts (                 -- small things to remember, such as that the sample was once added
  name text primary key,
  value text not null
) strict, without rowid;

create table graph_versions (
  hash text primary key,             -- SHA-256 of the canonical document
  body text not null,
  saved_at integer not null
) strict;

create table designs (
  id text primary key,
  name text not null,
  graph_hash text not null references graph_versions (hash),
  place integer not null,            -- the order in the list
  saved_at integer not null
) strict;

create table design_versions (
  design_id text not null references designs (id) on delete cascade,
  number integer not null,           -- from 1
  graph_hash text not null references graph_versions (hash),
  saved_at integer not null,
  primary key (design_id, number)
) strict, without rowid;

create table datasets (
  id integer primary key,
  name text not null unique,
  created_at integer not null
) strict;

create table problems (
  dataset_id integer not null references datasets (id) on delete cascade,
  ordinal integer not null,          -- from 0, the order of the file
  problem_id text not null,
  question text not null,
  answer_key text,
  category text,
  difficulty text,
  checks text,                       -- JSON
  primary key (dataset_id, ordinal)
) strict;
create unique index problems_by_id on problems (dataset_id, problem_id);

create table outcomes (
  dataset_id integer not null references datasets (id) on delete cascade,
  problem_id text not null,
  model text not null,
  sample integer not null,           -- from 0
  answer text,
  confidence real,
  score real,                        -- the source's own grade
  input_tokens integer,
  output_tokens integer,
  usd real,
  latency_ms real,
  primary key (dataset_id, problem_id, model, sample)
) strict, without rowid;

create table runs (
  id text primary key,
  name text not null,
  design_id text references designs (id) on delete set null,
  graph_name text not null,
  graph_hash text not null references graph_versions (hash),
  dataset_id integer not null references datasets (id),
  mode text not null,
  seed integer not null,
  concurrency integer not null,
  total integer not null,            -- problems it is to walk: the first so many of the dataset
  status text not null,
  failure text,
  started_at integer not null,
  ended_at integer
) strict;
create index runs_by_design on runs (design_id, started_at);

create table results (
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  problem_id text not null,
  verdict text not null,
  graded_by text,
  answer text,
  confidence real,
  failure text,
  usd real,
  latency_ms real,
  escalated integer not null,
  steps text not null,               -- JSON: [[node, port or null, why], …]
  remembered text,                   -- JSON: what its memory caches keep, so that a resumed run finds it again
  primary key (run_id, ordinal)
) strict, without rowid;

create table calls (
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  seq integer not null,              -- from 0 within its problem
  node_id text not null,
  role text not null,
  connection text not null,
  model text not null,
  sample integer not null,
  input_tokens integer,
  output_tokens integer,
  usd real,
  latency_ms real,
  answer text,
  confidence real,
  failure text,
  primary key (run_id, ordinal, seq)
) strict, without rowid;

create table cache_entries (
  namespace text not null,
  key text not null,
  answer text not null,
  confidence real,
  score real,
  written_at integer not null,
  primary key (namespace, key)
) strict, without rowid;
