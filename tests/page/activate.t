#!/bin/bash
# Accounts made from a roster: default password once, with all the rest.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"
sql "UPDATE roster SET phone = '13700000001'
    WHERE student_no = '22300010001'"

# activate [NAME=VALUE]...: 林晓雯, but for what is given.
activate() {
	local -A v=([Type]=card [Number]=110101200403120028 [Last]=120028
	    [Name]=林晓雯 [StudentNo]=22300010001)
	local pair name
	for pair in "$@"; do
		v[${pair%%=*}]=${pair#*=}
	done
	form=()
	for name in "${!v[@]}"; do
		form+=("$name=${v[$name]}")
	done
	post /activate "${form[@]}"
}
clean() { sed 's/value="[^"]*"//g; s/ checked//' "$T/body"; }

get /activate
is_status 200 'the form is shown'
get /activate -H 'Accept-Language: en'
has 'Activate your account' 'in English too'
post /activate
is_status 422 'an empty form is 422'
has '请填写默认密码' 'and says what is missing'
activate Number=110101200403120029
is_status 422 'a wrong check digit is 422'
has '身份证号码有误' 'and says so'
request POST /activate Number=1
is_status 403 'without a token: refused'

# --- one answer for all that does not match ---------------------------------
activate Name=林小雯
is_status 422 'another name'
has '联系学校' 'says how to go on'
other=$(clean)
activate Last=120029
is "$(clean)" "$other" 'a wrong default password is the same page'
activate StudentNo=22300010002
is "$(clean)" "$other" 'so is a wrong student number'
activate Number=310101200311051018 Last=051018
is "$(clean)" "$other" 'another person of the roster'
activate Number=11010519491231002X Last=31002X Name=张三
is "$(clean)" "$other" 'and a number that nobody has'
is "$(sql 'SELECT COUNT(*) FROM outbox')" 0 'no message was sent'
activate Name=x && activate Name=x
activate
is_status 429 'after five guesses the right answer must wait'
ok '[ "$(header Retry-After)" -le 15 ]' 'for a while'
has '秒再试' 'and is told'
later 16

# --- the school's phone -----------------------------------------------------
activate
is_redirect /activate/code 'all matches: a code goes out'
is "$(sql 'SELECT recipient FROM outbox')" 13700000001 "to the school's phone"
get /activate/code
has '137****0001' 'which is shown masked'
hasnt 13700000001 'and never whole'
get /activate/password
is_redirect /activate 'no password before the code'
post /activate/phone Phone=13911111111
is_redirect /activate 'and no other phone'
code=$(code_for 13700000001)
post /activate/code Code="$(wrong_code "$code")"
is_status 422 'a wrong code is 422'
post /activate/code Code="$code"
is_redirect /activate/password 'the right one leads to the password'
get /activate/password
is_status 200 'which must be set'
has '林晓雯' 'for this student'
post /activate/password Password=120028 Again=120028 Terms=1 Photo=1 Face=1
is_status 422 'the default will not do'
has '里面有证件号码的一段' 'and it says why'
post /activate/password Password="$good" Again="$good" Terms=1
is_status 422 'nor without consent'
has '需要同意处理照片' 'which it asks for'
is "$(sql 'SELECT COUNT(*) FROM account')" 0 'there is no account yet'
post /activate/password Password="$good" Again="$good" Terms=1 Photo=1 \
    Face=1
is_redirect /home 'then the account is there'
get /home
has '22300010001' 'with the row of the roster'
is "$(sql 'SELECT name, sex, phone_login FROM account')" \
    "$(printf '林晓雯\tF\t13700000001')" 'and what the school knew'
is "$(sql 'SELECT GROUP_CONCAT(purpose ORDER BY id) FROM consent')" \
    terms,photo,face 'the consents are kept'
ok 'sql "SELECT action FROM audit" | grep -qx account.activate' 'audited'
post /activate/password Password="$good" Again="$good" Terms=1 Photo=1 \
    Face=1
is_redirect /home 'a second submit leads home'
post /logout

# --- never twice --------------------------------------------------------------
client thief
activate
is_status 422 'an active number can not be claimed again'
is "$(clean)" "$other" 'and the page is the same'
post /login Who=110101200403120028 Password=120028
is_status 422 'the default password never logs in'
post /login Who=110101200403120028 Password="$good"
is_redirect /home 'the real one does'

# --- without a phone ----------------------------------------------------------
client two
activate Number=310101200311051018 Last=051018 Name=周子昂 \
    StudentNo=22300010002
is_redirect /activate/phone 'where the school gave none, one is bound'
get /activate/phone
is_status 200 'the form is shown'
post /activate/phone Phone=123
is_status 422 'a wrong phone is 422'
post /activate/phone Phone=13800000002
is_redirect /activate/code 'a code goes there'
post /activate/code Code="$(code_for 13800000002)"
post /activate/password Password="$good" Again="$good" Terms=1 Photo=1 \
    Face=1
is_redirect /home 'and the account is there'

# --- a code for one row is none for another -----------------------------------
sql "UPDATE roster SET phone = '13700000003'
    WHERE student_no = '22300010003'"
client three
activate Number=330106200309182014 Last=182014 Name=陈博文 \
    StudentNo=22300010004
post /activate/phone Phone=13800000666
code=$(code_for 13800000666)
client other
activate Number=320102200406203043 Last=203043 Name=欧阳静 \
    StudentNo=22300010003
client three
activate Number=320102200406203043 Last=203043 Name=欧阳静 \
    StudentNo=22300010003
is_status 429 'no second code within a minute'
post /activate/code Code="$code"
is_redirect /activate 'a code for my own phone opens no other row'
get /activate/password
is_redirect /activate 'no password is set'
is "$(sql "SELECT COUNT(*) FROM account WHERE name = '欧阳静'")" 0 \
    'and no account made'

# --- a phone that has an account ------------------------------------------------
client four
later 61
activate Number=330106200309182014 Last=182014 Name=陈博文 \
    StudentNo=22300010004
post /activate/phone Phone=13700000001
post /activate/code Code="$(code_for 13700000001)"
post /activate/password Password="$good" Again="$good" Terms=1 Photo=1 \
    Face=1
is_status 409 'a phone has one account'
has '另一个账号' 'and its owner is told'

# --- two requests of one session at once ------------------------------------
client both
later 122
activate Number=330106200309182014 Last=182014 Name=陈博文 \
    StudentNo=22300010004
post /activate/phone Phone=13800000777
post /activate/code Code="$(code_for 13800000777)"
get /activate/password
is_status 200 'a phone is confirmed for one row'
sql "UPDATE session_value SET value = (SELECT id FROM roster
    WHERE student_no = '22300010003')
    WHERE name = 'activate' ORDER BY session_id DESC LIMIT 1"
get /activate/password
is_redirect /activate 'and never for the one that matched a moment later'
done_testing
