-- What agents know of a shopper.
create table shopper_note (
    id        bigint generated always as identity primary key,
    shopper   varchar(64) not null,
    agent     varchar(40) not null,
    at        timestamptz not null,
    client_id varchar(64) not null,
    -- sealed
    body      bytea       not null,
    unique (shopper, agent, client_id)
);
create index shopper_note_of on shopper_note (shopper, id desc);

-- Which tags there are is decided by supervisors.
create table shopper_tag (
    name varchar(20) primary key
);
create table shopper_tagged (
    shopper varchar(64) not null,
    tag     varchar(20) not null references shopper_tag (name) on delete cascade,
    primary key (shopper, tag)
);
create index shopper_tagged_with on shopper_tagged (tag);
