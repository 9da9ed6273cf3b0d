-- A note is sealed for the shopper it was written of, and stays so when that shopper turns out to be another.
alter table shopper_note add column written_of varchar(64);
update shopper_note set written_of = shopper;
alter table shopper_note alter column written_of set not null;
