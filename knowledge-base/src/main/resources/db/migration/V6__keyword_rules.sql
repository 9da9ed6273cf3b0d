-- Rules by operators. A rule is read and audited as a whole, hence one document; every change counts up the one row of
-- kb_rule_generation in the same transaction, and the number it counts to is the version of the rule that changed.
create table kb_rule (
    id      text   primary key,
    version bigint not null,
    rule    jsonb  not null
);

create table kb_rule_generation (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);

insert into kb_rule_generation (number) values (0);

create table kb_rule_audit (
    number   bigint generated always as identity primary key,
    rule     text        not null,
    action   text        not null check (action in ('CREATED', 'CHANGED', 'ENABLED', 'DISABLED', 'DELETED')),
    operator text        not null,
    at       timestamptz not null,
    before   jsonb,
    after    jsonb
);

create index kb_rule_audit_rule on kb_rule_audit (rule, number);

create function kb_rule_audit_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'the audit of rules is only added to';
end
$$;

create trigger kb_rule_audit_is_kept before update or delete or truncate on kb_rule_audit
    for each statement execute function kb_rule_audit_is_kept();
