#!/bin/bash
# Log-in: by number and phone, uniform answers, the brake, next, log-out.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"
client owner
register Phone=13800000001
is_redirect /home 'there is an account'

client one
get '/login?next=/orders'
is_status 200 'the form is shown'
has 'name="Next" value="/orders"' 'with where to go afterwards'
has 'href="/activate"' 'and the way for default passwords'
get /login -H 'Accept-Language: en'
has 'Forgot the password?' 'in English too'
post /login Who=13800000001 Password="$good" Next=/orders
is_redirect /orders 'the phone and password log in'
get /login
is_redirect /home 'a second time is not needed'
get '/login?next=/orders%3Fpage%3D2'
is_redirect '/orders?page=2' 'with its query'
get '/login?next=/me'
is_redirect /me 'and next is kept'
get /home
is_status 200 'home is open'
request POST /logout
is_status 403 'log-out needs a token'
old=$(cookie gp_session)
post /logout
is_redirect / 'log-out'
cookie gp_session "$old"
get /home
is_redirect '/login?next=/home' 'the old cookie is worth nothing'

client two
for who in 110101200403120028 '110101 20040312 0028' 138-0000-0001 \
    １3800000001 '+86 138 0000 0001'; do
	post /login Who="$who" Password="$good" Next=
	is_redirect /home "log-in as $who"
	post /logout
done
for next in //evil.example 'https://evil.example' '/\evil.example' \
    'javascript:alert(1)'; do
	post /login Who=13800000001 Password="$good" Next="$next"
	ok '[[ $(header Location) =~ ^/(home)?$ ]]' "never to $next"
	post /logout
done
post /login Who= Password=
is_status 422 'an empty form is 422'
has 'href="#f-Who"' 'the summary leads to the field'
has 'id="f-Who"' 'which is there'
has '请填写证件号码或手机号' 'and says what is missing'
request POST /login Who=13800000001 Password="$good"
is_status 403 'without a token: refused'
post /login Who='"><script>' Password=x
is_status 422 'a hostile account'
hasnt '<script>' 'is escaped'

post /login Who=$'138\u200b00000001' Password="$good"
is_status 422 'what is no phone is none, or each way to write it had 5 tries'

# --- uniform answers ------------------------------------------------------
clean() { sed 's/value="[^"]*"//g' "$T/body"; }
client three
post /login Who=13800000001 Password=wrong
is_status 422 'a wrong password'
has 'value="13800000001"' 'the account stays in its box'
hasnt 'value="wrong"' 'the password does not'
wrong=$(clean)
post /login Who=13899999999 Password=wrong
is_status 422 'an unknown phone'
is "$(clean)" "$wrong" 'is the same page'
post /login Who=320102200406203043 Password=wrong
is "$(clean)" "$wrong" 'so is a number of the roster without account'
post /login Who=110101200403120028 Password=120028
is "$(clean)" "$wrong" 'and the default password'

# --- the brake --------------------------------------------------------------
# fail_as WHO TIMES
fail_as() {
	local i
	for ((i = 0; i < $2; i++)); do
		post /login Who="$1" Password=wrong
	done
}
fail_as 13800000001 4
is_status 422 'the fifth failure is answered as the first'
post /login Who=13800000001 Password="$good"
is_status 429 'then even the right password must wait'
wait=$(header Retry-After)
ok '[ "$wait" -ge 13 ] && [ "$wait" -le 15 ]' 'fifteen seconds'
has "请等 $wait 秒" 'and the page says how long'
later 16
fail_as 13800000001 1
is_status 422 'after that, one more try'
post /login Who=13800000001 Password="$good"
wait=$(header Retry-After)
ok '[ "$wait" -ge 28 ] && [ "$wait" -le 30 ]' 'then thirty'
fail_as 13812345678 6
is_status 429 'what is unknown waits as well'
wait=$(header Retry-After)
ok '[ "$wait" -ge 13 ] && [ "$wait" -le 15 ]' 'as long'
post /login Who=110101200403120028 Password="$good"
is_redirect /home 'the owner can use the other name meanwhile'
later 31
client four
post /login Who=13800000001 Password="$good"
is_redirect /home 'and the phone again when it is over'
post /logout
fail_as 13800000001 5
is_status 422 'a success has cleared the count'
ok '! grep -qE "13800000001|110101|Sommer" "$log"' 'the log names nobody'
is "$(sql 'SELECT COUNT(DISTINCT LENGTH(subject)) FROM login_failure')" 1 \
    'nor does the table'

# --- the roster, and the campaign of a poster ----------------------------------
sql "DELETE FROM enrolment"
client five
get /c/demo0000000000000000000000000002
post /login Who=110101200403120028 Password="$good"
is_redirect /home 'log-in'
is "$(sql 'SELECT COUNT(*) FROM enrolment')" 1 'takes rows that are new'
is "$(sql 'SELECT c.feature_code FROM account a JOIN campaign c
    ON c.id = a.campaign_id')" NEW026 'and keeps the chosen campaign'
done_testing
