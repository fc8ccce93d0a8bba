#!/bin/bash
# A friend's phone as the camera: who may, for how long, what it sees, and
# that its cookie opens nothing else.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/shoot.sh"

# The address of the live hand-off: the first 128 bits of a keyed HMAC of its
# nonce.
address() {
	printf 'handoff.token\0%s' "$(sql 'SELECT LOWER(HEX(nonce))
	    FROM handoff WHERE live = 1')" |
	    openssl dgst -sha256 -mac HMAC \
		-macopt "hexkey:$(cat "$T/lookup.key")" |
	    sed 's/.*= //; s/^\(.\{32\}\).*/\/friend\/\1/'
}

# The dark modules on the page, and those of a code of TEXT, a line a row.
drawn() {
	node -e '
		const page = require("fs").readFileSync(0, "utf8");
		const side = +/viewBox="0 0 (\d+)/.exec(page)[1];
		const rows = Array.from({ length: side }, () =>
			Array(side).fill(" "));
		for (const m of /<path d="([^"]+)"/.exec(page)[1]
		    .matchAll(/M(\d+) (\d+)h(\d+)/g))
			rows[+m[2]].fill("#", +m[1], +m[1] + +m[3]);
		console.log(rows.map((r) => r.join("")).join("\n"));
	' <"$T/body"
}

code_of() {
	qrencode -8 -l M -m 4 -t ASCII -o - "$1" | sed 's/\(.\)\1/\1/g'
}

code() {
	sed -n 's/.*gp-qr__code">\([^<]*\)<.*/\1/p' "$T/body"
}

# handoff: a new one by the student; $link and $typed are what a friend gets.
handoff() {
	client student
	post /collect/friend Action=new
	get /collect/friend
	link=$(address) typed=$(code)
}

# --- the student's page --------------------------------------------------------
client student
get /collect/friend
is_redirect '/login?next=/collect/friend' 'a stranger logs in first'
ready 22300010001
get /collect/friend
is_status 200 'the page explains'
has '朋友看不到你的姓名' 'what a friend sees'
hasnt '<svg' 'and shows no code yet'
get /collect/friend/state
has '"version":"none.0"' 'nothing has happened'
request POST /collect/friend Action=new
is_status 403 'a code is not made without the CSRF token'
post /collect/friend
is_status 422 'nor without saying what is wanted'
handoff
is_status 200 'a code is shown'
is "$(drawn)" "$(code_of "http://127.0.0.1:8080$link")" \
    'as the QR code of its address'
ok '[[ "$typed" =~ ^[34679ACDEFHJKMNPQRTVWXY]{4}-[34679ACDEFHJKMNPQRTVWXY]{4}$ ]]' \
    "and to type: $typed"
first=$link
get /collect/friend
is "$(address)" "$link" 'a reload shows the same'
is "$(sql "SELECT COUNT(*) FROM handoff WHERE
    INSTR(CONCAT_WS(' ', HEX(nonce), HEX(token_lookup), HEX(code_lookup)),
    UPPER('${link#/friend/}'))")" 0 'no table holds the address'
post /collect/friend Action=new
get /collect/friend
link=$(address) typed=$(code)
ok '[ "$link" != "$first" ]' 'another tap makes another'

# --- joining -----------------------------------------------------------------------
client friend
get "$first"
is_status 409 'a code that was replaced is refused'
has '同学已经停止' 'in words'
get "/friend/$(openssl rand -hex 16)"
is_status 404 'one that never was: 404'
has '没有这个二维码' 'in words'
get "/friend/abc"
is_status 404 'nonsense as well'
get /friend/camera
is_status 403 'no camera without a code'
get "$link"
is_status 200 'the right one'
has '帮同学拍证件照' 'says what it is about'
hasnt '林晓雯' 'without a name'
hasnt '22300010001' 'or number'
is "$(sql 'SELECT state FROM handoff WHERE live = 1')" waiting \
    'looking at it binds nothing: chats look at links'
request POST "$link"
is_status 403 'joining needs the CSRF token'
post "$link"
is_redirect /friend/camera 'the first phone is the camera'
get /friend/camera
is_status 200 'and gets the camera'
has 'data-send="/friend/upload"' 'that sends to its own address'
has 'data-paint="100,197,255"' 'and knows the background'
hasnt '林晓雯' 'no name'
hasnt '22300010001' 'no number'
hasnt '13900010001' 'no phone'
post "$link"
is_redirect /friend/camera 'joining twice is harmless'
get "$link"
is_redirect /friend/camera 'so is scanning again'
get /friend
is_redirect /friend/camera 'or typing'
client third
get "$link"
is_status 409 'a second phone is refused'
has '另一台手机' 'in clear words'
post "$link"
is_status 409 'also when it insists'
post /friend Code="$typed"
is_status 409 'or types the code'
client student
get /collect/friend
has '朋友的手机已连上' 'the student sees the phone'
hasnt "${link#/friend/}" 'and no code any more'

# --- typing ------------------------------------------------------------------------
handoff
client third
get /friend
is_status 200 'the page to type a code'
request POST /friend Code="$typed"
is_status 403 'needs the CSRF token'
post /friend Code=
is_status 422 'empty: 422'
post /friend Code=ACDE-0000
is_status 422 'characters that are never used: 422'
has '没有这个拍照码' 'in words'
has 'value="ACDE-0000"' 'and what was typed is still there'
post /friend Code=ACDE-4679-ACDE
is_status 422 'too long: 422'
post /friend Code="' OR 1=1 --"
is_status 422 'hostile: 422'
post /friend Code=" $(tr 'A-Z-' 'a-z ' <<<"$typed")"
is_redirect /friend/camera 'small letters and a blank will do'
client friend
get /friend/camera
is_status 409 'the phone of the earlier code is out'
has '同学已经停止' 'and told so'
client guess
sql 'DELETE FROM rate_count'
# A minute may end meanwhile, which forgets what came before.
for i in {1..70}; do
	post /friend Code=ACDE-4679
	[ "$status" != 429 ] || break
done
is_status 429 'the 31st guess of an address in a minute is one too many'
sql 'DELETE FROM rate_count'
client guess
# 120 of the world, one of this address: the world's count.
sql "UPDATE rate_count SET hits = 0"
post /friend Code=ACDE-4679
is "$(sql 'SELECT MAX(hits) FROM rate_count')" 1 'a guess is counted'
sql 'UPDATE rate_count SET hits = 120 LIMIT 99'
sql "INSERT INTO rate_count SELECT subject, minute + 1, 120 FROM rate_count"
post /friend Code=ACDE-4679
is_status 429 'where the world guesses too much nobody may'
sql 'DELETE FROM rate_count'

# --- shooting ------------------------------------------------------------------------
ffmpeg -v error -y -f lavfi -i testsrc2=s=800x1000 -frames:v 1 -q:v 2 \
    "$T/noface.jpg"
handoff
client friend
post "$link"
get /friend/preview
is_redirect /friend/camera 'no result before the first shot'
UPLOAD=/friend/upload
get /friend/camera
program photo
get /friend/upload
is_status 200 'the friend asks for a token'
request POST /friend/photo -m "photo=@$T/noface.jpg;image/jpeg"
is_status 403 'without CSRF: refused'
program student
piece "$T/noface.jpg" 0
is_status 200 'a shot of the friend'
has '"next":"/friend/preview"' 'leads to its own result'
is "$(sql "SELECT actor, action FROM audit WHERE action = 'collect.photo'")" \
    "$(printf 'friend\tcollect.photo')" 'the trail says who'
is "$(sql "SELECT GROUP_CONCAT(DISTINCT action ORDER BY action) FROM audit
    WHERE action LIKE 'handoff%'")" \
    handoff.bind,handoff.start 'and how it came to that' ||
    sql "SELECT action FROM audit" | sed 's/^/# /'
get /friend/preview
is_status 200 'the result'
has '这张不合格' 'with the verdict'
has '有且只有一张人脸' 'and one instruction'
has '再拍一张' 'and another try'
hasnt '林晓雯' 'no name here'
shot=$(sql 'SELECT token FROM photo ORDER BY id DESC LIMIT 1')
get "/friend/shot/$shot"
is_status 404 'there is no picture of it'
program photo
sql 'DELETE FROM rate_count'
request POST /friend/photo -m "csrf=$(csrf)" \
    "photo=@$T/noface.jpg;image/jpeg"
is_redirect "/friend/preview?photo=$shot" 'by a plain form: the same shot'
request POST /friend/photo -m "csrf=$(csrf)" x=1
is_status 422 'a form without a picture: 422'
has 'action="/friend/photo"' 'with another try on the page'
get /friend/photo
is_redirect /friend/camera 'a reload leads to the camera'
program student
client student
get /collect/friend
has '请朋友再拍一张' 'the student sees it too'
get /collect/friend/state
has '"version":"bound.' 'and a script is told'
if [ -f "$portrait" ]; then
	client friend
	program photo
	sql 'DELETE FROM rate_count'
	request POST /friend/photo -m "csrf=$(csrf)" \
	    "photo=@$portrait;image/jpeg"
	program student
	get /friend/preview
	has '这张可以用' 'a good one'
	shot=$(sql 'SELECT token FROM photo ORDER BY id DESC LIMIT 1')
	get "/friend/shot/$shot"
	is_status 200 'is shown to the friend'
	header_is Cache-Control 'private, no-store' 'and not kept'
	client third
	get "/friend/shot/$shot"
	is_status 409 'but to no other phone'
	client nobody
	get "/friend/shot/$shot"
	is_status 403 'nor to a stranger'
	client student
	get /collect/preview
	is_status 200 'the student goes on with it'
fi

# --- the cookie opens nothing else ------------------------------------------------------
client friend
for path in /home /me /me/data/file /collect/identity /collect/camera \
    /collect/preview /collect/friend /collect/prints /orders /collections \
    "/collect/photo/$shot/result" "/collect/photo/$shot/original"; do
	get "$path"
	is_redirect "/login?next=$path" "the friend's cookie does not open $path"
done
program photo
for path in /collect/photo /collect/upload; do
	request POST "$path" -H "X-CSRF-Token: $(csrf)" -t image/jpeg \
	    -H 'Accept: application/json' -b "$T/noface.jpg"
	is_status 401 "nor POST $path"
done
program student
post /collect/friend Action=end
ok '[ "$status" = 303 ] && [[ "$(header Location)" == /login* ]]' \
    'nor ends the hand-off for the student'
cookie gp_session "$(cookie gp_friend)"
get /home
is_redirect '/login?next=/home' 'it is no session either'

# A friend's own account stays his own: the shot goes where the code says.
handoff
client friend
login_as 22300010002
post "$link"
program photo
sql 'DELETE FROM rate_count'
request POST /friend/photo -m "csrf=$(csrf)" \
    "photo=@$T/noface.jpg;image/jpeg"
program student
is "$(sql 'SELECT COUNT(*) FROM photo p JOIN collection c
    ON c.id = p.collection_id WHERE c.account_id = '"$account")" 0 \
    'who is logged in himself gets nothing of it'

# --- ends ----------------------------------------------------------------------------------
sql 'UPDATE handoff SET expires_at = UTC_TIMESTAMP() WHERE live = 1'
get /friend/camera
is_status 409 'after ten minutes: 409'
has '再给 10 分钟' 'and what to do'
piece "$T/noface.jpg" 0
is_status 409 'no more shots'
has '10 分钟到了' 'a script is told in words'
client late
get "$link"
is_status 409 'who comes late is told the same'
client student
login_as 22300010001
get /collect/friend
has '10 分钟到了' 'the student sees it'
post /collect/friend Action=more
client friend
get /friend/camera
is_status 200 'ten minutes more, and the phone goes on'
post /friend/done
is_redirect /friend/camera 'the friend is done'
get /friend/camera
is_status 200 'and thanked'
has '谢谢你帮忙' 'in words'
post /friend/done
is_redirect /friend/camera 'twice is harmless'
client student
get /collect/friend
has '朋友拍好了' 'the student is told'
handoff
client friend
post "$link"
client student
post /collect/friend Action=end
get /collect/friend
has '生成二维码' 'the student ends it'
post /collect/friend Action=end
is_redirect /collect/friend 'twice is harmless'
client friend
get /friend/camera
is_status 409 'the phone is out'
piece "$T/noface.jpg" 0
is_status 409 'and sends nothing more'
handoff
client friend
post "$link"
sql "UPDATE collection SET state = 'ordered'"
get /friend/camera
is_status 409 'ordered: closed'
has '不用再拍了' 'in words'
piece "$T/noface.jpg" 0
is_status 409 'no shot gets in'
client student
post /collect/friend Action=new
is_status 409 'and no new code is made'
cookie gp_lang en
get /friend
has 'Type the code' 'in English too'
done_testing
