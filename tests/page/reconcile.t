#!/bin/bash
# Our orders, the providers' notices and their books, three ways.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
with_alipay

# The next noon in Beijing, always: a day must not end under us, and the
# certificates are as old as the test.
today=$(TZ=Asia/Shanghai date -d '+12 hours' +%F)
shift=$(($(TZ=Asia/Shanghai date -d "$today 12:00" +%s) - $(date +%s)))
echo "clock_offset = $shift" >>"$T/gradphoto.conf"
start_simulator --notify "http://127.0.0.1:9/nobody" "--clock-offset=$shift"
export GP_SHIFT=$shift

books() {
	control "{\"reset\": true, \"bill\": {\"any\": true${1:+, $1}}}" \
	    >/dev/null
	tool reconcile run --day "$today" 2>"$T/why"
}

differences() {
	sql "SELECT kind, ours_fen, theirs_fen, state FROM difference
	    WHERE state = '${1:-open}' ORDER BY id"
}

# A round of the worker, so many seconds later.
worker_at() {
	local seconds=$((shift + $1))
	control "{\"offset\": $seconds}" >/dev/null
	{ sed '/^clock_offset/d' "$T/gradphoto.conf"
	  echo "clock_offset = $seconds"; } >"$T/later.conf"
	"$GP_BUILD/worker" --config "$T/later.conf" --once 2>>"$log"
	control "{\"offset\": $shift}" >/dev/null
}

# --- nothing yet ---------------------------------------------------------------
before=$(TZ=Asia/Shanghai date -d '-3 days' +%F)
tool reconcile run --day "$before" 2>/dev/null
is "$?" 0 'a day without money has no books, and nothing differs'
is "$(sql "SELECT provider, state FROM bill_day ORDER BY provider")" \
    "$(printf 'alipay\tfetched\nwechat\tfetched')" 'both are asked'
sql 'DELETE FROM bill_day'
tool reconcile run --day yesterday 2>/dev/null
is $? 2 'a day is 2026-06-30'
ok '! tool reconcile run --day "$today" 2>"$T/why"' \
    'of a day that is not over there are none'
ok 'grep -q "$today, wechat: upstream" "$T/why"' 'which it says'

# --- three ways agree ----------------------------------------------------------
order_of 22300010001
post "/orders/$order/pay" Provider=wechat
control "{\"pay\": \"$order\"}" >/dev/null
first=$(state_of ".orders['$order'].transaction_id")
notice EV-1 "$(resource "$order" 2000 "$first")"
deliver
is_status 200 'a payment with its notice'
client two
order_of 22300010002
post "/orders/$order/pay" Provider=wechat
control "{\"pay\": \"$order\"}" >/dev/null
worker_at 10
is "$(order_state)" paid 'one whose notice was lost'
client three
order_of 22300010003
post "/orders/$order/pay" Provider=alipay
get "/orders/$order/pay"
curl -s -o /dev/null "$(grep -o 'href="http[^"]*"' "$T/body" | head -n 1 |
    sed 's/^href="//; s/"$//; s/&amp;/\&/g; s/&#38;/\&/g')"
control "{\"pay\": \"$order\", \"provider\": \"alipay\"}" >/dev/null
worker_at 10
is "$(order_state)" paid 'and one at Alipay'
ok books 'the books are fetched'
is "$(sql 'SELECT provider, COUNT(*), SUM(amount_fen) FROM bill_line
    GROUP BY provider')" "$(printf 'alipay\t1\t2000\nwechat\t2\t4000')" \
    'line by line'
is "$(differences)" '' 'nothing differs'
tool reconcile show >"$T/show"
is "$(sed 's/  */ /g; s/ differ$//' "$T/show" | tail -n +2)" \
    "$today alipay 1 20.00 0 1 20.00 0 0.00 0 0.00 0
$today wechat 2 40.00 1 2 40.00 0 0.00 0 0.00 0" 'a line a day'

# --- a line is missing, a line too many -------------------------------------------
books '"missing": 1'
is "$(differences)" "$(printf 'unbilled\t2000\t0\topen\nunbilled\t2000\t0\topen')" \
    'money that the books do not have'
ok 'tool reconcile list | grep -q "wechat  open  unbilled"' 'is listed'
books
is "$(differences) $(differences gone | wc -l)" ' 2' \
    'and gone when they have it after all'
books '"extra": 1'
is "$(differences | sort | uniq -c | xargs)" '2 unbooked 0 2000 open' \
    'money that we have not'
number=$(sql "SELECT id FROM difference WHERE kind = 'unbooked'
    AND provider = 'wechat'")
ok '! tool reconcile explain "$number" --note "" 2>/dev/null' \
    'an explanation has words'
ok '! tool reconcile explain 99999 --note x 2>/dev/null' 'and a difference'
ok 'tool reconcile explain "$number" --note "another shop of ours"' \
    'somebody says why'
is "$(sql "SELECT actor, action, detail FROM audit
    WHERE object = 'difference'")" \
    "$(printf 'operator\tdifference.explain\tanother shop of ours')" \
    'in the audit trail'
ok '! tool reconcile explain "$number" --note again 2>/dev/null' 'once'
ok 'tool reconcile list --all | grep -q ": another shop of ours"' \
    'it is kept'
sql "UPDATE bill_line SET provider = provider"
tool reconcile run --day "$today" >/dev/null 2>&1
is "$(sql "SELECT state FROM difference WHERE id = $number")" explained \
    'and stays explained'
books '"bad_hash": true'
is $? 1 'books whose checksum is wrong are not taken'
is "$(sql "SELECT COUNT(*) FROM bill_line WHERE provider = 'wechat'")" 3 \
    'what was there stays'
books
is "$(differences)" '' 'all is well again'

# --- money that nobody told us of ----------------------------------------------------
client four
order_of 22300010004
post "/orders/$order/pay" Provider=wechat
post "/orders/$order/cancel"
control "{\"pay\": \"$order\"}" >/dev/null
is "$(order_state)" closed 'paid after the end, and no notice came'
books
is "$(order_state)" refunding 'the books tell, and it goes back'
is "$(differences)" '' 'so nothing differs'
ok 'grep -q "found in the books" "$T/why"' 'the log says so'

# --- amounts, lines twice, refunds -----------------------------------------------------
sql "UPDATE payment SET amount_fen = 1999 WHERE transaction_no = '$first'"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" "$(printf 'amount\t1999\t2000\topen
order_paid\t2000\t1999\topen')" 'another amount, in the books and the order'
sql "UPDATE payment SET amount_fen = 2000 WHERE transaction_no = '$first'"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" '' 'mended'
control '{"refund_seconds": 0}' >/dev/null
for i in $(seq 50); do
	sql "UPDATE refund SET next_at = '2020-01-01'"
	worker
	[ "$(order_state)" != refunded ] || break
	sleep 0.2
done
books
is "$(differences) $(sql "SELECT COUNT(*) FROM bill_line
    WHERE refund_token <> ''")" ' 1' 'a refund, in both'
token=$(sql 'SELECT token FROM refund')
sql "UPDATE refund SET state = 'failed'"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" "$(printf 'refund_amount\t0\t2000\topen')" \
    'one that we hold for refused'
ok '! tool refunds paid "$token" --note "cash" 2>"$T/why"' \
    'is not paid back by hand'
ok 'grep -q "has made refund $token" "$T/why"' 'because the provider says so'
ok 'tool refunds paid "$token" --note "cash" --unasked' \
    'unless nobody asks it'
sql "DELETE FROM difference"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" "$(printf 'refund_amount\t0\t2000\topen')" \
    'money that went back twice differs'
number=$(sql 'SELECT id FROM difference')
tool reconcile explain "$number" --note 'both' >/dev/null
sql "DELETE FROM difference; UPDATE refund SET note = ''"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" '' 'all is well once more'
# Fetched long before: the day of the books is compared again.
sql "UPDATE refund SET note = 'cash'"
tool reconcile run --day "$before" >/dev/null 2>&1
is "$(differences)" "$(printf 'refund_amount\t0\t2000\topen')" \
    'also where the day had agreed, and nobody asks for it'
sql "UPDATE refund SET note = ''; DELETE FROM bill_day WHERE day = '$before'"
sql "UPDATE refund SET state = 'processing', done_at = NULL,
    created_at = UTC_TIMESTAMP() + INTERVAL $shift SECOND"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" '' 'a refund takes its time'
sql "INSERT INTO setting (name, value, updated_at) SELECT 'kept', created_at,
    UTC_TIMESTAMP() FROM refund;
    UPDATE refund SET created_at = UTC_TIMESTAMP() +
    INTERVAL $shift SECOND - INTERVAL 70 HOUR"
near=$(TZ=Asia/Shanghai date -d "$((shift - 252000)) seconds" +%F)
tool reconcile run --day "$near" >/dev/null 2>&1
is "$(differences)" '' 'up to three days'
old=$(TZ=Asia/Shanghai date -d '-5 days' +%F)
sql "UPDATE refund SET created_at = '$old'"
tool reconcile run --day "$old" >/dev/null 2>&1
is "$(differences)" "$(printf 'refund_slow\t2000\t0\topen')" \
    'then somebody looks'
sql "UPDATE refund SET created_at = (SELECT value FROM setting
    WHERE name = 'kept'); DELETE FROM setting WHERE name = 'kept';
    DELETE FROM bill_day WHERE day <> '$today'; DELETE FROM difference"
sql "UPDATE refund SET state = 'success', done_at = UTC_TIMESTAMP() +
    INTERVAL $shift SECOND, token = REVERSE(token)"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" "$(printf 'refund_unbooked\t0\t2000\topen
refund_unbilled\t2000\t0\topen')" 'one under two numbers'
sql "UPDATE refund SET token = '$token'"

# --- notices ------------------------------------------------------------------------
sql "INSERT INTO payment_event (provider, event_id, kind, order_token, body,
    outcome, received_at) SELECT 'wechat', id, 'TRANSACTION.SUCCESS', o, '',
    outcome, UTC_TIMESTAMP() + INTERVAL $shift SECOND FROM (
    SELECT 'EV-dead' AS id, 'x' AS o, 'dead' AS outcome
    UNION SELECT 'EV-odd', 'x', 'mismatch'
    UNION SELECT 'EV-lost', 'x', 'done') AS t"
tool reconcile run --day "$today" 2>/dev/null
is "$(sql "SELECT kind, reference FROM difference WHERE state = 'open'
    ORDER BY reference")" "$(printf 'notice\tEV-dead
notice_unbooked\tEV-lost\nnotice\tEV-odd')" \
    'notices that were not acted on, or without money'
sql "DELETE FROM payment_event WHERE order_token = 'x'"

# --- orders ---------------------------------------------------------------------------
sql "UPDATE collection SET state = 'ordered'
    WHERE id = (SELECT collection_id FROM orders WHERE state = 'paid' LIMIT 1)"
tool reconcile run --day "$today" 2>/dev/null
is "$(differences)" "$(printf 'order_paid\t2000\t2000\topen')" \
    'a paid order whose photo was not submitted'
sql "UPDATE collection SET state = 'submitted' WHERE state = 'ordered'"
client five
order_of 22300020001
post "/orders/$order/pay" Provider=wechat
control '{"answer": {"status": 500}}' >/dev/null
sql "UPDATE orders SET expires_at = '$today' - INTERVAL 8 HOUR,
    asked_at = '$today' WHERE token = '$order'"
tool reconcile run --day "$today" >/dev/null 2>&1
control '{"reset": true, "bill": {"any": true}}' >/dev/null
tool reconcile run --day "$today" >/dev/null 2>&1
is "$(differences)" "$(printf 'order_open\t2000\t0\topen')" \
    'one that is over, and neither paid nor closed'
sql "UPDATE orders SET expires_at = '$today' + INTERVAL 15 HOUR +
    INTERVAL 30 MINUTE WHERE token = '$order'"
sql "DELETE FROM difference"
control "{\"offset\": $((shift + 90000))}" >/dev/null
{ sed '/^clock_offset/d' "$T/gradphoto.conf"
  echo "clock_offset = $((shift + 90000))"; } >"$T/later.conf"
"$GP_BUILD/gradphoto" --config "$T/later.conf" reconcile run --day "$today" \
    >/dev/null 2>&1
control "{\"offset\": $shift}" >/dev/null
is "$(differences | sort -u)" "$(printf 'order_open\t2000\t0\topen')" \
    'at any hour of the day'
sql "UPDATE orders SET expires_at = '$today' - INTERVAL 8 HOUR
    WHERE token = '$order'"
ok '! tool orders close "$order" --note "" 2>/dev/null' \
    'the operator closes one with a word about its money'
ok '! tool orders close 00 --note x 2>"$T/why"' 'and a number'
ok 'grep -q "no such order" "$T/why"' 'of an order'
sql "UPDATE orders SET expires_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR +
    INTERVAL $shift SECOND WHERE token = '$order'"
ok '! tool orders close "$order" --note x 2>"$T/why"' \
    'not while the student may pay it'
ok 'grep -q "still has time" "$T/why"' 'which is said'
sql "UPDATE orders SET expires_at = '$today' - INTERVAL 8 HOUR
    WHERE token = '$order'"
ok 'tool orders close "$order" --note "1 yuan, given back by hand"' \
    'then it does'
is "$(order_state) $(sql "SELECT collection.state,
    pay_attempt.closed_at IS NOT NULL
    FROM orders JOIN collection ON collection.id = collection_id
    JOIN pay_attempt ON order_id = orders.id WHERE orders.token = '$order'")" \
    "closed $(printf 'photo_ready\t1')" 'the photo is free, nobody is asked'
is "$(sql "SELECT actor, detail FROM audit WHERE action = 'order.give_up'")" \
    "$(printf 'operator\t1 yuan, given back by hand')" 'the trail knows why'
ok '! tool orders close "$order" --note x 2>/dev/null' 'once'

# --- every day, by itself ----------------------------------------------------------------
sql 'DELETE FROM difference; DELETE FROM bill_line; DELETE FROM bill_day;
    DELETE FROM lease'
control '{"reset": true}' >/dev/null
morning=$(($(TZ=Asia/Shanghai date -d "$today +1 day 10:01" +%s) -
    $(date +%s) - shift))
worker_at $((morning - 600))
is "$(sql "SELECT COUNT(*), SUM(tries) FROM bill_day
    WHERE day = '$today'")" "$(printf '2\t0')" \
    'planned, and not asked for before ten in the morning'
worker_at "$morning"
is "$(sql "SELECT COUNT(*) FROM bill_day WHERE day = '$today'
    AND state = 'fetched'")" 2 'then fetched by the worker'
is "$(sql "SELECT COUNT(*) FROM bill_line WHERE day = '$today'")" 5 \
    'all of it'
is "$(differences)" '' 'and compared'
lines=$(grep -c 'books of' "$log")
worker_at $((morning + 400))
is "$(grep -c 'books of' "$log")" "$lines" 'once'
# The hour is over before the books are there: what can be told is told, and
# the rest an hour later.
sql "UPDATE orders SET state = 'closed', live = NULL WHERE id = (SELECT
    order_id FROM payment WHERE transaction_no = '$first');
    DELETE FROM payment WHERE transaction_no = '$first';
    DELETE FROM payment_event; DELETE FROM difference; UPDATE bill_day SET next_at = '2020-01-01'"
control '{"answer": {"status": 500}}' >/dev/null
worker_at "$((morning + 800))"
is "$(differences | grep -c "^unbooked")" 1 \
    'a day is compared again, though the provider is away'
sql "UPDATE bill_day SET next_at = '2020-01-01'"
control '{"reset": true}' >/dev/null
worker_at "$((morning + 1200))"
is "$(differences)" '' 'and settled when it is back'
# More than one page of them.
sql "DELETE FROM difference; INSERT INTO bill_line (provider, day, no, order_token, transaction_no,
    refund_token, amount_fen, at)
    WITH RECURSIVE n AS (SELECT 1 AS i UNION SELECT i + 1 FROM n
    WHERE i < 450) SELECT 'wechat', '$today', 1000 + i, MD5(i), CONCAT('X', i),
    '', 100, '$today' FROM n;
    UPDATE bill_day SET next_at = '2020-01-01'"
worker_at "$((morning + 1600))"
is "$(differences | sort | uniq -c | xargs)" '450 unbooked 0 100 open' \
    'all of 450 are listed'
sql "UPDATE bill_day SET next_at = '2020-01-01'"
worker_at "$((morning + 2000))"
is "$(differences | wc -l) $(differences gone | wc -l)" '450 0' \
    'and none is gone for being too many'
sql "DELETE FROM bill_line WHERE transaction_no LIKE 'X%';
    DELETE FROM difference"
# A worker that was away for weeks, and money from before it left.
sql "DELETE FROM bill_day;
    INSERT INTO bill_day (provider, day, state, next_at)
    VALUES ('wechat', '$today' - INTERVAL 20 DAY, 'fetched', '$today');
    UPDATE pay_attempt SET begun_at = '$today' - INTERVAL 200 DAY"
worker_at 0
is "$(sql "SELECT provider, COUNT(*), MIN(day) = '$today' - INTERVAL 20 DAY,
    MIN(day) = '$today' - INTERVAL 90 DAY, MAX(day) < '$today'
    FROM bill_day GROUP BY provider ORDER BY provider")" \
    "$(printf 'alipay\t90\t0\t1\t1\nwechat\t20\t1\t0\t1')" \
    'no day is left out, as far back as providers keep books'

done_testing
