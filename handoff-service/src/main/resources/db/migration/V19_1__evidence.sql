-- When something is too late for who waits: the time to claim is over, or the goods are spoilt. Null when nothing is.
alter table handoff add column runs_out_at timestamptz;
