#!/bin/bash
# What the web core promises every page, by a program made for it.
. "$(dirname "$0")/lib.sh"
program webtest

# --- routes -------------------------------------------------------------
get /nowhere
is_status 404 'an unknown path is 404'
has '没有找到这个页面' 'said in Chinese'
has "$(header X-Request-Id)" 'with the number of the request'
header_is Content-Type 'text/html; charset=utf-8' 'as a page'
header_is Cache-Control no-store 'that nobody keeps'
request POST /pid
is_status 405 'a POST to a page is 405'
header_is Allow 'GET, HEAD' 'and says what is allowed'
get /signed
header_is Allow POST 'a GET of what takes POST says so'
request DELETE /pid
is_status 405 'DELETE is 405'
request HEAD /pid
is_status 200 'HEAD is answered like GET'
get /echo/Ab-_9
has 'arg Ab-_9' 'a token is taken from the path'
get "/echo/$(printf '%065d' 1)"
is_status 404 'a token of 65 characters is none'
get /echo/a.b
is_status 404 'nor is one with a dot'
get /number/18446744073709551615
has 18446744073709551615 'an id is a uint64'
get /number/18446744073709551616
is_status 404 'and not more'
get /number/-1
is_status 404 'nor negative'

# --- language -----------------------------------------------------------
get /echo
has 'lang zh-CN' 'Chinese comes first'
get /echo -H 'Accept-Language: fr,en;q=0.8,zh;q=0.7'
has 'lang en' 'a browser may ask for English'
get /echo -H 'Accept-Language: en;q=0.1, zh-TW'
has 'lang zh-CN' 'by weight'
client english
cookie gp_lang en
get /nowhere
has 'Page not found' 'the cookie decides'
cookie gp_lang '../../etc'
get /echo
has 'lang zh-CN' 'nonsense in it does not'
client one

# --- query and cookies ---------------------------------------------------
get '/echo?a=1&b=%E4%B8%AD+x&c&&a=2'
has 'query a=1' 'a query'
has 'query b=中 x' 'is decoded'
has 'query c=' 'a name without a value is empty'
get '/echo?a=%zz'
is_status 400 'a broken escape is 400'
get '/echo?a=%00'
is_status 400 'so is a NUL'
get '/echo?a=%ff'
is_status 400 'and what is not UTF-8'
cookie odd $'\xff%%%'
get /echo
is_status 200 'a strange cookie harms nobody'
client two

# --- forms and CSRF ------------------------------------------------------
get /value
ok '[ -n "$(cookie gp_session)" ]' 'a form gives a visitor a session'
ok 'grep -q "Set-Cookie: gp_session=[0-9a-f]*; Path=/; HttpOnly; SameSite=Lax" \
    "$T/head"' 'that scripts and other sites do not see'
is "$(sql 'SELECT COUNT(*) FROM session')" 0 'and that costs no row'
post /value note='中文 & <b>'
is_redirect /value 'a form with its token is taken'
is "$(sql 'SELECT COUNT(*) FROM session')" 1 'something kept makes the row'
get /value
has '中文 & <b>' 'and is read again'
request POST /value note=x
is_status 403 'without a token: 403'
has '页面已过期' 'and what to do'
request POST /value "csrf=$(printf '%064d' 0)" note=x
is_status 403 'with another token: 403'
get /value
hasnt x 'nothing was changed'
request POST /value -H "X-CSRF-Token: $(csrf)" note=header
is_redirect /value 'a script sends the token in a header'
client three
request POST /value "csrf=$(csrf)" note=x
is_status 403 'a visitor without a cookie has no token'
ok '[ -n "$(cookie gp_session)" ]' 'but gets one, for the next try'
echo '{}' >"$T/json"
request POST /signed -t application/json -b "$T/json"
is_status 200 'a signed route asks for no token'

# --- bodies -------------------------------------------------------------
client two
post /echo a=1 b='x y&z=中'
has 'form a=1' 'a form is decoded'
has 'form b=x y&z=中' 'with all its characters'
head -c 70000 /dev/urandom >"$T/picture"
request POST /echo -m "csrf=$(csrf)" note=中文 "photo=@$T/picture;image/jpeg"
has 'form note=中文' 'a multipart form has fields'
has 'file photo=picture image/jpeg 70000' 'and files, whole'
head -c 3000 /dev/zero >"$T/big"
request POST /signed -t application/octet-stream -b "$T/big"
is_status 413 'a body over the limit of its route is 413'
: >"$T/empty"
CONTENT_LENGTH=100 request POST /signed -t application/octet-stream -b "$T/empty"
is_status 400 'a body that ends early is 400'
CONTENT_LENGTH=-5 request POST /signed -b "$T/empty"
is_status 400 'so is a negative length'
CONTENT_LENGTH=1e9 request POST /signed -b "$T/empty"
is_status 400 'and one that is no number'
CONTENT_LENGTH=99999999999 request POST /signed -b "$T/empty"
is_status 413 'a length beyond all limits is not waited for'

# hostile TYPE BYTES WHAT: 422, and quickly.
hostile() {
	printf -- "$2" >"$T/hostile"
	request POST /echo -H "X-CSRF-Token: $(csrf)" -t "$1" -b "$T/hostile"
	is_status 422 "$3: 422"
}
multipart='multipart/form-data; boundary=x'
hostile multipart/form-data '--x\r\n' 'multipart without boundary'
hostile 'multipart/form-data; boundary=' 'x' 'an empty boundary'
hostile "multipart/form-data; boundary=$(printf '%0100d' 1)" x \
    'a boundary of 100 characters'
hostile 'multipart/form-data; boundary="x' '--x--' 'an open quote'
hostile "$multipart" '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1' \
    'no end'
hostile "$multipart" '--x\r\n\r\n1\r\n--x--' 'a part without a name'
hostile "$multipart" '--y\r\n' 'another boundary'
hostile "$multipart" '--x\r\nContent-Disposition: form-data; name="a"\n\n1\r\n--x--' \
    'bare line feeds'
hostile "$multipart" \
    '--x\r\nContent-Disposition: form-data; name="a\0b"\r\n\r\n1\r\n--x--' \
    'a NUL in a name'
hostile "$multipart" \
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--' \
    'a field that is not UTF-8'
form=application/x-www-form-urlencoded
hostile "$form" 'a=%%' 'a lone per cent sign'
hostile "$form" 'a=%%0' 'half an escape'
hostile "$form" 'a\0=1' 'a NUL in a form'
hostile "$form" 'a=%%C0%%80' 'an overlong NUL'
many=$(printf 'k=1&%.0s' {1..30000})
hostile "$form; charset=UTF-8" "$many" '30,000 fields'
head -c 200000 </dev/zero | tr '\0' '-' >"$T/dashes"
request POST /echo -H "X-CSRF-Token: $(csrf)" -t "$multipart" -b "$T/dashes"
is_status 422 '200 KB of dashes: 422'

post /person Name=' 张　三  ' Secret=' p w ' Phone=13912345678 Colour=red \
    Agreed=1
has '张 三| p w |13912345678|red|1' 'a form table reads a form'
post /person Name= Secret=x Agreed=1
is_status 422 'a required field may not be empty'
post /person Name=x Secret=x Phone=12 Agreed=1
is_status 422 'a phone is one'
post /person Name=x Secret=x Colour=green Agreed=1
is_status 422 'a choice is one of them'
post /person Name=x Secret=x
is_status 422 'a box must be ticked'
post /person Name="$(printf '%031d' 1)" Secret=x Agreed=1
is_status 422 'a text fits'

# --- sessions -----------------------------------------------------------
get /mine
is_redirect '/login?next=/mine' 'who is not logged in is sent to log in'
request POST /logout "csrf=$(csrf)"
is_redirect /login 'also by POST'
get /mine -H 'Accept: application/json'
is_status 401 'a script is told 401'
client student
login_as 22300010001
client two
old=$(cookie gp_session)
post "/login/$account" x=1
is_redirect /mine 'log-in'
ok '[ "$(cookie gp_session)" != "$old" ]' 'makes a new token'
get /mine
has header 'and keeps the values'
get /page
header_is Cache-Control no-store 'pages of a student are kept nowhere'
cookie gp_session "$old"
get /mine
is_status 303 'the old token is worth nothing'
client student
get /value
is "$(sql "SELECT COUNT(*) FROM session WHERE account_id = $account")" 2 \
    'two sessions of one account'
sql "UPDATE account SET lang = 'en' WHERE id = $account"
get /echo
has 'lang en' "the account's language counts"
cookie gp_lang zh-CN
get /echo
has 'lang zh-CN' "the cookie's more"
sql "UPDATE session SET expires_at = UTC_TIMESTAMP() + INTERVAL 1 MINUTE"
get /value
is "$(sql "SELECT MAX(expires_at) > UTC_TIMESTAMP() + INTERVAL 25 MINUTE
    FROM session")" 1 'a session in use lasts longer'
sql "UPDATE session SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE"
get /mine
is_status 303 'one that expired is over'
post /value note=again
is_redirect /value 'and a form sent then still works'
login_as 22300010001
post /logout
is_redirect /value 'log-out'
get /mine
is_status 303 'ends the session'

# --- rate ---------------------------------------------------------------
# All within one minute of the clock.
[ "$(date +%-S)" -lt 50 ] || sleep 11
login_as 22300010002
get /mine; get /mine; get /mine
is_status 429 'an account over its rate is told 429'
ok '[ "$(header Retry-After)" -ge 1 ]' 'and when to come back'
has '操作太频繁' 'in words'
client visitor
for i in {1..10}; do get /limited; done
is_status 200 'an address may ask ten times as often'
get /limited
is_status 429 'and no more'

# --- answers ------------------------------------------------------------
for e in 1:422 2:403 3:404 4:409 5:429 6:502 7:500; do
	get "/fail/${e%:*}"
	is_status "${e#*:}" "error ${e%:*} is ${e#*:}"
done
get /fail/3 -H 'Accept: application/json' -H 'Accept-Language: en'
header_is Content-Type application/json 'a script gets JSON'
ok 'grep -qE "^\{\"error\":\"notfound\",\"message\":\"[^\"]{10,}\",\"request\":\"$(
    header X-Request-Id)\"\}$" "$T/body"' 'it can read'
for to in //evil.example '/\evil.example' https://evil.example/ \
    '/%0d%0aX-Evil:1' 'javascript:1' '/a%20b' ''; do
	get "/go?to=$to"
	is_redirect / "no redirect to '$to'"
done
get '/go?to=/orders?x=1'
is_redirect '/orders?x=1' 'but to pages of ours'
client flash
cookie gp_flash 'Text.Flash.<script>'
get /page
header_is Cache-Control 'private, no-cache' \
    'a browser may keep what a visitor typed'
get /broken
is_status 500 'a template that is missing is a 500'
has '系统出错了' 'with a whole page'
is "$(header X-Second)" '' 'and no header can be smuggled in'
get /silent
is_status 500 'a handler that says nothing is a 500'
get /spin
is_status 503 'a handler over its time: 503'
has '处理时间太长' 'with a page that says so'
ok '! grep -E "note=|中文|13912345678" "$log"' \
    'the log holds nothing that was entered'
ok 'grep -qE "info student\[[0-9]+\] [0-9a-f]{32}: GET /nowhere 404 [0-9]+ ms" \
    "$log"' 'but a line a request'

done_testing
