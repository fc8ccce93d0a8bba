#!/bin/bash
# The preview: the ruler from the report, the original that every browser
# shows, a remark, and the declaration of a covered head.
. "$(dirname "$0")/lib.sh"

# shot VERDICT [RULE]...: a photo of the account's collection, newest; RULE is
# JSON. Its files hold their own names.
shot() {
	local verdict=$1 rules IFS=,
	shift
	rules="$*"
	photo=$(openssl rand -hex 16)
	sql "INSERT INTO photo (token, collection_id, original_sha256,
	    original_type, result_sha256, shown_sha256, verdict, report,
	    profile, created_at)
	    SELECT '$photo', id, SHA2('original', 256), 'heic',
		SHA2('result', 256), SHA2('shown', 256), '$verdict', '{
		\"input\": {\"width\": 3024, \"height\": 4032},
		\"crop\": {\"x\": 500, \"y\": 300, \"scale\": 0.25},
		\"output\": {\"width\": 480, \"height\": 640, \"dpi\": 300,
		    \"bytes\": 39000},
		\"faces\": [{\"landmarks\": {\"cheek_left\": [1060, 1500],
		    \"cheek_right\": [1860, 1500]}}],
		\"rules\": [$rules]}', '', UTC_TIMESTAMP()
	    FROM collection WHERE account_id = $account"
}

file() {	# CONTENT: into the store
	local sha
	sha=$(printf %s "$1" | sha256sum | cut -c1-64)
	mkdir -p "$T/files/${sha:0:2}"
	printf %s "$1" >"$T/files/${sha:0:2}/${sha:2}"
}

rule() {	# ID VALUE MIN MAX UNIT VERDICT
	printf '{"id": "%s", "value": %s, "min": %s, "max": %s,
	    "unit": "%s", "verdict": "%s", "message": "m"}' "$@"
}

crown=$(rule geometry.crown_y 80 50 110 px pass)
eyes=$(rule geometry.eye_y 250 200 300 px pass)
wide=$(rule geometry.face_width 200 180 300 px pass)
tilted=$(rule pose.roll 8.5 -5 5 deg fail)

login_as 22300010001
sql "INSERT INTO collection (token, account_id, enrolment_id, roster_id, campaign_id,
	live, state, route, confirmed_at, created_at, updated_at)
    SELECT '$(openssl rand -hex 16)', account_id, enrolment.id, roster_id,
	campaign_id, 1, 'draft', 'online', UTC_TIMESTAMP(), UTC_TIMESTAMP(),
	UTC_TIMESTAMP()
    FROM enrolment JOIN roster ON roster.id = roster_id
    WHERE student_no = '22300010001';
    INSERT INTO chsi_code (enrolment_id, code_lookup, code_sealed, scheme,
	created_at)
    SELECT id, UNHEX(SHA2(id, 256)), '', 'opaque', UTC_TIMESTAMP()
    FROM enrolment WHERE account_id = $account"
for content in original result shown; do file $content; done

# --- the ruler ---------------------------------------------------------------
shot pass "$crown" "$eyes" "$wide"
get /collect/preview
is_status 200 'the preview is shown'
has 'viewBox="0 0 480 640"' 'with a ruler of the size of the photo'
has 'd="M0 250H480"' 'the eye line where it was measured'
has 'y="200" width="12" height="100"' 'and the band it may be in'
has 'd="M0 80H480"' 'the crown too'
has 'y="50" width="12" height="60"' 'with its band'
has 'd="M140 300V640M340 300V640"' 'the cheeks, from landmarks to output'
has '>200–300<' 'ranges in numbers'
has 'rect x="500" y="300" width="1920" height="2560"' \
    'and on the original what was cut out'
has "/collect/photo/$photo/shown" 'the original is the one browsers show'
has 'href="/collect/camera"' 'a tap on the photo retakes it'
get "/collect/photo/$photo/shown"
is "$(cat "$T/body")" shown 'it is the small one'
header_is Content-Type image/jpeg 'a JPEG whatever was sent'
get "/collect/photo/$photo/original"
is "$(cat "$T/body")" original 'the original itself is there as well'
header_is Content-Type image/heic 'as it came'
sql "UPDATE photo SET shown_sha256 = NULL, original_type = 'png'
    WHERE token = '$photo'"
get "/collect/photo/$photo/shown"
is "$(cat "$T/body")" original 'without a small one the original serves'

shot fail "$tilted" "$(rule geometry.eye_y 320 200 300 px fail)" \
    "$(rule geometry.crown_y 700 50 110 px fail)" "$wide"
get /collect/preview
has 'gp-level_fail' 'what fails is drawn as failing'
has '320 ✗' 'and marked, not only coloured'
has 'd="M0 639H480"' 'what lies outside is drawn at the edge'
has 'rules.svg#pose' 'a failed rule has its drawing'
has '头部歪斜' 'and one instruction'
ok '[ $(grep -n "头部歪斜" "$T/body" | head -1 | cut -d: -f1) -lt \
    $(grep -n "脸部宽度" "$T/body" | head -1 | cut -d: -f1) ]' \
    'failed rules come first'
hasnt 'action="/collect/remark"' 'a failed photo takes no remark'
sql "UPDATE photo SET report = '{}' WHERE token = '$photo'"
get /collect/preview
is_status 500 'a report that is none is our error'
sql "DELETE FROM photo WHERE token = '$photo'"

# --- the remark ----------------------------------------------------------------
kept() {
	sql "SELECT remark_reasons, remark, remarked_at IS NOT NULL FROM photo
	    WHERE token = '$photo'"
}

shot pass "$crown" "$eyes"
get /collect/preview
has 'action="/collect/remark"' 'a good photo takes a remark'
post /collect/remark Photo="$photo"
is_status 422 'an empty one is none'
has '请选一项，或写一句话' 'which is said'
has 'href="#f-Remark"' 'with a way into the field'
is "$(kept)" "$(printf '\t\t0')" 'and nothing is kept'
get /collect/remark
is_redirect /collect/preview 'where a reload after that leads'
post /collect/remark Photo="$photo" Edge=1 Likeness=1 Remark=' 左边  少了 '
is_redirect "/collect/preview?photo=$photo" 'a remark is kept'
is "$(kept)" "$(printf 'edge,likeness\t左边 少了\t1')" 'with its reasons'
get "/collect/preview?photo=$photo"
has '留言已保存' 'which is said'
has '<blockquote class="gp-quote">左边 少了<' 'shown'
has '看起来不像我' 'reason by reason'
ok 'grep -q "name=\"Edge\" value=\"1\" checked" "$T/body"' \
    'and there to be changed'
post /collect/remark Photo="$photo" Colour=1
is "$(kept)" "$(printf 'colour\t\t1')" 'a change replaces it'
post /collect/remark Photo="$photo" Colour=1
is_redirect "/collect/preview?photo=$photo" 'twice is harmless'
post /collect/remark Photo="$photo" \
    Remark="$(printf '字%.0s' {1..201})"
is_status 422 'more than 200 characters are too many'
has '太长了' 'which is said'
is "$(kept)" "$(printf 'colour\t\t1')" 'the old one stays'
post /collect/remark Photo="$photo" \
    Remark="$(printf '字%.0s' {1..200})"
is_redirect "/collect/preview?photo=$photo" '200 are not'
post /collect/remark Photo="$photo" Remark='<script>alert(1)</script>'
get "/collect/preview?photo=$photo"
hasnt '<script>alert' 'markup stays text'
post /collect/remark Photo="$photo" Withdraw=1
is "$(kept)" "$(printf '\t\t0')" 'it can be withdrawn'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collect.remark'")" 6 \
    'each of it leaves a line'
post /collect/remark Photo=0123 Edge=1
is_status 404 'an unknown photo is 404'
post /collect/remark Edge=1
is_status 404 'none as well'
request POST /collect/remark Photo="$photo" Edge=1
is_status 403 'without a token: refused'

# --- the covered head ------------------------------------------------------------
declared() {
	sql "SELECT head_cover FROM collection WHERE account_id = $account"
}

get /collect/guide
has 'action="/collect/head-cover"' 'the guide takes the declaration'
post /collect/head-cover On=1
is_redirect /collect/guide 'it is kept'
is "$(declared)" 1 'with the collection'
get /collect/guide
has '您已声明' 'and said'
post /collect/head-cover On=1
is_redirect /collect/guide 'twice is harmless'
post /collect/head-cover On=0 Photo="$photo"
is_redirect "/collect/preview?photo=$photo" 'it can be withdrawn'
is "$(declared)" 0 'at a photo too'
get /collect/preview
hasnt 'action="/collect/head-cover"' 'where nothing is covered nobody is asked'
shot fail "$(rule cover.head 0.9 null 0.5 ratio fail)"
get /collect/preview
has 'action="/collect/head-cover"' 'where something is, the preview asks'
post /collect/head-cover On=2
is_status 422 'anything else is no answer'
request POST /collect/head-cover On=1
is_status 403 'without a token: refused'

# --- whose ------------------------------------------------------------------------
client two
one=$account
login_as 22300010002
post /collect/remark Photo="$photo" Edge=1
is_redirect /collect/identity 'without a collection: the first step'
get "/collect/photo/$photo/shown"
is_status 404 "another's picture is 404"
client nobody
get "/collect/photo/$photo/shown"
is_status 303 'and a stranger logs in'
client one
sql "UPDATE collection SET state = 'ordered' WHERE account_id = $one"
post /collect/remark Photo="$photo" Edge=1
is_status 409 'an ordered photo is remarked no more'
post /collect/head-cover On=1
is_status 409 'nor is anything declared'
done_testing
