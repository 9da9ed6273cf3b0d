-- What conversations leave to be done later. No words of the shopper stand here; they are in the conversation.
create table ticket (
  id           bigint generated always as identity primary key,
  conversation uuid        not null references conversation (id),
  -- of the reply that promises it
  seq          bigint      not null,
  skill_group  varchar(40) not null,
  priority     varchar(10) not null check (priority in ('urgent', 'normal')),
  reason       varchar(60) not null,
  order_number varchar(40),
  opened_at    timestamptz not null
);
create index ticket_of_conversation on ticket (conversation, id);
