-- What is done to orders, each once. A row stands here before the merchant's system is asked for the first time.
create table effect (
  key          varchar(100) primary key,
  -- the turn that asked for it: the messages of this conversation after turn_from, up to and including through
  conversation uuid         not null references conversation (id),
  turn_from    bigint       not null,
  through      bigint       not null check (through > turn_from),
  shopper      varchar(64)  not null,
  kind         varchar(20)  not null,
  order_number varchar(40)  not null,
  -- sealed: the effect, and with the first of a turn the account as the turn has seen it
  payload      bytea        not null,
  seen         bytea,
  status       varchar(10)  not null check (status in ('pending', 'applied', 'refused')),
  refusal      varchar(60)  check ((refusal is not null) = (status = 'refused')),
  -- whether the shopper has still to be told what became of it
  owed         boolean      not null,
  -- of the message that told it, where no reply did
  told_seq     bigint,
  attempts     int          not null default 0,
  next_attempt timestamptz  not null,
  decided_at   timestamptz  not null,
  settled_at   timestamptz  check ((settled_at is null) = (status = 'pending'))
);
create index effect_of_turn on effect (conversation, turn_from);
create index effect_pending on effect (next_attempt) where status = 'pending';
create index effect_owed on effect (settled_at) where owed and status <> 'pending';
