#!/bin/bash
# A paid order taken back before the review, and refunds that need somebody.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

paid_order_of() {
	order_of "$1"
	pay_it
}
pay_it() {
	post "/orders/$order/pay"
	control "{\"pay\": \"$order\"}" >/dev/null
	notice "EV-$order" "$(resource "$order" 2000 \
	    "$(state_of ".orders['$order'].transaction_id")")"
	deliver
}

refunds() {
	sql "SELECT refund.reason, refund.state, refund.amount_fen
	    FROM refund JOIN payment ON payment.id = payment_id
	    JOIN orders ON orders.id = order_id WHERE orders.token = '$order'"
}

# Rounds of the worker until nothing is on its way.
refund_ends() {
	local i
	for i in $(seq 50); do
		sql 'UPDATE refund SET next_at = UTC_TIMESTAMP()'
		worker
		[ -n "$(sql "SELECT 1 FROM refund WHERE state IN
		    ('waiting', 'processing')")" ] || break
		sleep 0.2
	done
}

# --- not unless the campaign says so ----------------------------------------
paid_order_of 22300010001
is "$(order_state) $(collection_state)" 'paid submitted' 'a paid order'
owner=$account
get "/orders/$order"
hasnt '/withdraw"' 'is locked, as the manual says'
post "/orders/$order/withdraw"
is_status 403 'also for who asks without a button'
is "$(order_state) $(collection_state)" 'paid submitted' 'nothing changes'
ok '! tool campaign withdraw NOBODY yes 2>/dev/null' 'no such campaign'
ok '! tool campaign withdraw DEMO26 perhaps 2>/dev/null' 'yes or no'
ok 'tool campaign withdraw DEMO26 yes' 'the school allows it'
is "$(sql "SELECT action, detail FROM audit WHERE object = 'campaign'
    ORDER BY id DESC LIMIT 1")" "$(printf 'campaign.withdraw\tyes')" \
    'which the audit trail says'

# --- taken back -----------------------------------------------------------------
get "/orders/$order"
has "action=\"/orders/$order/withdraw\"" 'now there is a way'
has '全额原路退款' 'that says what it does'
request POST "/orders/$order/withdraw"
is_status 403 'without a CSRF token: refused'
client two
login_as 22300010002
post "/orders/$order/withdraw"
is_status 404 "another's order is none"
client one
post "/orders/$order/withdraw"
is_redirect "/orders/$order" 'it is taken back'
is "$(refunds)" "$(printf 'withdrawn\twaiting\t2000')" 'all of its money'
is "$(order_state) $(collection_state)" 'refunding withdrawn' \
    'the order waits for it, the photo counts no more'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'withdrawn'
    AND params = '{\"amount\":\"20.00\"}'")" 1 'the student is told'
is "$(sql "SELECT actor, actor_id = $owner FROM audit
    WHERE action = 'order.withdrawn'")" "$(printf 'student\t1')" \
    'by whom is written down'
get "/orders/$order"
has '正在原路退款' 'the page says so'
has '您撤回了采集' 'and why'
post "/orders/$order/withdraw"
is_status 409 'twice is refused'
is "$(refunds)" "$(printf 'withdrawn\twaiting\t2000')" 'and is one refund'
first=$order
photo_of 22300010001
post /collect/prints Prints=no
is "$(sql 'SELECT COUNT(*) FROM orders WHERE live = 1')" 1 \
    'a new attempt may be ordered while the money is on its way'
control '{"refund_seconds": 0}' >/dev/null
refund_ends
is "$(order_state "$first")" refunded 'the worker sees to the money'

# --- too late ----------------------------------------------------------------------
client two
order_of 22300010002
post "/orders/$order/withdraw"
is_status 409 'an order that is not paid has nothing to take back'
is "$(order_state) $(refunds)" 'pending ' 'and stays as it is'
pay_it
sql "UPDATE collection SET state = 'approved' WHERE token = '$collection'"
get "/orders/$order"
hasnt '/withdraw"' 'a reviewed photo stays'
post "/orders/$order/withdraw"
is_status 409 'also from an old page'
has '不能再撤回' 'which says why'
is "$(refunds)" '' 'no money moves'
sql "UPDATE collection SET state = 'submitted' WHERE token = '$collection';
    UPDATE orders SET prints = 1 WHERE token = '$order';
    INSERT INTO shipment (order_id, state, updated_at) SELECT id, 'printed',
    UTC_TIMESTAMP() FROM orders WHERE token = '$order'"
get "/orders/$order"
hasnt '/withdraw"' 'neither do prints that are made'
post "/orders/$order/withdraw"
is_status 409 'come back'
sql "UPDATE shipment SET state = 'waiting'"
at_once 8 post "/orders/$order/withdraw" >"$T/answers"
is "$(cat "$T/answers")" '1 303 7 409' 'from eight phones at once: once'
is "$(refunds)" "$(printf 'withdrawn\twaiting\t2000')" 'one refund'
is "$(sql 'SELECT state FROM shipment')" cancelled 'and no parcel'

# --- refunds that need somebody ------------------------------------------------------
token=$(sql "SELECT token FROM refund WHERE state = 'waiting'")
is "$(tool refunds list)" '' 'one on its way is nobody'"'"'s business'
ok '! tool refunds retry "$token" 2>/dev/null' 'nor to be asked for again'
ok '! tool refunds paid "$token" --note cash --unasked 2>/dev/null' \
    'or by hand'
sql "UPDATE refund SET created_at = created_at - INTERVAL 73 HOUR
    WHERE token = '$token'"
ok 'tool refunds list | grep -q "$token  waiting"' \
    'but one that is three days old is listed'
ok '! tool refunds retry 00 2>"$T/why"' 'a number that is none'
ok 'grep -q "no refund has this number" "$T/why"' 'says so'
control '{"answer": {"status": 500}}' >/dev/null
sql 'UPDATE refund SET next_at = UTC_TIMESTAMP()'
worker
is "$(sql "SELECT fails, error, state FROM refund WHERE token = '$token'")" \
    "$(printf '1\tupstream\twaiting')" 'no answer counts'
ok 'tool refunds list | grep -q "1 tries, last: upstream"' 'is listed'
sql "UPDATE refund SET fails = 72, next_at = UTC_TIMESTAMP()
    WHERE token = '$token'"
worker
is "$(sql "SELECT state FROM refund WHERE token = '$token'")" dead \
    'after three days it waits for the operator'
ok 'grep -q "error worker.*given up" "$log"' 'the log says so'
get "/orders/$order"
has '退款没有成功' 'the page too'
seen=$(state_of .seen)
worker
is "$(state_of .seen)" "$seen" 'nobody is asked any more'
control '{"reset": true, "refund_seconds": 0}' >/dev/null
ok 'tool refunds retry "$token"' 'the operator tries again'
refund_ends
is "$(sql "SELECT state, fails FROM refund WHERE token = '$token'") \
$(order_state)" "$(printf 'success\t0') refunded" 'it goes through'

client three
paid_order_of 22300010003
post "/orders/$order/withdraw"
token=$(sql "SELECT token FROM refund WHERE state = 'waiting'")
control '{"refund_result": "ABNORMAL", "refund_seconds": 0}' >/dev/null
refund_ends
ok 'tool refunds list | grep -q "$token  failed"' 'one that the bank refuses'
ok '! tool refunds paid "$token" --note "" 2>/dev/null' \
    'by hand, with a word about how'
control '{"answer": {"status": 500}}' >/dev/null
ok '! tool refunds paid "$token" --note "bank transfer 4711" 2>"$T/why"' \
    'but not while the provider does not say that it has not made it'
ok 'grep -q "does not say" "$T/why"' 'which is told'
control '{"answer": {}}' >/dev/null
ok 'tool refunds paid "$token" --note "bank transfer 4711"' 'is paid by hand'
is "$(sql "SELECT state, note FROM refund WHERE token = '$token'") \
$(order_state)" "$(printf 'success\tbank transfer 4711') refunded" \
    'and is over, with the note'
is "$(sql "SELECT actor, detail FROM audit WHERE action = 'refund.success'
    ORDER BY id DESC LIMIT 1")" "$(printf 'operator\tbank transfer 4711')" \
    'in the audit trail too'

done_testing
