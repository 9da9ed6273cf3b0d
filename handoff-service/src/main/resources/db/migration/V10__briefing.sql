-- What the person who takes over should know, sealed like messages.
alter table conversation add column handoff_briefing bytea;
alter table ticket add column briefing bytea;
