#!/bin/bash
# Callbacks: verified, stored once, acted on once; late money goes back.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

events() {
	sql "SELECT COUNT(*) FROM payment_event WHERE outcome = '$1'"
}

# --- a good one -------------------------------------------------------------
order_of 22300010001
notice EV-1 "$(resource "$order" 2000)"
deliver
is_status 200 'a good callback is taken'
has '"code":"SUCCESS"' 'in the words of the protocol'
is "$(order_state) $(collection_state)" 'paid submitted' 'the order is paid'
is "$(sql 'SELECT provider, event_id, kind, outcome FROM payment_event')" \
    "$(printf 'wechat\tEV-1\tTRANSACTION.SUCCESS\tdone')" 'the event is kept'
deliver
is_status 200 'a repeated one is taken as well'
notice EV-1b "$(resource "$order" 2000)"
deliver
is_status 200 'the same payment in another event too'
is "$(sql 'SELECT COUNT(*) FROM payment')" 1 'but it is one payment'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'paid'")" 1 \
    'and one message'
is "$(sql "SELECT actor, actor_id FROM audit WHERE action = 'order.paid'")" \
    "$(printf 'notify\t0')" 'with its line in the audit trail'

# --- twenty at once -----------------------------------------------------------
client two
order_of 22300010002
notice EV-2 "$(resource "$order" 2000)"
is "$(at_once 20 deliver)" '20 200' 'twenty copies at once are all taken'
is "$(sql "SELECT COUNT(*) FROM payment_event WHERE event_id = 'EV-2'")" 1 \
    'one event'
is "$(sql "SELECT COUNT(*) FROM payment JOIN orders ON orders.id = order_id
    WHERE token = '$order'")" 1 'one payment'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'order.paid'")" 2 \
    'one change of state'
is "$(sql 'SELECT COUNT(*) FROM refund')" 0 'and no refund'

# --- the newer public key --------------------------------------------------------
client three
order_of 22300010003
notice EV-3 "$(resource "$order" 2000)" '"newer": true'
deliver
is_status 200 'signed with the public key of PUB_KEY_ID_: taken'
is "$(order_state)" paid 'and acted on'

# --- forgeries ------------------------------------------------------------------
client four
order_of 22300010004
refused() {
	local e=$1
	notice "EV-4$e" "$(resource "$order" 2000)" "$2"
	deliver
	is_status "$e" "$3: refused"
	has '"code":"FAIL"' 'in the words of the protocol'
}
refused 403 '"bad_signature": true' 'a wrong signature'
refused 403 '"stale": true' 'an old one'
refused 403 '"probe": true' 'a probe'
refused 403 '"serial": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"' \
    'a serial nobody knows'
refused 403 '"associated": "refund"' 'other associated data'
refused 403 '"key": "0123456789abcdef0123456789abcdef"' 'another key'
refused 422 '"body": "{}"' 'a body without an event'
refused 422 '"body": "not JSON"' 'a body that is no JSON'
program notify
request POST /notify/wechat -t application/json -b "$T/notice"
is_status 403 'no signature at all: refused'
get /notify/wechat
is_status 405 'GET: no such thing'
head -c 70000 /dev/zero | tr '\0' x >"$T/large"
request POST /notify/wechat -t application/json -b "$T/large"
is_status 413 'more than 64 KB: refused'
get /orders
is_status 404 'notify.fcgi has no pages'
program student
is "$(order_state)" pending 'none of them paid the order'
is "$(sql "SELECT COUNT(*) FROM payment_event WHERE event_id LIKE 'EV-4%'")" \
    0 'none of them is kept'

# --- money that is not ours --------------------------------------------------------
mismatch() {
	notice "$1" "$2"
	deliver
	is_status 422 "$3: not taken"
	is "$(order_state)" pending 'nor acted on'
}
mismatch EV-5a "$(resource "$order" 1)" 'a wrong amount'
deliver
is_status 422 'nor when repeated'
mismatch EV-5b "$(resource "$order" 2000 '' '"mchid":"1900000002"')" \
    'another merchant'
mismatch EV-5c "$(resource "$order" 2000 '' '"appid":"wx2"')" 'another app'
mismatch EV-5d "$(resource "$order" 2000 '' \
    '"amount":{"total":2000,"currency":"USD"}')" 'another currency'
is "$(events mismatch)" 4 'all four are kept for staff to see'
ok 'grep -q "error notify.*is not ours" "$log"' 'and in the log'
notice EV-6 "$(resource 00000000000000000000000000000000 2000)"
deliver
is_status 404 'an order we do not have'
is "$(events unknown)" 1 'is kept'

# --- late money goes back -------------------------------------------------------------
post "/orders/$order/pay"
post "/orders/$order/cancel"
is "$(order_state)" closed 'the order is cancelled'
control "{\"pay\": \"$order\"}" >/dev/null
transaction=$(state_of ".orders['$order'].transaction_id")
notice EV-7 "$(resource "$order" 2000 "$transaction")"
is "$(at_once 20 deliver)" '20 200' 'money for it arrives, twenty times'
is "$(order_state) $(collection_state)" 'refunding photo_ready' \
    'it goes back; the photo is free'
is "$(sql 'SELECT reason, state, amount_fen FROM refund')" \
    "$(printf 'late\twaiting\t2000')" 'once'
get "/orders/$order"
has '正在原路退款' 'the student sees it'
worker
is "$(sql 'SELECT state FROM refund')" processing 'the worker asks for it'
type=REFUND.SUCCESS notice EV-8 "{\"out_trade_no\":\"$order\",
    \"out_refund_no\":\"$(sql 'SELECT token FROM refund')\",
    \"refund_status\":\"SUCCESS\"}"
sleep 2.5
deliver
is_status 200 'news of the refund is taken'
is "$(sql 'SELECT state FROM refund')" processing 'but not believed'
worker
is "$(sql 'SELECT state FROM refund')" success 'the provider is asked at once'
is "$(order_state)" refunded 'the order is refunded'
get "/orders/$order"
has '已原路退款' 'the student sees it'
is "$(state_of ".orders['$order'].state")" REFUND 'the money is back'
is "$(sql "SELECT template FROM outbox WHERE template IN ('late', 'refund')
    ORDER BY id" | xargs)" 'late refund' 'two messages'

# --- paid twice ------------------------------------------------------------------------
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
notice EV-9 "$(resource "$order" 2000 4200first)"
deliver
notice EV-10 "$(resource "$order" 2000 4200second)"
deliver
is_status 200 'a second payment of a paid order is taken'
is "$(order_state)" paid 'the order stays paid'
is "$(sql "SELECT reason, state FROM refund WHERE payment_id =
    (SELECT id FROM payment WHERE transaction_no = '4200second')")" \
    "$(printf 'duplicate\twaiting')" 'the second goes back'

# --- cancel against payment ---------------------------------------------------------------
# Whoever wins, money and photo fit together.
client five
fits=0
for i in 1 2 3 4 5; do
	order_of 22300020001
	post "/orders/$order/pay"
	control "{\"pay\": \"$order\"}" >/dev/null
	transaction=$(state_of ".orders['$order'].transaction_id")
	notice "EV-11$i" "$(resource "$order" 2000 "$transaction")"
	(T=$T/a$i; mkdir "$T"; cp "${T%/*}"/{gradphoto.conf,jar-*,notice*} "$T"
	deliver) & racer=$!
	post "/orders/$order/cancel"
	wait "$racer"
	case "$(order_state) $(collection_state)" in
	'paid submitted' | 'refunding photo_ready') fits=$((fits + 1)) ;;
	esac
	sql "UPDATE collection SET live = NULL WHERE account_id = $account"
done
is "$fits" 5 'a payment and a cancel at once: one wins, nothing is lost'

done_testing
