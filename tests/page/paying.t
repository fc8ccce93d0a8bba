#!/bin/bash
# Ways to pay by browser, who pays inside WeChat, what an order tells about
# its money and parcel, receipts, and "something is wrong with my payment".
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

phone='Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile'
wechat="$phone MicroMessenger/8.0.47"
alipay="$phone AlipayClient/10.5"
desktop='Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36'
# with BROWSER METHOD PATH ...: a request of that browser
with() {
	local agent=$1 method=$2 path=$3
	shift 3
	if [ "$method" = POST ]; then
		request POST "$path" -H "User-Agent: $agent" "csrf=$(csrf)" "$@"
	else
		request "$method" "$path" -H "User-Agent: $agent" "$@"
	fi
}
link() {
	sed -n 's/.*href="\([^"]*\)" data-go.*/\1/p' "$T/body" |
	    sed 's/&amp;/\&/g'
}
ask_again() {
	sql "UPDATE orders SET asked_at = NULL WHERE token = '$order'"
}

# --- which ways -----------------------------------------------------------
order_of 22300010001
with "$phone" GET "/orders/$order"
has 'value="wechat"' "a phone's browser pays with WeChat Pay"
hasnt '在浏览器打开' 'and needs no other browser'
with "$alipay" GET "/orders/$order"
hasnt 'value="wechat"' 'inside Alipay WeChat Pay is not offered'
has '在浏览器打开' 'and the page says what to do'
with "$alipay" POST "/orders/$order/pay" Provider=wechat
is_status 422 'nor taken'
with "$phone" POST "/orders/$order/pay" Provider=nobody
is_status 422 'an unknown provider'
is "$(order_state)" pending 'changes nothing'

# --- a desktop: a QR code ------------------------------------------------------
with "$desktop" POST "/orders/$order/pay" Provider=wechat
is_redirect "/orders/$order/pay" 'a desktop begins'
with "$desktop" GET "/orders/$order/pay"
has '<svg viewBox="0 0 ' 'and shows a QR code'
has '请用手机微信' 'to be scanned with WeChat'
has "data-poll=\"/orders/$order/wait\"" 'the page asks us what became of it'
hasnt 'data-go' 'and leads nowhere else'
with "$phone" POST "/orders/$order/pay" Provider=wechat
is_status 409 'WeChat holds a number to the way it was begun in'
has '另一台设备' 'and the page says so'
is "$(order_state)" pending 'the order waits'
control "{\"pay\": \"$order\"}" >/dev/null
ask_again
get "/orders/$order/wait" -H 'Accept: application/json'
has '"state":"paid"' 'scanned and paid'
with "$desktop" GET "/orders/$order/pay"
is_redirect "/orders/$order" 'the code is shown no more'

# --- inside WeChat ----------------------------------------------------------------
client inside
order_of 22300010002
with "$wechat" GET "/orders/$order"
has 'value="wechat"' 'inside WeChat it pays'
with "$wechat" POST "/orders/$order/pay" Provider=wechat
is_redirect "/orders/$order/pay" 'who pays is asked first'
is "$(sql "SELECT COUNT(*) FROM orders WHERE token = '$order' AND
    asked_at IS NOT NULL")" 0 'nothing is begun yet'
with "$wechat" GET "/orders/$order/pay"
url=$(link)
ok '[[ $url == *"/connect/oauth2/authorize?"*"snsapi_base"*"#wechat_redirect" ]]' \
    'by a page of WeChat'
back=$(curl -s -o /dev/null -w '%{redirect_url}' "$url")
ok '[[ $back == http://127.0.0.1:8080/orders/$order/payer?* ]]' \
    'which leads back to us'
back=${back#http://127.0.0.1:8080}
state=${back##*state=} code=${back#*code=} code=${code%%&*}
with "$wechat" GET "/orders/$order/payer?code=$code&state=0123"
is_redirect "/orders/$order" 'with another state: not believed'
with "$wechat" GET "/orders/$order/payer?state=$state"
is_redirect "/orders/$order" 'without a code: refused by the student'
is "$(cookie gp_flash)" Text.Flash.PayerUnknown 'who is told'
client thief
order_of 22300010003
with "$wechat" GET "$back"
is_status 404 "another student's answer is not one's own"
client inside
order=$(sql "SELECT token FROM orders ORDER BY id LIMIT 1 OFFSET 1")
with "$wechat" GET "$back"
is_status 200 'the right answer'
has 'data-send' 'goes on by itself'
has "action=\"/orders/$order/pay\"" 'to the payment'
with "$wechat" GET "$back"
is_redirect "/orders/$order" 'but once'
with "$wechat" POST "/orders/$order/pay" Provider=wechat
with "$wechat" GET "/orders/$order/pay"
has 'data-bridge="{&' "then WeChat's own window opens"
hasnt 'openid' 'with nothing about the person'
ok '! grep -q "$(sql "SELECT value FROM session_value WHERE name = '\''openid'\''")" "$log"' \
    'nor does the log name who pays'
sed -n 's/.*data-bridge="\([^"]*\)".*/\1/p' "$T/body" |
    sed 's/&#34;\|&quot;/"/g; s/&#47;/\//g; s/&amp;/\&/g' >"$T/script"
is "$(curl -s -d "@$T/script" "http://127.0.0.1:$pay_port/jsapi")" \
    '{"err_msg":"get_brand_wcpay_request:ok"}' \
    'whose parameters are signed as WeChat wants them'
is "$(order_state)" pending 'what the window says proves nothing'
ask_again
get "/orders/$order/wait"
is_redirect "/orders/$order" 'we ask ourselves'
is "$(order_state)" paid 'and it is paid'
# a code that WeChat does not know
order_of 22300020001
sql "DELETE FROM session_value WHERE name = 'openid'"
with "$wechat" POST "/orders/$order/pay"
state=$(sql "SELECT value FROM session_value WHERE name = 'payer'")
with "$wechat" GET "/orders/$order/payer?code=stale&state=${state##* }"
is_redirect "/orders/$order" 'a stale code is refused'
is "$(sql "SELECT COUNT(*) FROM session_value WHERE name = 'openid'")" 0 \
    'and nobody becomes the payer'
grep -v wechat_secret_file "$T/gradphoto.conf" >"$T/no-secret.conf"
cp "$T/gradphoto.conf" "$T/all.conf"
cp "$T/no-secret.conf" "$T/gradphoto.conf"
with "$wechat" POST "/orders/$order/pay"
is_status 409 'not set up for WeChat: said plainly'
cp "$T/all.conf" "$T/gradphoto.conf"

# --- something is wrong ------------------------------------------------------------
get "/orders/$order/problem"
is_status 200 'a page for problems'
has "$order" 'has the number'
has '还没有收到这笔订单的付款' 'and what we know'
request POST "/orders/$order/problem" Kind=unpaid
is_status 403 'without a CSRF token: refused'
post "/orders/$order/problem"
is_status 422 'what is wrong must be said'
post "/orders/$order/problem" Kind=other
is_status 422 'in words, where it is none of the list'
post "/orders/$order/problem" Kind=unpaid \
    Message="$(printf '钱%.0s' {1..201})"
is_status 422 'in 200 characters'
has '最多 200 字' 'which is said'
post "/orders/$order/problem" Kind=nonsense
is_status 422 'not of the list'
is "$(sql 'SELECT COUNT(*) FROM payment_problem')" 0 'nothing is filed so far'
post "/orders/$order/problem" Kind=unpaid Message='扣了 <b>两次</b>'
is_redirect "/orders/$order/problem" 'filed'
post "/orders/$order/problem" Kind=twice
is "$(sql 'SELECT COUNT(*), MAX(kind) FROM payment_problem' | tr '\t' ' ')" \
    '1 unpaid' 'once'
get "/orders/$order/problem"
has '已收到，编号' 'the page says so'
hasnt 'name="Kind"' 'and asks no more'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'order.problem'")" 1 \
    'it is on record'
id=$(sql 'SELECT id FROM payment_problem')
ok 'tool problems list | grep -q "order: $order"' 'staff see the facts'
ok 'tool problems list | grep -q "扣了 <b>两次</b>"' 'and the words'
tool problems done "$id"
is "$(tool problems list)" '' 'seen to'
ok '! tool problems done "$id" 2>/dev/null' 'once'
ok '! tool problems done x 2>/dev/null' 'and only by its number'
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
post "/orders/$order/problem" Kind=unpaid
is_redirect "/orders/$order" 'the provider is asked before anybody else'
is "$(order_state) $(sql 'SELECT COUNT(*) FROM payment_problem')" 'paid 1' \
    'and what is solved needs no staff'
client thief
for page in problem receipt payer; do
	get "/orders/$order/$page"
	is_status 404 "another's $page is 404"
done
post "/orders/$order/problem" Kind=unpaid
is_status 404 'nor is a problem filed for it'

# --- receipts -------------------------------------------------------------------------
client inside
get "/orders/$order/receipt"
is_status 200 'a receipt'
header_is Content-Type application/pdf 'is a PDF'
header_is Content-Disposition \
    "attachment; filename=\"receipt-${order:0:8}.pdf\"" 'to be kept'
ok 'head -c 5 "$T/body" | grep -aq %PDF-' 'as its bytes say'
ok '[ "$(stat -c %s "$T/body")" -lt 700000 ]' 'with the glyphs it needs, not the font'
cookie gp_lang en
get "/orders/$order/receipt"
is_status 200 'in English too'
cookie gp_lang zh-CN
grep -v receipt_font "$T/all.conf" >"$T/gradphoto.conf"
echo "receipt_font_file = $T/none.ttf" >>"$T/gradphoto.conf"
get "/orders/$order/receipt"
is_status 500 'without its font: an error, no empty page'
cp "$T/all.conf" "$T/gradphoto.conf"
client last
order_of 22300010004
get "/orders/$order/receipt"
is_status 404 'nothing was paid: no receipt'
get "/orders/$order"
hasnt "/orders/$order/receipt" 'nor is one offered'

# --- what happened, in plain words ---------------------------------------------------
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
ask_again
get "/orders/$order/wait"
get "/orders/$order"
has '提交订单' 'ordered'
has '已付款 ¥20.00' 'paid'
has '照片已提交审核' 'submitted'
has '图片社审核照片' 'and what comes next'
oid=$(sql "SELECT id FROM orders WHERE token = '$order'")
pid=$(sql "SELECT id FROM payment WHERE order_id = $oid")
# what the studio's pages and the worker will do, step by step
sql "INSERT INTO refund (token, payment_id, amount_fen, reason, state,
    next_at, created_at) VALUES (REPLACE(UUID(), '-', ''), $pid, 2000,
    'rejected', 'waiting', UTC_TIMESTAMP(), UTC_TIMESTAMP());
    UPDATE orders SET state = 'refunding' WHERE id = $oid"
get "/orders/$order"
has '照片审核没有通过，正在原路退款' 'a refund has its reason'
has '申请退款 ¥20.00' 'and its amount'
has '等待支付平台退款' 'and goes on'
sql "UPDATE refund SET state = 'failed', done_at = UTC_TIMESTAMP()"
get "/orders/$order"
has '退款没有成功' 'one that failed is told'
has '您的钱不会丢' 'with what happens then'
sql "UPDATE refund SET state = 'success'; UPDATE orders SET state = 'refunded'
    WHERE id = $oid"
get "/orders/$order"
has '已退款 ¥20.00' 'one that is done'
has '1 到 3 个工作日' 'and when to expect it'
get "/orders/$order/receipt"
is_status 200 'a receipt of what went back'
sql "UPDATE refund SET reason = 'duplicate'; UPDATE orders SET state = 'paid',
    prints = 1 WHERE id = $oid;
    INSERT INTO shipment (order_id, state, updated_at)
    VALUES ($oid, 'waiting', UTC_TIMESTAMP())"
ok 'tool parcels list | grep -q "^$order .* waiting"' \
    'prints that are to be made are listed'
ok '! tool parcels ship "$order" --courier x --parcel y 2>"$T/why"' \
    'nothing is sent before it is made'
ok 'grep -q "not at this step" "$T/why"' 'which is said'
ok '! tool parcels print 00 2>"$T/why"' 'an order that is none'
ok 'grep -q "no such order" "$T/why"' 'neither'
ok 'tool parcels print "$order"' 'they are made'
ok '! tool parcels print "$order" 2>/dev/null' 'once'
ok '! tool parcels ship "$order" --courier "" --parcel SF0001 2>"$T/why"' \
    'a courier has a name'
ok 'grep -q "1 to 60 characters" "$T/why"' 'not too long'
ok 'tool parcels ship "$order" --courier "顺丰<速运>" --parcel SF0001' 'sent'
is "$(sql "SELECT template, params FROM outbox WHERE template = 'shipped'
    AND channel = 'sms'")" \
    "$(printf 'shipped\t{"courier":"顺丰<速运>","number":"SF0001"}')" \
    'and the student is told'
is "$(sql "SELECT action, actor, detail FROM audit WHERE action LIKE 'parcel.%'
    ORDER BY id")" "$(printf 'parcel.printed\toperator\t
parcel.shipped\toperator\t顺丰<速运> SF0001')" 'the trail knows'
get "/orders/$order"
has '同一订单付了两次' 'what was paid twice'
has '付款成功' 'leaves an order paid'
has '照片已冲印' 'printed'
has '顺丰&lt;速运&gt; SF0001' 'the courier and the number, escaped'
has '等待签收' 'and on its way'
ok 'tool parcels receive "$order"' 'it arrives'
get "/orders/$order"
has '包裹已签收' 'and there'
sql "UPDATE shipment SET state = 'cancelled'"
get "/orders/$order"
has '不再寄送' 'a parcel that is not sent any more'
get /orders
has 'SF0001' 'the list has the number as well'
done_testing
