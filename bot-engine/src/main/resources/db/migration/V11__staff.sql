-- Who works for the shop, and where they are logged in.
create table staff_account (
  name          varchar(40)  primary key check (name ~ '^[a-z0-9._-]+$'),
  -- as shoppers see it
  display_name  varchar(40)  not null,
  roles         text[]       not null check (cardinality(roles) > 0),
  password_hash varchar(100) not null,
  -- the password was given by somebody else, and opens nothing but its own change
  must_change   boolean      not null,
  disabled      boolean      not null default false,
  -- its password is known to everybody: it is good only where the service listens on a loopback address
  demo          boolean      not null default false,
  failed_count  int          not null default 0,
  -- when the first of them was
  failed_since  timestamptz,
  locked_until  timestamptz,
  -- counts the changes that an admin makes
  version       bigint       not null default 1,
  created_at    timestamptz  not null,
  changed_at    timestamptz  not null
);

create table staff_session (
  id           uuid        primary key,
  account      varchar(40) not null references staff_account (name),
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz
);
create index staff_session_of_account on staff_session (account, created_at desc);
