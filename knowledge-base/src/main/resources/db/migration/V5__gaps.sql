-- What shoppers asked and the base did not answer, in groups of one meaning. Texts are masked before they come here.
-- The one row of gap_revision is the lock: whoever changes a cluster takes it, counts it up and stamps the cluster.
create table gap_revision (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);

insert into gap_revision (number) values (0);

create table gap_cluster (
    id              uuid primary key,
    lock_number     bigint           not null default 0,
    state           text             not null check (state in ('open', 'accepted', 'dismissed', 'gone')),
    name            text             not null,
    central         bytea            not null,
    vector_sum      bytea            not null,
    messages        integer          not null default 0,
    conversations   integer          not null default 0,
    first_seen      timestamptz      not null,
    last_seen       timestamptz      not null,
    share           double precision not null default 1 check (share between 0 and 1),
    replayed        integer          not null default 0,
    accepted_as     text check (accepted_as in ('similar_question', 'new_entry')),
    accepted_entry  text,
    missed_before   double precision,
    reason          text,
    decided_at      timestamptz,
    merged_into     uuid,
    changed_in      bigint           not null
);

create index gap_cluster_state on gap_cluster (state);
create index gap_cluster_changed_in on gap_cluster (changed_in);

create table gap_message (
    conversation        text        not null,
    seq                 bigint      not null,
    why                 text        not null check (why in ('unanswered', 'clarified_in_vain', 'handed_over', 'thumbs_down')),
    text                text        not null,
    intent              text        not null,
    nearest_entry       text,
    nearest_probability double precision,
    vector              bytea       not null,
    at                  timestamptz not null,
    cluster             uuid        not null references gap_cluster (id),
    primary key (conversation, seq, why)
);

-- Half precision keeps a vector of 512 in its row: 1 KiB, uncompressed and not out of line.
alter table gap_message alter column vector set storage plain;

create index gap_message_cluster on gap_message (cluster, conversation);
create index gap_message_at on gap_message (at);

create table gap_action (
    seq     bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null check (action in ('accept', 'dismiss', 'merge', 'reopen')),
    cluster uuid        not null,
    detail  text        not null
);

create index gap_action_cluster on gap_action (cluster, seq);

create function gap_action_stays() returns trigger language plpgsql as
$$
begin
    raise exception 'gap_action is append-only';
end
$$;

create trigger gap_action_stays before update or delete or truncate on gap_action
    for each statement execute function gap_action_stays();
