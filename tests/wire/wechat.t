#!/bin/bash
# Our client against wechatpay-axios-plugin playing the provider.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/pay.sh"

openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj '/CN=next' \
    -keyout "$T/pay/next.key" -out "$T/pay/next.crt" 2>/dev/null
node "$GP_SRC/tests/wire/provider.js" "$T/pay" "$pay_port" \
    >"$T/provider.log" 2>&1 &
simulator=$!	# pay.sh ends it
until curl -s "http://127.0.0.1:$pay_port/" >/dev/null; do sleep 0.05; done
: >"$T/provider.log"
echo 'wechat_timeout_ms = 1000' >>"$T/gradphoto.conf"

wire() {
	"$GP_BUILD/tests/wire/client" "$T/gradphoto.conf" "$@" 2>>"$log"
}

# --- our requests, judged by the plugin ------------------------------------
is "$(wire create order0001)" \
    'ok https://wx.example/pay?prepay_id=1&package=2' 'create'
ok 'grep -q "^good POST /v3/pay/transactions/h5 " "$T/provider.log"' \
    'its signature holds'
ok 'tail -n 1 "$T/provider.log" | sed "s/.*h5 //" | node -e "
	const q = JSON.parse(require(\"fs\").readFileSync(0));
	process.exit(q.amount.total === 2000 && q.amount.currency === \"CNY\" &&
	    q.description === \"毕业生图像采集\" &&
	    /^20..-..-..T..:..:..\+08:00$/.test(q.time_expire) &&
	    q.notify_url === \"http://127.0.0.1:8080/notify/wechat\" &&
	    q.scene_info.h5_info.type === \"Wap\" &&
	    q.scene_info.payer_client_ip === \"192.0.2.1\" ? 0 : 1)"' \
    'its body is what the documents ask for'
is "$(wire create paid0001)" 'conflict -' 'create of a paid order'
is "$(wire query order0001)" 'ok waiting order0001 - 2000 CNY ours' \
    'query: not paid'
is "$(wire query paid0001)" 'ok paid paid0001 4200paid0001 2000 CNY ours' \
    'query: paid'
is "$(wire query closed0001 | cut -d' ' -f1,2)" 'ok closed' 'query: closed'
is "$(wire query refund0001 | cut -d' ' -f1,2)" 'ok refunded' \
    'query: refunded'
is "$(wire query none0001 | cut -d' ' -f1,2)" 'ok none' \
    'query: no such order'
is "$(wire query odd0001)" upstream 'query: a state nobody documented'
is "$(wire close order0001)" ok 'close: 204 with a signed empty body'
is "$(wire close paid0001)" conflict 'close of a paid order'
is "$(wire refund order0001)" 'ok processing' 'refund'
is "$(wire refund done0001)" 'ok success' 'refund, done at once'
is "$(wire refund_query order0001)" 'ok success' 'refund query: done'
is "$(wire refund_query bad0001)" 'ok failed' 'refund query: abnormal'
is "$(wire refund_query none0001)" 'notfound -' 'refund query: none'
ok '! grep -q ^BAD "$T/provider.log"' 'all were signed well'

# --- answers that must not be believed ------------------------------------------
for fault in badsig stale unsigned probe nobody huge notjson slow; do
	is "$(wire query "${fault}paid")" upstream "query, $fault"
done
is "$(wire query badsignone)" upstream \
    'that an order does not exist must be signed too'
is "$(wire close badsig1)" upstream 'a 204 with a wrong signature'
is "$(wire close unsigned1)" upstream 'and one without'
is "$(wire refund badsigdone)" 'upstream -' 'a refund, wrongly signed'

# --- keys ------------------------------------------------------------------------
is "$(wire query publicpaid | cut -d' ' -f1,2)" 'ok paid' \
    'signed with the public key'
: >"$T/provider.log"
is "$(wire query nextpaid | cut -d' ' -f1,2)" 'ok paid' \
    'signed with a certificate that is new to us'
ok 'grep -q "^good GET /v3/certificates" "$T/provider.log"' \
    'which was asked for'
sed 's/^wechat_apiv3_file.*//' "$T/gradphoto.conf" >"$T/other.conf"
openssl rand -hex 16 >"$T/other.key"
chmod 600 "$T/other.key"
echo "wechat_apiv3_file = $T/other.key" >>"$T/other.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/other.conf" query nextpaid \
    2>>"$log")" upstream 'but only who has our APIv3 key can bring one'
chmod 604 "$T/pay/merchant.key"
ok '! wire query order0001' 'a key that others may read is refused'
chmod 600 "$T/pay/merchant.key"
sed 's/^demo.*/demo = no/' "$T/gradphoto.conf" >"$T/real.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/real.conf" query order0001 \
    2>>"$log")" upstream 'without demo = yes, http:// is not spoken'

# --- callbacks made by the plugin ---------------------------------------------------
event() {
	local -a h
	mapfile -t h < <(sed 's/^[^:]*: //' "$T/notice.headers")
	wire event "${h[@]}" <"$T/notice"
}
notice EV-1 "$(resource paid0001 2000)"
is "$(event)" 'ok EV-1 TRANSACTION.SUCCESS paid paid0001 4200paid0001 2000 CNY ours' \
    'a callback'
notice EV-1 "$(resource paid0001 2000 '' '"mchid":"1"')"
is "$(event | sed 's/.* //')" foreign "another merchant's is told apart"
notice EV-1 "$(resource paid0001 2000)" '"associated": "refund"'
is "$(event)" denied 'wrong associated data: the tag is checked'
notice EV-1 "$(resource paid0001 2000)" '"bad_signature": true'
is "$(event)" denied 'a wrong signature'
notice EV-1 "$(resource paid0001 2000)"
sed -i 's/EV-1/EV-2/' "$T/notice"
is "$(event)" denied 'a changed byte'
order_of 22300010001
notice EV-3 "$(resource "$order" 2000)"
deliver
is_status 200 'notify.fcgi takes one as well'
is "$(order_state)" paid 'and the order is paid'

done_testing
