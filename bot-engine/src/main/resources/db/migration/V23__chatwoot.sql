-- Who is whom in Chatwoot, by its number of the contact.
create table chatwoot_contact (
    contact    bigint      primary key,
    shopper    text        not null,
    created_at timestamptz not null
);

-- How far the record was taken to Chatwoot, and how Chatwoot's conversation stands.
create table chatwoot_talk (
    conversation uuid        primary key references conversation (id),
    place        bigint      generated always as identity,
    chat         bigint      not null,
    taken_seq    bigint      not null default 0,
    options      bytea,
    -- Whether Chatwoot was asked to give it to people, or has done so.
    handed       boolean     not null default false,
    -- Whether Chatwoot has it open, as far as we were told.
    opened       boolean     not null default false,
    status_at    timestamptz
);
create index chatwoot_talk_chat on chatwoot_talk (chat, place desc);

-- What has come in, so that a repeat finds the conversation of the first.
create table chatwoot_in (
    message      bigint      primary key,
    conversation uuid        not null references conversation (id),
    at           timestamptz not null
);
create index chatwoot_in_at on chatwoot_in (at);

-- What is to be done in Chatwoot, in this order within a conversation.
create table chatwoot_out (
    id           uuid        primary key,
    place        bigint      generated always as identity,
    conversation uuid        not null references chatwoot_talk (conversation),
    kind         text        not null check (kind in ('text', 'image', 'note', 'open', 'team')),
    -- sealed
    body         bytea       not null,
    state        text        not null check (state in ('waiting', 'sending', 'done', 'undone')),
    reason       text,
    tries        integer     not null default 0,
    next_at      timestamptz not null,
    at           timestamptz not null
);
create index chatwoot_out_open on chatwoot_out (conversation, place) where state in ('waiting', 'sending');
create index chatwoot_out_due on chatwoot_out (next_at) where state in ('waiting', 'sending');

-- Where people serve in Chatwoot there is no case of ours, which would tell of it.
create function webhook_on_handoff_elsewhere() returns trigger language plpgsql as $$
begin
    perform webhook_happened('conversation.handed-over', new.updated_at, jsonb_build_object(
        'conversation', new.id, 'shopper', new.shopper, 'group', new.handoff_group,
        'priority', new.handoff_priority, 'reason', new.handoff_reason));
    return null;
end
$$;
create trigger webhook_handoff_elsewhere after update of state on conversation
    for each row when (new.channel = 'chatwoot' and new.state = 'served' and old.state <> 'served')
    execute function webhook_on_handoff_elsewhere();
