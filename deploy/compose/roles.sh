#!/bin/sh
# Run once by the image of PostgreSQL, in its empty database.
set -eu
psql -U postgres -d kalshi \
  -v owner_password="$(cat /run/secrets/owner_password)" \
  -v writer_password="$(cat /run/secrets/writer_password)" \
  -v reader_password="$(cat /run/secrets/reader_password)" \
  -f /deploy/roles.sql
