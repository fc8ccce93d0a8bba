#!/bin/bash
# A MariaDB of one's own in DIR, reachable only by its user through a unix
# socket: for ./dev and the tests. Works as root and as an ordinary user.
#
#   private-db.sh DIR start [--fast]  until it answers; prints nothing
#   private-db.sh DIR stop            until it is gone; data stay
#   private-db.sh DIR sql [ARG...]    a client, as the server's administrator
#
# The first start makes an empty database gradphoto and the programs'
# accounts. DIR/socket holds the path of the socket, DIR/PROGRAM.password an
# account's password. --fast gives up durability.
set -eu

PROGRAMS='owner student photo notify admin jobs worker'
PATH=$PATH:/usr/sbin:/sbin

die() {
	echo "private-db.sh: $*" >&2
	exit 1
}

client() {
	mariadb --no-defaults --socket="$(cat "$dir/socket")" \
	    --user="$(id -un)" --default-character-set=utf8mb4 "$@"
}

answers() {
	client -e 'DO 1' >"$dir/client.log" 2>&1
}

# The server's process, where it runs: a number may be somebody else's by now.
running() {
	pid=$(cat "$dir/pid" 2>/dev/null) &&
	    cat "/proc/$pid/cmdline" 2>/dev/null | tr '\0' '\n' |
	    grep -qxF -- "--pid-file=$dir/pid"
}

remove_socket() {
	local path

	path=$(cat "$dir/socket" 2>/dev/null) || return 0
	rm -f "$path" "$dir/socket"
	rmdir "$(dirname "$path")" 2>/dev/null || :
}

# A socket's path must fit 107 bytes, which DIR need not do. After a crash it
# is the same again, so that programs find the server where it was.
make_socket() {
	local run

	run=$(dirname "$(cat "$dir/socket" 2>/dev/null)")
	if [ -O "$run" ] && [[ $run == /tmp/gpdb.* ]]; then
		rm -f "$run/sock"
		return
	fi
	run=$(mktemp -d /tmp/gpdb.XXXXXX)
	echo "$run/sock" >"$dir/socket"
}

make_data() {
	[ ! -d "$dir/data/mysql" ] || return 0
	TMPDIR=$dir mariadb-install-db --no-defaults --datadir="$dir/data" \
	    --user="$(id -un)" --auth-root-authentication-method=socket \
	    --auth-root-socket-user="$(id -un)" --skip-test-db \
	    --skip-name-resolve --innodb-log-file-size=16M \
	    >"$dir/install.log" 2>&1 ||
	    die "cannot make $dir/data: see $dir/install.log"
}

# Passwords go in by standard input: arguments are seen by everybody.
make_accounts() {
	# A database of an older version lacks the newer accounts.
	[ "$(cat "$dir/made" 2>/dev/null)" != "$PROGRAMS" ] || return 0
	{
		echo 'CREATE DATABASE IF NOT EXISTS gradphoto
		    CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;'
		for p in $PROGRAMS; do
			head -c 24 /dev/urandom | base64 >"$dir/$p.password"
			echo "CREATE OR REPLACE USER gp_$p IDENTIFIED BY" \
			    "'$(cat "$dir/$p.password")';"
		done
		echo 'GRANT ALL ON gradphoto.* TO gp_owner;'
	} | client
	echo "$PROGRAMS" >"$dir/made"
}

start() {
	local durable=1 child

	[ "${1-}" != --fast ] || durable=0
	command -v mariadbd >/dev/null || die 'mariadb-server is not installed'
	mkdir -p "$dir/tmp"
	chmod 700 "$dir"
	! running || return 0
	make_data
	rm -f "$dir/pid"
	make_socket
	setsid mariadbd --no-defaults --user="$(id -un)" \
	    --datadir="$dir/data" --tmpdir="$dir/tmp" \
	    --socket="$(cat "$dir/socket")" --pid-file="$dir/pid" \
	    --skip-networking --skip-name-resolve --log-error="$dir/error.log" \
	    --character-set-server=utf8mb4 \
	    --collation-server=utf8mb4_unicode_ci \
	    --innodb-buffer-pool-size=64M --innodb-log-file-size=16M \
	    --innodb-flush-log-at-trx-commit="$durable" \
	    --performance-schema=OFF --skip-log-bin --max-connections=200 \
	    </dev/null >/dev/null 2>&1 &
	child=$!
	until answers; do
		kill -0 "$child" 2>/dev/null ||
		    die "it did not start: see $dir/error.log"
		sleep 0.05
	done
	make_accounts
}

stop() {
	if running; then
		kill "$pid"
		tail --pid="$pid" -s 0.05 -f /dev/null
	fi
	remove_socket
}

[ $# -ge 2 ] || die 'usage: private-db.sh DIR start|stop|sql'
umask 077
mkdir -p "$1"
dir=$(cd "$1" && pwd -P)
command=$2
shift 2
case $command in
start | stop) "$command" "$@" ;;
sql) client --database=gradphoto "$@" ;;
*) die "no such command: $command" ;;
esac
