-- Reports read what began, was asked for or was opened in a span of days.
create index conversation_created_at on conversation (created_at);
create index effect_decided_at on effect (decided_at);
create index ticket_opened_at on ticket (opened_at);
