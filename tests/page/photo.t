#!/bin/bash
# The photo program: what it takes, what it refuses, and what is kept.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/shoot.sh"

openssl genpkey -algorithm ed25519 -out "$T/certificate.key" 2>/dev/null
chmod 600 "$T/certificate.key"
echo "certificate_key_file = $T/certificate.key" >>"$T/gradphoto.conf"

# form FILE [TYPE], raw FILE [TYPE]: the two ways to send a photo. More than
# 20 a minute are too many for one student, but not for this test.
form() {
	sql 'DELETE FROM rate_count'
	program photo
	request POST /collect/photo -m "csrf=$(csrf)" \
	    "photo=@$1;${2:-image/jpeg}"
	program student
}

raw() {
	sql 'DELETE FROM rate_count'
	program photo
	request POST /collect/photo -H "X-CSRF-Token: $(csrf)" \
	    -H 'Accept: application/json' -t "${2:-image/jpeg}" -b "$1"
	program student
}

# --- who may -----------------------------------------------------------------
printf 'abc' >"$T/three.jpg"
form "$T/three.jpg"
is_redirect '/login?next=/collect/photo' 'a stranger logs in first'
raw "$T/three.jpg"
is_status 401 'a script is told so'
has '"error":"login"' 'in JSON'
login_as 22300010001
form "$T/three.jpg"
is_status 409 'no collection: 409'
has '请先选择身份' 'and what to do'
ready 22300010001
program photo
request POST /collect/photo -m "photo=@$T/three.jpg;image/jpeg"
is_status 403 'without a CSRF token: refused'
request POST /collect/photo -m csrf=0123 "photo=@$T/three.jpg;image/jpeg"
is_status 403 'nor with a stale one'
request POST /collect/photo -H 'Accept: application/json' -t image/jpeg \
    -b "$T/three.jpg"
is_status 403 'nor raw bytes without the header'
has '"message":' 'which a script is told in words'
get /collect/photo
is_redirect /collect/camera 'a reload leads to the camera'
request GET /collect/nothing
is_status 404 'other pages are not here'
program student

# --- what is no photo -----------------------------------------------------------
refused() {	# STATUS TEXT WHAT FILE [TYPE]
	form "$4" "${5:-image/jpeg}"
	is_status "$1" "$3: $1"
	has "$2" "$3: and why"
	has 'id="photo"' "$3: with another try on the page"
	raw "$4" "${5:-image/jpeg}"
	is_status "$1" "$3: the same to a script"
	has "$2" "$3: in the same words"
}

refused 422 '这个文件不是照片' 'three bytes' "$T/three.jpg"
printf '%%PDF-1.4\n%%EOF\n' >"$T/pdf.jpg"
refused 422 '这个文件不是照片' 'a PDF named .jpg' "$T/pdf.jpg"
ffmpeg -v error -y -f lavfi -i testsrc2=s=800x1000 -frames:v 1 -q:v 2 \
    "$T/noface.jpg"
head -c 20000 "$T/noface.jpg" >"$T/short.jpg"
refused 422 '不完整或已损坏' 'a truncated JPEG' "$T/short.jpg"
ffmpeg -v error -y -f lavfi -i color=gray:s=9000x6700 -frames:v 1 \
    "$T/bomb.png"
refused 413 '照片太大' 'a 60 MP bomb' "$T/bomb.png" image/png
ffmpeg -v error -y -f lavfi -i color=gray:s=100x120 -frames:v 1 \
    "$T/small.png"
refused 422 '照片太小' 'a thumbnail' "$T/small.png" image/png
: >"$T/empty.jpg"
form "$T/empty.jpg"
is_status 422 'an empty file: 422'
has '没有收到照片' 'and says so'
CONTENT_LENGTH=$((21 << 20)) form "$T/three.jpg"
is_status 413 'a body over the limit: 413'
cookie gp_lang en
form "$T/pdf.jpg"
has 'This file is not a photo' 'in English too'
cookie gp_lang zh-CN
is "$(shots)" 0 'nothing of all that is kept'
is "$(state)" "$(printf 'draft\t0')" 'the collection still waits'
is "$(find "$T/files" -type f | wc -l)" 0 'no file either'

# --- a picture that fails -----------------------------------------------------------
form "$T/noface.jpg"
is_redirect /collect/preview 'no face: the preview says why'
is "$(sql 'SELECT verdict, result_sha256 IS NULL FROM photo')" \
    "$(printf 'fail\t1')" 'the shot is kept, without a result'
is "$(state)" "$(printf 'draft\t0')" 'but not chosen'
get /collect/preview
is_status 200 'the preview'
has '不符合标准，请重拍' 'the verdict'
has '人脸数量' 'the rule'
has '有且只有一张人脸' 'one instruction'
has '实测 <b>0</b>' 'and the number'
hasnt 'name="Photo"' 'and no way on'
cookie gp_lang en
get /collect/preview
has 'Exactly one face' 'in English too, whatever the language of the shot'
cookie gp_lang zh-CN
token=$(sql 'SELECT token FROM photo')
get "/collect/photo/$token/original"
is_status 200 'the original is shown'
ok 'cmp -s "$T/body" "$T/noface.jpg"' 'as it was sent'
get "/collect/photo/$token/result"
is_status 404 'there is no result'
post /collect/preview Photo="$token"
is_status 409 'a bad photo is not taken by force'
sql 'UPDATE photo SET removed_at = UTC_TIMESTAMP()'
get "/collect/photo/$token/original"
is_status 404 'a removed one is gone, whoever else has the same file'
sql 'UPDATE photo SET removed_at = NULL'
client two
login_as 22300010002
get "/collect/photo/$token/original"
is_status 404 "another's photo is 404"
client one
login_as 22300010001

# --- a good one ------------------------------------------------------------------------
if [ ! -f "$portrait" ]; then
	echo '# SKIPPED, no portrait at hand: good shots'
	done_testing
fi
raw "$portrait"
is_status 200 'a portrait is taken'
has '"next":"/collect/preview"' 'and where to go is said'
is "$(state)" "$(printf 'photo_ready\t1')" 'the photo is ready'
is "$(sql 'SELECT COUNT(*) FROM photo WHERE profile LIKE
    "%background_rgb = 100,197,255%"')" 2 'with the values it was judged by'
good=$(sql 'SELECT token FROM photo ORDER BY id DESC LIMIT 1')
get "/collect/photo/$good/result"
is_status 200 'the result is shown'
export GRADPHOTO_PROFILES=$GP_SRC/etc/profiles GRADPHOTO_MODELS=$GP_BUILD/models
ok '"$GP_BUILD/idphoto" check "$T/body" >/dev/null' 'and conforms'
header_is Cache-Control 'private, no-store' 'to its owner only, and not kept'
cp "$T/body" "$T/result.jpg"
openssl pkey -in "$T/certificate.key" -pubout -out "$T/public.pem" 2>/dev/null
sql "SELECT HEX(certificate) FROM photo WHERE token = '$good'" |
    xxd -r -p >"$T/certificate"
ok '"$GP_BUILD/idphoto" verify "$T/certificate" "$T/result.jpg" --key \
    "$T/public.pem" >/dev/null' 'its certificate of origin holds'
is "$(sql 'SELECT COUNT(*) FROM photo WHERE certificate IS NOT NULL
    AND result_sha256 IS NULL')" 0 'nothing is certified that was not made'
get /collect/preview
has '符合标准' 'the preview says so'
has '标准尺' 'with the ruler'
has '眼睛高度' 'its rules'
has 'class="gp-bar"' 'and bars'
hasnt 'face.' 'every rule has a name'
count=$(shots)
form "$portrait"
is_redirect "/collect/preview?photo=$good" 'sent again by the form: the same shot'
is "$(shots)" "$count" 'one picture is one shot'
is "$(state)" "$(printf 'photo_ready\t1')" 'harmless'

# --- a bad retake does not cost the good one ----------------------------------------------
ffmpeg -v error -y -f lavfi -i testsrc2=s=900x1200 -frames:v 1 -q:v 2 \
    "$T/noface2.jpg"
form "$T/noface2.jpg"
is "$(state)" "$(printf 'photo_ready\t1')" 'after a bad retake the good one stays'
is "$(sql "SELECT p.token FROM photo p JOIN collection c ON c.photo_id = p.id
    WHERE c.account_id = $account")" "$good" 'chosen'
get /collect/preview
has '合格照片还在' 'the preview says so'
has "/collect/preview?photo=$good" 'and leads to it'
first=$(sql "SELECT token FROM photo WHERE verdict <> 'fail' ORDER BY id LIMIT 1")
get "/collect/preview?photo=$first"
has "value=\"$first\"" 'an earlier good one can be taken'
post /collect/preview Photo="$first"
is_redirect /collect/prints 'and leads on'
post /collect/preview Photo="$first"
is_redirect /collect/prints 'twice is harmless'
is "$(sql "SELECT p.token FROM photo p JOIN collection c ON c.photo_id = p.id
    WHERE c.account_id = $account")" "$first" 'it is the chosen one'
request POST /collect/preview Photo="$first"
is_status 403 'not without a CSRF token'
get "/collect/preview?photo=$(openssl rand -hex 16)"
is_status 404 'an unknown photo is 404'

# --- two faces ------------------------------------------------------------------------------
ffmpeg -v error -y -i "$portrait" -vf \
    'scale=600:-2,split[a][b];[a][b]hstack' -frames:v 1 "$T/two.jpg"
form "$T/two.jpg"
get /collect/preview
has '人脸数量' 'two faces: the rule'
has '实测 <b>2</b>' 'and how many'

# --- ordered, submitted, closed -----------------------------------------------------------------
n=$(shots)
sql "UPDATE collection SET state = 'ordered' WHERE account_id = $account"
form "$portrait"
is_status 409 'an ordered photo is not retaken'
has '先取消订单' 'the page says what to do'
has 'href="/orders"' 'and where'
raw "$portrait"
is_status 409 'nor by a script'
has '请先取消订单' 'with the same words'
sql "UPDATE collection SET state = 'submitted' WHERE account_id = $account"
raw "$portrait"
is_status 409 'nor a submitted one'
sql "UPDATE collection SET state = 'photo_ready', confirmed_at = NULL
    WHERE account_id = $account"
raw "$portrait"
is_status 409 'nor one whose information is not confirmed'
sql "UPDATE collection SET confirmed_at = UTC_TIMESTAMP()
    WHERE account_id = $account;
    UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 1 DAY"
raw "$portrait"
is_status 409 'nor after the campaign'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() + INTERVAL 9 DAY;
    UPDATE consent SET withdrawn_at = UTC_TIMESTAMP()
    WHERE account_id = $account AND purpose = 'face'"
raw "$portrait"
is_status 403 'nor without consent to face detection'
sql "UPDATE consent SET withdrawn_at = NULL WHERE account_id = $account"
is "$(shots)" "$n" 'none of these is kept'

# --- someone else's picture, one that was sent back -----------------------------------------------
repeat() {	# what the account's last shot says of it
	sql "SELECT SUBSTRING(report, LOCATE('\"input.repeat\"', report), 200)
	    FROM photo JOIN collection c ON c.id = collection_id
	    WHERE account_id = $account ORDER BY photo.id DESC LIMIT 1" |
	    sed -E 's/.*"verdict": "([a-z]*)".*/\1/;q'
}

is "$(repeat)" pass 'a picture of one'"'"'s own is no repetition'
ffmpeg -v error -y -i "$portrait" -vf scale=iw*0.9:-2 -q:v 5 "$T/again.jpg"
client two
ready 22300010002
raw "$T/again.jpg"
is_status 200 'a copy that another student sends'
is "$(repeat)" warn 'is known, at another size'
sql "UPDATE collection SET state = 'rejected', live = NULL
    WHERE account_id = $account"
client one
login_as 22300010001
sql "UPDATE collection SET photo_id = NULL WHERE account_id = $account"
client two
ready 22300010002
raw "$T/again.jpg"
is "$(repeat)" warn 'and so is a photo that was sent back'
sql "UPDATE photo SET phash = phash ^ 0xff"
raw "$portrait"
is "$(repeat)" pass 'what looks different is not'
client one
login_as 22300010001

# --- a campaign's own values ----------------------------------------------------------------------
sql "UPDATE photo_profile SET overrides =
    'background_rgb = 255,255,255\r\n\n file_name = x\n'"
raw "$portrait"
is_status 200 'values of the campaign count'
is "$(sql 'SELECT profile LIKE "%background_rgb = 255,255,255%" FROM photo
    ORDER BY id DESC LIMIT 1')" 1 'and are kept'
sql "UPDATE photo_profile SET overrides = 'background_rgb = pink'"
raw "$portrait"
is_status 500 'a bad one is our fault'
ok 'grep -q "own line 1: bad value" "$log"' 'and logged'
ok '! grep -q "林晓雯\|110101200403120028" "$log"' 'no name in the log'
done_testing
