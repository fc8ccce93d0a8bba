#!/bin/bash
# One order, two providers: what is paid twice goes back once, the end of its
# time asks both, and money that comes after it goes back.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
with_alipay
start_simulator --notify "http://127.0.0.1:9/nobody"

pay_with() {
	post "/orders/$order/pay" "Provider=$1"
}
# The student's browser goes to Alipay, which shows its page.
at_alipay() {
	pay_with alipay
	get "/orders/$order/pay"
	curl -s -o /dev/null "$(grep -o 'href="http[^"]*"' "$T/body" |
	    head -n 1 | sed 's/^href="//; s/"$//; s/&amp;/\&/g; s/&#38;/\&/g')"
}
alipay_does() {
	control "{\"provider\": \"alipay\", \"$1\": \"$order\"}" >/dev/null
}
wechat_notice() {
	notice "W-$order" "$(resource "$order" 2000 \
	    "$(state_of ".orders['$order'].transaction_id")")"
	deliver
}
alipay_notice() {
	local program_name=notify client_name=provider
	node "$GP_SRC/tests/page/alipay_notice.js" "$T/pay" \
	    "{\"fields\":{\"out_trade_no\":\"$order\",\"notify_id\":\"A-$order\",
	    \"trade_no\":\"$(state_of ".alipay.trades['$order'].trade_no")\"}}" \
	    >"$T/notice.form" 2>/dev/null
	request POST /notify/alipay -b "$T/notice.form" \
	    -t 'application/x-www-form-urlencoded; charset=utf-8'
}
payments() {
	sql "SELECT p.provider, p.late, COALESCE(f.reason, '-'),
	    COALESCE(f.state, '-') FROM payment p JOIN orders o
	    ON o.id = p.order_id LEFT JOIN refund f ON f.payment_id = p.id
	    WHERE o.token = '$order' ORDER BY p.id" | tr '\t' ' '
}
told() {
	sql "SELECT template FROM outbox WHERE account_id = $account
	    ORDER BY id" | xargs
}
refunds_end() {
	local i
	for i in $(seq 50); do
		sql "UPDATE refund SET next_at = UTC_TIMESTAMP()
		    WHERE state IN ('waiting', 'processing')"
		worker
		[ -n "$(sql "SELECT 1 FROM refund WHERE state IN
		    ('waiting', 'processing')")" ] || break
		sleep 0.2
	done
}
# Of this order: is WeChat's money there, and what Alipay gave back.
kept() {
	state_of ".orders['$order'].state === 'SUCCESS'" | tr '\n' ' '
	state_of ".alipay.trades['$order']?.refunded"
}
control '{"refund_seconds": 0}' >/dev/null

# --- paid with both ------------------------------------------------------------
order_of 22300010001
pay_with wechat
at_alipay
control "{\"pay\": \"$order\"}" >/dev/null
alipay_does pay
wechat_notice
is_status 200 "WeChat's notice"
is "$(order_state) $(payments)" 'paid wechat 0 - -' 'pays the order'
alipay_notice
is_status 200 "Alipay's is taken as well"
is "$(payments)" 'wechat 0 - -
alipay 0 duplicate waiting' 'and what it paid goes back'
is "$(order_state) $(collection_state)" 'paid submitted' 'the order stays paid'
alipay_notice
wechat_notice
get "/orders/$order/wait"
worker_later 10
is "$(sql 'SELECT COUNT(*) FROM refund')" 1 'copies and questions: one refund'
get "/orders/$order"
has '同一订单付了两次' 'the page says so'
refunds_end
is "$(order_state) $(payments)" 'paid wechat 0 - -
alipay 0 duplicate success' 'it is back, the order is paid'
is "$(kept)" 'true 2000' 'the first stays, the second went back, once'
is "$(told)" 'paid duplicate refund' 'each step is told'
is "$(sql "SELECT amount_fen FROM refund")" 2000 'in full'

# --- the second without a notice ------------------------------------------------
client two
order_of 22300010002
at_alipay
pay_with wechat
alipay_does pay
alipay_notice
is "$(order_state)" paid 'paid with Alipay'
control "{\"pay\": \"$order\"}" >/dev/null
worker_later 70
is "$(payments | sed 's, [a-z-]*$,,')" 'alipay 0 -
wechat 0 duplicate' 'the worker asks the other one too, and finds it'
refunds_end
is "$(order_state) $(state_of ".orders['$order'].state")" 'paid REFUND' \
    'it went back by WeChat'
is "$(state_of ".alipay.trades['$order'].refunded")" 0 'and only there'

# --- both notices at once -----------------------------------------------------------
client three
order_of 22300010003
pay_with wechat
at_alipay
control "{\"pay\": \"$order\"}" >/dev/null
alipay_does pay
(T=$T/other; mkdir "$T"; cp "${T%/*}"/{gradphoto.conf,jar-*} "$T"
ln -s ../pay "$T/pay"; alipay_notice) & racer=$!
wechat_notice
wait "$racer"
is "$(sql "SELECT COUNT(*), COUNT(f.id) FROM payment p JOIN orders o
    ON o.id = p.order_id LEFT JOIN refund f ON f.payment_id = p.id
    WHERE o.token = '$order'")" "$(printf '2\t1')" \
    'at once: two payments, one goes back'
refunds_end

# --- taken back while the second is on its way ----------------------------------------
client four
order_of 22300010004
pay_with wechat
at_alipay
control "{\"pay\": \"$order\"}" >/dev/null
wechat_notice
tool campaign withdraw DEMO26 yes
post "/orders/$order/withdraw"
is "$(order_state)" refunding 'the student takes it back'
alipay_does pay
alipay_notice
is "$(payments)" 'wechat 0 withdrawn waiting
alipay 0 duplicate waiting' 'what comes then goes back too'
refunds_end
is "$(order_state) $(state_of ".orders['$order'].state")" 'refunded REFUND' \
    'all of it'
is "$(state_of ".alipay.trades['$order'].refunded")" 2000 'from both'
tool campaign withdraw DEMO26 no

# --- the end of its time -------------------------------------------------------------
client five
order_of 22300020001
pay_with wechat
at_alipay
alipay_does open
control '{"rules": [{"on": "answer", "match": "^alipay", "status": 500}]}' \
    >/dev/null
ok '! worker_later 1801' 'at its end one of two does not answer'
is "$(order_state)" pending 'so it is not closed'
control '{"rules": []}' >/dev/null
worker_later 1830
is "$(order_state) $(collection_state)" 'closed photo_ready' \
    'both are asked before it is'
is "$(state_of ".orders['$order'].state") \
$(state_of ".alipay.trades['$order'].state")" 'CLOSED TRADE_CLOSED' \
    'and closed there'
is "$(sql "SELECT COUNT(*) FROM pay_attempt JOIN orders
    ON orders.id = order_id WHERE token = '$order'
    AND pay_attempt.closed_at IS NOT NULL")" 2 'which is noted for both'

# --- paid after it ---------------------------------------------------------------------
# Alipay knows no trade before the payer is about to pay, so there is nothing
# to close there when the student cancels.
client six
order_of 22300020002
pay_with wechat
at_alipay
post "/orders/$order/cancel"
is "$(order_state)" closed 'cancelled'
alipay_does pay
worker_later 70
is "$(order_state) $(payments)" 'refunded alipay 1 late success' \
    'paid after that, without a notice: found, and given back'
is "$(state_of ".alipay.trades['$order'].refunded")" 2000 'by itself'
get "/orders/$order"
has '已原路退款' 'the page says so'
is "$(told)" 'late refund' 'the student is told of both'
is "$(collection_state)" photo_ready 'the photo is free'

done_testing
