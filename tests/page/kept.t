#!/bin/bash
# What was typed survives the end of a session and a stale token; passwords
# don't, and neither does what another site or another person has typed.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"
origin='Origin: http://127.0.0.1:8080'

secrets=$(grep -rhoE '\{ "[A-Za-z]+", FORM_SECRET' "$GP_SRC/cgi-bin" |
    grep -oE '"[A-Za-z]+"' | sort -u)
ok '[ "$(wc -l <<<"$secrets")" -ge 4 ]' 'forms have secrets'
for name in $secrets; do
	ok 'sed -n "/secrets\[\] = {/,/}/p" "$GP_SRC/cgi-bin/web/kept.c" |
	    grep -qF "$name"' "$name is never kept"
done

client one
register Phone=13800000001
is_redirect /home 'somebody is logged in'

# log_in: the same person again, with the page kept in mind.
log_in() {
	get /login
	post /login Who=13800000001 Password="$good" Next="$1"
}

# --- the session has ended -------------------------------------------------
get /me/email
sql 'DELETE FROM session'
request POST /me/email "csrf=$(csrf)" Email=new@example.com Password="$good"
is_redirect '/login?next=/me/email' 'a session that has ended: log in first'
ok '[ -n "$(cookie gp_kept)" ]' 'what was typed is kept'
ok '! grep -qaF "new@example.com" <<<"$(base64 -d <<<"$(cookie gp_kept)" |
    tr -d "\0")"' 'unreadable'
get '/login?next=/me/email'
has '您填的内容还在' 'the log-in page says so'
hasnt 'new@example.com' 'and shows none of it'
log_in /me/email
is_redirect /me/email 'log-in leads back'
get /me/email
has 'value="new@example.com"' 'the entry is there again'
has '请再提交一次' 'and what to do'
hasnt "$good" 'the password is not'
is "$(cookie gp_kept)" '' 'it is shown once'
get /me/email
hasnt 'value="new@example.com"' 'and gone after that'

# --- the token is stale -------------------------------------------------------
request POST /me/email csrf=0123 -H "$origin" Email=stale@example.com \
    Password="$good"
is_redirect /me/email 'a stale token: the form again'
get /me/email
has 'value="stale@example.com"' 'with its entry'
post /me/email Email=stale@example.com Password="$good"
is_redirect /me 'and it can be sent'
request POST /me/email csrf=0123 -H 'Sec-Fetch-Site: same-origin' \
    -H 'Origin: null' Email=a@example.com
is_redirect /me/email 'what the browser says of the site counts'
get /me/email
request POST /collect/correction csrf=0123 -H "$origin" \
    -H 'Referer: http://127.0.0.1:8080/home?x=1' Message=x
is_redirect /home 'a form with another address: the page it came from'
cookie gp_kept ''
request POST /collect/correction csrf=0123 -H "$origin" \
    -H 'Referer: http://evil.example/home' Message=x
is_status 403 'but no page of another site'

# --- not ours ------------------------------------------------------------------
for header in 'Origin: http://evil.example' 'Origin: null' \
    'Sec-Fetch-Site: cross-site' 'Sec-Fetch-Site: same-site'; do
	request POST /me/email csrf=0123 -H "$header" Email=evil@example.com
	is_status 403 "$header: refused"
	is "$(cookie gp_kept)" '' 'and nothing kept'
done
request POST /me/email csrf=0123 -H "$origin" -H 'Accept: application/json' \
    Email=x@example.com
is_status 403 'a script is told, not sent elsewhere'
sql 'DELETE FROM session'
request POST /me/email csrf=0123 -H 'Origin: http://evil.example' \
    Email=evil@example.com
is_redirect '/login?next=/me/email' 'without a session: log in'
is "$(cookie gp_kept)" '' 'and nothing kept'

# --- not this person's --------------------------------------------------------------
log_in /home
get /me/email
sql 'DELETE FROM session'
request POST /me/email "csrf=$(csrf)" Email=mine@example.com
kept=$(cookie gp_kept)
login_as 22300010002
get /me/email
hasnt 'mine@example.com' 'another person at the same browser sees nothing'
log_in() { :; }
login_as 22300010001
get /me/email
has 'mine@example.com' 'the first one still does'
cookie gp_kept "${kept:0:40}AAAA${kept:44}"
get /me/email
is_status 200 'a cookie that was tampered with is passed over'
hasnt 'mine@example.com' 'entirely'
for junk in x '!!!' "$(head -c 3000 /dev/zero | tr '\0' A)"; do
	cookie gp_kept "$junk"
	get /me/email
	is_status 200 'so is junk'
done
cookie gp_kept "$kept"
later 1000
login_as 22300010001
sql 'UPDATE session SET expires_at = expires_at + INTERVAL 1 DAY'
get /me/email
hasnt 'mine@example.com' 'after a quarter of an hour it is gone'

# --- a visitor's ------------------------------------------------------------------------
client two
get /login
request POST /login csrf=0123 -H "$origin" Who=13800000001 \
    Password="$good" Next=/orders
is_redirect /login 'a stale log-in form: again'
get /login
has 'value="13800000001"' 'with the number'
has 'value="/orders"' 'and where to go'
hasnt "$good" 'without the password'
get /help
request POST /login csrf=0123 -H "$origin" \
    Who="$(head -c 3500 /dev/zero | tr '\0' A)"
is_status 403 'too much for a cookie: as before'
done_testing
