-- How sure the bot must be, where reviewers have set it by hand: one row for each change. The newest of a group counts.
create table risk_change (
    skill_group varchar(40)  not null,
    version     bigint       not null check (version > 0),
    -- null: the fitted one counts again
    threshold   numeric(3, 2) check (threshold between 0 and 1),
    -- hash of the model that it was set for; with another one it no longer holds
    model       varchar(100) not null,
    actor       varchar(40)  not null,
    at          timestamptz  not null,
    reason      varchar(500) not null,
    primary key (skill_group, version)
);
