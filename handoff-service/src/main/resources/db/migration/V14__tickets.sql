-- What tickets are worked on with. Words of shoppers and staff, and what goods it is about, stand here sealed only.
alter table ticket alter column conversation drop not null;
alter table ticket alter column seq drop not null;
alter table ticket add column number varchar(24);
alter table ticket add column shopper varchar(64);
alter table ticket add column kind varchar(12) not null default 'other'
    check (kind in ('claim', 'callback', 'complaint', 'food_safety', 'other'));
alter table ticket add column state varchar(12) not null default 'open'
    check (state in ('open', 'in_progress', 'waiting', 'resolved', 'closed'));
alter table ticket add column assignee varchar(40);
-- sealed
alter table ticket add column items bytea;
alter table ticket add column claimed numeric(10, 2) check (claimed > 0);
alter table ticket add column granted numeric(10, 2) check (granted > 0);
alter table ticket add column photos varchar(80)[] not null default '{}';
-- by which the times count: what was promised stays when the priority is raised because it was not kept
alter table ticket add column promised_as varchar(10) not null default 'normal' check (promised_as in ('urgent', 'normal'));
-- since when the time to the resolution counts, and how much of it has stood still, in seconds of business hours
alter table ticket add column counts_from timestamptz;
alter table ticket add column paused bigint not null default 0;
alter table ticket add column waiting_since timestamptz;
alter table ticket add column first_reply_warning timestamptz;
alter table ticket add column first_reply_due timestamptz;
alter table ticket add column first_reply_at timestamptz;
alter table ticket add column first_reply_was varchar(10) not null default 'in_time' check (first_reply_was in ('in_time', 'warned', 'breached'));
alter table ticket add column resolution_warning timestamptz;
alter table ticket add column resolution_due timestamptz;
alter table ticket add column resolution_was varchar(10) not null default 'in_time' check (resolution_was in ('in_time', 'warned', 'breached'));
alter table ticket add column resolved_at timestamptz;
alter table ticket add column closed_at timestamptz;
-- of whoever opened it by hand: asked for twice it is one
alter table ticket add column request varchar(170);
alter table ticket add column entries int not null default 0;
alter table ticket add column version bigint not null default 0;

update ticket t set
    number = 'T' || to_char(t.opened_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(t.id::text, greatest(4, length(t.id::text)), '0'),
    shopper = (select c.shopper from conversation c where c.id = t.conversation),
    kind = case when t.reason like 'claim-%' then 'claim' else 'other' end,
    promised_as = t.priority,
    counts_from = t.opened_at,
    first_reply_warning = t.opened_at + interval '20 hours',
    first_reply_due = t.opened_at + interval '24 hours',
    resolution_warning = t.opened_at + interval '40 hours',
    resolution_due = t.opened_at + interval '48 hours';
-- A turn is recorded once, so that this holds already.
alter table ticket add constraint ticket_once unique (conversation, seq, reason);
alter table ticket add constraint ticket_request unique (request);
alter table ticket add constraint ticket_number unique (number);
alter table ticket alter column counts_from set not null;
alter table ticket alter column first_reply_warning set not null;
alter table ticket alter column first_reply_due set not null;
alter table ticket alter column resolution_warning set not null;
alter table ticket alter column resolution_due set not null;
alter table ticket alter column kind drop default;
alter table ticket add constraint ticket_place check ((conversation is null) = (seq is null));
alter table ticket add constraint ticket_waits check ((waiting_since is not null) = (state = 'waiting'));
alter table ticket add constraint ticket_resolved check ((resolved_at is not null) = (state in ('resolved', 'closed')));
alter table ticket add constraint ticket_closed check ((closed_at is not null) = (state = 'closed'));
create index ticket_of_shopper on ticket (shopper, id desc) where shopper is not null;
create index ticket_unfinished on ticket (resolution_due, id) where state in ('open', 'in_progress', 'waiting');
create index ticket_first_reply on ticket (first_reply_warning) where state in ('open', 'in_progress') and first_reply_at is null;
create index ticket_to_close on ticket (resolved_at) where state = 'resolved';

-- All that happened to a ticket, in its order.
create table ticket_entry (
    ticket     bigint      not null references ticket (id),
    n          int         not null,
    at         timestamptz not null,
    actor_kind varchar(10) not null check (actor_kind in ('shopper', 'bot', 'staff', 'service')),
    -- account of the staff, or id of the shopper
    actor      varchar(64),
    what       varchar(30) not null,
    -- a stable word: a group, a priority, an account
    value      varchar(64),
    -- sealed: words and pictures
    body       bytea,
    visible    boolean     not null,
    -- of what a shopper adds: sent twice it is one
    client_id  varchar(64),
    primary key (ticket, n)
);
create unique index ticket_entry_once on ticket_entry (ticket, client_id) where client_id is not null;

-- What was decided about the money for an item; a row stands here before the merchant's system is asked.
create table ticket_refund (
    ticket     bigint      not null references ticket (id),
    attempt    int         not null,
    item       varchar(64) not null,
    verdict    varchar(10) not null check (verdict in ('grant', 'reject')),
    amount     numeric(10, 2) check ((amount is not null) = (verdict = 'grant') and (amount is null or amount > 0)),
    -- sealed
    reason     bytea,
    decided_by varchar(40) not null,
    decided_at timestamptz not null,
    status     varchar(10) not null check (status in ('pending', 'applied', 'refused')),
    refusal    varchar(60) check ((refusal is not null) = (status = 'refused')),
    primary key (ticket, attempt)
);
-- An item is decided once.
create unique index ticket_refund_once on ticket_refund (ticket, item) where status <> 'refused';
create index ticket_refund_pending on ticket_refund (decided_at) where status = 'pending';
