-- Words are sealed for the shopper they were written of, and stay so when that shopper turns out to be another.
alter table shopper_note add column written_of varchar(64);
update shopper_note set written_of = shopper;
alter table shopper_note alter column written_of set not null;
alter table shopper_block add column written_of varchar(64);
update shopper_block set written_of = shopper;
alter table shopper_block alter column written_of set not null;
