#!/bin/bash
# Registering: the form, the SMS code, the account, and what strangers learn.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"

# --- the form ---------------------------------------------------------------
get /register
is_status 200 'the form is shown'
has 'autocomplete="new-password"' 'with password fields'
has '照片与敏感个人信息处理告知' 'and the texts to agree to'
get /register -H 'Accept-Language: en'
has 'Notice on photos and sensitive personal information' 'in English too'

post /register
is_status 422 'an empty form is 422'
for text in 请填写证件号码 请填写姓名 请选择性别 手机号有误 请输入密码 \
    需要同意服务协议 需要同意处理照片 需要同意检测人脸; do
	has "$text" "an empty form: $text"
done
hasnt '邮箱格式有误' 'the e-mail may be empty'

# refused WHAT TEXT [NAME=VALUE]...
refused() {
	local what=$1 text=$2
	shift 2
	fill "$@"
	post /register "${form[@]}"
	is_status 422 "$what is 422"
	has "$text" "$what: $text"
}
refused 'a wrong check digit' 身份证号码有误 Number=110101200403120029
refused 'an impossible birthday' 身份证号码有误 Number=110101200402300029
refused 'a short number' 身份证号码有误 Number=1101012004
refused 'a wrong passport' 护照号码有误 Type=passport Number='E 1'
refused 'a wrong permit' 通行证号码有误 Type=permit Number=H12
refused 'an unknown document' 请选择证件类型 Type=library
refused 'the other sex' 性别与身份证号码不一致 Sex=M
refused 'a wrong phone' 手机号有误 Phone=12345
refused 'a wrong e-mail' 邮箱格式有误 Email=nobody
refused 'two passwords' 两次输入的密码不一样 Again=Other-2027!
refused 'a weak password' 太短 Password=abc Again=abc
has '至少用三种' 'all that is missing is said'
refused 'the default password' 里面有证件号码的一段 Password=Ab-120028xyz \
    Again=Ab-120028xyz
refused 'the phone as password' 里面有手机号的一段 \
    Password=Ab-13800000001 Again=Ab-13800000001
refused 'the name as password' 里面有您的姓名 Password=林晓雯-Abc123 \
    Again=林晓雯-Abc123
refused 'no consent to the photo' 需要同意处理照片 Photo=
has 'value="110101200403120028"' 'what was entered stays'
has 'value="林晓雯"' 'the name too'
hasnt "$good" 'but never the password'
refused 'a hostile name' 手机号有误 Phone=1 Name='"><script>alert(1)</script>'
hasnt '<script>alert' 'it is escaped'
is "$(sql 'SELECT COUNT(*) FROM account')" 0 'nothing of this made an account'
is "$(sql 'SELECT COUNT(*) FROM outbox')" 0 'or sent a message'
fill
request POST /register "${form[@]}"
is_status 403 'without a CSRF token: refused'
request POST /register csrf=stale "${form[@]}"
is_status 403 'with a stale one too'

# --- the code ---------------------------------------------------------------
fill Sms=1 Email=lin@example.com
post /register "${form[@]}"
is_redirect /register/phone 'a good form leads to the code'
is "$(sql 'SELECT COUNT(*) FROM account')" 0 'there is no account yet'
ok '! sql "SELECT value FROM session_value" | grep -q 林晓雯' \
    'what waits is sealed'
post /register "${form[@]}"
is_redirect /register/phone 'a second submit goes on'
is "$(sql 'SELECT COUNT(*) FROM outbox')" 1 'and sends nothing more'
get /register/phone
has 13800000001 'the phone is shown, to notice a slip'
get /register
has 'value="lin@example.com"' 'going back, all is still there'
post /register/phone Code=12
is_status 422 'two digits are no code'
has '六位数字' 'and it says so'
code=$(code_for 13800000001)
post /register/phone Code="$(wrong_code "$code")"
is_status 422 'a wrong code is 422'
has '验证码不对' 'and says so'
post /register/phone/resend
is_status 429 'another one within a minute is not sent'
header_is Location '' 'nor anything else'
get /register/phone/resend
is_status 200 'its address shows the page'
request POST /register/phone Code="$code"
is_status 403 'a code without a token: refused'
before=$(cookie gp_session)
post /register/phone Code="${code:0:3} ${code:3}"
is_redirect /home 'the right code opens the account'
ok '[ "$(cookie gp_session)" != "$before" ]' 'with a new session token'
get /home
has '林晓雯' 'and the student is home'
has '2027届毕业生' 'with the row of the roster'
is "$(sql 'SELECT phone_login, email, sex, lang FROM account')" \
    "$(printf '13800000001\tlin@example.com\tF\tzh-CN')" 'as entered'
is "$(sql 'SELECT GROUP_CONCAT(purpose ORDER BY id) FROM consent')" \
    terms,photo,face,sms 'the consents are kept'
is "$(sql 'SELECT COUNT(DISTINCT text_sha256) FROM consent
    WHERE LENGTH(version) > 0 AND remote_addr = "192.0.2.1"')" 4 \
    'each with its text, version and address'
ok '! sql "SELECT HEX(id_sealed) FROM account" | grep -q \
    "$(printf 110101200403120028 | xxd -p | tr a-f A-F)"' \
    'the number is sealed'
ok 'sql "SELECT action FROM audit" | grep -qx account.register' 'audited'
ok '! grep -qE "110101|13800000001|林晓雯|$code" "$log"' \
    'the log names nobody'
post /register/phone Code="$code"
is_redirect /home 'the back button and a second submit lead home'
get /register
is_redirect /home 'so does the form'
is "$(sql 'SELECT COUNT(*) FROM account')" 1 'there is one account'

# --- strangers learn nothing ----------------------------------------------
client stranger
fill Phone=13800000002
post /register "${form[@]}"
is_redirect /register/phone 'a taken number is answered alike'
post /register/phone Code="$(code_for 13800000002)"
is_status 409 'after the code: no account'
has 'id="main"' 'a page'
cp "$T/body" "$T/taken"
client stranger2
register Number=310101200311051018 Name=王五 Sex=M Phone=13800000003
is_status 409 'a number with another name: no account'
clean() { sed 's/value="[0-9a-f]\{64\}"//g' "$1"; }
is "$(clean "$T/body")" "$(clean "$T/taken")" 'and the very same page'
is "$(sql 'SELECT COUNT(*) FROM account')" 1 'nobody was added'
client owner
fill Phone=13800000002
post /register "${form[@]}"
is_status 429 'a second code a minute to a phone is too many'
later 61
client owner2
register Phone=13800000001
is_status 409 'the owner registers again'
has '直接登录' 'and is told to log in'
client phone
fill Type=passport Number=E12345678 Name='Ann Lee' Phone=13800000001
post /register "${form[@]}"
is_status 429 'the phone had a code just now'
later 61
client phone2
register Type=passport Number=E12345678 Name='Ann Lee' Phone=13800000001
is_status 409 'a phone that has an account'
has '另一个账号' 'is told to its owner'

# --- who is not on the list -----------------------------------------------
client guest
later 61
register Type=passport Number='e 1234-5678' Name='Ann Lee' \
    Phone=+4915112345678
is_redirect /home 'a passport and a foreign phone'
get /home
has '还没有找到您的学籍' 'the list does not know her'
has 'action="/home/enrol"' 'she can look again'
ok 'sql "SELECT COUNT(*) FROM enrolment" | grep -qx 1' 'no row is taken'

# --- names that are written in two ways -------------------------------------
client maria
register Type=passport Number=ft482915 Name='maria  silva' \
    Phone=13800000005
is_redirect /home 'case and blanks of a name do not matter'
get /home
has '22300040001' 'and the row is found'

# --- codes end ----------------------------------------------------------------
client late
fill Number=310101200311051018 Name=周子昂 Sex=M Phone=13800000006
post /register "${form[@]}"
code=$(code_for 13800000006)
for i in 1 2 3 4 5; do
	post /register/phone Code="$(wrong_code "$code")"
done
is_status 422 'the fifth wrong try is wrong'
post /register/phone Code="$code"
is_status 429 'then not even the right code helps'
has '已失效' 'and it says so'
later 61
post /register/phone/resend
is_redirect /register/phone 'a new one can be sent'
new=$(code_for 13800000006)
later 601
post /register/phone Code="$new"
is_status 429 'ten minutes later it is too old'
post /register/phone/resend
later 61
post /register/phone/resend
later 61
post /register/phone/resend
is_redirect /register/phone 'the fifth in an hour'
later 61
post /register/phone/resend
is_status 429 'the sixth is too many'
post /register/phone Code="$(code_for 13800000006)"
is_redirect /home 'the last one works'
# One address can't send to every phone there is.
hour=$(sql 'SELECT MAX(minute) FROM rate_count')
client flood
get /register
fill Number=320102200406203043 Name=欧阳静 Sex=F Phone=13800000007
sql "UPDATE rate_count SET hits = 600 WHERE minute = $hour"
post /register "${form[@]}"
is_status 429 'an address has sent enough codes in this hour'
has 320102200406203043 'what was entered is still there'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE recipient = '13800000007'")" 0 \
    'nothing is sent'
sql 'DELETE FROM rate_count'

client nobody
post /register/phone Code=123456
is_redirect /register 'without a registration there is no code'
get /register/phone
is_redirect /register 'nor its page'
done_testing
