-- Who serves, what waits for them, and what became of it. No words of a shopper or an agent stand here readable.
create table agent (
    name         varchar(40) primary key,
    -- what shoppers see
    shown_as     varchar(40) not null,
    presence     varchar(10) not null default 'offline' check (presence in ('online', 'busy', 'away', 'offline')),
    capacity     int         not null check (capacity between 1 and 50),
    -- conversations that are offered to or served by the agent, kept with each change of a handoff
    load         int         not null default 0 check (load >= 0),
    -- offers let pass one after another
    missed       int         not null default 0,
    seen_at      timestamptz not null,
    -- since when the agent serves fewer than before: whoever waits longest for work is asked first
    idle_since   timestamptz not null
);

create table agent_group (
    agent       varchar(40) not null references agent (name),
    skill_group varchar(40) not null,
    level       smallint    not null check (level between 1 and 3),
    primary key (agent, skill_group)
);
create index agent_group_members on agent_group (skill_group);

-- One stretch in which people are wanted for a conversation.
create table handoff (
    id               bigint generated always as identity primary key,
    conversation     uuid          not null references conversation (id),
    shopper          varchar(64)   not null,
    asked_group      varchar(40)   not null,
    -- whose agents may take it; grows when nobody comes
    groups           varchar(40)[] not null,
    urgent           boolean       not null,
    reason           varchar(60)   not null,
    state            varchar(12)   not null check (state in ('waiting', 'offered', 'served', 'transfer', 'ended')),
    -- in its queue: urgent ones, then those that an agent has lost, then by rank
    at_head          boolean       not null default false,
    rank_at          timestamptz   not null,
    queued_at        timestamptz   not null,
    waiting_since    timestamptz   not null,
    -- who serves it
    agent            varchar(40)   references agent (name),
    -- who is asked to
    offered_to       varchar(40)   references agent (name),
    offer_until      timestamptz,
    passed_by        varchar(40)[] not null default '{}',
    -- where it is to go while its agent still serves it
    transfer_group   varchar(40),
    transfer_agent   varchar(40)   references agent (name),
    transfer_until   timestamptz,
    -- sealed
    transfer_note    bytea,
    taken_at         timestamptz,
    first_reply_at   timestamptz,
    ended_at         timestamptz,
    ending           varchar(20),
    check ((agent is not null) = (state in ('served', 'transfer')) or state = 'ended'),
    check ((offered_to is null) = (offer_until is null)),
    check (state <> 'offered' or offered_to is not null),
    check (state in ('offered', 'transfer') or offered_to is null),
    check (state = 'transfer' or transfer_until is null),
    check ((state = 'ended') = (ended_at is not null)),
    check ((ended_at is null) = (ending is null))
);
-- A conversation is in one pair of hands at most.
create unique index handoff_open on handoff (conversation) where state <> 'ended';
create index handoff_waiting on handoff (urgent desc, at_head desc, rank_at, id) where state = 'waiting';
create index handoff_of_agent on handoff (agent) where state in ('served', 'transfer');
create index handoff_offers on handoff (offer_until) where offered_to is not null;
create index handoff_transfers on handoff (transfer_until) where state = 'transfer';
create index handoff_of_shopper on handoff (shopper, ended_at desc) where state = 'ended';
create index handoff_of_conversation on handoff (conversation, id);
create index handoff_ended on handoff (ended_at) where state = 'ended';

-- All that happened, so that every figure can be counted again.
create table handoff_event (
    id          bigint generated always as identity primary key,
    handoff     bigint      not null references handoff (id),
    at          timestamptz not null,
    kind        varchar(20) not null,
    agent       varchar(40),
    skill_group varchar(40)
);
create index handoff_event_of on handoff_event (handoff, id);

-- Colleagues who were invited: they read and write along.
create table handoff_guest (
    handoff bigint      not null references handoff (id),
    agent   varchar(40) not null references agent (name),
    since   timestamptz not null,
    primary key (handoff, agent)
);
create index handoff_guest_agent on handoff_guest (agent);

-- What agents say to each other about a conversation; no shopper ever sees it.
create table whisper (
    id           bigint generated always as identity primary key,
    conversation uuid        not null references conversation (id),
    -- it was written after this message
    after_seq    bigint      not null,
    agent        varchar(40) not null,
    at           timestamptz not null,
    client_id    varchar(64) not null,
    -- sealed
    body         bytea       not null,
    unique (conversation, agent, client_id)
);

-- A client's id of a message is its own: a shopper's and an agent's may be the same.
alter table message add column written_by varchar(40);
alter table message drop constraint message_conversation_client_id_key;
create unique index message_client_id on message (conversation, coalesce(written_by, ''), client_id);

-- How far each side has read, and what came of the whole.
alter table conversation add column read_by_shopper bigint not null default 0;
alter table conversation add column read_by_agent bigint not null default 0;
alter table conversation add column closed_at timestamptz;
alter table conversation add column outcome varchar(20) check (outcome in
    ('bot-resolved', 'bot-unresolved', 'agent-resolved', 'agent-unresolved', 'ticket', 'abandoned', 'silent'));
alter table conversation add column category varchar(60);
update conversation set closed_at = updated_at, outcome = 'bot-unresolved' where state = 'closed';
alter table conversation add constraint conversation_outcome check ((state = 'closed') = (outcome is not null));
alter table conversation add constraint conversation_closed check ((state = 'closed') = (closed_at is not null));
create index conversation_idle on conversation (updated_at) where state in ('bot', 'served');
create index conversation_closed_at on conversation (closed_at) where state = 'closed';
create index conversation_of_shopper on conversation (shopper, created_at desc);
