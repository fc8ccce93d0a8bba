#!/bin/bash
# Our Alipay client against alipay-sdk, and the simulator against it too.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/pay.sh"

with_alipay
sed -i 's/^payment = .*/payment = alipay/' "$T/gradphoto.conf"
sed -i 's/^base_url.*/base_url = https:\/\/x.example/' "$T/gradphoto.conf"
echo 'alipay_timeout_ms = 1000' >>"$T/gradphoto.conf"
grep -q ^base_url "$T/gradphoto.conf" ||
    echo 'base_url = https://x.example' >>"$T/gradphoto.conf"
provider() {
	node "$GP_SRC/tests/wire/alipay_provider.js" "$T/pay" "$pay_port" \
	    >>"$T/provider.log" 2>&1 &
	simulator=$!	# pay.sh ends it
	until_up $simulator curl -s -m 20 "http://127.0.0.1:$pay_port/"
}
provider

wire() {
	"$GP_BUILD/tests/wire/client" "${conf:-$T/gradphoto.conf}" "$@" \
	    2>>"$log"
}
judge() {
	local what=$1
	shift
	# It writes times of this machine's zone, and the gateway wants Beijing's.
	TZ=Asia/Shanghai node "$GP_SRC/tests/wire/alipay_judge.js" "$what" \
	    "$T/pay" "$@"
}

# --- addresses to pay at, made by both ---------------------------------------
back='https://x.example/orders/aaaa/pay?a=1&b=学位'
# page WAY PARAMETER: a part of the address.
page() {
	wire pay order0001 "$1" "$back" | sed 's/^ok url //' >"$T/url"
	node -e '
		const p = new URL(require("fs").readFileSync(0, "utf8").trim())
		    .searchParams;
		const q = JSON.parse(p.get("biz_content"));
		console.log(p.get(process.argv[1]) ?? q[process.argv[1]] ?? "");
	' "$2" <"$T/url"
}
is "$(page h5 method)" alipay.trade.wap.pay 'a phone: WAP'
is "$(judge url "$(cat "$T/url")")" same \
    'every parameter and the signature are those of alipay-sdk'
is "$(page qr method)" alipay.trade.page.pay 'a desktop: page'
is "$(judge url "$(cat "$T/url")")" same 'the same again'
is "$(page jsapi method)" alipay.trade.wap.pay "Alipay's own browser: WAP"
is "$(page h5 product_code) $(page qr product_code)" \
    'QUICK_WAP_WAY FAST_INSTANT_TRADE_PAY' 'each with its product'
is "$(page h5 total_amount) $(page h5 out_trade_no) $(page h5 subject)" \
    '20.00 order0001 毕业生图像采集' 'amount in yuan, number, subject'
is "$(page h5 notify_url)" https://x.example/notify/alipay 'notices to us'
is "$(page h5 return_url)|$(page h5 quit_url)" "$back|$back" \
    'and the payer back, paid or not'
is "$(page h5 time_expire)" \
    "$(TZ=Asia/Shanghai date -d "@$(($(date +%s) / 86400 * 86400 +
    172800))" '+%F %T')" 'an absolute end, in Beijing time'
ok '! grep -q . "$T/provider.log"' 'all without asking the gateway'

# --- our requests, judged by alipay-sdk -----------------------------------------
is "$(wire query order0001)" \
    'ok waiting order0001 2026order0001 2000 CNY ours' 'query: not paid'
is "$(wire query paid0001)" \
    'ok paid paid0001 2026paid0001 2000 CNY ours' 'query: paid'
is "$(wire query finished0001 | cut -d' ' -f1,2)" 'ok paid' \
    'query: paid so long ago that it is final'
is "$(wire query closed0001 | cut -d' ' -f1,2)" 'ok closed' 'query: closed'
is "$(wire query refunded0001 | cut -d' ' -f1,2)" 'ok refunded' \
    'query: closed because all of it went back'
is "$(wire query none0001 | cut -d' ' -f1,2)" 'ok none' \
    'query: no such trade'
is "$(wire query paidnodate | cut -d' ' -f1,2)" 'ok paid' \
    'query: paid, though nobody says when'
is "$(wire close order0001)" ok 'close'
is "$(wire close none0001)" ok 'close of what the payer never began'
is "$(wire close closed0001)" ok 'close of a closed one'
is "$(wire close paid0001)" conflict 'close of a paid one'
is "$(wire close stuck0001)" upstream 'a close that is refused, but open'
is "$(wire refund paid0001)" 'ok success' 'refund'
is "$(grep refund "$T/provider.log" | tail -n 1)" \
    'good alipay.trade.refund {"out_trade_no":"paid0001","out_request_no":"paid0001","refund_amount":"20.00","refund_reason":"late"}' \
    'with number and amount'
is "$(wire refund again0001)" 'ok processing' \
    'refund that moved no money now: to be asked about'
is "$(wire refund old0001)" 'ok failed' 'refund of a trade that is too old'
is "$(wire refund poor0001)" 'upstream -' \
    'refund without balance: tried again'
is "$(wire refund_query paid0001)" 'ok success' 'refund query: done'
is "$(wire refund_query empty0001)" 'notfound -' 'refund query: no row'
is "$(wire refund_query none0001)" 'notfound -' 'refund query: no trade'
is "$(wire refund_query under0001)" 'notfound -' \
    'refund query: a row without a state is none, to be asked for again'
is "$(wire refund_query less0001)" 'upstream -' \
    'refund query: another amount'
ok '! grep -q ^BAD "$T/provider.log"' 'all were signed well'

# --- answers that must not be believed --------------------------------------------
for fault in badsig otherkey ourkey unsigned sha1 whole tampered; do
	is "$(wire query "${fault}paid")" upstream "query, $fault"
	[ $fault = tampered ] ||
		is "$(wire query "${fault}none")" upstream \
		    "no such trade, $fault"
done
is "$(wire close badsig1)" upstream 'a close with a wrong signature'
is "$(wire refund badsig1)" 'upstream -' 'a refund with one'
is "$(wire refund_query unsigned1)" 'upstream -' 'a refund query without'
for fault in twice inner cut othernode error notjson list huge status; do
	is "$(wire query "${fault}paid")" upstream "query, $fault"
done
is "$(wire query slowpaid)" upstream 'query, too slow'
is "$(wire query swappedpaid)" upstream "another trade's answer, well signed"
is "$(wire close swapped1)" upstream 'of a close'
is "$(wire refund swapped1)" 'upstream -' 'of a refund'
is "$(wire refund_query swapped1)" 'upstream -' 'of a refund query'
is "$(wire query laterpaid)" upstream 'the gateway does not know'
is "$(wire query nosubpaid)" upstream 'a refusal without a reason'
is "$(wire query odd0001)" upstream 'a state nobody documented'
is "$(wire query moneypaid)" upstream 'an amount that is none'
is "$(wire query nonumberpaid)" upstream 'paid, but by what?'
is "$(wire query signfirstpaid | cut -d' ' -f1,2)" 'ok paid' \
    'but members in another order, with blanks: fine'
is "$(wire query escapedpaid | cut -d' ' -f1,2)" 'ok paid' \
    'and slashes escaped in the signature too'

# --- books ----------------------------------------------------------------------
# book DAY FILE...: packs each into the ZIP of that day, in GBK.
book() {
	node -e '
		const { zip } = require(process.argv[1]);
		const fs = require("fs"), cp = require("child_process");
		const [, , to, ...files] = process.argv;
		fs.writeFileSync(to, zip(files.map((f) => [
		    Buffer.from(f.replace(/.*\//, "")),
		    cp.execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030",
			f])])));' \
	    "$GP_SRC/tools/simulator_alipay_bill.js" "$T/pay/$1.zip" "${@:2}"
}
csv=$GP_SRC/tests/wire/alipay_bill.csv
printf '#支付宝业务汇总查询\n门店编号,交易订单总笔数\n合计,2\n' >"$T/sums.csv"
book 2026-06-30 "$csv" "$T/sums.csv"
is "$(wire bill 2026-06-30)" 'ok 3
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2026063022001400000000000001 - 2000 1782792000
bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 2026063022001400000000000002 - 3550 1782795600
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2026063022001400000000000001 cccccccccccccccccccccccccccccccc 2000 1782835199' \
    'a day: two payments, one refund'
book 2026-06-29 "$T/sums.csv" "$csv"
is "$(wire bill 2026-06-29 | head -n 1)" 'ok 3' 'the sums first: the same'
# wrong_book WHAT SED: a file that must not be believed.
wrong_book() {
	sed "$2" "$csv" >"$T/wrong.csv"
	book 2026-07-01 "$T/wrong.csv"
	is "$(wire bill 2026-07-01)" 'upstream 0' "$1"
}
wrong_book 'a line is missing' '/^2026063022001400000000000002/d'
wrong_book 'a line too many' '/^2026063022001400000000000002/{p;p}'
wrong_book 'a kind that nobody knows' 's/,退款\t/,转账\t/'
wrong_book 'an amount that is none' 's/,35.50\t,35/,35.505\t,35/'
wrong_book 'a refund without its number' 's/,c*\t,0.12/,\t,0.12/'
wrong_book 'a time that is none' 's/2026-06-30 13:00:00/13:00/'
wrong_book 'a row cut off' 's/^\(2026063022001400000000000002\t,b*\t\).*/\1/'
wrong_book 'columns with other names' 's/商户订单号/订单/'
book 2026-07-02 "$T/sums.csv"
is "$(wire bill 2026-07-02)" 'upstream 0' 'sums alone'
head -c 300 "$T/pay/2026-06-30.zip" >"$T/pay/2026-07-03.zip"
is "$(wire bill 2026-07-03)" 'upstream 0' 'half a ZIP'
cp "$csv" "$T/pay/2026-07-04.zip"
is "$(wire bill 2026-07-04)" 'upstream 0' 'no ZIP'
node -e '
	const fs = require("fs"), b = fs.readFileSync(process.argv[1]);
	b[200] ^= 1;
	fs.writeFileSync(process.argv[2], b);' \
    "$T/pay/2026-06-30.zip" "$T/pay/2026-07-05.zip"
is "$(wire bill 2026-07-05)" 'upstream 0' 'a byte changed on the way'
node -e '
	const fs = require("fs"), b = fs.readFileSync(process.argv[1]);
	b[14] ^= 1;	/* of the sum of its bytes, which stands there twice */
	b[b.indexOf("PK\x01\x02") + 16] ^= 1;
	fs.writeFileSync(process.argv[2], b);' \
    "$T/pay/2026-06-30.zip" "$T/pay/2026-07-08.zip"
is "$(wire bill 2026-07-08)" 'upstream 0' 'bytes whose sum is another'
is "$(wire bill 2026-07-06)" 'upstream 0' 'the address is too old'
node -e '
	const { zip } = require(process.argv[1]);
	const z = zip([[Buffer.from("a"), Buffer.alloc(40 << 20, 35)]]);
	require("fs").writeFileSync(process.argv[2], z);' \
    "$GP_SRC/tools/simulator_alipay_bill.js" "$T/pay/2026-07-07.zip"
is "$(wire bill 2026-07-07)" 'upstream 0' 'little that unpacks to 40 MB'

# --- keys, clock, configuration ---------------------------------------------------
other() {
	sed "s|^$1 = .*|$1 = $2|" "$T/gradphoto.conf" >"$T/other.conf"
}
other alipay_public_key_file "$T/pay/alipay-other.pub"
is "$(conf=$T/other.conf wire query paid0001)" upstream \
    'with another public key nothing is believed'
grep -v -- ----- "$T/pay/alipay.pub" | tr -d '\n' >"$T/bare.pub"
other alipay_public_key_file "$T/bare.pub"
is "$(conf=$T/other.conf wire query paid0001 | cut -d' ' -f1,2)" 'ok paid' \
    'a public key as the open platform shows it: bare base64'
(umask 077; grep -v -- ----- "$T/pay/alipay-app.key" >"$T/bare.key")
other alipay_key_file "$T/bare.key"
is "$(conf=$T/other.conf wire query paid0001 | cut -d' ' -f1,2)" 'ok paid' \
    'and a private one'
(umask 077; openssl pkey -in "$T/pay/alipay-app.key" -traditional \
    >"$T/old.key")
other alipay_key_file "$T/old.key"
is "$(conf=$T/other.conf wire query paid0001 | cut -d' ' -f1,2)" 'ok paid' \
    'in PKCS #1 as well'
other alipay_key_file "$T/pay/alipay.pub"
is "$(conf=$T/other.conf wire query paid0001)" '' \
    'a public key is no private one'
(umask 077; openssl genpkey -algorithm ED25519 >"$T/ed.key" 2>/dev/null)
other alipay_key_file "$T/ed.key"
is "$(conf=$T/other.conf wire query paid0001)" '' 'nor is one of another kind'
other alipay_key_file "$T/bare.key"
chmod 604 "$T/bare.key"
is "$(conf=$T/other.conf wire query paid0001)" '' \
    'nor one that others may read'
other alipay_app_id ''
is "$(conf=$T/other.conf wire query paid0001)" '' 'no application: refused'
ok 'tail -n 1 "$log" | grep -q "alipay_app_id: not set"' 'and said so'
other demo no
is "$(conf=$T/other.conf wire query paid0001)" upstream \
    'without demo = yes, http:// is not spoken'

# --- certificate mode -------------------------------------------------------------
# As Alipay's: a root file with other kinds of keys between, and certificates
# whose issuer has several parts.
cd "$T/pay" || exit 1
for i in 1 2; do
	openssl req -x509 -newkey rsa:2048 -nodes -days 365 -keyout root$i.key \
	    -utf8 -subj "/C=CN/O=Ant Financial/OU=Certification Authority/CN=根 R$i" \
	    -out root$i.crt 2>/dev/null
done
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj /C=CN/CN=E1 -keyout ec.key -out ec.crt 2>/dev/null
cat root1.crt ec.crt root2.crt >root.crt
for name in app:alipay-app alipay:alipay; do
	openssl req -new -key "${name#*:}.key" -subj "/C=CN/CN=${name%:*}" |
	    openssl x509 -req -CA root1.crt -CAkey root1.key -days 365 \
	    -set_serial "0x00f0${RANDOM}abcdef0123456789" \
	    -out "${name%:*}.crt" 2>/dev/null
done
cd - >/dev/null || exit 1
other alipay_public_key_file "$T/pay/alipay.crt"
printf 'alipay_certificate_file = %s\nalipay_root_file = %s\n' \
    "$T/pay/app.crt" "$T/pay/root.crt" >>"$T/other.conf"
conf=$T/other.conf wire pay order0001 h5 "$back" | sed 's/^ok url //' \
    >"$T/url"
ok 'grep -q "alipay_root_cert_sn=[0-9a-f]\{32\}_[0-9a-f]\{32\}&app_cert_sn=" \
    "$T/url"' 'requests name the certificates, but those that are not RSA'
is "$(judge url "$(cat "$T/url")")" same 'with the numbers that alipay-sdk finds'
is "$(conf=$T/other.conf wire query paid0001 | cut -d' ' -f1,2)" 'ok paid' \
    "answers are verified with the certificate's key"
is "$(conf=$T/other.conf wire query renewedpaid)" upstream \
    'an answer signed with the next certificate'
ok 'tail -n 1 "$log" | grep -q "another certificate of Alipay, .0000.*fetch it"' \
    'which is said'
sed -i "s|^alipay_root_file.*|alipay_root_file = $T/pay/ec.crt|" "$T/other.conf"
is "$(conf=$T/other.conf wire query paid0001)" '' 'no root of RSA: refused'
rm "$T/pay/app.crt"
is "$(conf=$T/other.conf wire query paid0001)" '' 'no certificate: refused'

# --- notices -------------------------------------------------------------------------
notice_is() {
	node "$GP_SRC/tests/page/alipay_notice.js" "$T/pay" "$1" \
	    >"$T/form" 2>"$T/sdk"
	is "$(wire event '' '' '' '' <"$T/form")" "$2" "$3"
}
fields='"fields": {"out_trade_no": "paid0001"'
notice_is "{$fields}}" 'ok 2026112300222060102078101412345678 TRANSACTION.SUCCESS paid paid0001 2026112322001400000000000001 2000 CNY ours' \
    'a notice'
is "$(cat "$T/sdk")" true 'which alipay-sdk takes as well'
notice_is "{$fields, \"seller_id\": \"2088000000000009\"}}" \
    'ok 2026112300222060102078101412345678 TRANSACTION.SUCCESS paid paid0001 2026112322001400000000000001 2000 CNY foreign' \
    "another merchant's is told apart"
notice_is "{$fields, \"app_id\": \"2021000000000009\"}}" \
    'ok 2026112300222060102078101412345678 TRANSACTION.SUCCESS paid paid0001 2026112322001400000000000001 2000 CNY foreign' \
    'and another application'
notice_is "{$fields, \"trade_status\": \"WAIT_BUYER_PAY\", \"gmt_payment\": null}}" \
    'ok 2026112300222060102078101412345678 TRANSACTION.NOTPAY waiting paid0001 2026112322001400000000000001 2000 CNY ours' \
    'not paid yet'
notice_is "{$fields, \"trade_status\": \"TRADE_CLOSED\", \"gmt_payment\": null}}" \
    'ok 2026112300222060102078101412345678 TRANSACTION.CLOSED closed paid0001 2026112322001400000000000001 2000 CNY ours' \
    'closed'
notice_is "{$fields, \"trade_status\": \"TRADE_CLOSED\", \"gmt_refund\": \"2026-11-23 10:00:00.123\", \"out_biz_no\": \"r1\"}}" \
    'ok 2026112300222060102078101412345678 REFUND.SUCCESS refunded paid0001 2026112322001400000000000001 2000 CNY ours' \
    'closed, because it went back'
notice_is "{$fields, \"gmt_refund\": \"2026-11-23 10:00:00.123\", \"refund_fee\": \"1.00\"}}" \
    'ok 2026112300222060102078101412345678 REFUND.SUCCESS refunded paid0001 2026112322001400000000000001 2000 CNY ours' \
    'a part went back: no news of a payment'
notice_is "{$fields}, \"keep_sign_type\": true}" denied \
    'signed with sign_type in the text: refused'
is "$(cat "$T/sdk")" true 'though alipay-sdk takes that'
notice_is "{$fields, \"sign_type\": \"RSA\"}, \"sha1\": true}" denied \
    'signed with RSA over SHA-1: refused'
is "$(cat "$T/sdk")" true 'though alipay-sdk takes that too'
notice_is "{$fields, \"sign_type\": \"RSA\"}}" denied \
    'signed with RSA2 and called RSA: refused'
for how in '"bad_signature": true' '"unsigned": true' \
    '"key": "alipay-other"' '"key": "alipay-app"'; do
	notice_is "{$fields}, $how}" denied "$how: refused"
	is "$(cat "$T/sdk")" false 'by alipay-sdk too'
done
notice_is "{$fields}}" 'ok 2026112300222060102078101412345678 TRANSACTION.SUCCESS paid paid0001 2026112322001400000000000001 2000 CNY ours' \
    'the same once more: a notice'
sed 's/20.00/0.01/' "$T/form" >"$T/changed"
is "$(wire event '' '' '' '' <"$T/changed")" denied 'a changed amount'
for name in notify_id notify_type app_id seller_id out_trade_no trade_no \
    trade_status total_amount gmt_payment charset; do
	if [ "$name" = out_trade_no ]; then
		notice_is '{}' input "without $name"
	else
		notice_is "{$fields, \"$name\": null}}" input "without $name"
	fi
done
notice_is "{$fields, \"charset\": \"GBK\"}}" input 'in another encoding'
notice_is "{$fields, \"trade_status\": \"TRADE_ODD\"}}" input \
    'a state nobody documented'
notice_is "{$fields, \"total_amount\": \"1e3\"}}" input 'an amount that is none'
notice_is '{"fields": {"out_trade_no": "123456789012345678901234567890123"}}' \
    input 'an order number that can not be ours'
notice_is "{$fields}, \"twice\": \"total_amount\"}" input \
    'a field that comes twice'
for body in '' 'a' '=&=' 'sign=%zz' 'a=b&a=b' 'a=%00' 'a=%ff' 'A=b'; do
	notice_is "{\"body\": \"$body\"}" input "not a form of Alipay: '$body'"
done
notice_is "{\"body\": \"$(printf 'f%d=x&' {1..80})z=x\"}" input '80 fields'

# --- the simulator, asked by alipay-sdk -------------------------------------------------
kill "$simulator"
wait "$simulator" 2>/dev/null
start_simulator --notify http://127.0.0.1:9/notify/wechat
no='{"out_trade_no":"aaaaaaaaaaaa"}'
is "$(judge ask alipay.trade.query "$no")" '40004 ACQ.TRADE_NOT_EXIST' \
    'no trade before the payer is there'
is "$(judge ask alipay.trade.close "$no")" '40004 ACQ.TRADE_NOT_EXIST' \
    'so none to close'
url=$(wire pay aaaaaaaaaaaa h5 "$back" | sed 's/^ok url //')
is "$(curl -so /dev/null -w '%{http_code}' "$url")" 302 \
    'a browser brings the order'
is "$(curl -so /dev/null -w '%{http_code}' "${url/20.00/00.02}")" 400 \
    'not with another amount'
is "$(judge ask alipay.trade.query "$no")" '40004 ACQ.TRADE_NOT_EXIST' \
    'still no trade'
control '{"provider":"alipay","open":"aaaaaaaaaaaa"}' >/dev/null
is "$(wire query aaaaaaaaaaaa | cut -d' ' -f1,2)" 'ok waiting' 'then one'
control '{"provider":"alipay","pay":"aaaaaaaaaaaa"}' >/dev/null
is "$(wire query aaaaaaaaaaaa | cut -d' ' -f1,2)" 'ok paid' 'which is paid'
is "$(judge ask alipay.trade.query "$no")" 10000 'alipay-sdk agrees'
is "$(judge ask alipay.trade.close "$no")" '40004 ACQ.TRADE_STATUS_ERROR' \
    'it can not be closed'
is "$(wire close aaaaaaaaaaaa)" conflict 'as we find too'
part='{"out_trade_no":"aaaaaaaaaaaa","out_request_no":"r1","refund_amount":"5.00"}'
is "$(judge ask alipay.trade.refund "$part")" '10000 Y' 'a part goes back'
is "$(judge ask alipay.trade.refund "$part")" '10000 N' 'once'
is "$(judge ask alipay.trade.refund "${part/5.00/6.00}")" \
    '40004 ACQ.DISCORDANT_REPEAT_REQUEST' 'the same number, another amount'
is "$(wire refund aaaaaaaaaaaa)" 'ok failed' 'more than is left: refused'
day=$(TZ=Asia/Shanghai date +%F)
is "$(wire bill "$day")" 'upstream 0' 'the books of a day that goes on'
control '{"bill":{"any":true}}' >/dev/null
is "$(wire bill "$day" | sed 1q)" 'ok 2' 'are read where there are any'
is "$(wire bill "$day" | awk '{ print $3, $4 }' | tail -n 2)" '- 2000
r1 500' 'the payment, and the part that went back'
control '{"bill":{"any":true,"bad_hash":true}}' >/dev/null
is "$(wire bill "$day")" 'upstream 0' 'not with a count that is wrong'
is "$(wire bill 2026-01-01)" 'notfound 0' 'a day without trades has none'
is "$(wire prove - | sed 's/.*, //')" 'keys and clock are good' \
    'proved without money'
other alipay_public_key_file "$T/pay/alipay-other.pub"
is "$(conf=$T/other.conf wire prove -)" \
    "upstream 40004 ACQ.TRADE_NOT_EXIST, its signature is not Alipay's" \
    'another public key: told'
(umask 077; cp "$T/pay/alipay-other.key" "$T/foreign.key")
other alipay_key_file "$T/foreign.key"
is "$(conf=$T/other.conf wire prove -)" \
    'upstream 40002 isv.invalid-signature, not signed' \
    'another private key: told'
control '{"offset": 500}' >/dev/null
is "$(wire prove - | sed 's/[0-9]* s/N s/')" 'denied the clock is -N s off' \
    'a wrong clock: told'
control '{"offset": 0}' >/dev/null
stop_simulator
simulator=
is "$(wire prove -)" "upstream the gateway can't be reached" 'nobody: told'

done_testing
