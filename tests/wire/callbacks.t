#!/bin/bash
# WeChat Pay from end to end on the wire: our client, a pool of notify.fcgi
# behind real sockets, and the simulator, which wechatpay-axios-plugin judges
# first, with its faults.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/pay.sh"
gate_port=$((pay_port + 1))
start_simulator --notify "http://127.0.0.1:$gate_port/notify/wechat"

# --- the simulator, judged ---------------------------------------------------
while read -r verdict name; do
	is "$verdict" ok "the plugin against our simulator: $name"
done < <(node "$GP_SRC/tests/wire/judge.js" "$T/pay" "$pay_port")

wire() {
	"$GP_BUILD/tests/wire/client" "$T/gradphoto.conf" "$@" 2>>"$log"
}

# --- H5, Native ------------------------------------------------------------------
is "$(wire pay wirepay001 h5 https://x.example/back | cut -d'&' -f3)" \
    'redirect_url=https%3A%2F%2Fx.example%2Fback' 'H5'
page=$(wire pay wirepay001 h5 https://x.example/back | cut -d' ' -f3)
is "$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' \
    -d action=cancel "$page")" '303 https://x.example/back' \
    'whoever does not want to pay comes back'
is "$(wire query wirepay001 | cut -d' ' -f2)" waiting 'and has not paid'
curl -s -o /dev/null -d action=pay "$page"
is "$(wire query wirepay001 | cut -d' ' -f2)" paid 'whoever pays has'
is "$(wire pay wirepay001 h5 https://x.example/back)" 'conflict - -' \
    'and can not begin again'
is "$(wire pay wirepay002 qr '' | cut -d' ' -f1,2)" 'ok qr' 'Native'
is "$(wire pay wirepay002 h5 x)" 'denied - -' \
    'the same number in another way'

# --- JSAPI: who pays, then the app ----------------------------------------------------
url=$(wire payer_url 'https://x.example/orders/1?a=b&c=d' 'a state/1' |
    cut -d' ' -f2)
ok '[[ "$url" == *"#wechat_redirect" ]]' 'the address that asks who pays'
location=$(curl -s -o /dev/null -w '%{redirect_url}' "${url%#*}")
ok '[[ "$location" == "https://x.example/orders/1?a=b&c=d&code="* ]]' \
    'comes back with a code'
ok '[[ "$location" == *"&state=a+state%2F1" ]]' 'and with our state'
code=${location#*&code=}
code=${code%%&*}
payer=$(wire payer "$code" | cut -d' ' -f2)
ok '[[ $payer =~ ^o[0-9A-Za-z_-]{27}$ ]]' 'which names the payer'
is "$(wire payer "$code")" 'input -' 'once'
is "$(wire payer 'x&appid=y')" 'input -' 'another code names nobody'
wire pay wirepay003 jsapi "$payer" | sed 's/^ok script //' >"$T/jsapi"
bridge() {
	curl -s -d "$(sed "$1" "$T/jsapi")" "http://127.0.0.1:$pay_port/jsapi"
}
is "$(bridge 's/"nonceStr":"./"nonceStr":"_/')" \
    '{"err_msg":"get_brand_wcpay_request:fail"}' \
    'the app refuses what was altered'
is "$(bridge 's/^{/{"action":"cancel",/')" \
    '{"err_msg":"get_brand_wcpay_request:cancel"}' 'the payer may cancel'
is "$(bridge '')" '{"err_msg":"get_brand_wcpay_request:ok"}' 'or pay'
is "$(wire query wirepay003 | cut -d' ' -f2)" paid 'and has paid'
sed '/^wechat_secret_file/d' "$T/gradphoto.conf" >"$T/nosecret.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/nosecret.conf" payer_url x y \
    2>>"$log")" 'notfound -' 'without a secret nobody is asked who pays'

sed 's|^wechat_secret_file.*|wechat_secret_file = /nowhere|' \
    "$T/gradphoto.conf" >"$T/badsecret.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/badsecret.conf" payer "$code" \
    2>>"$log") $("$GP_BUILD/tests/wire/client" "$T/badsecret.conf" query \
    wirepay003 2>>"$log" | cut -d' ' -f2)" 'internal - paid' \
    'one that is missing hurts nothing else'
ok '"$GP_BUILD/tests/wire/client" "$T/badsecret.conf" prove - 2>>"$log" |
    grep -q "^input wechat_secret_file"' 'and the doctor tells'

# --- answers that are lost after the work was done ----------------------------------------
control '{"rules": [{"on": "answer", "match": "transactions/h5", "times": 1,
    "drop": true}]}' >/dev/null
is "$(wire pay wirepay004 h5 x)" 'upstream - -' 'create, cut off'
is "$(wire pay wirepay004 h5 x | cut -d' ' -f1)" ok 'the same again'
control '{"rules": [{"on": "answer", "match": "/close$", "times": 1,
    "drop": true}]}' >/dev/null
is "$(wire close wirepay004)" upstream 'close, cut off'
is "$(wire close wirepay004) $(wire query wirepay004 | cut -d' ' -f2)" \
    'ok closed' 'the same again'
control '{"rules": [{"on": "answer", "match": "refunds$", "times": 1,
    "status": 502, "after": true}]}' >/dev/null
is "$(wire refund wirepay001)" 'upstream -' 'refund, 502 after the work'
is "$(wire refund wirepay001)" 'ok processing' 'the same again'
is "$(state_of '.refunds["wirepay001"].refund')" 2000 'is one refund'
control '{"reset": true}' >/dev/null

# --- callbacks to a pool ---------------------------------------------------------------------
"$GP_BUILD/notify.fcgi" --config "$T/gradphoto.conf" --processes 2 2>>"$log" &
notify=$!
node "$GP_SRC/tests/wire/fastcgi.js" "$gate_port" "$T/notify.sock" &
gate=$!
trap 'kill "$notify" "$gate" 2>/dev/null; pay_clean_up' EXIT
until_up $notify [ -S "$T/notify.sock" ]

# sooner or later: COMMAND's output is to be VALUE.
soon() {
	local want=$1 what=$2 i
	shift 2
	for i in $(seq 200); do
		[ "$("$@")" != "$want" ] || break
		sleep 0.1
	done
	is "$("$@")" "$want" "$what"
}
begin() {
	sql 'UPDATE collection SET live = NULL'	# of the orders before
	order_of "$1"
	post "/orders/$order/pay"
}
pay() {
	control "{\"pay\": \"$order\", \"quiet\": true}" >/dev/null
}
# The statuses that a callback got last, by the order's number.
last() {
	control '{}' | node -e '
		const s = JSON.parse(require("fs").readFileSync(0));
		const c = s.callbacks.filter((x) => x.about === process.argv[1]);
		console.log(c.map((x) => x.last?.join(",")).join(" "));' "$1"
}

client pool
begin 22300010001
pay
soon paid 'a callback arrives and the order is paid' order_state
begin 22300010002
control '{"callback": {"copies": 20}}' >/dev/null
pay
soon paid 'twenty at once' order_state
soon "$(printf '200%.0s,' {1..19})200" 'are all taken' last "$order"
is "$(sql "SELECT COUNT(*) FROM payment JOIN orders ON orders.id = order_id
    WHERE token = '$order'")" 1 'as one payment'

# --- certificates change while it runs --------------------------------------------------------
before=$(state_of .signer)
control '{"rotate": "next", "quiet": true}' >/dev/null
ok '[ "$(state_of .signer)" != "$before" ]' 'another certificate signs'
begin 22300020001
control '{"callback": {"retry_seconds": 1}}' >/dev/null
pay
soon paid 'its callbacks are taken, once it was asked for' order_state
control '{"rotate": "retire", "quiet": true}' >/dev/null
begin 22300020002
pay
soon paid 'the old one goes' order_state
control '{"callback": {"newer_key": true}}' >/dev/null
begin 22300010002
pay
soon paid 'and the public key signs, in the same processes' order_state
control '{"reset": true}' >/dev/null

# --- forgeries -------------------------------------------------------------------------------------
# Each of these must be refused, stay unpaid, and arrive when it is mended.
forged() {
	begin "$1"
	control "{\"rules\": [{\"on\": \"callback\", $2}],
	    \"callback\": {\"retry_seconds\": 1}}" >/dev/null
	pay
	soon "$3" "$4: refused" last "$order"
	is "$(order_state)" pending 'and not acted on'
	control '{"rules": []}' >/dev/null
	soon paid 'until a good one comes' order_state
	control '{"reset": true}' >/dev/null
}
forged 22300010003 '"bad_signature": true' 403 'a wrong signature'
forged 22300010004 '"stale": true' 403 'a signature of five minutes ago'
forged 22300010002 '"serial": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"' \
    403 'a serial nobody knows'
forged 22300010001 '"unsigned": true' 403 'no signature'

control '{"probe": 5}' >/dev/null
is "$(state_of '.probes.map((p) => p.status + " " + p.taken).join()')" \
    '403 false,403 false,403 false,403 false,403 false' \
    'probes with WECHATPAY/SIGNTEST are refused'

# --- the doctor's proof ----------------------------------------------------------------------------
is "$(wire prove -)" "ok merchant's key, APIv3 key, 1 platform certificate and clock are good" \
    'the proof, after the change'
ok 'tool doctor 2>&1 | grep -q "^ok    wechat: merchant.s key, APIv3 key, 1 "' \
    'the doctor tells it'
control '{"rules": [{"on": "answer", "match": "certificates", "status": 404}]}' \
    >/dev/null
is "$(wire prove - | cut -d, -f1-2)" \
    "ok merchant's key, public key and clock are good; the APIv3 key is seen with the first callback" \
    'the proof, where there are no certificates'
control '{"reset": true, "offset": 200}' >/dev/null
is "$(wire prove - | sed 's/1[0-9][0-9]\|200/N/')" 'denied the clock is N s slow' \
    'a clock that is wrong, before signatures fail'
control '{"reset": true}' >/dev/null

# --- out of order, and a database that is slow ---------------------------------------------------
begin 22300030001
control '{"callback": {"hold": true}, "refund_seconds": 0}' >/dev/null
pay
post "/orders/$order/cancel"
is "$(order_state)" paid 'a cancel learns of a payment whose callback waits'
control '{"release": true, "quiet": true}' >/dev/null
is "$(last "$order")" 200 'the callback comes later, and is taken'
is "$(sql 'SELECT COUNT(*) FROM refund')" 0 'nothing goes back'

begin 22300030002
sql "START TRANSACTION; SELECT state FROM orders WHERE token = '$order'
    FOR UPDATE; SELECT SLEEP(60);" >/dev/null 2>&1 &
locker=$!
locked() {
	sql "SELECT COUNT(*) FROM information_schema.innodb_trx t
	    JOIN information_schema.processlist p
	    ON p.id = t.trx_mysql_thread_id WHERE p.info LIKE '%SLEEP(60)%'"
}
soon 1 'somebody holds the order' locked
control '{"callback": {"retry_seconds": 1}}' >/dev/null
pay
answered() {
	case $(last "$order") in '') ;; 200) echo taken ;; *) echo not ;; esac
}
soon not 'who can not have it in time does not take it' answered
is "$(order_state)" pending 'nothing has happened'
sql "SELECT CONCAT('KILL ', id) FROM information_schema.processlist
    WHERE info LIKE '%SLEEP(60)%' AND id <> CONNECTION_ID()" | sql
wait "$locker" 2>/dev/null
soon paid 'later it is paid' order_state
is "$(sql "SELECT COUNT(*) FROM payment JOIN orders ON orders.id = order_id
    WHERE token = '$order'")" 1 'once'

done_testing
