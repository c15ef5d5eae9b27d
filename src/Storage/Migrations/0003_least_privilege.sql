-- Partitions are tables, and only their owner may make and drop them. The process that writes events need not be the owner:
-- these two functions run as the owner for whoever may call them (deploy/postgres/roles.sql), whatever the caller's search path.

ALTER FUNCTION event_store.ensure_partition(date) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION event_store.drop_partitions_before(date) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
