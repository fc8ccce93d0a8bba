#!/bin/bash
# Our client against wechatpay-axios-plugin playing the provider.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/pay.sh"

openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj '/CN=next' \
    -keyout "$T/pay/next.key" -out "$T/pay/next.crt" 2>/dev/null
node "$GP_SRC/tests/wire/provider.js" "$T/pay" "$pay_port" \
    >>"$T/provider.log" 2>&1 &
simulator=$!	# pay.sh ends it
until_up $simulator curl -s -m 20 "http://127.0.0.1:$pay_port/"
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

# --- three ways to pay -----------------------------------------------------
# asked MEMBER...: of the last request's body.
asked() {
	grep transactions "$T/provider.log" | tail -n 1 |
	    sed 's/[^{]*//' | node -e '
		const q = JSON.parse(require("fs").readFileSync(0));
		console.log(process.argv.slice(1).map((m) => eval("q." + m))
		    .join(" "));' "$@"
}
is "$(wire pay order0001 h5 'https://x.example/o?a=1&b=2')" \
    'ok url https://wx.example/pay?prepay_id=1&package=2&redirect_url=https%3A%2F%2Fx.example%2Fo%3Fa%3D1%26b%3D2' \
    'H5 comes back to us'
is "$(wire pay order0001 qr '')" 'ok qr weixin://wxpay/bizpayurl?pr=p4lpSuKzz' \
    'Native'
is "$(asked scene_info out_trade_no)" ' order0001' 'which needs no scene'
wire pay order0001 jsapi oUpF8uMuAJO_M2pxb1Q9zNjWeS6o >"$T/jsapi"
is "$(asked payer.openid scene_info)" 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o ' \
    'JSAPI names the payer'
ok 'sed "s/^ok script //" "$T/jsapi" | node -e "
	const { Formatter, Rsa } = require(\"wechatpay-axios-plugin\");
	const { X509Certificate } = require(\"crypto\");
	const q = JSON.parse(require(\"fs\").readFileSync(0));
	const key = new X509Certificate(require(\"fs\").readFileSync(
	    process.argv[1])).publicKey.export({ type: \"spki\",
	    format: \"pem\" });
	process.exit(q.appId === \"wx0000000000000001\" &&
	    /^[0-9]{10}\$/.test(q.timeStamp) && q.nonceStr.length === 32 &&
	    q.package === \"prepay_id=wx201410272009395522657a690389285100\" &&
	    q.signType === \"RSA\" && Rsa.verify(Formatter.joinedByLineFeed(
	    q.appId, q.timeStamp, q.nonceStr, q.package), q.paySign,
	    Rsa.from(key, Rsa.KEY_TYPE_PUBLIC)) ? 0 : 1)" \
    "$T/pay/merchant.crt"' 'the page gets what the app wants, signed'
is "$(wire pay order0001 jsapi '')" 'input - -' 'not without a payer'
is "$(wire pay used0001 jsapi oX)" 'denied - -' \
    'a number that was begun in another way says so'
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
is "$(wire query other0001)" upstream 'query: told of another order'
is "$(wire close order0001)" ok 'close: 204 with a signed empty body'
is "$(wire close paid0001)" conflict 'close of a paid order'
is "$(wire refund order0001)" 'ok processing' 'refund'
is "$(wire refund done0001)" 'ok success' 'refund, done at once'
is "$(wire refund_query order0001)" 'ok success' 'refund query: done'
is "$(wire refund_query bad0001)" 'ok failed' 'refund query: abnormal'
is "$(wire refund_query none0001)" 'notfound -' 'refund query: none'
is "$(wire refund mine0001)" 'upstream -' 'refund: told of another one'
is "$(wire refund_query less0001)" 'upstream -' 'refund query: less money'
is "$(wire refund_of order0001 4200order0001)" 'ok processing' \
    'refund of a transaction'
is "$(grep '/refunds {' "$T/provider.log" | tail -n 1 |
    grep -o '"\(transaction_id\|out_trade_no\)":"[^"]*"')" \
    '"transaction_id":"4200order0001"' 'which alone is named'

# --- bills ---------------------------------------------------------------------
a=$(printf 'a%.0s' {1..32}) b=${a//a/b} c=${a//a/c} d=${a//a/d} e=${a//a/e}
is "$(wire bill 2026-06-30)" "ok 4
$a 4200001 - 2000 1782748800
$b 4200002 - 3550 1782794096
$b 4200002 $c 3550 1782795600
$d 4200003 $e 2000 1782835198" 'a bill: money in, money back, no failed refund'
is "$(wire bill 2026-06-11)" 'notfound 0' 'a day without money'
is "$(wire bill 2026-06-12)" 'upstream 0' 'a bill that is not made yet'
is "$(wire bill 2026-06-13)" 'upstream 0' 'another SHA-1 than announced'
is "$(wire bill 2026-06-14)" 'upstream 0' 'a file that is cut off'
is "$(wire bill 2026-06-15)" 'upstream 0' 'a hash that is not SHA-1'
is "$(wire bill 2026-06-16)" 'upstream 0' 'an address that is not the API'
ok '! grep -q "GET /x" "$T/provider.log"' 'which nobody asks for'
is "$(wire bill 2026-06-17)" 'upstream 0' 'a file that is not packed'
for day in 2026-6-1 '2026-06-1&x=1' '' 2026-06-011; do
	is "$(wire bill "$day")" 'input 0' "no day: '$day'"
done
ok 'grep -q "^good GET /v3/bill/tradebill?bill_date=2026-06-30&bill_type=ALL&tar_type=GZIP" "$T/provider.log"' \
    'the question is what the documents ask for'
ok 'grep -q "^good GET /v3/billdownload/file?token=0" "$T/provider.log"' \
    'the download is signed as well'
ok '! grep -q ^BAD "$T/provider.log"' \
    'all were signed well, says the plugin; node-v3 signs the same'

# --- answers that must not be believed ------------------------------------------
for fault in badsig stale unsigned probe nobody huge notjson slow; do
	is "$(wire query "${fault}paid")" upstream "query, $fault"
done
is "$(wire query badsignone)" upstream \
    'that an order does not exist must be signed too'
is "$(wire close badsig1)" upstream 'a 204 with a wrong signature'
is "$(wire close unsigned1)" upstream 'and one without'
is "$(wire refund badsigdone)" 'upstream -' 'a refund, wrongly signed'

# --- the host is away -----------------------------------------------------------
sed "s|^wechat_host.*|wechat_host = http://127.0.0.1:9|
    s|^wechat_backup_host.*|wechat_backup_host = http://127.0.0.1:$pay_port|" \
    "$T/gradphoto.conf" >"$T/away.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/away.conf" query paid0001 \
    2>>"$log" | cut -d' ' -f1,2)" 'ok paid' 'its backup is asked'
sed -i 's|^wechat_backup_host.*||' "$T/away.conf"
echo 'wechat_backup_host =' >>"$T/away.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/away.conf" query paid0001 \
    2>>"$log")" upstream 'without one, nobody answers'
: >"$T/provider.log"
sed "s|^wechat_backup_host.*|wechat_backup_host = http://127.0.0.1:$pay_port|" \
    "$T/gradphoto.conf" >"$T/backup.conf"
"$GP_BUILD/tests/wire/client" "$T/backup.conf" query slowpaid \
    >/dev/null 2>>"$log"
is "$(grep -c slowpaid "$T/provider.log")" 1 \
    'who was reached and did not answer is not asked again'

# --- keys ------------------------------------------------------------------------
is "$(wire query wishpaid | cut -d' ' -f1,2)" 'ok paid' \
    'signed with the key that we ask for'
sed '/^wechat_certificate_file/d' "$T/gradphoto.conf" >"$T/public.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/public.conf" query wishpaid \
    2>>"$log" | cut -d' ' -f1,2)" 'ok paid' 'with the public key alone'
sed '/^wechat_public_key/d' "$T/gradphoto.conf" >"$T/certificate.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/certificate.conf" query paid0001 \
    2>>"$log" | cut -d' ' -f1,2)" 'ok paid' 'with the certificate alone'
sed '/^wechat_public_key_id/d' "$T/gradphoto.conf" >"$T/half.conf"
ok '! "$GP_BUILD/tests/wire/client" "$T/half.conf" query order0001 2>>"$log"' \
    'a public key without its id is refused'
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
: >"$T/provider.log"
GP_REPEAT=3 wire query nobodypaid >/dev/null
is "$(grep -c certificates "$T/provider.log")" 1 \
    'a serial that nobody knows costs one question in ten minutes'
GP_REPEAT=3 "$GP_BUILD/tests/wire/client" "$T/other.conf" query nextpaid \
    >/dev/null 2>>"$log"
is "$(grep -c certificates "$T/provider.log")" 2 \
    'and one in half a minute where the question fails'

# --- doctor ----------------------------------------------------------------------
is "$(wire prove -)" "ok merchant's key, APIv3 key, 2 platform certificates and clock are good" \
    'the proof'
is "$("$GP_BUILD/tests/wire/client" "$T/other.conf" prove - 2>>"$log" |
    cut -d: -f1)" 'denied the certificates do not open' \
    'another APIv3 key'
sed 's/^wechat_serial.*/wechat_serial = 00/' "$T/gradphoto.conf" \
    >"$T/serial.conf"
is "$("$GP_BUILD/tests/wire/client" "$T/serial.conf" prove - 2>>"$log" |
    cut -d: -f1)" 'denied refused with 401 SIGN_ERROR' \
    'another serial number'
is "$("$GP_BUILD/tests/wire/client" "$T/away.conf" prove - 2>>"$log")" \
    'upstream no answer from http://127.0.0.1:9' 'nobody there'
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
