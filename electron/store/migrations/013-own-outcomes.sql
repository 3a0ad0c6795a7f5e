-- The models of which calls of our own have left outcomes: to look for one among all outcomes takes as long as there are many.
create table own_outcomes (
  dataset_id integer not null references datasets (id) on delete cascade,
  model text not null,
  primary key (dataset_id, model)
) strict, without rowid;
insert into own_outcomes select distinct dataset_id, model from outcomes where request > '';
