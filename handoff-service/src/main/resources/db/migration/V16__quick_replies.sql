-- What agents say often. Words of the shop with gaps in them, never those of a conversation, and hence not sealed.
create table quick_reply (
    id          uuid primary key,
    scope       varchar(8)    not null check (scope in ('own', 'group', 'shop')),
    -- whose it is: an account, a skill group, or empty for the shop's
    owner       varchar(40)   not null,
    category    varchar(20)   not null,
    title       varchar(40)   not null,
    text        varchar(2000) not null,
    -- of category and title, so that two keys find it
    initials    varchar(80)   not null,
    uses        bigint        not null default 0,
    version     bigint        not null,
    changed_by  varchar(40)   not null,
    changed_at  timestamptz   not null,
    check ((scope = 'shop') = (owner = ''))
);
create index quick_reply_of on quick_reply (scope, owner, uses desc);

-- A reply counts once for each conversation and agent, however often it is asked for.
create table quick_reply_use (
    reply        uuid        not null references quick_reply (id) on delete cascade,
    conversation uuid        not null references conversation (id),
    agent        varchar(40) not null,
    primary key (reply, conversation, agent)
);
create index quick_reply_use_of_conversation on quick_reply_use (conversation);
