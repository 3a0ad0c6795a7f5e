-- How to reach live models and what they cost. No key is ever in this database.

create table connections (
  name text primary key,
  kind text not null,
  server text,                       -- what an OpenAI-compatible server is known to be
  base_url text not null,
  key_origin text,                   -- scheme, host and port that a key may be sent to; null once another address was set
  notes text not null,
  concurrency integer,               -- calls under way at once; null: no limit of ours
  requests_per_minute integer,
  tokens_per_minute integer,
  created_at integer not null
) strict, without rowid;

create table connection_models (     -- what the provider last said that it offers
  connection text not null references connections (name) on delete cascade,
  model text not null,
  label text,
  capabilities text not null,        -- JSON: as much as it said
  price text,                        -- JSON: dollars per million tokens; null where it states none
  listed_at integer not null,
  primary key (connection, model)
) strict, without rowid;

create table own_prices (
  connection text not null references connections (name) on delete cascade,
  model text not null,
  valid_from text not null,          -- a date, YYYY-MM-DD, UTC
  price text not null,               -- JSON: dollars per million tokens
  primary key (connection, model, valid_from)
) strict, without rowid;

create table listed_prices (         -- price lists that were imported from a file
  list text not null,                -- litellm or models.dev
  provider text not null,            -- as the list names it
  model text not null,
  price text,                        -- JSON; null: the list has none
  context_tokens integer,
  max_output_tokens integer,
  version text not null,             -- the day of the import and the file's hash
  primary key (list, provider, model)
) strict, without rowid;

-- A problem that was played by itself: its calls are in the ledger, and no list of runs shows it.
alter table runs add column is_play integer not null default 0;
