-- What the bot may say. Every change of a published entry counts up the one row of kb_generation in the same transaction.
create table kb_entry (
    id                text primary key,
    intent            text        not null,
    question          text        not null,
    similar_questions jsonb       not null default '[]',
    answer            text        not null,
    page              text,
    created_at        timestamptz not null default now()
);

create table kb_generation (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);

insert into kb_generation (number) values (0);
