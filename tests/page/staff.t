#!/bin/bash
# Staff: the first log-in with a password and an app to set up, the second
# factor, recovery codes, brakes, sessions; what the command line does.
. "$(dirname "$0")/lib.sh"

program admin
made=$(tool staff add reviewer 沈老师 --role reviewer --school demo \
    --department 信息工程学院)
once=${made#* }
is "${made% *}" reviewer 'staff add prints the login'
ok '[ ${#once} = 16 ]' 'and a password for once'
tool staff add reviewer 另一位 --role reviewer --school demo 2>"$T/err"
ok 'grep -q "login is taken" "$T/err"' 'a login is somebody'"'"'s once'
tool staff add nobody 某人 --role registrar 2>"$T/err"
ok 'grep -q "need --school" "$T/err"' 'a registrar is of a school'
ok '! tool staff list | grep -q nobody' 'and is not added without one'
tool staff add x 某人 --role reviewer --school demo 2>"$T/err"
ok 'grep -q "3 to 60" "$T/err"' 'a login has a form'

# The code of the app, for now or `$1` steps later.
secret() {
	grep -o '<code>[A-Z2-7 ]*</code>' "$T/body" | tr -d ' ' |
	    sed 's/<[^>]*>//g'
}
code() {
	oathtool --totp -b "$key" -N "@$(($(date +%s) + 30 * ${1:-0}))"
}

# --- the way in ---------------------------------------------------------

get /admin
is_redirect '/admin/login?next=/admin' 'nobody is sent to log in'
get '/admin/roster?campaign=0123456789abcdef0123456789abcdef&q=%E6%9E%97'
next='/admin/roster%3Fcampaign%3D0123456789abcdef0123456789abcdef%26q%3D%25E6%259E%2597'
is_redirect "/admin/login?next=$next" 'a filter is not lost on the way'
get "/admin/login?next=$next"
has 'value="/admin/roster?campaign=0123456789abcdef0123456789abcdef&amp;q=%E6%9E%97"' \
    'the form keeps it'
post /admin/login Login=reviewer Password="$once" \
    'Next=/admin/review?place=1&class=%E4%B8%80'
is_redirect '/admin/password?next=/admin/review%3Fplace%3D1%26class%3D%25E4%25B8%2580' \
    'and the steps too'
get "/admin/review?q=$(printf 'x%.0s' {1..500})"
is_redirect '/admin/login?next=/admin/review' 'unless it is very long'
client fresh
get '/admin/login?next=/admin/me'
is_status 200 'the log-in page'
header_is Cache-Control 'private, no-cache' 'which a browser may keep'
post /admin/login Login=reviewer Password=wrong Next=/admin/me
is_status 422 'a wrong password is refused'
has '登录名或密码不对' 'in words'
post /admin/login Login=nobody Password="$once"
is_status 422 'and so is an unknown name'
has '登录名或密码不对' 'alike'
post /admin/login Login=' Reviewer ' Password="$once" Next=/admin/me
is_redirect '/admin/password?next=/admin/me' \
    'the first log-in leads to a password of one'"'"'s own'
get /admin
is_redirect '/admin/login?next=/admin' 'the password alone opens nothing'
get /admin/setup
is_redirect /admin/password 'nor the next step'
get /admin/password
is_status 200 'the page that asks for a password'
post /admin/password Password=short Again=short
is_status 422 'a short one is refused'
has '太短' 'with the reason'
post /admin/password Password=Reviewer2026! Again=Reviewer2026!
has '里面有登录名的一段' 'one made of the login too'
post /admin/password "Password=$once" "Again=$once"
has '与原来的密码相同' 'and the one for once'
post /admin/password Password=Lamp-post-77x Again=Lamp-post-78x
has '两次输入的密码不一样' 'two that differ'
post /admin/password Password=Lamp-post-77x Again=Lamp-post-77x
is_redirect /admin/setup 'a good one leads to the app'
get /admin/setup
is_status 200 'the app is set up'
has '<path d="' 'by a QR code'
key=$(secret)
ok '[ ${#key} = 32 ]' 'or a key to type'
get /admin/setup
is "$(secret)" "$key" 'which stays the same when the page is loaded again'
post /admin/setup Code=000000
is_status 422 'a wrong code is refused'
post /admin/setup "Code=$(code)"
is_status 200 'the right one lets in'
grep -o '<code>[a-z2-9-]*</code>' "$T/body" | sed 's/<[^>]*>//g' >"$T/codes"
is "$(wc -l <"$T/codes")" 10 'ten recovery codes are shown'
get /admin
is_status 200 'and home is there'
has '沈老师' 'with the name'
has '信息工程学院' 'and where the role counts'
is "$(sql "SELECT COUNT(*) FROM staff_recovery
    WHERE HEX(code_hash) LIKE CONCAT('%', HEX('$(head -1 "$T/codes")'), '%')")" \
    0 'recovery codes are not stored'
is "$(sql "SELECT INSTR(totp_sealed, '$key') FROM staff
    WHERE login = 'reviewer'")" 0 'nor is the key, but sealed'

# --- again: password and code -------------------------------------------

client two
get /admin/login
post /admin/login Login=reviewer Password=Lamp-post-77x Next=//evil.example
is_redirect '/admin/second?next=/admin' \
    'the second log-in asks for a code; no way leads off the site'
post /admin/second Code=
is_status 422 'an empty code is refused'
post /admin/second "Code=$(code)"
is_status 422 'the code that has set it up counts no more'
next=$(code 1)
post /admin/second "Code=${next:0:3} ${next:3}"
is_redirect /admin 'the next one lets in, also as apps show it'
client three
post /admin/login Login=reviewer Password=Lamp-post-77x
post /admin/second "Code=$next"
is_status 422 'no code counts twice'
recovery=$(head -1 "$T/codes")
post /admin/second "Code=${recovery^^}"
is_redirect /admin 'a recovery code lets in'
client four
post /admin/login Login=reviewer Password=Lamp-post-77x
post /admin/second "Code=$recovery"
is_status 422 'once'
for i in 1 2 3 4 5; do post /admin/second Code=123456; done
is_status 429 'guessing must wait'
ok '[ "$(header Retry-After)" -gt 0 ]' 'and is told how long'
for i in 1 2 3 4 5; do post /admin/login Login=reviewer Password=wrong; done
post /admin/login Login=reviewer Password=Lamp-post-77x
is_status 429 'so must guessing passwords, even for the right one'
is "$(sql "SELECT COUNT(*) > 5 FROM audit WHERE action = 'staff.refused'")" 1 \
    'the audit trail has the failures'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'staff.login'")" 3 \
    'and the log-ins'
sql "DELETE FROM login_failure"

# --- sessions -----------------------------------------------------------

client two
get /admin/me
is_status 200 'my account'
has '还没有用过的恢复码： 9' 'says how many recovery codes are left'
is "$(grep -c 'sessions/[0-9]*/end' "$T/body")" 2 'and lists the other sessions'
other=$(sql "SELECT MIN(id) FROM staff_session WHERE step = 'in'")
post /admin/me/sessions/$other/end
is_redirect /admin/me 'one can be ended'
client one
get /admin/me
is_redirect '/admin/login?next=/admin/me' 'and is'
staff_login administrator
mine=$(sql "SELECT MAX(id) FROM staff_session")
client two
post /admin/me/sessions/$mine/end
is_status 404 'not somebody else'"'"'s'
post /admin/me/recovery
is_status 200 'new recovery codes'
ok '! grep -qF "$(tail -1 "$T/codes")" "$T/body"' 'are new'
post /admin/password Current=wrong Password=Park-bench-11y Again=Park-bench-11y
is_status 422 'a new password needs the old one'
post /admin/password Current=Lamp-post-77x Password=Park-bench-11y \
    Again=Park-bench-11y
is_redirect /admin/me 'and is then changed'
client three
get /admin
is_status 303 'which ends the other sessions'
client two
sql "UPDATE staff_session SET seen_at = UTC_TIMESTAMP() - INTERVAL 14 MINUTE"
get /admin
is_status 200 'a short pause ends nothing'
sql "UPDATE staff_session SET seen_at = UTC_TIMESTAMP() - INTERVAL 16 MINUTE"
get /admin
is_status 303 'a long one ends the session'
post /admin/login Login=reviewer Password=Park-bench-11y
token=$(cookie gp_staff)
post /admin/second "Code=$(sed -n 3p "$T/codes")"
is_status 422 'the old recovery codes are worth nothing'
is "$(sql "SELECT COUNT(*) FROM staff_session
    WHERE token_hash = UNHEX(SHA2('$token', 256)) AND step = 'in'")" 0 \
    'and a refused code lets nobody in'

# --- what is not theirs -------------------------------------------------

login_as 22300010001
cookie gp_staff "$(cookie gp_session)"
get /admin
is_status 303 'a student'"'"'s session opens no page of staff'
client five
staff_login reviewer
cookie gp_session "$(cookie gp_staff)"
program student
get /home
is_redirect '/login?next=/home' 'nor one of staff a student'"'"'s'
program admin
get /admin/nothing
is_status 404 'what is not there'
post /admin/lang/en next=/admin
is_redirect /admin 'the language can be changed'
get /admin
has 'Department reviewer' 'and is'
get '/admin/jobs?x=1&y=%E4%BA%8C'
has 'name="next" value="/admin/jobs?x=1&amp;y=%E4%BA%8C"' \
    'the other language is that of the same page and its filter'
post /admin/lang/en 'next=/admin/jobs?x=1&y=%E4%BA%8C'
is_redirect '/admin/jobs?x=1&y=%E4%BA%8C' 'and leads back to it'
post /admin/lang/xx
is_status 404 'to one of ours'
request POST /admin/logout
is_status 403 'a POST needs its token'
post /admin/logout
is_redirect /admin/login 'log-out'
get /admin
is_status 303 'is one'

# --- the command line ---------------------------------------------------

tool staff state administrator locked 2>"$T/err"
ok 'grep -q "last administrator" "$T/err"' 'the last administrator stays'
tool staff add second 管理员 --role administrator >/dev/null
ok 'tool staff state administrator locked' 'one of two may go'
client six
cookie gp_staff x
staff_login administrator
get /admin
is_status 303 'who is locked is out'
ok 'tool staff reset reviewer | grep -q "^reviewer "' 'a reset gives a password'
is "$(sql "SELECT CONCAT(must_change, totp_sealed IS NULL) FROM staff
    WHERE login = 'reviewer'")" 11 'and the app is set up anew'
ok 'tool staff grant reviewer --role reviewer --school demo --department 外国语学院' \
    'one more role'
tool staff grant reviewer --role reviewer --school demo \
    --department 外国语学院 2>"$T/err"
ok 'grep -q "have this role" "$T/err"' 'but not twice'
tool staff list >"$T/out"
ok 'grep -q "reviewer  江海大学  外国语学院" "$T/out"' 'staff list shows them'
is "$(sql "SELECT COUNT(*) FROM audit WHERE detail LIKE '%沈%'
    OR detail LIKE '%Lamp%'")" 0 'no name or password is in the audit trail'
ok '! grep -qE "Lamp-post|Park-bench|$key" "$log"' 'nor in the log'
done_testing
