-- An effect that a ticket asks for belongs to no turn, and perhaps to no conversation.
alter table effect alter column conversation drop not null;
alter table effect alter column turn_from drop not null;
alter table effect alter column through drop not null;
alter table effect add constraint effect_place check
    ((conversation is null) = (turn_from is null) and (conversation is null) = (through is null));
alter table effect add constraint effect_apart check (conversation is not null or not owed);

-- As db-scheduler 16 wants it.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
