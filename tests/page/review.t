#!/bin/bash
# The department's review: the wall, one photo, claims, decisions, undo.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/review.sh"

login_as 22300010001
first_account=$account
sql "UPDATE account SET email = 'lin@example.org' WHERE id = $account"
submitted 22300010001; one=$photo
submitted 22300010002 warn; two=$photo
submitted 22300010003; three=$photo
submitted 22300020001; foreign=$photo
submitted 22300010004 pass online; paid=$photo

# --- the wall -------------------------------------------------------------

client nobody
program admin
get /admin/review
is_redirect '/admin/login?next=/admin/review' 'the wall needs a log-in'
client registrar
staff_login registrar
get /admin/review
is_status 403 'and a reviewer'
client one
staff_login reviewer
reviewer=$staff
get /admin/review
is_status 200 'the wall'
has 林晓雯 'shows those of the department'
hasnt 赵一诺 'none of another'
hasnt 陈博文 'none that the studio reviews'
is "$(grep -c 'name="Photo"' "$T/body")" 2 \
    'and offers to tick those without a warning'
place=$(sed -n 's/.*name="place" value="\([^"]*\)".*/\1/p' "$T/body" | head -1)
get "/admin/review?class=$(url_encode '软件工程 / 2022级2班')"
has 欧阳静 'of one class'
hasnt 林晓雯 'alone'
get '/admin/review?clean=0'
has 周子昂 'those with a warning'
hasnt 欧阳静 'alone'
get '/admin/review?q=22300010003'
has 欧阳静 'by number'
hasnt 林晓雯 'alone'
get "/admin/review?q=$(url_encode "' OR 1=1 -- ")"
is_status 200 'a quotation mark'
has '没有符合条件的照片' 'finds nothing'
get "/admin/review?after=$one"
hasnt 林晓雯 'what follows one'
has 周子昂 'goes on'
get '/admin/review?place=nothing-9'
is_status 404 'a place that is not there'
get "/admin/review?place=${place%-*}-$(sql "SELECT id FROM department
    WHERE name = '外国语学院'")"
is_status 404 'or not theirs'
sql "INSERT INTO photo (token, collection_id, original_sha256, original_type,
    result_sha256, verdict, report, profile, created_at)
    SELECT REPEAT('d', 32), collection_id, original_sha256, original_type,
    result_sha256, verdict, report, profile, created_at FROM photo
    WHERE token = '$one'"

# --- pictures ---------------------------------------------------------------

get "/admin/photos/$one/result.jpg"
is_status 200 'the result'
header_is Content-Type image/jpeg 'is a JPEG'
header_is Cache-Control 'private, no-store' 'that no browser keeps'
get "/admin/photos/$one/original.jpg"
is_status 200 'the original'
is "$(sql "SELECT GROUP_CONCAT(detail ORDER BY id) FROM audit
    WHERE action = 'photo.view' AND actor_id = $staff")" result,original \
    'each look is on record'
get "/admin/photos/$foreign/result.jpg"
is_status 404 'another department'"'"'s is not found'
get "/admin/photos/$paid/result.jpg"
is_status 404 'nor one of another route'
get "/admin/photos/dddddddddddddddddddddddddddddddd/result.jpg"
is_status 404 'nor one that was not handed in'
get /admin/photos/x/result.jpg
is_status 404 'nor one that is not there'
client registrar
get "/admin/photos/$paid/result.jpg"
is_status 200 'the registrar sees those of all routes'
client admin
staff_login administrator
get "/admin/photos/$one/result.jpg"
is_status 403 'an administrator none'
client stranger
staff_login stranger
get "/admin/photos/$one/result.jpg"
is_status 404 'nor does another school'
client nobody
get "/admin/photos/$one/result.jpg"
is_status 303 'nor anybody who is not logged in'

# --- one at a time ----------------------------------------------------------

client one
get "/admin/review/$one"
is_status 200 'a photo that nobody has'
has '还没有人在审核这张照片' 'says so'
hasnt "/admin/review/$one/accept" 'and can not be decided'
post /admin/review/next "place=$place"
is_redirect "/admin/review/$one?place=$place&class=&clean=" 'the first is taken'
get "/admin/review/$one"
has "/admin/review/$one/accept" 'and can be decided'
has '眼睛高度' 'beside its measurements'
has '296 px' 'with numbers'
client other
staff_login colleague reviewer demo 信息工程学院
get /admin/review
has '正在审核： reviewer' 'the colleague sees who has it'
get "/admin/review/$one"
has '正由另一位老师审核' 'on the photo too'
post "/admin/review/$one/take"
is_redirect "/admin/review/$one?place=$place&class=&clean=" \
    'and can not take it'
is "$(sql "SELECT login FROM collection JOIN staff ON staff.id = claimed_by
    WHERE photo_id = (SELECT id FROM photo WHERE token = '$one')")" reviewer \
    'it stays where it is'
post "/admin/review/$one/accept"
is "$(state $one)" 'submitted 1' 'nor decide it'
post /admin/review/next "place=$place"
is_redirect "/admin/review/$two?place=$place&class=&clean=" \
    'the next one is another'
post "/admin/review/$two/skip" "place=$place"
is_redirect "/admin/review/$three?place=$place&class=&clean=" 'not now'
post "/admin/review/$three/skip" "place=$place"
is_redirect "/admin/review/$two?place=$place&class=&clean=" \
    'comes round again'
sql "UPDATE collection SET claimed_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND"
post /admin/review/next "place=$place" "after=$three"
is_redirect "/admin/review/$one?place=$place&class=&clean=" \
    'a claim ends by itself'
client one
post "/admin/review/$one/accept"
is "$(state $one)" 'submitted 1' 'and is then somebody else'"'"'s'
sql 'UPDATE collection SET claimed_by = NULL, claimed_until = NULL'
post "/admin/review/$foreign/take"
is_status 404 'nothing of another department is taken'
post "/admin/review/$foreign/accept"
is_status 404 'or accepted'
post "/admin/review/$foreign/reject" Reason0=1
is_status 404 'or sent back'
is "$(state $foreign)" 'submitted 1' 'and it is as it was'
post "/admin/review/$paid/accept"
is_status 404 'nor what the studio reviews'
request POST "/admin/review/$one/accept"
is_status 403 'a decision needs its token'

# --- decisions ---------------------------------------------------------------

post "/admin/review/$one/take"
post "/admin/review/$one/reject" "place=$place"
is_status 422 'sending back needs a reason'
has '请选择退回原因' 'and says so'
post "/admin/review/$one/reject" Reason2=1 "Note=$(printf '长%.0s' {1..61})"
is_status 422 'too many words'
has '不要超过 60 个字' 'are refused'
has 'data-key="3" checked' 'and nothing is lost'
post "/admin/review/$one/reject" Reason0=1 Reason9=1 'Note=请看 "镜头" {x}' \
    "place=$place"
is_redirect "/admin/review/$two?place=$place&class=&clean=" \
    'after a decision the next one is there'
is "$(state $one)" 'rejected 0' 'the photo is sent back'
is "$(sql "SELECT reasons, note FROM review WHERE decision = 'rejected'")" \
    "$(printf 'eyes.open,person.other\t请看 "镜头" {x}')" 'with its reasons'
is "$(sql "SELECT channel, template, state, TIMESTAMPDIFF(SECOND, created_at,
    next_at) FROM outbox WHERE account_id = $first_account ORDER BY channel" |
    xargs)" 'email returned waiting 90 sms returned waiting 90' \
    'the student is told, but not at once'
is "$(sql "SELECT JSON_UNQUOTE(JSON_EXTRACT(params, '$.reason')) FROM outbox
    WHERE channel = 'sms' AND template = 'returned'")" \
    '请看 "镜头" {x}；眼睛闭上了，请睁开双眼重拍；照片与本人不符，或不是近期照片，请提交本人近照' \
    'why'
is "$(sql "SELECT actor, actor_id, detail FROM audit
    WHERE action = 'collection.rejected'")" \
    "$(printf 'staff\t%s\teyes.open,person.other' "$reviewer")" \
    'and it is on record, without the words'
post "/admin/review/$one/reject" Reason0=1
is_status 303 'the same once more'
is "$(sql "SELECT COUNT(*) FROM review")" 1 'is once'
post "/admin/review/$one/accept"
is "$(state $one)" 'rejected 0' 'what was sent back is not accepted'
get "/admin/review/$one"
has '请睁开双眼重拍' 'the page has the reason'
request POST "/admin/review/$two/accept" -H 'Accept: application/json' \
    "csrf=$(csrf)"
is_status 200 'a script gets no page'
is "$(state $two)" 'approved 1' 'and accepts as well'
request POST "/admin/review/$one/accept" -H 'Accept: application/json' \
    "csrf=$(csrf)"
is_status 409 'it is told of a conflict'
request POST "/admin/review/$three/reject" -H 'Accept: application/json' \
    "csrf=$(csrf)"
is_status 422 'and of a missing reason'

# --- undo ----------------------------------------------------------------------

post /admin/review/undo
is_redirect "/admin/review/$two?place=$place&class=&clean=" \
    'undo leads to the photo'
is "$(state $two)" 'submitted 1' 'which waits again'
get "/admin/review/$two"
has "/admin/review/$two/accept" 'and is theirs'
post /admin/review/undo
is "$(state $one)" 'submitted 1' 'the one before as well'
is "$(sql "SELECT DISTINCT state, reason, recipient, params FROM outbox
    WHERE template = 'returned'" | xargs)" 'off undone' \
    'and nobody is told of what was undone'
post /admin/review/undo "place=$place"
is_redirect "/admin/review?place=$place&class=&clean=" 'then there is none'
is "$(sql "SELECT COUNT(*) FROM audit
    WHERE action = 'collection.undone'")" 2 'it is on record'
program student
client student
login_as 22300010001
get /me/messages
hasnt 退回 'the student sees nothing of it'
client one
program admin
post "/admin/review/$one/reject" Reason1=1
sql "UPDATE review SET created_at = created_at - INTERVAL 61 SECOND
    WHERE undone_at IS NULL"
post /admin/review/undo
is "$(state $one)" 'rejected 0' 'a minute later it is too late'
sql "UPDATE review SET created_at = created_at + INTERVAL 61 SECOND
    WHERE undone_at IS NULL"
sql "INSERT INTO collection (token, account_id, enrolment_id, roster_id,
    campaign_id, live, state, created_at, updated_at)
    SELECT REPEAT('e', 32), account_id, enrolment_id, roster_id, campaign_id,
    1, 'draft', UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM collection
    WHERE photo_id = (SELECT id FROM photo WHERE token = '$one')"
post /admin/review/undo
is "$(state $one)" 'rejected 0' 'and once the student has begun anew'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'returned'
    AND state = 'waiting'")" 2 'who is told then'
sql "DELETE FROM collection WHERE token = REPEAT('e', 32)"
sql "UPDATE outbox SET state = 'sending' WHERE state = 'waiting'
    AND template = 'returned' AND channel = 'sms'"
post /admin/review/undo
is "$(state $one)" 'rejected 0' 'or when the message is on its way'

# --- a photo that was replaced meanwhile -----------------------------------------

sql "UPDATE collection SET claimed_by = NULL;
    INSERT INTO photo (token, collection_id, original_sha256, original_type,
    result_sha256, verdict, report, profile, created_at)
    SELECT REPEAT('f', 32), collection_id, original_sha256, original_type,
    result_sha256, verdict, report, profile, created_at FROM photo
    WHERE token = '$three';
    UPDATE collection SET photo_id = LAST_INSERT_ID()
    WHERE photo_id = (SELECT id FROM photo WHERE token = '$three')"
post "/admin/review/$three/accept"
is_status 404 'a photo that was replaced is not accepted'
is "$(state $three)" 'submitted 1' 'nor is the new one that nobody has seen'
three=ffffffffffffffffffffffffffffffff

# --- at once -------------------------------------------------------------------

post /admin/review/accept "place=$place" "Photo=$two" "Photo=$three" \
    "Photo=$foreign" Photo=nothing
is_redirect "/admin/review?place=$place&class=&clean=&done=1" \
    'what is ticked is accepted'
is "$(state $three) $(state $two) $(state $foreign)" \
    'approved 1 submitted 1 submitted 1' \
    'but no warning, and nothing of another department'
get '/admin/review?done=1'
has '已通过 1 张' 'the page says how many'
sql "UPDATE photo SET remark = '脸色不对' WHERE token = '$two';
    UPDATE photo SET verdict = 'pass' WHERE token = '$two'"
post /admin/review/accept "place=$place" "Photo=$two"
is "$(state $two)" 'submitted 1' 'nor what the student remarks on'
get "/admin/review/$two"
has '脸色不对' 'which the reviewer reads'
sql "UPDATE photo SET remark = '' WHERE token = '$two'"
client other
post "/admin/review/$two/take"
client one
post /admin/review/accept "place=$place" "Photo=$two"
is "$(state $two)" 'submitted 1' 'nor what a colleague has open'

# --- two people --------------------------------------------------------------------

sql 'UPDATE collection SET claimed_by = NULL, claimed_until = NULL'
for i in 1 2 3 4 5 6; do
	(
		who=one
		[ $((i % 2)) = 1 ] || who=other
		client $who
		T2=$(mktemp -d "$T/p-XXXXXX")
		cp "$T"/{gradphoto.conf,lookup.key} "$T/jar-$who" "$T2/"
		T=$T2
		post "/admin/review/$two/reject" Reason3=1
	) &
done
wait
is "$(sql "SELECT COUNT(*) FROM review WHERE undone_at IS NULL AND photo_id =
    (SELECT id FROM photo WHERE token = '$two')")" 1 \
    'six decisions at once are one'

# --- a session that ends --------------------------------------------------------------

submitted 22300010002; four=$photo
post "/admin/review/$four/take"
# As the log-in by the pages leaves it.
cookie gp_owner "$(printf 'kept.owner\0%s' "$reviewer" | openssl dgst -sha256 \
    -mac HMAC -macopt "hexkey:$(cat "$T/lookup.key")" |
    sed 's/.*= //' | cut -c 1-32)"
sql 'DELETE FROM staff_session'
request POST "/admin/review/$four/reject" \
    -H "Referer: http://127.0.0.1:8080/admin/review/$four" \
    "csrf=$(csrf)" Reason4=1 'Note=眼镜反光太强'
is_redirect "/admin/login?next=/admin/review/$four" \
    'a session that ends in the middle leads to the log-in'
is "$(state $four)" 'submitted 1' 'nothing is decided'
staff_login reviewer
get "/admin/review/$four"
has '眼镜反光太强' 'and after it what was written is there'
has 'data-key="5" checked' 'and what was ticked'
request POST "/admin/review/$four/accept" -H 'Accept: application/json'
is_status 403 'a script'
sql 'DELETE FROM staff_session'
request POST "/admin/review/$four/accept" -H 'Accept: application/json' \
    "csrf=$(csrf)"
is_status 401 'learns of it by the status'
get /admin/review/nothing
is_status 303 'without a session nothing is told'
staff_login reviewer
get /admin/review/nothing
is_status 404 'what is not there'
done_testing
