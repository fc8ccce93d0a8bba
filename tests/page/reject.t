#!/bin/bash
# The studio rejects the photo of a paid order: all of the money goes back,
# the student is told why, and begins anew.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

paid_order_of() {
	order_of "$1"
	post "/orders/$order/pay"
	control "{\"pay\": \"$order\"}" >/dev/null
	worker_later 10
}

reject() {
	"$GP_BUILD/tests/page/reject" "$T/gradphoto.conf" "$order" "$@" \
	    2>>"$log"
}

refunds() {
	sql 'SELECT reason, state, amount_fen FROM refund ORDER BY id'
}

# What may have changed.
all_of_it() {
	sql 'SELECT state, live FROM orders ORDER BY id;
	    SELECT state, live FROM collection ORDER BY id;
	    SELECT state FROM shipment; SELECT COUNT(*) FROM refund;
	    SELECT COUNT(*) FROM outbox; SELECT COUNT(*) FROM audit'
}

# --- what can't be rejected ---------------------------------------------------
order_of 22300010001
before=$(all_of_it)
is "$(reject '照片模糊' 7)" conflict 'an order that is not paid'
is "$(all_of_it)" "$before" 'stays, and no money moves'
order=00000000000000000000000000000000
is "$(reject '照片模糊' 7)" notfound 'one that nobody has'
client two
paid_order_of 22300010002
sql "UPDATE account SET email = 'lin@example.org', lang = 'zh-CN'
    WHERE id = $account;
    INSERT INTO shipment (order_id, state, updated_at) SELECT id, 'printed',
    UTC_TIMESTAMP() FROM orders WHERE token = '$order';
    UPDATE orders SET prints = 1 WHERE token = '$order'"
before=$(all_of_it)
is "$(reject '' 7)" input 'no reason'
is "$(reject "$(printf '模%.0s' {1..101})" 7)" input 'a reason that is too long'
is "$(reject $'\xff' 7)" input 'one that is no text'
is "$(reject '照片模糊' 7)" conflict 'prints that are made'
sql "UPDATE shipment SET state = 'waiting';
    UPDATE collection SET state = 'approved' WHERE token = '$collection'"
is "$(reject '照片模糊' 7)" conflict 'a photo that was approved'
sql "UPDATE shipment SET state = 'printed';
    UPDATE collection SET state = 'submitted' WHERE token = '$collection'"
is "$(all_of_it)" "$before" 'none of it changes anything'

# --- rejected ------------------------------------------------------------------
sql "UPDATE shipment SET state = 'waiting'"
is "$(reject '"眼睛" {amount} 闭着' 7)" ok 'rejected'
is "$(order_state) $(collection_state)" 'refunding rejected' \
    'the order waits for its refund'
is "$(sql "SELECT live IS NULL FROM collection
    WHERE token = '$collection'")" 1 'the photo counts no more'
is "$(sql 'SELECT state FROM shipment')" cancelled 'no parcel is sent'
is "$(refunds)" "$(printf 'rejected\twaiting\t2000')" 'all of the money'
is "$(sql "SELECT actor, actor_id, detail FROM audit
    WHERE action = 'order.rejected'")" \
    "$(printf 'studio\t7\t"眼睛" {amount} 闭着')" 'by whom and why is on record'
before=$(all_of_it)
is "$(reject '照片模糊' 7)" conflict 'twice'
is "$(all_of_it)" "$before" 'is once'
get "/orders/$order"
has '照片审核没有通过，正在原路退款' 'the page says what happens'
worker
ok 'grep -rqF "您的照片未通过审核：\"眼睛\" {amount} 闭着。20.00 元会自动原路退回" "$T/sms"' \
    'the message has the reason, as it was written, and the amount'
is "$(sql "SELECT channel FROM outbox WHERE template = 'rejected'
    ORDER BY channel" | xargs)" 'email sms' 'to the phone and the address'
first=$order
photo_of 22300010002
post /collect/prints Prints=no
is "$(order_state "$(header Location | sed 's|.*/||')")" pending \
    'a new attempt may be ordered meanwhile'

# --- the money -----------------------------------------------------------------
control '{"refund_seconds": 0}' >/dev/null
for i in $(seq 50); do
	sql 'UPDATE refund SET next_at = UTC_TIMESTAMP()'
	worker
	[ "$(order_state "$first")" != refunded ] || break
	sleep 0.2
done
is "$(order_state "$first") $(state_of ".orders['$first'].state")" \
    'refunded REFUND' 'the money is back'
get "/orders/$first"
has '已退款 ¥20.00' 'which the page says'

# --- at once, in English ---------------------------------------------------------
client three
paid_order_of 22300010003
sql "UPDATE account SET lang = 'en' WHERE id = $account"
is "$(for i in 1 2 3 4 5 6; do reject 'Eyes closed' 7 & done | sort | uniq -c |
    xargs)" '5 conflict 1 ok' 'six reviewers at once: one rejects'
is "$(sql "SELECT COUNT(*) FROM refund JOIN payment ON payment.id = payment_id
    JOIN orders ON orders.id = order_id WHERE orders.token = '$order'")" 1 \
    'one refund'
worker
ok 'grep -rqF "not accepted: Eyes closed. We refund CNY 20.00" "$T/sms"' \
    'in the language of the account'

done_testing
