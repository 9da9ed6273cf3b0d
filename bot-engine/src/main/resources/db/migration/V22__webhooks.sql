-- Whom the shop's own systems tell what happened. Address and secrets are sealed.
create table webhook_endpoint (
    id            uuid        primary key,
    name          varchar(40) not null,
    url           bytea       not null,
    events        text[]      not null check (cardinality(events) > 0),
    paused        boolean     not null,
    secret        bytea       not null,
    -- After a rotation the one before is good for a while.
    old_secret    bytea,
    old_until     timestamptz,
    -- The circuit: how often in a row nothing was taken, and until when it is left alone.
    failures      integer     not null default 0 check (failures >= 0),
    rest_until    timestamptz,
    failing_since timestamptz,
    version       bigint      not null check (version > 0),
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    changed_by    varchar(40) not null,
    check ((old_secret is null) = (old_until is null))
);

-- What happened; ids and stable words, no words of people. Not kept where there is nobody to tell.
create table webhook_event (
    id   uuid        primary key,
    kind text        not null,
    at   timestamptz not null,
    data jsonb       not null
);
create index webhook_event_at on webhook_event (at);

-- One event for one endpoint. It points at no endpoint, so that no message waits for whoever changes one.
create table webhook_delivery (
    id         uuid        primary key,
    place      bigint      generated always as identity,
    endpoint   uuid        not null,
    event      uuid        not null references webhook_event (id) on delete cascade,
    -- Which request had it repeated; nothing but zeros for the first.
    replay     uuid        not null default '00000000-0000-0000-0000-000000000000',
    state      text        not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'given_up')),
    attempts   integer     not null default 0,
    next_at    timestamptz not null,
    -- Of the last attempt: the status, or a stable word when there was none.
    status     integer,
    problem    text,
    millis     integer,
    tried_at   timestamptz,
    at         timestamptz not null,
    unique (endpoint, event, replay)
);
create index webhook_delivery_due on webhook_delivery (endpoint, next_at, place) where state in ('waiting', 'sending');
create index webhook_delivery_of on webhook_delivery (endpoint, place desc);
create index webhook_delivery_event on webhook_delivery (event);
create index webhook_delivery_at on webhook_delivery (at);

-- Written by the database in the transaction of the change: neither is there without the other, whoever changes it.
create function webhook_happened(happened text, happened_at timestamptz, what jsonb) returns void language plpgsql as $$
declare
    fresh uuid := gen_random_uuid();
begin
    if not exists (select 1 from webhook_endpoint) then
        return;
    end if;
    insert into webhook_event (id, kind, at, data) values (fresh, happened, happened_at, what);
    insert into webhook_delivery (id, endpoint, event, next_at, at)
        select gen_random_uuid(), e.id, fresh, happened_at, happened_at
        from webhook_endpoint e where happened = any (e.events);
end
$$;

create function webhook_on_conversation() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform webhook_happened('conversation.opened', new.created_at, jsonb_build_object(
            'conversation', new.id, 'shopper', new.shopper, 'channel', new.channel, 'again', false));
    elsif new.state = 'closed' then
        perform webhook_happened('conversation.closed', new.closed_at, jsonb_build_object(
            'conversation', new.id, 'shopper', new.shopper, 'channel', new.channel, 'outcome', new.outcome));
    else
        perform webhook_happened('conversation.opened', new.updated_at, jsonb_build_object(
            'conversation', new.id, 'shopper', new.shopper, 'channel', new.channel, 'again', true));
    end if;
    return null;
end
$$;
create trigger webhook_conversation_opened after insert on conversation
    for each row execute function webhook_on_conversation();
create trigger webhook_conversation_state after update of state on conversation
    for each row when ((old.state = 'closed') <> (new.state = 'closed')) execute function webhook_on_conversation();

create function webhook_on_handoff() returns trigger language plpgsql as $$
begin
    perform webhook_happened('conversation.handed-over', new.queued_at, jsonb_build_object(
        'conversation', new.conversation, 'shopper', new.shopper, 'group', new.asked_group,
        'priority', case when new.urgent then 'urgent' else 'normal' end, 'reason', new.reason));
    return null;
end
$$;
create trigger webhook_handoff after insert on handoff
    for each row execute function webhook_on_handoff();

create function webhook_on_ticket() returns trigger language plpgsql as $$
begin
    perform webhook_happened('ticket.changed', new.at, (
        select jsonb_build_object(
            'ticket', t.number, 'conversation', t.conversation, 'shopper', t.shopper, 'entry', new.n,
            'what', new.what, 'by', new.actor_kind, 'kind', t.kind, 'state', t.state,
            'group', t.skill_group, 'priority', t.priority, 'order', t.order_number)
        from ticket t where t.id = new.ticket));
    return null;
end
$$;
-- At the end of its transaction, when the ticket is as it will be.
create constraint trigger webhook_ticket after insert on ticket_entry
    deferrable initially deferred for each row execute function webhook_on_ticket();

create function webhook_on_rating() returns trigger language plpgsql as $$
begin
    perform webhook_happened('satisfaction.rated', new.at, (
        select jsonb_build_object(
            'conversation', c.id, 'shopper', c.shopper, 'channel', c.channel, 'agent', new.agent,
            'stars', new.stars, 'reasons', to_jsonb(new.reasons))
        from conversation c where c.id = new.conversation));
    return null;
end
$$;
create trigger webhook_rating after insert on rating
    for each row execute function webhook_on_rating();
