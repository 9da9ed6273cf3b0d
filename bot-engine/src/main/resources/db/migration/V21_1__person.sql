-- By which UnionID somebody is known; only its keyed hash stands here.
create table person_union (
    hash    varchar(64) primary key,
    shopper varchar(64) not null,
    at      timestamptz not null
);

-- Who turned out to be whom. What moved is noted, so that it can be taken back.
create table person_merge (
    id        bigint generated always as identity primary key,
    gone      varchar(64) not null,
    stays     varchar(64) not null check (stays <> gone),
    evidence  varchar(20) not null check (evidence in ('union-id', 'merchant', 'signed-in')),
    at        timestamptz not null,
    undone_at timestamptz,
    undone_by varchar(40),
    check ((undone_at is null) = (undone_by is null))
);
create unique index person_merge_now on person_merge (gone) where undone_at is null;
create index person_merge_stays on person_merge (stays);

create table person_moved (
    merge    bigint      not null references person_merge (id) on delete cascade,
    -- name of the table, and key of the row in it
    what     varchar(40) not null,
    row_key  text        not null,
    primary key (merge, what, row_key)
);

-- Several names in WeChat may be one shopper.
alter table wechat_shopper drop constraint wechat_shopper_shopper_key;
create index wechat_shopper_of on wechat_shopper (shopper);
-- When it was last asked who this is.
alter table wechat_shopper add column asked_at timestamptz;
