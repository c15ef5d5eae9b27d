# Private NATS and PostgreSQL for one checkout: installed from Debian when missing, kept under one data folder, on free
# loopback ports, never the machine's own instances. Sourced by ./run.

say() { printf '%s\n' "· $*"; }
die() { printf '%s\n' "✗ $*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else die "need root to run: $* (or install sudo)"
  fi
}

# install_packages PACKAGE… — only what is missing, and says so.
install_packages() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]} (Debian packages)"
  as_root apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    die "apt-get could not install ${missing[*]}"
}

# install_node — what the operator's page is built with, unless some other Node has been put here.
install_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || install_packages nodejs npm
}

# free_port PREFERRED — that port of 127.0.0.1, or the next one that nobody listens on.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
    [ "$port" -lt $(($1 + 200)) ] || die "no free port from $1 on"
  done
  echo "$port"
}

# wait_for_port PORT PID LOG — until the process listens; ends with its log's last lines if it does not.
wait_for_port() {
  for _ in $(seq 600); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 10 "$3" >&2
  die "nothing listens on port $1: $3"
}

# PostgreSQL refuses to run as root, so root runs it as the user that Debian's package made.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_postgres DATA_DIR — sets PG_DSN.
start_postgres() {
  local home=$1/postgres bin port
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -x "$bin/initdb" ] || die "PostgreSQL's server programs are missing"
  mkdir -p "$home"
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres: "$home"
    # A checkout in a folder that only root may enter: the server gets a home of its own elsewhere.
    if ! as_postgres test -w "$home" 2>/dev/null; then
      rmdir "$home" 2>/dev/null || true
      home=/var/tmp/kalshi-orleans-$(printf %s "$1" | cksum | cut -d' ' -f1)
      mkdir -p "$home"
      chown postgres: "$home"
    fi
  fi
  POSTGRES_HOME=$home
  POSTGRES_BIN=$bin
  [ -f "$home/data/PG_VERSION" ] ||
    as_postgres "$bin/initdb" -D "$home/data" -U kalshi -A trust -E UTF8 --no-locale >"$1/logs/initdb.log" 2>&1 ||
    die "initdb failed: $1/logs/initdb.log"
  port=$(free_port 55432)
  as_postgres "$bin/pg_ctl" -s -w -t 60 -D "$home/data" -l "$home/server.log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -k $home" start >/dev/null || die "PostgreSQL did not start: $home/server.log"
  PG_DSN="Host=127.0.0.1;Port=$port;Username=kalshi;Database=kalshi"
  as_postgres "$bin/psql" -h "$home" -p "$port" -U kalshi -d postgres -Atqc "select 1 from pg_database where datname='kalshi'" | grep -q 1 ||
    as_postgres "$bin/createdb" -h "$home" -p "$port" -U kalshi kalshi
  export PG_DSN
}

stop_postgres() {
  [ -n "${POSTGRES_HOME:-}" ] || return 0
  as_postgres "$POSTGRES_BIN/pg_ctl" -s -m fast -w -t 60 -D "$POSTGRES_HOME/data" stop 2>/dev/null || true
}

# start_nats DATA_DIR — sets BUS_URL.
start_nats() {
  local port log=$1/logs/nats.log
  port=$(free_port 54222)
  setsid nats-server -a 127.0.0.1 -p "$port" -js -sd "$1/nats" >"$log" 2>&1 </dev/null &
  NATS_PID=$!
  for _ in $(seq 100); do
    grep -q 'Server is ready' "$log" 2>/dev/null && break
    kill -0 "$NATS_PID" 2>/dev/null || die "nats-server ended: $log"
    sleep 0.1
  done
  grep -q 'Server is ready' "$log" || die "nats-server did not get ready: $log"
  BUS_URL="nats://127.0.0.1:$port"
  export BUS_URL
}

# stop_process PID SECONDS — asks, waits, then insists.
stop_process() {
  [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null || return 0
  kill -TERM "$1" 2>/dev/null || return 0
  for _ in $(seq $(($2 * 10))); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
}
