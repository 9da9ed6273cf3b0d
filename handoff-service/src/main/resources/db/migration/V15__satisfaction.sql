-- What shoppers thought of it, and what the figures need to be counted by.
-- What a case is about, an id of intents.yml, empty when nobody knows: the briefing that says it too is sealed.
alter table handoff add column intent varchar(60) not null default '';
-- All figures of cases are those of a span of time.
create index handoff_queued on handoff (queued_at);

-- One for each conversation, once it is over.
create table rating (
    conversation uuid          primary key references conversation (id),
    -- the case that an agent has closed, and who; neither when it was the bot's
    handoff      bigint        references handoff (id),
    agent        varchar(40)   references agent (name),
    stars        smallint      not null check (stars between 1 and 5),
    reasons      varchar(20)[] not null,
    -- sealed
    comment      bytea,
    at           timestamptz   not null,
    check ((handoff is null) = (agent is null))
);
create index rating_at on rating (at);

-- Whether something that the bot said was of use. May be changed.
create table thumb (
    conversation uuid        not null,
    seq          bigint      not null,
    up           boolean     not null,
    at           timestamptz not null,
    primary key (conversation, seq),
    foreign key (conversation, seq) references message (conversation, seq)
);
create index thumb_at on thumb (at);
