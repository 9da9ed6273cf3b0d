-- Who said what. Bodies and the bot's memory are sealed by the application; identifiers hold no personal data.
create table conversation (
    id               uuid primary key,
    shopper          text        not null,
    channel          text        not null,
    state            text        not null check (state in ('bot', 'queued', 'served', 'closed')),
    last_seq         bigint      not null default 0,
    answered_seq     bigint      not null default 0,
    memory           bytea,
    handoff_group    text,
    handoff_priority text,
    handoff_reason   text,
    queued_at        timestamptz,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    check (answered_seq <= last_seq),
    check (state <> 'queued' or (handoff_group is not null and queued_at is not null))
);

-- A shopper has one open conversation on each channel.
create unique index conversation_open on conversation (shopper, channel) where state <> 'closed';
-- What a crash leaves behind is found without reading all conversations.
create index conversation_waiting on conversation (updated_at) where state in ('bot', 'queued') and answered_seq < last_seq;

create table message (
    conversation uuid        not null references conversation (id),
    seq          bigint      not null check (seq > 0),
    author       text        not null check (author in ('shopper', 'bot', 'agent', 'system')),
    client_id    text,
    body         bytea       not null,
    answers      bigint      not null default 0,
    gathered     boolean     not null default false,
    at           timestamptz not null,
    primary key (conversation, seq),
    unique (conversation, client_id)
);

-- The reply to a message is looked up by what it answers.
create index message_answers on message (conversation, answers) where answers > 0;

create table decision_trace (
    conversation uuid   not null,
    seq          bigint not null,
    trace        jsonb  not null,
    primary key (conversation, seq),
    foreign key (conversation, seq) references message (conversation, seq)
);
