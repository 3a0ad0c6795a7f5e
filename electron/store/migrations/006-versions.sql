-- Versions can be told apart, and designs put away and grouped.
alter table designs add column archived_at integer;                    -- NULL: it is in the list
alter table designs add column tags text not null default '[]';        -- JSON list
alter table design_versions add column began_at integer;               -- the first edit that it holds; NULL: one edit, at saved_at
alter table design_versions add column origin text not null default 'edited';  -- created, edited or restored
alter table design_versions add column label text;
update design_versions set origin = 'created' where number = 1;
create index runs_by_graph on runs (graph_hash);
