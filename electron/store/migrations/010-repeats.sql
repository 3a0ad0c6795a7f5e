-- A run may walk each of its problems several times. The ordinal of a result, a call or an attempt is then its place in the run:
-- repeat × width + the problem's own ordinal.
alter table runs add column repeats integer not null default 1;
alter table runs add column width integer not null default 1;          -- more than any ordinal of its dataset when it was started

update runs set width = 1 + max(
  coalesce((select max(ordinal) from problems p where p.dataset_id = runs.dataset_id), 0),
  coalesce((select max(ordinal) from results r where r.run_id = runs.id), 0),
  coalesce((select max(ordinal) from calls c where c.run_id = runs.id), 0));

alter table reviews add column repeat integer not null default 0;      -- which walk of the problem, from 0
drop index reviews_by_place;
create unique index reviews_by_place on reviews (run_id, problem_id, repeat, node_id, visit);
