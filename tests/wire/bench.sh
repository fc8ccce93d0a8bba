#!/bin/bash
# What orders and callbacks cost: pools of student.fcgi and notify.fcgi on
# their sockets, a database that keeps what it says (not --fast), no web
# server. No test: it takes time and proves nothing but itself.
#   bench.sh [ORDERS [PROCESSES [AT_ONCE]]]		2000 2 8
# Processor time is of the kernel's books, so that other work on the machine
# moves the last column only.
orders=${1:-2000} processes=${2:-2} at_once=${3:-8}
GP_DB_DIR=$(mktemp -d /tmp/gp-bench-XXXXXX)
export GP_DB_DIR
src=${GP_SRC:-$(cd "$(dirname "$0")/../.." && pwd)}
"$src/tools/private-db.sh" "$GP_DB_DIR" start
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/pay.sh"

pools=()
finish() {
	kill "${pools[@]}" 2>/dev/null
	wait "${pools[@]}" 2>/dev/null
	pay_clean_up
	"$src/tools/private-db.sh" "$GP_DB_DIR" stop
	rm -rf "$GP_DB_DIR"
}
trap finish EXIT

start_simulator --notify "http://127.0.0.1:9/nobody"
for p in student notify; do
	"$GP_BUILD/$p.fcgi" --config "$T/gradphoto.conf" \
	    --processes "$processes" 2>>"$log" &
	pools+=($!)
	until_up $! [ -S "$T/$p.sock" ]
done

# As many students, each with a photo that waits to be ordered and a session.
node -e '
	const n = Number(process.argv[1]);
	console.log("CREATE TEMPORARY TABLE s (i INT); INSERT INTO s VALUES " +
	    Array.from({ length: n }, (x, i) => `(${i})`).join() + ";");' \
    "$orders" >"$T/students.sql"
cat >>"$T/students.sql" <<'END'
SET @c = (SELECT MIN(id) FROM campaign);
CREATE TEMPORARY TABLE model SELECT * FROM roster WHERE campaign_id = @c
    LIMIT 1;
INSERT INTO roster (campaign_id, department_id, student_no, name, id_type,
    id_sealed, id_lookup, created_at, updated_at)
SELECT @c, department_id, CONCAT('B', i), 'Bench', 'passport', id_sealed,
    UNHEX(SHA2(CONCAT('id', i), 256)), UTC_TIMESTAMP(), UTC_TIMESTAMP()
FROM s, model;
INSERT INTO account (state, id_type, id_lookup, name, phone, phone_login,
    password, campaign_id, created_at)
SELECT 'active', 'passport', UNHEX(SHA2(CONCAT('id', i), 256)), 'Bench',
    CONCAT('139', LPAD(i, 8, '0')), CONCAT('139', LPAD(i, 8, '0')), '!', @c,
    UTC_TIMESTAMP() FROM s;
INSERT INTO enrolment (account_id, roster_id, created_at)
SELECT a.id, r.id, UTC_TIMESTAMP() FROM account a
JOIN roster r USING (id_lookup) WHERE a.name = 'Bench';
INSERT INTO consent (account_id, purpose, version, text_sha256, accepted_at,
    remote_addr)
SELECT a.id, p, 'test', UNHEX(SHA2(p, 256)), UTC_TIMESTAMP(), '' FROM account a
JOIN (SELECT 'photo' AS p UNION SELECT 'face') AS x WHERE a.name = 'Bench';
INSERT INTO chsi_code (enrolment_id, code_lookup, code_sealed, scheme,
    created_at)
SELECT e.id, UNHEX(SHA2(a.phone, 256)), '', 'opaque', UTC_TIMESTAMP()
FROM enrolment e JOIN account a ON a.id = e.account_id WHERE a.name = 'Bench';
INSERT INTO collection (token, account_id, enrolment_id, roster_id,
    campaign_id, live, state, route, confirmed_at, created_at, updated_at)
SELECT MD5(a.phone), a.id, e.id, e.roster_id, @c, 1, 'draft', 'online',
    UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
FROM account a JOIN enrolment e ON e.account_id = a.id WHERE a.name = 'Bench';
INSERT INTO photo (token, collection_id, original_sha256, original_type,
    result_sha256, verdict, report, profile, created_at)
SELECT MD5(token), id, SHA2('o', 256), 'jpeg', SHA2('r', 256), 'pass', '{}', '',
    UTC_TIMESTAMP() FROM collection;
UPDATE collection c JOIN photo p ON p.collection_id = c.id
SET c.state = 'photo_ready', c.photo_id = p.id;
INSERT INTO session (token_hash, account_id, created_at, expires_at)
SELECT UNHEX(SHA2(MD5(CONCAT('session', i)), 256)), a.id, UTC_TIMESTAMP(),
    UTC_TIMESTAMP() + INTERVAL 1 DAY
FROM s JOIN account a ON a.id_lookup = UNHEX(SHA2(CONCAT('id', i), 256));
END
sql <"$T/students.sql"

node "$src/tests/wire/bench.js" "$T" "$orders" "$at_once" "$simulator" \
    "$(cat "$GP_DB_DIR/pid")" "${pools[@]}"
is_paid() { sql "SELECT COUNT(*) FROM orders WHERE state = 'paid'"; }
printf '%s of %s orders are paid\n' "$(is_paid)" "$orders"
