#!/bin/bash
# Notices of Alipay: verified strictly, stored once, acted on once; late money
# goes back. The answer is "success" or it is not.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
with_alipay
start_simulator --notify "http://127.0.0.1:9/nobody"

# form FIELDS [OPTIONS]: makes a notice of $order; both as JSON members.
form() {
	node "$GP_SRC/tests/page/alipay_notice.js" "$T/pay" \
	    "{\"fields\":{\"out_trade_no\":\"$order\"${1:+,$1}}${2:+,$2}}" \
	    >"$T/notice" 2>/dev/null
}

send() {
	local program_name=notify client_name=provider
	request POST /notify/alipay -b "$T/notice" \
	    -t 'application/x-www-form-urlencoded; charset=utf-8'
}

# The whole answer, to the byte.
said() {
	is "$status $(cat "$T/body")$(tail -c 1 "$T/body" | wc -l)" "$1 ${2}0" \
	    "$3"
}

# --- a good one ----------------------------------------------------------------
order_of 22300010001
form '"notify_id":"n1","trade_no":"t1"'
send
said 200 success 'a good notice is taken, in the one word that counts'
is "$(order_state) $(collection_state)" 'paid submitted' 'the order is paid'
is "$(sql 'SELECT provider, event_id, kind, outcome FROM payment_event')" \
    "$(printf 'alipay\tn1\tTRANSACTION.SUCCESS\tdone')" 'the event is kept'
is "$(sql 'SELECT provider, transaction_no, amount_fen FROM payment')" \
    "$(printf 'alipay\tt1\t2000')" 'and the payment'
is "$(sql 'SELECT body FROM payment_event' | grep -c '137\*\*\*\*2222\|buyer')" 0 \
    'nothing is kept about the payer'
ok '! grep -q "137\*\*\*\*2222\|2088000000000002" "$log"' 'nor logged'
send
said 200 success 'a repeated one is taken as well'
form '"notify_id":"n1b","trade_no":"t1"'
send
said 200 success 'the same payment in another notice too'
form '"notify_id":"n1c","trade_no":"t1","trade_status":"TRADE_FINISHED"'
send
said 200 success 'and a year later, when it is final'
is "$(sql 'SELECT COUNT(*) FROM payment')" 1 'but it is one payment'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'paid'")" 1 \
    'and one message'
form '"notify_id":"n1d","trade_no":"t1","gmt_refund":"2026-11-23 10:00:00.1","refund_fee":"5.00","out_biz_no":"r1"'
send
said 200 success 'a part that went back is taken'
is "$(order_state) $(sql 'SELECT COUNT(*) FROM refund')" 'paid 0' \
    'and changes nothing here'

# --- twenty at once ----------------------------------------------------------------
client two
order_of 22300010002
form '"notify_id":"n2","trade_no":"t2"'
is "$(at_once 20 send)" '20 200' 'twenty copies at once are all taken'
is "$(sql "SELECT COUNT(*) FROM payment_event WHERE event_id = 'n2'")" 1 \
    'one event'
is "$(sql "SELECT COUNT(*) FROM payment WHERE transaction_no = 't2'")" 1 \
    'one payment'
is "$(sql 'SELECT COUNT(*) FROM refund')" 0 'and no refund'

# --- forgeries ----------------------------------------------------------------------
client three
order_of 22300010003
refused() {
	local status_want=$1 what=$2
	shift 2
	form "$@"
	send
	said "$status_want" failure "$what: refused"
}
n='"notify_id":"n3","trade_no":"t3"'
refused 403 'a wrong signature' "$n" '"bad_signature":true'
refused 403 'none' "$n" '"unsigned":true'
refused 403 "another's key" "$n" '"key":"alipay-other"'
refused 403 'our own key' "$n" '"key":"alipay-app"'
refused 403 'sign_type in the text' "$n" '"keep_sign_type":true'
refused 403 'RSA over SHA-1' "$n,\"sign_type\":\"RSA\"" '"sha1":true'
refused 403 'RSA2 that is called RSA' "$n,\"sign_type\":\"RSA\""
refused 422 'a field that comes twice' "$n" '"twice":"total_amount"'
refused 422 'no number' "$n,\"notify_id\":null"
refused 422 'an unknown state' "$n,\"trade_status\":\"X\""
refused 422 'an empty body' '' '"body":""'
refused 422 'what is no form' '' '"body":"{\"a\":1}"'
# What a browser brings back is signed by the same key; it proves nothing.
refused 422 'the values of a return address, well signed' \
    "$n,\"notify_id\":null,\"notify_type\":null,\"trade_status\":null,\"method\":\"alipay.trade.wap.pay.return\",\"timestamp\":\"2026-11-23 10:00:00\""
form "$n"
sed -i 's/total_amount=20.00/total_amount=20.000/' "$T/notice"
send
said 403 failure 'a changed byte: refused'
is "$(order_state) $(sql "SELECT COUNT(*) FROM payment_event
    WHERE event_id = 'n3'")" 'pending 0' 'and nothing of it is kept'
program notify
get /notify/alipay
is_status 405 'GET: no such thing'
head -c 70000 /dev/zero | tr '\0' x >"$T/notice"
send
is_status 413 'more than 64 KB: refused'
program student

# --- true, but not for this order -------------------------------------------------------
mismatch() {
	form "$n$2,\"notify_id\":\"$1\""
	send
	said 422 failure "$3: refused"
	is "$(order_state) $(sql "SELECT outcome FROM payment_event
	    WHERE event_id = '$1'")" 'pending mismatch' 'but kept for staff'
	send
	said 422 failure 'a copy: refused again'
}
mismatch m1 ',"total_amount":"0.01"' 'another amount'
mismatch m2 ',"seller_id":"2088000000000009"' 'another merchant'
mismatch m3 ',"app_id":"2021000000000009"' 'another application'
form "$n,\"notify_id\":\"m4\",\"out_trade_no\":\"ffffffffffffffffffffffffffffffff\""
send
said 404 failure 'an order nobody has: refused'
is "$(sql "SELECT outcome FROM payment_event WHERE event_id = 'm4'")" \
    unknown 'but kept for staff'
form "$n,\"notify_id\":\"w1\",\"trade_status\":\"WAIT_BUYER_PAY\",\"gmt_payment\":null"
send
said 200 success 'news of a trade that is not paid: taken'
is "$(order_state)" pending 'and nothing happens'
form "$n,\"notify_id\":\"w2\",\"trade_status\":\"TRADE_CLOSED\",\"gmt_payment\":null"
send
said 200 success 'of one that is closed: taken'
is "$(order_state)" pending 'our order ends in its own time'
form "$n,\"notify_id\":\"n3\""
send
said 200 success 'and a good one after all that'
is "$(order_state)" paid 'pays it'

# --- too late ----------------------------------------------------------------------------
client four
order_of 22300010004
post "/orders/$order/cancel" confirm=1
is "$(order_state) $(collection_state)" 'closed photo_ready' 'cancelled'
form '"notify_id":"n4","trade_no":"t4"'
send
said 200 success 'money for a closed order is taken'
is "$(order_state)" refunding 'and goes back'
is "$(sql "SELECT provider, late FROM payment WHERE transaction_no = 't4'")" \
    "$(printf 'alipay\t1')" 'through the one it came from'

# --- not configured ------------------------------------------------------------------------
sed -i 's/^payment = .*/payment = wechat/' "$T/gradphoto.conf"
form '"notify_id":"n5","trade_no":"t5"'
send
said 404 failure 'without Alipay in the configuration there is none'

done_testing
