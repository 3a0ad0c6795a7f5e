-- Calls that no provider was sent are kept in the row of their problem: most of what a replay stores. The ledger is for the others.
alter table results add column calls text; -- JSON: [[seq, site, tokens in, out, …], …] as in the view; NULL: none

-- Every call of every run, wherever it is kept.
create view every_call as
  select run_id, ordinal, seq, site_id, source, state, sample, request, reserved_usd, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, reasoning_tokens, usd, billed_usd, latency_ms, answer, confidence, mean_logprob, failure, request_id, sent_at
  from calls
  union all
  select r.run_id, r.ordinal, c.value ->> 0, c.value ->> 1, ifnull(c.value ->> 8, 'recorded'), ifnull(c.value ->> 9, 'done'),
    ifnull(c.value ->> 10, 0), null, null, c.value ->> 2, c.value ->> 3, c.value ->> 12, c.value ->> 13, c.value ->> 14, c.value ->> 4,
    case when json_type(c.value, '$[11]') is null then 0 else c.value ->> 11 end, -- where it is not said it is nothing
    c.value ->> 5,
    case c.value -> 6 when 'true' then r.answer else c.value ->> 6 end, -- true: the answer with which the problem left
    c.value ->> 7, c.value ->> 15, c.value ->> 16, null, null
  from results r, json_each(r.calls) c;
