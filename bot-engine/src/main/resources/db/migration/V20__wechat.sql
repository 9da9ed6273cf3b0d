-- Who is whom in WeChat. An OpenID is sealed, and looked up by a keyed hash.
create table wechat_shopper (
    app         text        not null,
    openid_hash text        not null,
    openid      bytea       not null,
    shopper     text        not null unique,
    created_at  timestamptz not null,
    primary key (app, openid_hash)
);

-- How far the record was taken to WeChat, and how much WeChat still allows to say.
create table wechat_thread (
    conversation  uuid primary key references conversation (id),
    app           text        not null,
    openid_hash   text        not null,
    taken_seq     bigint      not null default 0,
    -- Whether the shopper wrote last by WeChat and not in the page of a mini-program.
    here          boolean     not null default true,
    options       bytea,
    message_until timestamptz not null default 'epoch',
    message_left  integer     not null default 0 check (message_left >= 0),
    moment_until  timestamptz not null default 'epoch',
    moment_left   integer     not null default 0 check (moment_left >= 0),
    foreign key (app, openid_hash) references wechat_shopper (app, openid_hash)
);

-- What has come in, so that a repeat finds the conversation of the first; and pictures not yet fetched.
create table wechat_in (
    app          text        not null,
    key          text        not null,
    conversation uuid        not null references conversation (id),
    media        bytea,
    tries        integer     not null default 0,
    next_at      timestamptz not null,
    at           timestamptz not null,
    primary key (app, key)
);
create index wechat_in_media on wechat_in (next_at) where media is not null;
create index wechat_in_at on wechat_in (at);

-- What is to be said in WeChat, in this order within a conversation.
create table wechat_out (
    id           uuid primary key,
    place        bigint generated always as identity,
    conversation uuid        not null references wechat_thread (conversation),
    kind         text        not null check (kind in ('text', 'image')),
    by_agent     boolean     not null,
    body         bytea       not null,
    state        text        not null check (state in ('waiting', 'sending', 'held', 'sent', 'undelivered')),
    reason       text,
    tries        integer     not null default 0,
    next_at      timestamptz not null,
    at           timestamptz not null
);
create index wechat_out_open on wechat_out (conversation, place) where state in ('waiting', 'sending', 'held');
create index wechat_out_due on wechat_out (next_at) where state in ('waiting', 'sending');
