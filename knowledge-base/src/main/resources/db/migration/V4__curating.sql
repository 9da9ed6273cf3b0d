-- The life of an entry: what operators write, review, publish and withdraw. kb_entry stays the published base.
create table kb_item (
    id                text primary key,
    lock_number       bigint      not null,
    state             text        not null check (state in ('draft', 'in_review', 'published', 'archived', 'discarded')),
    publication       text        not null check (publication in ('never', 'told', 'withdrawn')),
    working_version   int         not null,
    last_version      int         not null,
    published_version int,
    submitted_by      text,
    created_at        timestamptz not null,
    changed_at        timestamptz not null,
    check (working_version between 1 and last_version),
    check ((publication = 'never') = (published_version is null)),
    check (state <> 'published' or (publication = 'told' and published_version = working_version)),
    check (state <> 'archived' or (publication = 'withdrawn' and published_version = working_version)),
    check (state <> 'discarded' or publication = 'never')
);

create index kb_item_changed_at on kb_item (changed_at, id);

create table kb_version (
    item    text        not null references kb_item,
    number  int         not null,
    content jsonb       not null,
    author  text        not null,
    at      timestamptz not null,
    note    text        not null,
    primary key (item, number)
);

-- The request makes an action happen once: who repeats it is given what stands in the detail.
create table kb_audit (
    seq     bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    item    text        not null references kb_item,
    version int         not null,
    request uuid unique,
    detail  jsonb       not null
);

create index kb_audit_item on kb_audit (item, seq);
create index kb_audit_actor on kb_audit (actor, seq);

-- History is only ever added to.
create function kb_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception '% is only added to', tg_table_name;
end
$$;

create trigger kb_audit_only_added_to before update or delete or truncate on kb_audit
    for each statement execute function kb_only_added_to();
create trigger kb_version_only_added_to before update or delete or truncate on kb_version
    for each statement execute function kb_only_added_to();

-- The questions of what is told, normalised, as made from kb_version: two entries that are asked alike must not answer otherwise.
create table kb_question (
    item text not null,
    form text not null
);

create index kb_question_item on kb_question (item);
-- A hash, since a form may be longer than what a tree takes.
create index kb_question_form on kb_question using hash (form);

-- How much of kb_entry has its items, and by which normaliser the forms were made.
create table kb_adopted (
    only_one   boolean primary key default true check (only_one),
    generation bigint not null,
    normaliser text   not null
);

insert into kb_adopted (generation, normaliser) values (0, '');
