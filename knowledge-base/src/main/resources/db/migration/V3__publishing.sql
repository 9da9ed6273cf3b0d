-- An entry knows its reach, and the generation that changed it: a search index asks for what is newer than itself.
alter table kb_entry
    add column image       text,
    add column choices     jsonb   not null default '[]',
    add column channels    jsonb   not null default '[]',
    add column cities      jsonb   not null default '[]',
    add column valid_from  timestamptz,
    add column valid_until timestamptz,
    add column changed_in  bigint  not null default 1,
    add column withdrawn   boolean not null default false;

create index kb_entry_changed_in on kb_entry (changed_in);

-- Two databases may both be at generation 7: an index knows from which of them it was made.
alter table kb_generation add column origin uuid not null default gen_random_uuid();
