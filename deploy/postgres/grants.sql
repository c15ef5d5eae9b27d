-- Run as kalshi_owner after each migration:
--   psql -d kalshi -f deploy/postgres/grants.sql

\set ON_ERROR_STOP on
BEGIN;

GRANT USAGE ON SCHEMA event_store, orleans TO kalshi_writer;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA event_store TO kalshi_writer;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA event_store TO kalshi_writer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA event_store, orleans TO kalshi_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA orleans TO kalshi_writer;

-- Projections go on; what was recorded stays as it was, also for the one who records.
DO $$
DECLARE
    projection regclass;
BEGIN
    FOR projection IN
        SELECT c.oid::regclass FROM pg_class c
        WHERE c.relnamespace = 'event_store'::regnamespace AND c.relkind = 'r'
            AND c.relname !~ '^events_raw' AND c.relname <> 'schema_migrations'
    LOOP
        EXECUTE format('GRANT UPDATE, DELETE ON %s TO kalshi_writer', projection);
    END LOOP;
END
$$;
REVOKE INSERT ON event_store.schema_migrations FROM kalshi_writer;

GRANT USAGE ON SCHEMA event_store TO kalshi_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA event_store TO kalshi_reader;

COMMIT;
