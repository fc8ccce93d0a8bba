#!/bin/bash
# The department's route as the student goes it: choose it, upload a recent
# picture, submit, be rejected, replace it, take it back.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/shoot.sh"

collection() {
	sql "SELECT state, route, submitted_at IS NOT NULL FROM collection
	    WHERE account_id = $account ORDER BY id DESC LIMIT 1" | tr '\t' ' '
}

# photo_ready STUDENT_NO: with a photo that was uploaded for the department.
photo_ready() {
	ready "$1"
	photo=$(openssl rand -hex 16)
	sql "SET @c = (SELECT id FROM collection WHERE account_id = $account
		AND live = 1);
	    INSERT INTO photo (token, collection_id, original_sha256,
		original_type, result_sha256, verdict, report, profile,
		created_at)
	    VALUES ('$photo', @c, SHA2('$photo', 256), 'jpeg',
		SHA2('$photo', 256), 'pass', '{\"rules\": []}', '',
		UTC_TIMESTAMP());
	    UPDATE collection SET route = 'department', state = 'photo_ready',
		photo_id = LAST_INSERT_ID() WHERE id = @c"
	collection=$(sql "SELECT token FROM collection
	    WHERE account_id = $account AND live = 1")
}

# --- the choice ---------------------------------------------------------

ready 22300010001
sql "UPDATE collection SET route = '' WHERE account_id = $account"
get /collect/route
hasnt '上传近期照片' 'a campaign without the route does not offer it'
post /collect/route Route=department
is_status 422 'nor take it'
sql "UPDATE campaign SET routes = 'online,department'"
get /collect/route
has '上传近期照片' 'one with it does'
has '不收费' 'and says that it is free'
get /collect/recent
is_redirect /collect/route 'its page wants the choice first'
post /collect/route Route=department
is_redirect /collect/recent 'the choice leads to the upload'
get /collect/recent
is_status 200 'the page'
has 'enctype="multipart/form-data"' 'works without scripts'
has '信息工程学院' 'and names the department'
has '背景保持原样' 'the wall stays as it is'
get /collect/submit
is_redirect /collect/recent 'nothing to submit yet'
post /collect/submit
is_redirect /collect/preview 'also by hand'
is "$(collection)" 'draft department 0' 'and nothing is'
post /collect/recent Recolour=1
is_redirect /collect/recent 'the student may ask for another wall'
get /collect/recent
has '会换成规定的背景' 'as the page then says'
post /collect/recent Recolour=0
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collect.recolour'")" 2 \
    'both are in the trail'
get /collect/ticket
is_status 303 'this route has no ticket'

# --- a real picture -----------------------------------------------------

printf 'abc' >"$T/three.jpg"
program photo
request POST /collect/photo -m "csrf=$(csrf)" "photo=@$T/three.jpg;image/jpeg"
is_status 422 'what is no photo is refused'
has 'action="/collect/photo"' 'on the page it came from'
has '请选择 JPG' 'with the reason'
if [ -n "$portrait" ]; then
	request POST /collect/photo -m "csrf=$(csrf)" \
	    "photo=@$portrait;image/jpeg"
	is_redirect /collect/preview 'a portrait is taken'
	is "$(sql "SELECT profile LIKE '%background = keep%',
	    report LIKE '%\"background\": \"kept\"%' OR
	    report LIKE '%\"background\":\"kept\"%' FROM photo")" \
	    "$(printf '1\t1')" 'and only cropped'
	sql "UPDATE collection SET recolour = 1"
	request POST /collect/photo -m "csrf=$(csrf)" \
	    "photo=@$portrait;image/jpeg"
	is "$(sql "SELECT COUNT(*) FROM photo
	    WHERE profile LIKE '%background = replace%'")" 1 \
	    'asked for, its wall is replaced: another photo'
	program student
	get /collect/preview
	is_status 200 'the preview'
	has 'href="/collect/recent"' 'leads back to the upload'
	hasnt 'href="/collect/camera"' 'not to the camera'
fi
program student

# --- submit -------------------------------------------------------------

client two
photo_ready 22300010002
post /collect/preview Photo="$photo"
is_redirect /collect/submit 'the chosen photo is submitted, not ordered'
get /collect/prints
is_redirect /collect/submit 'prints are for the other route'
post /collect/prints Prints=no
is_redirect /collect/submit 'and orders'
get /collect/submit
is_status 200 'the last look'
has '22300010002' 'with whose photo it is'
request POST /collect/submit
is_status 403 'a POST needs its token'
post /collect/submit
is_redirect "/collections/$collection" 'submitted'
is "$(collection)" 'submitted department 1' 'it is with the department'
post /collect/submit
is_redirect "/collections/$collection" 'a second click changes nothing'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collect.submit'")" 1 \
    'nor does the trail say so'
is "$(sql 'SELECT COUNT(*) FROM orders')" 0 'no order was made'
get "/collections/$collection"
has '等待审核' 'its page says that it waits'
has '撤回' 'and offers to take it back'
get /collect/recent
is_status 409 'a submitted one takes no other picture'
client one
get "/collections/$collection"
is_status 404 'another student does not see it'
post "/collections/$collection/take-back"
is_status 404 'nor takes it back'
client two

# --- taken back, looked at ----------------------------------------------

post "/collections/$collection/take-back"
is_redirect /home 'taken back'
is "$(collection)" 'photo_ready department 0' 'it is the student'"'"'s again'
post "/collections/$collection/take-back"
is_status 404 'twice is nothing'
post /collect/submit
staff_login reviewer
post "/admin/review/$photo/take"
program student
post "/collections/$collection/take-back"
is_redirect "/collections/$collection" 'on a reviewer'"'"'s screen'
is "$(collection)" 'submitted department 1' 'it stays'
get "/collections/$collection"
has '不能撤回了' 'and the page says why'

# --- rejected, replaced -------------------------------------------------

program admin
post "/admin/review/$photo/reject" Reason=eyes.open Note='请摘掉耳机'
is "$(sql "SELECT state, live IS NULL FROM collection
    WHERE token = '$collection'")" "$(printf 'rejected\t1')" \
    'the department sends it back'
program student
get "/collections/$collection"
has '审核未通过' 'the student reads that'
has '请摘掉耳机' 'and why, in the reviewer'"'"'s words'
has '重新提交照片' 'and what to do'
get /home
has '/collect/identity' 'home leads there too'
first=$collection
photo_ready 22300010002
ok '[ "$collection" != "$first" ]' 'a new attempt begins'
post /collect/submit
is "$(collection)" 'submitted department 1' 'and is submitted'
program admin
post "/admin/review/$photo/take"
post "/admin/review/$photo/accept"
program student
get "/collections/$collection"
has '审核通过' 'accepted'
hasnt 'take-back' 'it is not taken back any more'
post "/collections/$collection/take-back"
is_redirect "/collections/$collection" 'whoever tries'
done_testing
