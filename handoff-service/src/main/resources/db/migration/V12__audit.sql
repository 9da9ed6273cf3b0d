-- Who of the staff did what, and whose personal data they were shown. No words of shoppers, no names of persons stand here.
create table audit_log (
  seq     bigint generated always as identity primary key,
  at      timestamptz  not null,
  -- name of the account, or xianda for what nobody asked for
  actor   varchar(40)  not null,
  -- a stable word such as account-disabled
  action  varchar(60)  not null,
  -- what it was done to: a kind and an id, such as account:li
  subject varchar(120) not null,
  details jsonb        not null
);
create index audit_log_of_actor on audit_log (actor, seq desc);
create index audit_log_of_action on audit_log (action, seq desc);
create index audit_log_of_subject on audit_log (subject, seq desc);
create index audit_log_at on audit_log (at);

-- It is only ever added to: not even a mistake of ours changes what was written.
create function audit_log_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to';
end
$$;
create trigger audit_log_stands before update or delete or truncate on audit_log
  for each statement execute function audit_log_stands();
