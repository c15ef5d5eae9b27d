#!/usr/bin/env bash
# Makes the secrets of a compose deployment that are missing; those that are there stay. The venue's key is yours:
# put it into secrets/KALSHI_PRIVATE_KEY.
set -euo pipefail
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
put() { [ -s "secrets/$1" ] || printf %s "$2" >"secrets/$1"; }

for name in postgres_password owner_password writer_password reader_password grafana_password OPERATIONS_TOKEN; do
  put "$name" "$(random)"
done
dsn() { printf 'Host=postgres;Database=kalshi;Username=kalshi_%s;Password=%s' "$1" "$(cat "secrets/$1_password")"; }
put PG_OWNER_DSN "$(dsn owner)"
put PG_DSN "$(dsn writer)"
put PG_READ_DSN "$(dsn reader)"
silo=$(random)
put nats.env "$(printf 'NATS_SILO_PASSWORD=%s\nNATS_READER_PASSWORD=%s\n' "$silo" "$(random)")"
put BUS_URL "nats://silo:$(sed -n 's/^NATS_SILO_PASSWORD=//p' secrets/nats.env)@nats:4222"
[ -s secrets/KALSHI_PRIVATE_KEY ] || echo "secrets/KALSHI_PRIVATE_KEY is still missing: the venue's private key (PEM)"
