#!/bin/bash
# Prints, order, payment, cancel and expiry, as a student goes through them.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

# --- prints ---------------------------------------------------------------
get /collect/prints
is_redirect '/login?next=/collect/prints' 'prints: a stranger logs in first'
login_as 22300010001
get /collect/prints
is_redirect /collect/identity 'prints: nothing to order yet'
photo_of 22300010001
get /collect/prints
is_status 200 'prints are offered'
has '¥20.00' 'with the price without'
has '¥35.00' 'and with'
has "/collect/photo/$photo/result" 'beside the photo'
request POST /collect/prints "csrf=$(csrf)"
is_status 422 'no choice is 422'
has '请选择是否需要纸质照片' 'and says so'
request POST /collect/prints "csrf=$(csrf)" Prints=maybe
is_status 422 'so is a wrong one'
request POST /collect/prints Prints=no
is_status 403 'without a CSRF token: refused'
request POST /collect/prints csrf=0123 Prints=no
is_status 403 'nor with a wrong one'
is "$(sql 'SELECT COUNT(*) FROM orders')" 0 'no order so far'

post /collect/prints Prints=yes Recipient='<b>张三</b>' Phone=123 \
    Province=310000 Detail= Postcode=200433
is_status 422 'prints need an address'
has '收件人姓名只能有文字' 'markup is no name'
has '请填写正确的手机号' 'a wrong phone is named'
has '请填写详细地址' 'and the missing street'
has '请选择城市' 'and the missing city'
has '<option value="310100">上海市</option>' 'which can be chosen now'
has '邮寄需要您同意' 'and the consent'
has 'value="&lt;b&gt;张三&lt;/b&gt;"' 'what was entered stays, escaped'
is "$(collection_state)" photo_ready 'the collection waits'
post /collect/prints Prints=yes Recipient=张三 Phone=13800138000 \
    Province=310000 City=310100 District=310110 \
    Detail="邯郸路 220 号'; DROP TABLE orders" Postcode= Mailing=1
order=$(header Location | sed 's|.*/||')
is_redirect "/orders/$order" 'the order with prints is made'
is "$(sql 'SELECT amount_fen, prints, state FROM orders')" \
    "$(printf '3500\t1\tpending')" 'at its price'
is "$(sql 'SELECT kind, size, sets, amount_fen FROM order_item ORDER BY no' |
    tr '\t' ' ')" "$(printf 'photo  1 2000\nprints  1 1500')" \
    'and of these lines'
is "$(sql "SELECT purpose FROM consent WHERE account_id = $account
    ORDER BY id DESC LIMIT 1")" mailing 'the consent is kept'
is "$(collection_state)" ordered 'the collection is ordered'

# --- double submit, back button ---------------------------------------------
post /collect/prints Prints=no
is_redirect "/orders/$order" 'a second submit leads to the same order'
get /collect/prints
is_redirect "/orders/$order" 'so does the back button'
is "$(sql 'SELECT COUNT(*) FROM orders')" 1 'one order'

# --- order --------------------------------------------------------------------
get "/orders/$order"
is_status 200 'the order is shown'
has '¥35.00' 'with its amount'
has 'data-expires="1' 'a countdown'
has '上海市 杨浦区' 'the region in words'
has '等待付款' 'what comes next'
has '邯郸路 220 号&#39;; DROP TABLE orders' 'and the address, escaped'
has "action=\"/orders/$order/pay\"" 'to be paid'
get /orders
has "/orders/$order" 'it is in the list'
cookie gp_lang en
get /orders
has 'Awaiting payment' 'in English too'
cookie gp_lang zh-CN
get /orders/0123456789abcdef0123456789abcdef
is_status 404 'an unknown order is 404'
client two
login_as 22300010002
get "/orders/$order"
is_status 404 "another's order is 404"
for page in pay cancel; do
	post "/orders/$order/$page"
	is_status 404 "$page of another's is 404"
done
get "/orders/$order/wait"
is_status 404 "waiting for another's is 404"
get /orders
hasnt "$order" 'nor is it in the list'
has '还没有订单' 'which is empty'
client three
get "/orders/$order"
is_redirect "/login?next=/orders/$order" 'a stranger logs in first'

# --- pay ------------------------------------------------------------------------
client one
request POST "/orders/$order/pay"
is_status 403 'pay without a CSRF token: refused'
post "/orders/$order/pay"
is_redirect "/orders/$order/pay" 'payment begins'
get "/orders/$order/pay"
is_status 200 'the way to the provider is shown'
has "redirect_url=http%3A%2F%2F127.0.0.1%3A8080%2Forders%2F$order%2Fwait" \
    'with the way back'
url=$(sed -n 's/.*href="\(http:[^"]*\)" data-go.*/\1/p' "$T/body" |
    sed 's/&amp;/\&/g')
ok 'curl -sf "$url" | grep -q "模拟支付"' 'the payment page says what it is'
is "$(state_of ".orders['$order'].amount")" 3500 'the provider has our amount'
post "/orders/$order/pay"
is_redirect "/orders/$order/pay" 'beginning again is harmless'
get "/orders/$order/wait"
is_status 200 'nobody has paid: wait'
has '正在确认付款' 'the page says what for'
is "$(order_state)" pending 'coming back proves nothing'
is "$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' -d action=pay "$url")" \
    "303 http://127.0.0.1:8080/orders/$order/wait" 'the student pays'
get "/orders/$order/wait" -H 'Accept: application/json'
has '"state":"pending"' 'the provider is not asked again at once'
sleep 3
get "/orders/$order/wait" -H 'Accept: application/json'
has '"state":"paid"' 'but after a few seconds: paid'
get "/orders/$order/wait"
is_redirect "/orders/$order" 'the waiting is over'
get "/orders/$order"
has '付款成功' 'the order says so'
has '已付款 ¥35.00' 'and its timeline'
has "/orders/$order/receipt" 'a receipt is offered'
is "$(order_state)" paid 'the order is paid'
is "$(collection_state)" submitted 'the photo is submitted'
is "$(sql "SELECT state FROM shipment")" waiting 'prints wait to be made'
is "$(sql "SELECT template, params FROM outbox")" \
    "$(printf 'paid\t{"amount":"35.00"}')" 'a message waits to be sent'
is "$(sql 'SELECT COUNT(*) FROM payment WHERE late = 0')" 1 'one payment'
post "/orders/$order/pay"
is_redirect "/orders/$order" 'a paid order is not paid again'
post "/orders/$order/cancel"
is_redirect "/orders/$order" 'nor cancelled'
is "$(cookie gp_flash)" Text.Flash.OrderIsPaid 'and the student is told'
is "$(order_state)" paid 'it stays paid'

# --- cancel ----------------------------------------------------------------------
client four
order_of 22300010003
is "$(sql "SELECT amount_fen FROM orders WHERE token = '$order'")" 2000 \
    'without prints it costs less'
request POST "/orders/$order/cancel"
is_status 403 'cancel without a CSRF token: refused'
post "/orders/$order/cancel"
is_redirect "/orders/$order" 'an order nobody began to pay is cancelled'
is "$(order_state) $(collection_state)" 'closed photo_ready' \
    'the photo can be taken anew at once'
post "/orders/$order/cancel"
is_redirect "/orders/$order" 'cancelling twice is harmless'
post "/orders/$order/pay"
is_redirect "/orders/$order" 'paying a closed order leads back to it'
is "$(order_state) $(sql "SELECT COUNT(*) FROM pay_attempt JOIN orders
    ON orders.id = order_id WHERE token = '$order'")" 'closed 0' \
    'and begins nothing'
get "/orders/$order"
has '订单已关闭，没有扣款' 'the page says that nothing was charged'
first=$order
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
ok '[ "$order" != "$first" ]' 'it can be ordered again'
post "/orders/$order/pay"
post "/orders/$order/cancel"
is "$(order_state) $(state_of ".orders['$order'].state")" 'closed CLOSED' \
    'cancelled after it began: closed at the provider too'
get "/orders/$order/pay"
is_redirect "/orders/$order" 'a closed order leads to no provider'

# paid in the moment of the cancel: the payment wins
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
post "/orders/$order/cancel"
is "$(cookie gp_flash)" Text.Flash.OrderIsPaid 'a cancel learns of the payment'
is "$(order_state) $(collection_state)" 'paid submitted' 'and settles it'

# more than the order asks for, which only staff can clear up
client greedy
photo_of 22300040002
post /collect/prints Prints=no
order=$(header Location | sed 's|.*/||')
post "/orders/$order/pay"
control "{\"pay\": \"$order\"}" >/dev/null
sql "UPDATE orders SET amount_fen = 1 WHERE token = '$order'"
post "/orders/$order/cancel"
is_status 500 'money that does not fit is not called a payment'
is "$(order_state) $(collection_state)" 'pending ordered' 'nor acted on'

# from two phones and by impatient fingers
client hasty
photo_of 22300010002
is "$(at_once 8 post /collect/prints Prints=no)" '8 303' \
    'eight submits at once all get to an order'
is "$(sql "SELECT COUNT(*) FROM orders WHERE account_id = $account")" 1 \
    'which is one'
for tampered in "$order'" "${order}0/../x" '%00' "$(printf 'a%.0s' {1..65})"; do
	get "/orders/$tampered"
	is_status 404 'a number that was tampered with'
done

# --- provider away ------------------------------------------------------------------
client five
order_of 22300010004
post "/orders/$order/pay"
control '{"answer": {"status": 500}}' >/dev/null
post "/orders/$order/pay"
is_status 502 'the provider fails: 502'
has '没有扣款' 'nothing was charged, says the page'
post "/orders/$order/cancel"
is_status 502 'a cancel needs an answer'
is "$(order_state) $(collection_state)" 'pending ordered' 'nothing changes'
control '{"answer": {"bad_signature": true}}' >/dev/null
post "/orders/$order/cancel"
is_status 502 'an answer with a wrong signature is none'
is "$(order_state)" pending 'and closes nothing'
get "/orders/$order/wait"
is_status 200 'the waiting page keeps waiting'
control '{"reset": true}' >/dev/null

# --- out of time -----------------------------------------------------------------------
late_page() {
	get "/orders/$order"
	has '支付时间已过' 'after 30 minutes the page says so'
	hasnt "action=\"/orders/$order/pay\"" 'without a way to pay'
	post "/orders/$order/pay"
	is_redirect "/orders/$order" 'and pay leads back'
}
# The session must live as long.
sql 'UPDATE session SET expires_at = expires_at + INTERVAL 2 HOUR'
later 1801 late_page
is "$(order_state)" pending 'a page closes nothing'

# --- a closed campaign --------------------------------------------------------------------
client six
photo_of 22300020001
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 1 DAY
    WHERE feature_code = 'DEMO26'"
post /collect/prints Prints=no
is_status 409 'a closed campaign takes no order'
is "$(collection_state)" photo_ready 'and the photo stays'

done_testing
