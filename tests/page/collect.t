#!/bin/bash
# The collect flow from identity to the guide, and the 采集码.
. "$(dirname "$0")/lib.sh"

state() {
	sql "SELECT c.state, c.route, c.confirmed_at IS NOT NULL
	    FROM collection c WHERE c.account_id = $account AND c.live = 1"
}

# code NAME=VALUE...: posts the form of /collect/code.
code() {
	request POST /collect/code -m "csrf=$(csrf)" "$@"
}

# made NAME=VALUE...: a code of the test scheme.
made() {
	local one args=()
	for one; do args+=("--${one%%=*}" "${one#*=}"); done
	tool code make "${args[@]}"
}

# said NAME: a value of the JSON on standard input.
said() {
	sed -n "s/^ *\"$1\": \"\(.*\)\",*$/\1/p"
}

qr() {
	qrencode -o "$T/$1.png" -s 8 "$2"
}

# --- who may, and what there is to choose -------------------------------------
for page in identity code confirm route guide camera preview; do
	get "/collect/$page"
	is_redirect "/login?next=/collect/$page" "$page: a stranger logs in"
done
login_as 22300010001
for page in code confirm route guide camera preview; do
	get "/collect/$page"
	is_redirect /collect/identity "$page: identity comes first"
done
get /collect/identity
is_status 200 'identity is asked for'
has '我是毕业生' 'graduate'
has '我是新生' 'or new student'
has 'aria-current="step"' 'in the header of four steps'
cookie gp_lang en
get /collect/identity
has 'I am graduating' 'in English too'
cookie gp_lang zh-CN
post /collect/identity
is_status 422 'no choice is 422'
has '请选择毕业生或新生' 'and says so'
post /collect/identity Kind=professor
is_status 422 'so is a wrong one'
request POST /collect/identity Kind=graduate
is_status 403 'without a CSRF token: refused'
request POST /collect/identity csrf=0123 Kind=graduate
is_status 403 'nor with a stale one'
is "$(sql 'SELECT COUNT(*) FROM collection')" 0 'nothing is begun so far'
post /collect/identity Kind=new_student
is_redirect '/collect/identity?kind=new_student' 'a graduate is no new student'
get '/collect/identity?kind=new_student'
has '学校名单里没有找到您' 'the page says it'
has '联系所在院系' 'and what to do'

# --- begin ------------------------------------------------------------------
post /collect/identity Kind=graduate
is_redirect /collect/code 'one enrolment: on to the code'
is "$(state)" "$(printf 'draft\t\t0')" 'a draft is made'
post /collect/identity Kind=graduate
is_redirect /collect/code 'a second click leads on too'
is "$(sql 'SELECT COUNT(*) FROM collection')" 1 'and makes no other'
is "$(sql "SELECT action FROM audit WHERE actor = 'student'")" collect.begin 'it is in the audit trail'
enrolment=$(sql "SELECT id FROM enrolment WHERE account_id = $account")
client two
login_as 22300010002
post /collect/identity Enrolment="$enrolment"
is_status 404 "another's enrolment is 404"
post /collect/identity Enrolment=99999999999999999999999
is_status 422 'a number too large is 422'
client one
account=$(sql "SELECT account_id FROM enrolment WHERE id = $enrolment")

# --- code: bad input -----------------------------------------------------------
get /collect/code
is_status 200 'the code is asked for'
has '长按二维码' 'with the advice to save it by a long press'
has 'type="file"' 'as a picture'
code Last4=0028
is_status 422 'no picture and no text is 422'
has '请选择采集码图片' 'and says so'
has 'value="0028"' 'what was entered stays'
ffmpeg -v error -y -f lavfi -i color=gray:s=600x400 -frames:v 1 "$T/grey.jpg"
code Last4=0028 "Picture=@$T/grey.jpg;image/jpeg"
is_status 422 'a picture without a code is 422'
has '没有认出二维码' 'and says so'
has '裁剪一下' 'with the remedy'
echo '%PDF-1.4 nothing' >"$T/pdf.jpg"
code Last4=0028 "Picture=@$T/pdf.jpg;image/jpeg"
is_status 422 'a PDF named .jpg is 422'
has '不是图片' 'and says so'
qr wallet wxp://f2f0example
code Last4=0028 "Picture=@$T/wallet.png;image/png"
is_status 422 'a payment code is 422'
has '这是付款或收款码' 'and says so'
code Last4=0028 Payload=https://example.org/shop
has '这是一个网址的二维码' 'so is a web address'
code Last4=0028 Payload=WIFI:S:home
has '这是别的二维码' 'and what else there is'
ffmpeg -v error -y -i "$T/wallet.png" -vf crop=iw:ih*0.5:0:0 "$T/cut.png"
code Last4=0028 "Picture=@$T/cut.png;image/png"
has '没有认出二维码' 'half a code is none'
qr one CODE-ONE
qr two CODE-TWO
ffmpeg -v error -y -i "$T/one.png" -i "$T/two.png" -filter_complex hstack \
    "$T/both.png"
code Last4=0028 "Picture=@$T/both.png;image/png"
is_status 422 'two different codes are 422'
has '好几个不同的二维码' 'and said'
code Last4=1111 "Picture=@$T/one.png;image/png"
is_status 422 'a wrong last four is 422'
has '后四位，要与学校名单一致' 'and says so'
code Last4=0028 "Payload=$(head -c 3001 /dev/zero | tr '\0' x)"
is_status 422 'a text too long is 422'
code Last4=0028 "Payload=$(made no=22300010002)"
has '采集码的学号与这个学籍不同' "another's code: the number differs"
code Last4=0028 "Payload=$(made no=22300010001 name=*五)"
has '采集码上的姓名与学校名单不同' 'the name differs'
code Last4=0028 "Payload=$(made no=22300010001 id=1*********9999)"
has '采集码上的证件号码与学校名单不同' 'the ID number differs'
code Last4=0028 "Payload=$(made no=22300010001 school=10001)"
has '采集码属于另一所学校' 'the school differs'
forged=$(made no=22300010002)
code Last4=0028 \
    "Payload=${forged%.*}.$(tr A-Za-z B-ZAb-za <<<"${forged##*.}")"
has '采集码不完整' 'a forged or broken code is named'
code Last4=0028 'Payload=<script>alert(1)</script>'
is_redirect /collect/confirm 'markup is a text like any other'
sql 'DELETE FROM chsi_code'
request POST /collect/code -m Last4=0028 Payload=CODE-ONE
is_status 403 'without a CSRF token: refused'
CONTENT_LENGTH=$((22 << 20)) code Last4=0028 Payload=CODE-ONE
is_status 413 'a body over the limit is 413'
is "$(sql 'SELECT COUNT(*) FROM chsi_code')" 0 'no code is kept so far'
get /collect/confirm
is_redirect /collect/code 'without one there is nothing to confirm'
post /collect/confirm
is_redirect /collect/code 'not even by force'

sql 'DELETE FROM rate_count'

# --- code: kept, replaced, taken -------------------------------------------------
code Last4=0028 "Picture=@$T/one.png;image/png"
is_redirect /collect/confirm 'a picture of the code: on to confirm'
is "$(sql 'SELECT scheme FROM chsi_code')" opaque 'the code is kept'
is "$(sql "SELECT COUNT(*) FROM chsi_code
    WHERE INSTR(code_sealed, 'CODE-ONE')")" 0 'sealed'
code Last4=0028 "Picture=@$T/one.png;image/png"
is_redirect /collect/confirm 'the same again is harmless'
get /collect/code
has '采集码已经保存' 'the page knows that there is one'
client two
login_as 22300010002
post /collect/identity Kind=graduate
code Last4=1018 "Payload= CODE-ONE "
is_status 409 "another's code is 409"
has '已经用在另一个学籍上' 'and says so'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collect.code_taken'
    AND actor_id = $account")" 1 'and it is in the audit trail'
is "$(sql 'SELECT COUNT(*) FROM chsi_code')" 1 'it stays with the first'
client one
login_as 22300010001
code Last4=0028 "Payload=$(made name=*晓雯 id=110101********0028 no=22300010001)"
is_redirect /collect/confirm 'a newer code replaces it'
is "$(sql 'SELECT scheme FROM chsi_code')" test 'the latest counts'
client two
login_as 22300010002
code Last4=1018 Payload=CODE-ONE
is_redirect /collect/confirm 'and the earlier is free again'

# --- confirm ----------------------------------------------------------------------
client one
login_as 22300010001
get /collect/route
is_redirect /collect/confirm 'route: confirm first'
get /collect/camera
is_redirect /collect/confirm 'camera: confirm first'
get /collect/confirm
is_status 200 "the school's information is shown"
has '林晓雯' 'the name'
has '110101********0028' 'the ID number, masked'
hasnt 110101200403120028 'never whole'
has '*晓雯' "beside the code's"
has '一致' 'which match'
hasnt '不一致' 'all of them'
sql "UPDATE roster SET name = '林晓文' WHERE student_no = '22300010001'"
get /collect/confirm
has 'gp-match__bad' 'what the school changed since is marked'
post /collect/confirm
is_status 422 'and not confirmed'
has '采集码与学校的信息不一致' 'with the reason'
sql "UPDATE roster SET name = '林晓雯' WHERE student_no = '22300010001'"
has '计算机科学与技术' 'the major'
cookie gp_lang en
get /collect/confirm
has 'Check your information' 'in English too'
cookie gp_lang zh-CN
post /collect/correction Message=
is_status 422 'a correction needs words'
has '请写明哪里不对' 'and the page says so'
post /collect/correction "Message=$(printf '长%.0s' {1..400})"
is_status 422 'but not too many'
post /collect/correction 'Message=专业应为<b>软件</b>'
is_redirect /collect/confirm 'a correction is taken'
post /collect/correction 'Message=专业应为<b>软件</b>'
is "$(sql 'SELECT COUNT(*), MIN(state) FROM correction')" \
    "$(printf '1\topen')" 'once'
get /collect/confirm
has '专业应为&lt;b&gt;软件' 'and shown again, escaped'
sql "UPDATE correction SET state = 'answered', answer = '与学籍一致'"
get /collect/confirm
has '学校答复：与学籍一致' "with the school's answer"
post /collect/correction 'Message=还是不对'
get /collect/confirm
hasnt '学校答复' 'until there is a new one'
sql "UPDATE correction SET state = 'done', answer = ''"
get /collect/confirm
has '学校已按您的反映更正' 'or what was changed'
request POST /collect/confirm
is_status 403 'confirm without a CSRF token: refused'
post /collect/confirm
is_redirect /collect/route 'confirmed, with the correction open'
post /collect/confirm
is_redirect /collect/route 'a second click is harmless'
is "$(sql "SELECT COUNT(*) FROM audit
    WHERE action = 'collect.confirm'")" 1 'and not recorded'

# --- route and guide ------------------------------------------------------------------
get /collect/guide
is_redirect /collect/route 'guide: the route first'
get /collect/route
is_status 200 'the route is offered'
has '¥20.00' 'with its price'
hasnt '院系审核' 'and only what works'
post /collect/route Route=department
is_status 422 'a route that the campaign has not is 422'
has '请选择采集方式' 'and says so'
hasnt '现场采集' 'nor what the campaign has not'
get /collect/ticket
is_redirect /collect/route 'no ticket without that route'
post /collect/route Route=onsite
is_status 422 'which is not to be had by force'

# --- the ticket -----------------------------------------------------------------------
sql "UPDATE campaign SET routes = 'online,onsite' WHERE kind = 'graduate'"
get /collect/route
has '生成二维码' 'a campaign with a centre offers it'
post /collect/route Route=onsite
is_redirect /collect/ticket 'on site: on to the ticket'
get /collect/ticket
is_status 200 'the ticket is shown'
has '<path d="M' 'as a code'
ticket=$(grep -o 'GPT1-[0-9A-Z-]*' "$T/body" | head -1)
is "$(grep -cE '^GPT1(-[0-9A-HJKMNP-TV-Z]{4}){9}$' <<<"$ticket")" 1 \
    'and as a text'
hasnt "$(sql "SELECT token FROM collection WHERE account_id = $account")" \
    'without a number of ours'
cookie gp_lang en
get /collect/ticket
has 'QR code for the photo centre' 'in English too'
cookie gp_lang zh-CN
is "$(tool ticket check "$ticket" | said verdict)" good 'the station reads it'
is "$(tool ticket check "$ticket" | said campaign)" DEMO26 'knows the campaign'
is "$(tool ticket check "$ticket" | said collection)" \
    "$(sql "SELECT token FROM collection WHERE account_id = $account")" \
    'and finds the collection'
is "$(tool ticket check "$(tr 'A-Z' 'a-z' <<<"${ticket//-/ }")" |
    said verdict)" good 'typed in small letters too'
tool ticket check "${ticket%?}" >"$T/out"
is "$? $(said verdict <"$T/out")" '1 foreign' 'half a ticket is none'
is "$(tool ticket check "${ticket%??}$(tr 0-9A-Y 1-9A-Z <<<"${ticket: -2}")" |
    said verdict)" foreign 'nor a changed one'
echo 'clock_offset = 90000' >>"$T/gradphoto.conf"
is "$(tool ticket check "$ticket" | said verdict)" expired \
    'a day later it is no good'
sed -i '/^clock_offset/d' "$T/gradphoto.conf"
code Last4=0028 "Payload=${ticket//-/}"
has '这是现场采集凭证' 'nor is it a 采集码'
post /collect/identity Kind=graduate
is_redirect /collect/ticket 'identity leads back to it'
get /collect/route
post /collect/route Route=online
is "$(tool ticket check "$ticket" | said verdict)" closed \
    'who chose another way since has none'

post /collect/route Route=online
is_redirect /collect/guide 'online: on to the guide'
is "$(state)" "$(printf 'draft\tonline\t1')" 'the route is kept'
get /collect/guide
is_status 200 'the guide is shown'
is "$(grep -c 'class="gp-tip"' "$T/body")" 7 'seven cards'
has 'href="/collect/camera"' 'and on to the camera'
get /collect/camera
is_status 200 'the camera page'
has 'type="file"' 'with a file input'
has '/camera.js' 'and the viewfinder'
has 'data-paint="100,197,255"' 'that knows the colour behind the student'
sql "UPDATE photo_profile SET overrides = 'background_rgb = 240,240,240'"
get /collect/camera
has 'data-paint="240,240,240"' "also the campaign's own"
sql "UPDATE photo_profile SET overrides = ''"
get /collect/preview
is_redirect /collect/guide 'preview: nothing yet'
post /collect/identity Kind=graduate
is_redirect /collect/guide 'identity leads on to where one was'

# --- a second enrolment ----------------------------------------------------------------
sql "INSERT INTO roster (campaign_id, department_id, student_no, name, id_type,
	id_sealed, id_lookup, created_at, updated_at)
    SELECT campaign_id, department_id, '22300019999', name, id_type, id_sealed,
	id_lookup, created_at, updated_at
    FROM roster WHERE student_no = '22300010001'"
login_as 22300019999
post /collect/identity Kind=graduate
is_redirect '/collect/identity?kind=graduate' 'two enrolments: choose'
get '/collect/identity?kind=graduate'
has 22300019999 'the one'
has 22300010001 'and the other'
post /collect/identity Enrolment="$(sql "SELECT MAX(id) FROM enrolment")"
is_redirect /collect/code 'the chosen one begins'
code Last4=0028 "Payload=$(made no=22300010001)"
has '采集码的学号与这个学籍不同' 'with its own code, not that of the other'

# --- ordered, submitted, closed -----------------------------------------------------------
client two
login_as 22300010002
sql "UPDATE collection SET state = 'ordered' WHERE account_id = $account"
for page in code confirm route guide camera preview; do
	get "/collect/$page"
	is_status 409 "$page of an ordered photo is 409"
done
has '先取消订单' 'with the way out'
post /collect/identity Kind=graduate
get '/collect/identity?kind=graduate'
has '订单待支付' 'identity knows of the order'
sql "UPDATE collection SET state = 'submitted' WHERE account_id = $account"
get /collect/camera
is_status 409 'and of a submitted one'
has '照片已经提交' 'which is said'
get '/collect/identity?kind=graduate'
has '已提交，不需要再拍' 'on the first page too'
has 'href="/collections/' 'with the way to it'
sql "UPDATE collection SET state = 'rejected', live = NULL
    WHERE account_id = $account"
post /collect/identity Kind=graduate
is_redirect /collect/confirm 'after a rejection a new attempt begins'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 1 DAY"
get /collect/confirm
is_status 409 'a closed campaign is 409'
has '现在不是采集时间' 'and says when it is'
has '021-5555 0123' 'and whom to ask'
post /collect/confirm
is_status 409 'nothing goes on in it'
get '/collect/identity?kind=graduate'
has '不在采集时间内' 'identity says it too'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() + INTERVAL 9 DAY"

# --- new student ----------------------------------------------------------------------------
client three
login_as 26300010003
post /collect/identity Kind=new_student
is_redirect /collect/confirm 'a new student needs no code'
get /collect/code
is_redirect /collect/confirm 'and is asked for none'
get /collect/confirm
has '高思远' 'only to confirm'
done_testing
