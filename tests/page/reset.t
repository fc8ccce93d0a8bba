#!/bin/bash
# A new password by SMS code; whoever is unknown sees the same pages.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"
client owner
register Phone=13800000001
is_redirect /home 'there is an account'
client second
register Type=passport Number=E12345678 Name='Ann Lee' Phone=13800000009
later 61
sql 'DELETE FROM outbox'

client one
get /reset
is_status 200 'the form is shown'
get /reset -H 'Accept-Language: en'
has 'Reset the password' 'in English too'
post /reset Who=
is_status 422 'an empty form is 422'
request POST /reset Who=13800000001
is_status 403 'without a token: refused'

# --- known and unknown ------------------------------------------------------
clean() {
	sed 's/value="[0-9a-f]\{64\}"//g; s/data-wait="[0-9]*"//' "$T/body"
}
post /reset Who=110101200403120028
is_redirect /reset/code 'a known number'
get /reset/code
is_status 200 'leads to the code'
known=$(clean)
hasnt 1380 'no digit of the phone is shown'
is "$(sql 'SELECT recipient FROM outbox')" 13800000001 'which goes there'
client two
post /reset Who=310101200311051018
is_redirect /reset/code 'an unknown number'
get /reset/code
is "$(clean)" "$known" 'leads to the same page'
is "$(sql 'SELECT COUNT(*) FROM outbox')" 1 'but nothing is sent'
ok '! sql "SELECT phone FROM sms_code UNION SELECT value
    FROM session_value" | grep -q 310101' 'and the number is not kept'
for i in 1 2 3 4 5; do
	post /reset/code Code=123456
	is_status 422 "wrong code $i"
done
post /reset/code Code=123456
is_status 429 'tries end for the unknown'
spent=$(clean)
client one
code=$(code_for 13800000001)
for i in 1 2 3 4 5 6; do
	post /reset/code Code="$(wrong_code "$code")"
done
is_status 429 'as for the known'
is "$(clean)" "$spent" 'on the same page'
client three
post /reset Who=13800000001
is_redirect /reset/code 'a limit is not told either'
is "$(sql 'SELECT COUNT(*) FROM outbox')" 1 'though nothing was sent'

# --- the new password -------------------------------------------------------
later 61
post /reset/code/resend
is_redirect /reset/code 'after a minute there is a new code'
get /reset/password
is_redirect /reset 'no password before the code'
code=$(code_for 13800000001)
post /reset/code Code="$code"
is_redirect /reset/password 'the right code'
get /reset/password
is_status 200 'leads to the password'
post /reset/password Password=short Again=short
is_status 422 'a weak one is 422'
has '太短' 'and says why'
post /reset/password Password=Ab-110101200403 Again=Ab-110101200403
has '里面有证件号码的一段' 'the number is none'
post /reset/password Password=Winter-2027! Again=Winter-2028!
has '两次输入的密码不一样' 'both must agree'
post /reset/password Password=Winter-2027! Again=Winter-2027!
is_redirect /home 'a good one logs in'
get /home
has 林晓雯 'to the account of that phone'
post /reset/password Password=Autumn-2027! Again=Autumn-2027!
is_redirect /reset 'it can be set once'
client owner
get /home
is_redirect '/login?next=/home' 'the other sessions ended'
client four
for i in 1 2 3 4 5 6; do
	post /login Who=13800000009 Password=wrong
done
is_status 429 'the second account is braked'
post /login Who=13800000001 Password="$good"
is_status 422 'the old password is no more'
post /login Who=13800000001 Password=Winter-2027!
is_redirect /home 'the new one is'
ok 'sql "SELECT action FROM audit" | grep -qx account.password' 'audited'

# --- a code of mine opens nobody else's account --------------------------------
client five
later 61
post /reset Who=13800000009
code=$(code_for 13800000009)
post /reset Who=13800000001
cookie=$(cookie gp_session)
post /reset/code Code="$code"
is_status 422 'the code of one phone is wrong for another'
post /reset Who=E12345678
post /reset/code Code="$code"
is_redirect /reset/password 'but right for its own'
post /reset/password Password=Spring-2027! Again=Spring-2027!
get /home
has 'Ann Lee' 'and opens that one'
post /logout
post /login Who=13800000009 Password=Spring-2027!
is_redirect /home 'and nobody waits for failures of before'
done_testing
