#!/bin/bash
# The worker: what happens when nobody asks for it, and when it is killed.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

refund_state() {
	sql "SELECT refund.state FROM refund
	    JOIN payment ON payment.id = payment_id
	    JOIN orders ON orders.id = order_id
	    WHERE orders.token = '$order'"
}

due_now() {
	sql 'UPDATE refund SET next_at = UTC_TIMESTAMP()'
}

# --- nothing to do -----------------------------------------------------------
ok worker 'a round with nothing to do'
"$GP_BUILD/worker" --nonsense 2>/dev/null
is $? 2 'an unknown option: usage'
"$GP_BUILD/worker" --config /nonexistent 2>/dev/null
is $? 1 'no configuration: failure'

# --- messages ------------------------------------------------------------------
sql "INSERT INTO outbox (channel, recipient, template, lang, params, state,
    next_at, created_at) VALUES
    ('sms', '13800138000', 'code', 'zh-CN',
    '{\"code\":\"123456\",\"minutes\":\"10\"}', 'waiting', UTC_TIMESTAMP(),
    UTC_TIMESTAMP()),
    ('sms', '13800138000', 'lottery', 'en', '{}', 'waiting',
    UTC_TIMESTAMP(), UTC_TIMESTAMP())"
ok '! worker' 'a message that cannot be sent is a failure'
is "$(cat "$T"/sms/*.txt | head -n 1)" 'to: 13800138000' 'the other is sent'
ok 'grep -q "验证码 123456" "$T"/sms/*.txt' 'with its text'
is "$(sql 'SELECT state, reason, recipient, params FROM outbox ORDER BY id')" \
    "$(printf 'sent\t\t\t\nfailed\ttemplate\t13800138000\t{}')" \
    'only what failed is kept, for the operator'
ok '! grep -qE "13800138000|123456" "$log"' 'nor logged'
mv "$T/sms" "$T/sms.away"
ok '! worker' 'without its directory the worker does not start'
mv "$T/sms.away" "$T/sms"

# --- a lost callback -------------------------------------------------------------
order_of 22300010001
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
stop_simulator
start_simulator --notify "http://127.0.0.1:9/nobody"
is "$(state_of ".orders['$order'].state")" SUCCESS \
    'kill -9 of the simulator loses nothing'
worker
is "$(order_state)" pending 'a moment after it began nobody asks yet'
worker_later 10
is "$(order_state) $(collection_state)" 'paid submitted' \
    'the callback is lost: the worker asks'
is "$(sql "SELECT actor, actor_id FROM audit WHERE action = 'order.paid'")" \
    "$(printf 'worker\t0')" 'and says so in the audit trail'

# --- expiry -----------------------------------------------------------------------
client two
order_of 22300010002
worker_later 1790
is "$(order_state)" pending 'before its end an order stays'
worker_later 1801
is "$(order_state) $(collection_state)" 'closed photo_ready' \
    'after 30 minutes it is closed, the photo is free'
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
post "/orders/$order/pay"
control '{"answer": {"status": 500}}' >/dev/null
ok '! worker_later 1801' 'the provider is away: a failure'
is "$(order_state)" pending 'nothing is closed without an answer'
control '{"answer": {"unsigned": true}}' >/dev/null
worker_later 1815
is "$(order_state)" pending 'nor with one that nobody signed'
control '{"reset": true}' >/dev/null
worker_later 1830
is "$(order_state) $(state_of ".orders['$order'].state")" 'closed CLOSED' \
    'then it is closed, there and here'
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
worker_later 1801
is "$(order_state)" paid 'paid in the last second: it is paid'

# --- orders that are over, and their providers ---------------------------------------
# One round takes 20; those that can't be closed must not keep out the others.
sql "INSERT INTO orders (token, account_id, collection_id, photo_id, live,
    state, prints, amount_fen, created_at, expires_at)
    WITH RECURSIVE n AS (SELECT 1 AS i UNION SELECT i + 1 FROM n WHERE i < 21)
    SELECT MD5(i), account_id, collection_id, photo_id, NULL, 'closed', 0,
    2000, UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM orders JOIN n
    WHERE token = '$order';
    INSERT INTO pay_attempt (order_id, provider, begun_at, asked_at)
    SELECT id, 'wechat', UTC_TIMESTAMP(), IF(token = MD5(21), NULL,
    UTC_TIMESTAMP() - INTERVAL 2 MINUTE) FROM orders
    WHERE amount_fen = 2000 AND live IS NULL AND created_at = expires_at"
worker
is "$(sql 'SELECT p.asked_at IS NOT NULL, p.closed_at IS NULL FROM pay_attempt p
    JOIN orders ON orders.id = order_id WHERE token = MD5(21)')" \
    "$(printf '1\t1')" 'who was never asked about is asked about first'
worker_later 310
is "$(sql "SELECT COUNT(*) FROM pay_attempt JOIN orders
    ON orders.id = order_id WHERE created_at = orders.expires_at
    AND pay_attempt.closed_at IS NULL")" 1 \
    'and left alone five minutes after, when no provider will hear of it'
sql 'UPDATE pay_attempt SET closed_at = UTC_TIMESTAMP()'

# --- a notice whose process died -----------------------------------------------------
client three
order_of 22300010003
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
sql "UPDATE orders SET asked_at = NULL WHERE token = '$order';
    INSERT INTO payment_event (provider, event_id, kind, order_token, body,
    outcome, received_at) VALUES ('wechat', 'EV-1', 'TRANSACTION.SUCCESS',
    '$order', '{}', 'new', UTC_TIMESTAMP())"
worker
is "$(order_state)" pending 'a fresh notice is left to its process'
sql "INSERT INTO payment_event (provider, event_id, kind, order_token, body,
    outcome, received_at) VALUES ('wechat', 'EV-2', 'TRANSACTION.SUCCESS',
    '00000000000000000000000000000000', '{}', 'new', UTC_TIMESTAMP())"
ok '! worker_later 60' 'a notice of what the provider does not know of'
is "$(sql "SELECT outcome, tries FROM payment_event
    WHERE event_id = 'EV-2'")" "$(printf 'new\t1')" 'is tried again'
sql "DELETE FROM payment_event WHERE event_id = 'EV-2'"
is "$(order_state)" paid 'an orphan is taken up: the provider is asked'
is "$(sql 'SELECT outcome FROM payment_event')" done 'once'

# --- refunds -----------------------------------------------------------------------------
late_payment() {
	order_of "$1"
	post "/orders/$order/pay"
	post "/orders/$order/cancel"
	control "{\"pay\": \"$order\"}" >/dev/null
	notice "EV-$1" "$(resource "$order" 2000 \
	    "$(state_of ".orders['$order'].transaction_id")")"
	deliver
}
client four
late_payment 22300010004
token=$(sql 'SELECT token FROM refund')
control '{"answer": {"drop": true}}' >/dev/null
ok '! worker' 'the answer to a refund is lost'
is "$(refund_state)" waiting 'so we know nothing'
is "$(state_of ".refunds['$token'].status")" PROCESSING 'though it has begun'
control '{"reset": true, "refund_seconds": 3600}' >/dev/null
seen=$(state_of .seen)
worker
is "$(state_of .seen)" "$seen" 'no second try within a minute'
due_now
worker
is "$(refund_state) $(sql 'SELECT tries FROM refund')" 'processing 2' \
    'a retry has the same number, and is accepted'
is "$(state_of '.refunds["'"$token"'"].refund')" 2000 'it is one refund'
due_now
worker
is "$(refund_state) $(order_state)" 'processing refunding' \
    'accepted is not done'
control '{"refund_seconds": 0}' >/dev/null
sleep 1
due_now
worker
is "$(refund_state) $(order_state)" 'success refunded' 'now it is'
client five
late_payment 22300020001
control '{"refund_seconds": 0, "refund_result": "ABNORMAL"}' >/dev/null
worker
sleep 1
due_now
worker
is "$(refund_state) $(order_state)" 'failed refunding' 'refused by the bank'
ok 'grep -q "error worker.*paid back by hand" "$log"' 'staff must see to it'
control '{"reset": true}' >/dev/null

# --- the audit trail ------------------------------------------------------------------------
worker
is "$(sql 'SELECT COUNT(*) FROM audit WHERE seal IS NULL')" 0 \
    'every line is sealed'
is "$(sql 'SELECT COUNT(*) = MAX(seal_no) AND MIN(seal_no) = 1 FROM audit')" \
    1 'in one chain'
seal() {
	sql "SELECT HEX(seal) FROM audit WHERE seal_no = $1"
}
# The second seal, made again from the first one and the row.
again() {
	{
		printf '%b' "$(seal 1 | sed 's/../\\x&/g')"
		sql "SELECT CONCAT_WS('\\n', id, actor, actor_id, action,
		    object, object_id, detail,
		    TIMESTAMPDIFF(SECOND, '1970-01-01', created_at))
		    FROM audit WHERE seal_no = 2" | head -c -1 | sed 's/\\n/\n/g'
	} | openssl dgst -sha256 -mac HMAC \
	    -macopt "hexkey:$(cat "$T/lookup.key")" | sed 's/.*= //'
}
is "$(again)" "$(seal 2 | tr A-F a-f)" 'a seal can be made again'

# --- two workers, and a kill ---------------------------------------------------------------
client six
order_of 22300020002
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
sed -i 's/^clock_offset.*//' "$T/gradphoto.conf"
echo 'worker_seconds = 1' >>"$T/gradphoto.conf"
sql "UPDATE orders SET asked_at = asked_at - INTERVAL 1 MINUTE
    WHERE token = '$order'"
control '{"answer": {"slow_ms": 700}}' >/dev/null
"$GP_BUILD/worker" --config "$T/gradphoto.conf" 2>>"$log" & killed=$!
sleep 0.4
kill -9 "$killed"
wait "$killed" 2>/dev/null
control '{"reset": true}' >/dev/null
sql "UPDATE orders SET asked_at = asked_at - INTERVAL 1 MINUTE
    WHERE token = '$order' AND state = 'pending';
    UPDATE lease SET expires_at = UTC_TIMESTAMP()"
"$GP_BUILD/worker" --config "$T/gradphoto.conf" 2>>"$log" & one=$!
"$GP_BUILD/worker" --config "$T/gradphoto.conf" 2>>"$log" & two=$!
for i in $(seq 200); do
	[ "$(order_state)" != paid ] || break
	sleep 0.1
done
is "$(order_state)" paid 'one was killed, two others finish its work'
kill "$one" "$two"
wait "$one" && wait "$two"
is $? 0 'SIGTERM ends them in order'
is "$(sql "SELECT COUNT(*) FROM payment JOIN orders ON orders.id = order_id
    WHERE token = '$order'")" 1 'one payment'
is "$(sql 'SELECT COUNT(*) FROM lease WHERE expires_at > UTC_TIMESTAMP()')" \
    0 'and give their leases back'

# --- sweeping ------------------------------------------------------------------------------
sql 'UPDATE session SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE'
sql "INSERT INTO sms_code (phone, purpose, code_hash, created_at, expires_at)
    SELECT phone, 'reset', REPEAT('x', 32), UTC_TIMESTAMP() - INTERVAL h HOUR,
    UTC_TIMESTAMP() FROM (SELECT '13800138000' AS phone, 25 AS h UNION
    SELECT '13800138001', 23) AS t;
    INSERT INTO login_failure (subject, failures, last_at) VALUES
    (REPEAT('a', 32), 5, UTC_TIMESTAMP() - INTERVAL 25 HOUR),
    (REPEAT('b', 32), 5, UTC_TIMESTAMP() - INTERVAL 23 HOUR)"
worker
is "$(sql 'SELECT COUNT(*) FROM session')" 0 'sessions that are over go'
is "$(sql 'SELECT phone FROM sms_code')" 13800138001 \
    'so do phones that codes went to, when no limit counts them any more'
is "$(sql 'SELECT COUNT(*) FROM login_failure')" 1 'and old failures'

# --- a provider that hangs ----------------------------------------------------------
sql "UPDATE orders SET state = 'closed' WHERE state = 'pending';
    UPDATE refund SET state = 'success';
    UPDATE pay_attempt SET closed_at = UTC_TIMESTAMP();
    INSERT INTO orders (token, account_id, collection_id, photo_id, live,
    state, prints, amount_fen, created_at, expires_at, asked_at)
    WITH RECURSIVE n AS (SELECT 1 AS i UNION SELECT i + 1 FROM n WHERE i < 20)
    SELECT MD5(100 + i), account_id, collection_id, photo_id, NULL, 'pending',
    0, 2000, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 HOUR,
    UTC_TIMESTAMP() - INTERVAL 5 MINUTE
    FROM orders JOIN n WHERE token = '$order';
    INSERT INTO pay_attempt (order_id, provider, begun_at, asked_at)
    SELECT id, 'wechat', UTC_TIMESTAMP(), asked_at FROM orders
    WHERE state = 'pending'"
control '{"answer": {"slow_ms": 60000}}' >/dev/null
seen=$(state_of .seen)
echo 'wechat_timeout_ms = 200' >>"$T/gradphoto.conf"
worker
is "$(($(state_of .seen) - seen))" 1 'is left alone after the first time-out'
sql "UPDATE orders SET asked_at = UTC_TIMESTAMP() - INTERVAL 5 MINUTE
    WHERE state = 'pending'"
printf '%s\n' 'pay_rest_seconds = 0' 'worker_job_seconds = 1' \
    >>"$T/gradphoto.conf"
worker
asked=$(sql "SELECT COUNT(*) FROM orders WHERE state = 'pending'
    AND asked_at > UTC_TIMESTAMP() - INTERVAL 1 MINUTE")
ok '[ "$asked" -gt 0 ] && [ "$asked" -lt 20 ]' \
    'and a job that takes long leaves the rest to its next round'

done_testing
