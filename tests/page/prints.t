#!/bin/bash
# What prints cost and where they go: price lists, further sets, postage, the
# address book, its lists of regions, and what bad input gets.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

# refused WHAT COMMAND...: with status 1 and a word about WHAT.
refused() {
	local what=$1 out
	shift
	out=$(tool "$@" 2>&1)
	is "$? $(grep -c -- "$what" <<<"$out")" '1 1' "refused: $*"
}

# --- the operator's prices --------------------------------------------------
tool prices size DEMO26 33x48 --photos 4 --price 6 --included
tool prices size DEMO26 1inch --photos 8 --price 5.50
tool prices size DEMO26 2inch --photos 9 --price 9
tool prices size DEMO26 2inch --photos 4 --price 7
tool prices postage DEMO26 8
tool prices postage DEMO26 0 --province 31
tool prices postage DEMO26 20 --province 650000
is "$(tool prices list DEMO26)" 'without prints  20.00 yuan
with prints     35.00 yuan
33x48            4 photos, one set included, a further set 6.00 yuan
1inch            8 photos, a further set 5.50 yuan
2inch            4 photos, a further set 7.00 yuan
postage usual   8.00 yuan
postage 31      0.00 yuan
postage 65      20.00 yuan' 'prices of a campaign'
refused 'no such campaign' prices list NOBODY
refused 'not a size' prices size DEMO26 3inch --photos 4 --price 1
refused '1 to 50' prices size DEMO26 1inch --photos 51 --price 1
refused '1 to 50' prices size DEMO26 1inch --photos 0 --price 1
refused 'not a price' prices size DEMO26 1inch --photos 4 --price 1001
refused 'not a price' prices size DEMO26 1inch --photos 4 --price x
refused 'not the code' prices postage DEMO26 8 --province 99
refused 'not the code' prices postage DEMO26 8 --province 310110
refused 'not a price' prices postage DEMO26 -1
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'campaign.prices'")" 7 \
    'each change is on record'

# --- the page ----------------------------------------------------------------
photo_of 22300010001
get /collect/prints
has '毕业证书、护照 33 × 48 mm' 'sizes have their millimetres'
has '¥5.50' 'and the price of a set'
has '¥0.00 – ¥20.00' 'the range of postage'
has '<option value="110000">北京市</option>' 'provinces to choose from'
hasnt '<option value="310100">' 'but no city yet'
size() { sql "SELECT id FROM print_price WHERE size = '$1'"; }
one=Sets$(size 1inch) own=Sets$(size 33x48) two=Sets$(size 2inch)
home=(Prints=yes Recipient=张三 Phone=13800138000 Province=310000
    City=310100 District=310110 Detail='邯郸路 220 号' Mailing=1)

# without scripts: a list at a time, and nothing is lost on the way
post /collect/prints Prints=yes Recipient=张三 Province=440000 City= \
    District= More=1 "$one=3"
is_status 200 'the button for the next list'
has '<option value="440100">广州市</option>' 'shows the cities'
hasnt 'gp-field-error' 'and calls nothing wrong'
has 'value="张三"' 'what was entered stays'
has '<option value="3" selected>3</option>' 'the sets as well'
post /collect/prints Prints=yes Province=440000 City=441900 District= More=1
has '<option value="441904">长安镇</option>' 'then the districts'
post /collect/prints District= City=441900 "${home[@]}"
is_status 422 'a city of another province'
has '请选择城市' 'is none'
post /collect/prints Prints=yes Province=310000 City=310100 District=440103
has '请选择区县' 'nor is a district'
post /collect/prints Prints=yes Province=310110 City=310100 District=310110
has '请选择省份' 'a district is no province'
post /collect/prints Prints=yes Province='31<0>' City=x District=310110
is_status 422 'markup is no province'
hasnt '31<0>' 'nor shown'

# --- bad input: phone, name, address ---------------------------------------------
bad() {
	local field=$1 says=$2
	post /collect/prints "$field" "${home[@]}"
	is_status 422 "$3"
	has "$says" "with words for it: $says"
	is "$(sql 'SELECT COUNT(*) FROM orders')" 0 'and no order'
}
long=$(printf '路%.0s' {1..300})
bad 'Detail=邯郸路 😀 220 号' '表情或无法打印的符号' 'an emoji in the address'
bad "Detail=$long" '最多 100 个字' 'an address of 300 characters'
has "$long" 'which is still there to be cut'
bad 'Detail=二楼' '写到门牌号' 'too short an address'
bad 'Recipient=张😀三' '只能有文字' 'an emoji in the name'
bad "Recipient=$(printf '张%.0s' {1..26})" '最多 25 个字' 'a long name'
bad 'Recipient=张' '至少 2 个字' 'a short name'
bad 'Recipient=13800138000' '只能有文字' 'a number for a name'
bad 'Phone=12345' '正确的手机号' 'a short number'
bad 'Postcode=20043' '6 位数字' 'a short postcode'
bad "$one=10" '0 到 9' 'ten further sets'
bad "$one=-1" '0 到 9' 'fewer than none'
bad "$one=1e3" '0 到 9' 'a number that is none'
long=$(printf '😀%.0s' {1..300})
bad "Detail=$long" '表情' 'three hundred emoji'

# --- the bill ------------------------------------------------------------------------
post /collect/prints "${home[@]}" "$one=2" "$own=1" "$two=0" Sets999=4
order=$(header Location | sed 's|.*/||')
is_redirect "/orders/$order" 'an order with further sets'
is "$(sql "SELECT kind, size, photos, sets, amount_fen FROM order_item
    ORDER BY no" | tr '\t' ' ')" "photo  0 1 2000
prints 33x48 4 1 1500
extra 33x48 4 1 600
extra 1inch 8 2 1100" 'line by line, in Shanghai without postage'
is "$(sql "SELECT amount_fen FROM orders WHERE token = '$order'")" 5200 \
    'the amount is their sum'
get "/orders/$order"
has '一寸 25 × 35 mm · 8 张 × 2' 'the lines in words'
has '¥11.00' 'with their prices'
has '¥52.00' 'and the sum'

# prices change, the order does not
tool prices size DEMO26 1inch --photos 8 --price 99
tool prices drop DEMO26 33x48
sql "UPDATE campaign SET price_fen = 1, price_prints_fen = 2"
get "/orders/$order"
has '¥52.00' 'an order keeps its amount'
has '毕业证书、护照 33 × 48 mm' 'and its lines'
post "/orders/$order/pay"
is "$(state_of ".orders['$order'].amount")" 5200 'which is what is asked for'
sql "UPDATE campaign SET price_fen = 2000, price_prints_fen = 3500"
is "$(sql "SELECT account_id = $account, region, region_code, detail, listed
    FROM address" | tr '\t' ' ')" \
    '1 上海市 杨浦区 310110 邯郸路 220 号 1' 'the address is in the book'
sql "UPDATE orders SET asked_at = NULL"
post "/orders/$order/cancel"

# --- the book ----------------------------------------------------------------------------
get /collect/prints
has '上海市 杨浦区 邯郸路 220 号' 'it is offered the next time'
id=$(sql 'SELECT id FROM address')
post /collect/prints Prints=yes Address=new Mailing=1
is_status 422 'a new one has to be entered'
has '请填写收件人姓名' 'and says what'
post /collect/prints Prints=yes Address=999999 Mailing=1
is_status 422 'an address of nobody'
has '请选择收件地址' 'is to be chosen again'
client other
photo_of 22300010002
post /collect/prints Prints=yes Address="$id" Mailing=1
is_status 422 "another's address can't be ordered to"
get "/addresses/$id"
is_status 404 'nor looked at'
post "/addresses/$id" "${home[@]}"
is_status 404 'nor changed'
post "/addresses/$id/delete"
is_status 404 'nor deleted'
get /addresses
has '还没有保存的地址' 'an empty book says so'
client one
post /collect/prints Prints=yes Address="$id"
is_status 422 'the consent is asked for each time'
post /collect/prints Prints=yes Address="$id" Mailing=1
order=$(header Location | sed 's|.*/||')
is "$(sql "SELECT amount_fen, address_id FROM orders WHERE token = '$order'" |
    tr '\t' ' ')" "3500 $id" 'one tap orders to it'

get /addresses
has '张三' 'the book'
get "/addresses/$id"
has '<option value="310110" selected>杨浦区</option>' 'an address to change'
request POST "/addresses/$id" "${home[@]}"
is_status 403 'without a CSRF token: refused'
post "/addresses/$id" Phone=138 "${home[@]}"
is_status 422 'a wrong change'
has "action=\"/addresses/$id\"" 'comes back as one'
post "/addresses/$id" Recipient=李四 Phone=13900139000 Province=650000 \
    City=650100 District=650102 Detail='新华北路 1 号' Postcode=830000
is_redirect /addresses 'a change'
is "$(sql "SELECT recipient FROM address WHERE id = $id")" 张三 \
    'leaves the order its address'
get "/orders/$order"
has '邯郸路 220 号' 'which shows it'
get /addresses
has '新疆维吾尔自治区 乌鲁木齐市 天山区' 'the book has the new one'
hasnt '张三' 'and the old one no more'
get "/addresses/$id"
is_status 404 'which is gone from it'
new=$(sql 'SELECT MAX(id) FROM address')
request POST "/addresses/$new/delete"
is_status 403 'deleting needs a token'
post "/addresses/$new/delete"
is_redirect /addresses 'an address is deleted'
is "$(sql "SELECT CONCAT(recipient, phone, region, region_code, detail,
    postcode) FROM address WHERE id = $new")" '' \
    'and emptied, for no order has it'
post "/addresses/$new/delete"
is_redirect /addresses 'deleting twice is harmless'
post /addresses/new More=1 District= "${home[@]}"
is_status 200 'the list for those without scripts, here too'
for i in 1 2 3 4 5 6 7 8 9 10; do
	post /addresses/new Detail="邯郸路 $i 号院" "${home[@]}"
done
is "$(sql "SELECT COUNT(*) FROM address WHERE listed = 1 AND recipient > ''")" \
    10 'a book of ten'
post /addresses/new "${home[@]}"
is_status 409 'is full'
has '最多保存 10 个' 'and says so'
post "/orders/$order/cancel"
post /collect/prints Address=new Detail='第十一个地址' "${home[@]}"
order=$(header Location | sed 's|.*/||')
ok '[ ${#order} = 32 ]' 'an eleventh can still be ordered to'
is "$(sql "SELECT a.listed FROM address a JOIN orders o ON o.address_id = a.id
    WHERE o.token = '$order'")" 0 'without a place in the book'
post "/orders/$order/cancel"
post /collect/prints Address=new Province=650000 City=650100 \
    District=650102 "${home[@]}"
is "$(sql "SELECT amount_fen FROM orders ORDER BY id DESC LIMIT 1")" 5500 \
    'far away the postage is another'

# --- regions for scripts ------------------------------------------------------------------
get /regions/310000
is_status 200 'what lies under a province'
ok 'node -e "
	const all = JSON.parse(require(\"fs\").readFileSync(process.argv[1]));
	const [code, name, under] = all[0];
	process.exit(all.length === 1 && code === \"310100\" &&
	    under.some((d) => d[0] === \"310110\" && d[1] === \"杨浦区\") ? 0 : 1)
	" "$T/body"' 'in JSON, cities with their districts'
header_is Cache-Control 'public, max-age=86400' 'browsers may keep it'
for x in 310100 310110 0 999999 31; do
	get "/regions/$x"
	is_status 404 "$x is no province"
done

# --- at an account's end -----------------------------------------------------------------------
get /me/data/file
has '"kind": "photo"' 'my data have the lines of orders'
done_testing
