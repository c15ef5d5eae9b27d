-- Three roles, each with the least that its part needs. Run once by a superuser in the empty database, before the first
-- migration:
--   psql -d kalshi -v owner_password=… -v writer_password=… -v reader_password=… -f deploy/postgres/roles.sql
--
--   kalshi_owner    migrates: owns schemas, tables and functions. Used by `--migrate-only true`, by nothing that runs on.
--   kalshi_writer   the silo (PG_DSN): adds events and projections, keeps grain state. Cannot change or drop a table, nor
--                   change or remove an event.
--   kalshi_reader   queries, reports, dashboards (PG_READ_DSN): reads, and can do nothing else.

\set ON_ERROR_STOP on

CREATE ROLE kalshi_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE kalshi_writer LOGIN PASSWORD :'writer_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE kalshi_reader LOGIN PASSWORD :'reader_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;

SELECT current_database() AS database \gset
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, CREATE ON DATABASE :"database" TO kalshi_owner;
-- The writer stages each batch in a table of its session.
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO kalshi_writer;
GRANT CONNECT ON DATABASE :"database" TO kalshi_reader;
ALTER ROLE kalshi_reader SET default_transaction_read_only = on;

-- The partition of a new day is made while the silo runs: what it may do with it is said beforehand. Everything else is
-- granted after each migration, by grants.sql.
SET ROLE kalshi_owner;
CREATE SCHEMA event_store;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA event_store GRANT SELECT, INSERT ON TABLES TO kalshi_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA event_store GRANT SELECT ON TABLES TO kalshi_reader;
RESET ROLE;
