-- What operators try before they publish, and the words that they declare to mean the same.
create table kb_replay (
    id         uuid primary key,
    at         timestamptz not null,
    actor      text        not null,
    generation bigint      not null,
    items      jsonb       not null,
    result     jsonb       not null
);

create index kb_replay_at on kb_replay (at);

-- Messages that must be answered rightly whatever is published.
create table kb_pinned (
    id    uuid primary key,
    text  text        not null unique,
    entry text        not null,
    actor text        not null,
    at    timestamptz not null
);

-- One dictionary; no text stands for the one that is shipped. Every service applies it when the number has changed.
create table kb_synonyms (
    only_one    boolean primary key default true check (only_one),
    lock_number bigint not null,
    text        text,
    actor       text,
    at          timestamptz
);

insert into kb_synonyms (lock_number) values (0);
