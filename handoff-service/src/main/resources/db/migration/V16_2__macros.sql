-- Several things that agents do at once. Words of the shop with gaps in them, hence not sealed.
create table macro (
    id         uuid primary key,
    name       varchar(40) not null,
    steps      jsonb       not null,
    version    bigint      not null,
    changed_by varchar(40) not null,
    changed_at timestamptz not null
);

-- A request runs once.
create table macro_run (
    conversation uuid        not null references conversation (id),
    agent        varchar(40) not null,
    client_id    varchar(64) not null,
    macro        uuid        not null,
    at           timestamptz not null,
    primary key (conversation, agent, client_id)
);
