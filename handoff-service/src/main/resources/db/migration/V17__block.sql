-- Shoppers whom neither the bot nor the queue serves any more.
create table shopper_block (
    shopper varchar(64) primary key,
    agent   varchar(40) not null,
    at      timestamptz not null,
    -- sealed
    reason  bytea       not null
);
