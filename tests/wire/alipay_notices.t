#!/bin/bash
# Alipay from end to end on the wire: a student's order, the page to pay at, a
# pool of notify.fcgi behind real sockets, and the simulator with its faults.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/pay.sh"
with_alipay
gate_port=$((pay_port + 1))
start_simulator --notify "http://127.0.0.1:$gate_port/notify/wechat"
"$GP_BUILD/notify.fcgi" --config "$T/gradphoto.conf" --processes 2 2>>"$log" &
notify=$!
node "$GP_SRC/tests/wire/fastcgi.js" "$gate_port" "$T/notify.sock" &
gate=$!
trap 'kill "$notify" "$gate" 2>/dev/null; pay_clean_up' EXIT
until_up $notify [ -S "$T/notify.sock" ]

# soon VALUE WHAT COMMAND...: sooner or later the output is to be VALUE.
soon() {
	local want=$1 what=$2 i
	shift 2
	for i in $(seq 200); do
		[ "$("$@")" != "$want" ] || break
		sleep 0.1
	done
	is "$("$@")" "$want" "$what"
}
# begin STUDENT_NO: an order whose payer stands before the page of Alipay;
# $url is the signed address, $page where it led.
begin() {
	sql 'UPDATE collection SET live = NULL'	# of the orders before
	order_of "$1"
	post "/orders/$order/pay" Provider=alipay
	get "/orders/$order/pay"
	url=$(grep -o 'href="[^"]*gateway.do[^"]*"' "$T/body" | head -n 1 |
	    sed 's/^href="//; s/"$//; s/&amp;/\&/g; s/&#x26;/\&/g; s/&#38;/\&/g')
	page=$(curl -s -o /dev/null -w '%{redirect_url}' "$url")
}
pay() {
	control "{\"provider\": \"alipay\", \"pay\": \"$order\",
	    \"quiet\": true}" >/dev/null
}
# The statuses that notices of an order got last.
last() {
	control '{}' | node -e '
		const s = JSON.parse(require("fs").readFileSync(0));
		const c = s.callbacks.filter((x) => x.about === process.argv[1]);
		console.log(c.map((x) => x.last?.join(",")).join(" "));' "$1"
}
payments() {
	sql "SELECT COUNT(*) FROM payment JOIN orders ON orders.id = order_id
	    WHERE token = '$order'"
}

# --- a student pays -----------------------------------------------------------
client pool
begin 22300010001
ok '[[ "$url" == *method=alipay.trade.* && "$url" == *sign=* ]]' \
    'the student is led to a signed address'
ok '[[ "$page" == */alipay-pay?id=* ]]' 'which Alipay takes'
control '{"callback": {"hold": true}}' >/dev/null
back=$(curl -s -o /dev/null -w '%{redirect_url}' -d action=pay "$page")
ok '[[ "$back" == */orders/$order/wait\?*trade_no=* ]]' \
    'who has paid comes back, with signed values'
is "$(order_state)" pending 'which prove nothing'
control '{"release": true, "quiet": true}' >/dev/null
soon paid 'the notice does' order_state
is "$(last "$order")" 200 'and is taken'
begin 22300010002
is "$(curl -s -o /dev/null -w '%{redirect_url}' -d action=cancel "$page" |
    sed 's|.*/orders|/orders|')" "/orders/$order/wait" \
    'who does not want to pay comes back as well'
is "$(order_state)" pending 'and has not paid'
control '{"callback": {"copies": 20}}' >/dev/null
pay
soon paid 'twenty notices at once' order_state
soon "$(printf '200%.0s,' {1..19})200" 'are all taken' last "$order"
is "$(payments)" 1 'as one payment'
control '{"reset": true}' >/dev/null

# --- forgeries -------------------------------------------------------------------
# Each of these must be refused, stay unpaid, and arrive when it is mended.
forged() {
	begin "$1"
	control "{\"rules\": [{\"on\": \"callback\", $2}],
	    \"callback\": {\"retry_seconds\": 1}}" >/dev/null
	pay
	soon 403 "$3: refused" last "$order"
	is "$(order_state)" pending 'and not acted on'
	control '{"rules": []}' >/dev/null
	soon paid 'until a good one comes' order_state
	is "$(payments)" 1 'once'
	control '{"reset": true}' >/dev/null
}
forged 22300010003 '"bad_signature": true' 'a changed field'
forged 22300010004 '"unsigned": true' 'no signature'
forged 22300010001 '"serial": "another"' "another's key"
forged 22300010002 '"keep_sign_type": true' 'sign_type in the signed text'
control '{"provider": "alipay", "probe": 5}' >/dev/null
is "$(state_of '.probes.map((p) => p.status + " " + p.taken).join()')" \
    '403 false,403 false,403 false,403 false,403 false' \
    'probes are refused'
begin 22300020001
control '{"rules": [{"on": "callback", "wrong_amount": 1}]}' >/dev/null
pay
soon 422 'an amount that is not ours: refused' last "$order"
is "$(order_state) $(sql "SELECT outcome FROM payment_event
    WHERE order_token = '$order'")" 'pending mismatch' 'and left to staff'
control '{"reset": true}' >/dev/null

# --- too late ------------------------------------------------------------------
begin 22300030002
post "/orders/$order/cancel"
is "$(order_state)" closed 'an order is cancelled'
pay
soon refunding 'but its address can be paid still, so that goes back' order_state
sql "UPDATE refund SET state = 'processing'"
worker
is "$(order_state)" refunded \
    'asked about first, it is not there, and asked for again'
is "$(state_of ".alipay.trades[\"$order\"].refunded")" 2000 'once'

# --- money back --------------------------------------------------------------------
wire() {
	sed 's/^payment = .*/payment = alipay/' "$T/gradphoto.conf" \
	    >"$T/alipay.conf"
	"$GP_BUILD/tests/wire/client" "$T/alipay.conf" "$@" 2>>"$log"
}
begin 22300020002
pay
soon paid 'one more' order_state
control '{"rules": [{"on": "answer", "match": "trade.refund", "times": 1,
    "drop": true}]}' >/dev/null
is "$(wire refund "$order")" 'upstream -' 'refund, cut off after the work'
is "$(wire refund "$order")" 'ok processing' 'the same again moves nothing'
is "$(wire refund_query "$order")" 'ok success' 'and the question finds it'
is "$(state_of ".alipay.trades[\"$order\"].refunded")" 2000 'is one refund'
soon '200 200' 'its notice is taken' last "$order"
is "$(order_state) $(payments)" 'paid 1' 'and is no payment'

begin 22300030001
pay
soon paid 'another' order_state
control '{"rules": [{"on": "answer", "match": "trade.refund", "times": 1,
    "processing": true}], "refund_seconds": 3600}' >/dev/null
is "$(wire refund "$order")" 'ok processing' 'refund, to be done later'
is "$(wire refund_query "$order")" 'notfound -' 'no row yet'
is "$(wire refund "$order")" 'ok processing' 'asked for again: the same'
control '{"refund_seconds": 0}' >/dev/null
soon 'ok success' 'then it is done' wire refund_query "$order"
is "$(state_of ".alipay.trades[\"$order\"].refunded")" 2000 'once'

# --- the doctor's proof ---------------------------------------------------------------
control '{"reset": true}' >/dev/null
ok 'tool doctor 2>&1 |
    grep -q "^ok    alipay: .*gateway.do, keys and clock are good"' \
    'the doctor tells that keys and clock are good'
sed -i "s|^alipay_public_key_file.*|alipay_public_key_file = $T/pay/alipay-other.pub|" \
    "$T/gradphoto.conf"
ok 'tool doctor 2>&1 | grep "alipay" |
    grep -q "its signature is not Alipay.s"' 'and that they are not'

done_testing
