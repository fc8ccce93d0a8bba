#!/bin/bash
# /admin/staff: the list, one person more, roles, states, passwords for once.
. "$(dirname "$0")/lib.sh"

staff_login reviewer
reviewer=$staff
get /admin/staff
is_status 403 'a reviewer has no list of people'
client two
staff_login registrar
get "/admin/staff/$reviewer"
is_status 403 'nor has a registrar a look at one'
client three
staff_login administrator
me=$staff
one=/admin/staff/$reviewer
school=$(sql "SELECT id FROM school WHERE code = 'demo'")
department() {
	sql "SELECT id FROM department WHERE name = '$1'"
}
audited() {
	sql "SELECT COUNT(*) FROM audit WHERE action = '$1' AND actor = 'staff'
	    AND actor_id = $me AND object_id = ${2-$reviewer}"
}

# --- the list -----------------------------------------------------------

get /admin/staff
is_status 200 'the list'
has "/admin/staff/$reviewer" 'with the reviewer'
has '从未登录' 'who never came in by the log-in page'
get '/admin/staff?role=registrar'
hasnt "/admin/staff/$reviewer\"" 'is filtered by role'
get '/admin/staff?q=review'
has "/admin/staff/$reviewer\"" 'by a piece of the login'
get "/admin/staff?school=999"
hasnt "/admin/staff/$reviewer\"" 'by school'
has '没有符合条件的工作人员' 'and may be empty'
get '/admin/staff?q=%27%22%3E%3Cscript%3E&sort=x&after_id=x'
is_status 200 'nonsense finds nothing'
sql "INSERT INTO staff (login, name, state, password, must_change,
    created_at) SELECT CONCAT('many', 100 + seq), CONCAT('许', seq), 'active',
    '!', 1, UTC_TIMESTAMP() FROM seq_1_to_60"
for sort in login name; do
	next="/admin/staff?q=&sort=$sort"
	: >"$T/seen"
	for i in 1 2 3; do
		get "$next"
		grep -o '/admin/staff/[0-9]*"' "$T/body" >>"$T/seen"
		next=$(grep -o 'href="[^"]*&amp;after=[^"]*' "$T/body" |
		    sed 's/href="//; s/&amp;/\&/g')
		[ -n "$next" ] || break
	done
	is "$(sort -u "$T/seen" | wc -l) $(wc -l <"$T/seen")" '63 63' \
	    "pages by $sort show everybody once"
done

# --- one more -----------------------------------------------------------

get /admin/staff/new
is_status 200 'the form'
has '信息工程学院' 'with the departments'
post /admin/staff Login='X y' Name=沈老师 Role=reviewer Place=
is_status 422 'a login has a form'
has '3 到 60 位' 'which is said'
has 'value="沈老师"' 'and nothing entered is lost'
post /admin/staff Login=reviewer Name=沈老师 Role=reviewer Place="$school"
is_status 422 'one that is taken is refused'
has '已经有人使用' 'in words'
for bad in reviewer: registrar: "registrar:$school-$(department 信息工程学院)" \
    "administrator:$school" "reviewer:999" "reviewer:$school-999" \
    reviewer:x; do
	post /admin/staff Login=fresh Name=新人 "Role=${bad%%:*}" \
	    "Place=${bad#*:}"
	is_status 422 "a role has its place: $bad"
done
post /admin/staff Login=fresh Name=新人 Role=boss Place=
is_status 422 'and is one that is there'
is "$(sql "SELECT COUNT(*) FROM staff WHERE login = 'fresh'")" 0 \
    'nothing half done'
post /admin/staff Login=' Fresh ' Name=新人 Email=fresh@example.edu.cn \
    Role=registrar Place="$school"
is_status 200 'a person more'
once=$(grep -o '<code>[^<]*' "$T/body" | tail -1 | sed 's/<code>//')
is "${#once}" 16 'with a password for once'
fresh=$(sql "SELECT id FROM staff WHERE login = 'fresh'")
is "$(audited staff.add "$fresh") $(audited staff.grant "$fresh")" '1 1' \
    'and two lines in the trail'
client four
post /admin/login Login=fresh "Password=$once"
is_redirect '/admin/password?next=/admin' 'which leads to an own one'
client three

# --- roles --------------------------------------------------------------

post "$one/grant" Role=reviewer "Place=$school-$(department 外国语学院)"
is_redirect "$one" 'one role more'
post "$one/grant" Role=reviewer "Place=$school-$(department 外国语学院)"
is_status 409 'is there once'
has '已经有这项职责了' 'which is said'
post "$one/grant" Role=registrar Place=
is_status 422 'a registrar has a school'
post /admin/staff/$me/grant Role=registrar "Place=$school"
is_status 403 'nobody gives themselves a role'
has '不能给自己加职责' 'which is said'
role=$(sql "SELECT MAX(id) FROM staff_role WHERE staff_id = $reviewer")
post "$one/revoke" "Id=$role"
is_redirect "$one" 'a role is taken away'
is "$(sql "SELECT COUNT(*) FROM staff_role WHERE staff_id = $reviewer") $(
    audited staff.revoke)" '1 1' 'that one, and the trail knows'
post "$one/revoke" "Id=$role"
is_status 404 'once'
post "$one/revoke" Id=x
is_status 422 'a number that is none'
mine=$(sql "SELECT id FROM staff_role WHERE staff_id = $me")
post "/admin/staff/$me/revoke" "Id=$mine"
is_status 403 'nobody takes it away from themselves'
has '请让另一位管理员操作' 'which is said'

# --- states and passwords -----------------------------------------------

post "/admin/staff/$me/state" State=locked
is_status 403 'or locks themselves out'
post "/admin/staff/$me/reset"
is_status 403 'or resets themselves'
get "/admin/staff/$me"
hasnt '/state"' 'and no button says so'
post "$one/state" State=gone
is_status 422 'a state is one that is there'
post "$one/state" State=locked
is_redirect "$one" 'somebody is locked'
client one
get /admin/department
is_status 303 'and is out at once'
client three
get /admin/staff?state=locked
has "/admin/staff/$reviewer\"" 'and found as such'
post "$one/state" State=active
is_redirect "$one" 'and let in again'
client one
staff_login reviewer
client three
post "$one/out"
is_redirect "$one" 'sessions are ended'
client one
get /admin/department
is_status 303 'all of them'
client three
post "$one/reset"
is_status 200 'a password for once'
is "$(sql "SELECT CONCAT(must_change, totp_sealed IS NULL) FROM staff
    WHERE id = $reviewer")" 10 'the app stays'
post "$one/reset" Totp=1
is "$(sql "SELECT CONCAT(must_change, totp_sealed IS NULL) FROM staff
    WHERE id = $reviewer")" 11 'unless it is lost too'
is "$(audited staff.state) $(audited staff.reset) $(
    audited staff.session_end)" '2 2 1' 'the trail has it all'
post "$one" Name= Email=x
is_status 422 'a name is needed, an address has a form'
post "$one" Name=沈新 Email=
is_redirect "$one" 'a name is changed'
get "$one"
has 沈新 'and shown'
is "$(sql "SELECT COUNT(*) FROM audit WHERE detail LIKE '%沈%'
    OR detail LIKE '%$once%'")" 0 'no name or password is in the trail'

# --- the last administrator ---------------------------------------------

tool staff add boss 管理员 --role administrator >/dev/null
boss=$(sql "SELECT id FROM staff WHERE login = 'boss'")
post "/admin/staff/$boss/state" State=left
is_redirect "/admin/staff/$boss" 'another administrator may leave'
post "/admin/staff/$boss/state" State=active
sql "UPDATE staff SET state = 'locked' WHERE id = $me"
get /admin/staff
is_status 303 'who is locked sees nothing'
sql "UPDATE staff SET state = 'active' WHERE id = $me;
    DELETE FROM staff_role WHERE staff_id = $me"
get "$one"
is_status 403 'nor who is no administrator any more'
client five
staff_login administrator
get /admin/staff/99999
is_status 404 'who is not there'
post /admin/staff/99999/state State=locked
is_status 404 'is not found'
request POST "$one/state" State=locked
is_status 403 'a POST needs its token'
done_testing
