-- The ledger: live calls are written before they are sent, with what they may cost at most; what a call is priced by is frozen
-- with it. Steps and call sites are kept once each, however many problems share them. Calls become outcomes.

create table quotes (                -- never changed: a new price is a new row
  id integer primary key,
  body text not null,                -- JSON: dollars per million tokens
  source text not null,
  version text not null,
  unique (body, source, version)
) strict;

create table call_sites (            -- who asks whom
  id integer primary key,
  node_id text not null,
  role text not null,
  connection text not null,
  model text not null,
  quote_id integer references quotes (id)
) strict;
create unique index call_sites_by_text on call_sites (node_id, role, connection, model, ifnull(quote_id, 0));

create table step_texts (            -- one visit of a problem to a node, in words
  id integer primary key,
  node_id text not null,
  port text,                         -- NULL at an end
  why text not null
) strict;
create unique index step_texts_by_text on step_texts (node_id, ifnull(port, ''), why);

insert into step_texts (node_id, port, why)
  select distinct s.value ->> 0, s.value ->> 1, s.value ->> 2 from results r, json_each(r.steps) s;

-- From here on `steps` holds ids of step_texts: [3, 17, 4].
update results set steps = (
  select json_group_array(t.id order by s.key) from json_each(results.steps) s
  join step_texts t on t.node_id = s.value ->> 0 and ifnull(t.port, '') = ifnull(s.value ->> 1, '') and t.why = s.value ->> 2);

-- What providers were paid, and what recorded outcomes and caches saved, at list price. `usd` is the list price of the design's calls.
alter table results add column billed_usd real;
alter table results add column saved_usd real;
update results set billed_usd = 0, saved_usd = case
  when (select mode from runs where id = run_id) = 'recorded' then usd else 0 end;

-- What memory caches keep: [[namespace, key, written at, score, usd], …]; answer and confidence are the result's own.
update results set remembered = (
  select json_group_array(json_array(w.value ->> 'namespace', w.value ->> 'key', w.value -> 'writtenAt', w.value -> 'score', null))
  from json_each(results.remembered) w)
  where remembered is not null;

alter table cache_entries add column usd real;    -- what the answer had cost, from the miss on

insert into call_sites (node_id, role, connection, model)
  select distinct node_id, role, connection, model from calls;

create table ledger (
  run_id text not null references runs (id) on delete cascade,
  ordinal integer not null,
  seq integer not null,              -- from 0 within its problem
  site_id integer not null references call_sites (id),
  source text not null,              -- live, recorded, simulated, review
  state text not null,               -- sent, done, failed, unknown
  sample integer not null,
  request text,                      -- hash of what was asked; NULL where it was never sent
  reserved_usd real,                 -- what it may cost at most; NULL where that is not known or nothing is paid
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  reasoning_tokens integer,
  usd real,                          -- at list price
  billed_usd real,
  latency_ms real,
  answer text,
  confidence real,
  mean_logprob real,
  failure text,
  request_id text,                   -- the provider's
  sent_at integer,
  primary key (run_id, ordinal, seq)
) strict, without rowid;
create index ledger_under_way on ledger (run_id) where state = 'sent';

insert into ledger (run_id, ordinal, seq, site_id, source, state, sample, input_tokens, output_tokens, usd, billed_usd, latency_ms, answer, confidence, failure)
  select c.run_id, c.ordinal, c.seq, s.id, c.connection, case when c.failure is null then 'done' else 'failed' end, c.sample,
    c.input_tokens, c.output_tokens, c.usd, 0, c.latency_ms, c.answer, c.confidence, c.failure
  from calls c join call_sites s using (node_id, role, connection, model);
drop table calls;
alter table ledger rename to calls;

create table answers (
  dataset_id integer not null references datasets (id) on delete cascade,
  problem_id text not null,
  model text not null,
  request text not null default '',  -- hash of what was asked; '' where it was imported and so stands for any
  sample integer not null,           -- from 0
  source text not null default 'imported',  -- or live, simulated
  answer text,
  confidence real,
  mean_logprob real,
  score real,                        -- the source's own grade
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  reasoning_tokens integer,
  usd real,
  latency_ms real,
  primary key (dataset_id, problem_id, model, request, sample)
) strict, without rowid;
insert into answers (dataset_id, problem_id, model, sample, answer, confidence, score, input_tokens, output_tokens, usd, latency_ms)
  select dataset_id, problem_id, model, sample, answer, confidence, score, input_tokens, output_tokens, usd, latency_ms from outcomes;
drop table outcomes;
alter table answers rename to outcomes;

alter table runs add column cap_usd real;          -- what it may spend at most; NULL: no cap
alter table runs add column answers_from text not null default 'connections';  -- or recorded, recorded-else-live
