#!/bin/bash
# The power fails: programs are killed between any two steps of an order's
# way, and whoever comes next goes on. docs/MONEY.md has the table.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

# crash PROGRAM CONDITION COMMAND...: kill -9 when the condition holds.
crash() {
	local name=$1 when=$2 all=$T runs victim i
	shift 2
	(
		T=$all/crash
		rm -rf "$T"
		mkdir "$T"
		ln -s "$all/pay" "$all"/*.key "$T"
		cp "$all"/gradphoto.conf "$all"/notice* "$all"/jar-* "$T" \
		    2>/dev/null
		"$@"
	) >/dev/null 2>&1 & runs=$!
	for i in $(seq 60); do
		victim=$(pgrep -f "$name --config $all/crash/") &&
		    eval "$when" && break
		sleep "$pause"
	done
	ok '[ "$i" -lt 60 ] && kill -9 "$victim"' "$name is killed"
	wait "$runs" 2>/dev/null
	sql 'DELETE FROM lease'
}

# innodb_trx tells what was 0.1 s ago, for as long as it is asked more often.
pause=0.15
# By and by it is so; what follows tells when it is not.
by_and_by() {
	local i
	for i in $(seq 60); do
		eval "$1" && break
		sleep "$pause"
	done
}

# A row that somebody else holds; and who waits for it, in a transaction.
lock() {
	: >"$T/locked"
	exec 9> >("$GP_SRC/tools/private-db.sh" "$db_dir" sql -N -B -n \
	    -D "$database" >"$T/locked")
	echo "START TRANSACTION; SELECT 'held' FROM $1 FOR UPDATE;" >&9
	by_and_by 'grep -q held "$T/locked"'
}
transactions() {
	sql "SELECT COUNT(*) FROM information_schema.innodb_trx t
	    JOIN information_schema.processlist p
	    ON p.id = t.trx_mysql_thread_id WHERE p.db = '$database'
	    AND t.trx_state LIKE '$1'"
}
waits='[ "$(transactions "LOCK WAIT")" = 1 ]'
unlock() {
	echo 'ROLLBACK;' >&9
	exec 9>&-
	by_and_by '[ "$(transactions %)" = 0 ]'
}

# The provider acts, and its answer takes so long that nobody hears it.
late() {
	control "{\"rules\": [{\"on\": \"answer\", \"match\": \"$1\",
	    \"times\": 1, \"late_ms\": 6000}]}" >/dev/null
}
asked='[ "$(state_of .seen)" -gt "$seen" ]'
seen() {
	seen=$(state_of .seen)
}
refund() {
	sql "SELECT f.state, f.tries FROM refund f JOIN payment p
	    ON p.id = f.payment_id JOIN orders o ON o.id = p.order_id
	    WHERE o.token = '$order'" | tr '\t' ' '
}
due() {
	sql 'UPDATE refund SET next_at = UTC_TIMESTAMP()'
}

# --- an order is made ---------------------------------------------------------
photo_of 22300010001
lock "collection WHERE token = '$collection'"
crash student.fcgi "$waits" post /collect/prints Prints=no
unlock
is "$(sql 'SELECT COUNT(*) FROM orders') $(collection_state)" \
    '0 photo_ready' 'half an order is none'
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
is "$(order_state) $(collection_state)" 'pending ordered' 'then it is made'

# --- a payment is begun ---------------------------------------------------------
late 'POST /v3/pay/transactions'
crash student.fcgi '[ "$(state_of ".orders['\''$order'\''] && 1")" = 1 ]' \
    post "/orders/$order/pay"
is "$(sql 'SELECT provider FROM pay_attempt WHERE closed_at IS NULL')" \
    wechat 'begun there, not heard of here: noted before'
post "/orders/$order/pay"
is_redirect "/orders/$order/pay" 'once more is the same payment'

# --- its notice ------------------------------------------------------------------
control "{\"pay\": \"$order\"}" >/dev/null
transaction=$(state_of ".orders['$order'].transaction_id")
notice EV-1 "$(resource "$order" 2000 "$transaction")"
lock "orders WHERE token = '$order'"
crash notify.fcgi "$waits" deliver
unlock
is "$(sql 'SELECT outcome FROM payment_event') $(order_state)" 'new pending' \
    'stored, and not acted on'
deliver
is "$status $(sql 'SELECT outcome FROM payment_event') $(order_state)" \
    '200 done paid' 'the copy that the provider sends acts on it'
is "$(sql 'SELECT COUNT(*) FROM payment')" 1 'one payment'

# --- the student takes it back ------------------------------------------------------
tool campaign withdraw DEMO26 yes
lock "collection WHERE token = '$collection'"
crash student.fcgi "$waits" post "/orders/$order/withdraw"
unlock
is "$(order_state) $(collection_state) $(refund)" 'paid submitted ' \
    'half taken back is not at all'
post "/orders/$order/withdraw"
is "$(order_state) $(refund)" 'refunding waiting 0' 'then it is'

# --- the refund ------------------------------------------------------------------------
late 'refunds'
refunds='.refunds && Object.keys(s.refunds).length'
crash worker '[ "$(state_of "$refunds")" = 1 ]' worker
is "$(refund)" 'waiting 1' 'asked for, and the answer not heard'
due
worker
is "$(refund) $(state_of "$refunds")" \
    'processing 2 1' 'asked for again with its number: one refund'
control '{"refund_seconds": 0}' >/dev/null
by_and_by '[ "$(state_of ".orders['\''$order'\''].state")" = REFUND ]'
late 'GET .*refunds'
seen
due
crash worker "$asked" worker
is "$(refund)" 'processing 3' 'it is back, which nobody heard'
due
worker
is "$(refund) $(order_state)" 'success 4 refunded' 'asked about again'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'refund'")" 1 \
    'and told once'

# --- the end of its time -----------------------------------------------------------------
client two
order_of 22300010002
post "/orders/$order/pay"
late '/close'
crash worker '[ "$(state_of ".orders['\''$order'\''].state")" = CLOSED ]' \
    worker_later 1801
is "$(order_state) $(collection_state)" 'pending ordered' \
    'closed there, not here'
worker_later 1830
is "$(order_state) $(collection_state)" 'closed photo_ready' \
    'the next round closes it here'

client three
order_of 22300010003
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
late 'GET .*out-trade-no'
seen
crash worker "$asked" worker_later 10
is "$(order_state)" pending 'a question whose answer nobody heard'
worker_later 60
is "$(order_state)" paid 'is asked again'

# --- the books ------------------------------------------------------------------------------
day=$(TZ=Asia/Shanghai date +%F)
control '{"bill": {"any": true}}' >/dev/null
late 'tradebill'
seen
crash gradphoto "$asked" tool reconcile run --day "$day"
is "$(sql 'SELECT state FROM bill_day') $(sql 'SELECT COUNT(*)
    FROM bill_line')" 'waiting 0' 'books half fetched are not fetched'
ok 'tool reconcile run --day "$day" 2>>"$log"' 'and fetched again'
is "$(sql 'SELECT state FROM bill_day')" fetched 'whole'

done_testing
