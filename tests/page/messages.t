#!/bin/bash
# Messages from the outbox to the provider: sent once or known not to be,
# whatever breaks; what student and operator see of it.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"
. "$(dirname "$0")/sms.sh"
start_provider
sms_conf aliyun >>"$T/gradphoto.conf"

# at SECONDS: the clock of programs and provider, from now on.
at() {
	sed -i '/^clock_offset/d' "$T/gradphoto.conf"
	echo "clock_offset = $1" >>"$T/gradphoto.conf"
	provider "{\"offset\": $1}" >/dev/null
}
worker() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
}
# put PHONE TEMPLATE PARAMS [SECONDS TO LIVE]
put() {
	sql "INSERT INTO outbox (channel, recipient, template, lang, params,
	    state, next_at, created_at, expires_at)
	    VALUES ('sms', '$1', '$2', 'zh-CN', '$3', 'waiting',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL ${4:-86400} SECOND);
	    SELECT MAX(id) FROM outbox"
}
row() {
	sql "SELECT CONCAT_WS(' ', state, tries, IF(reason = '', '-', reason),
	    IF(recipient = '', '-', recipient), IF(params = '', '-', params))
	    FROM outbox WHERE id = $1"
}
got() {
	provider '{}' | node -p 'JSON.parse(require("fs").readFileSync(0))
	    .filter((m) => m.phone.endsWith(process.argv[1])).length' "$1"
}
refund='{"amount":"35.00"}'
code='{"code":"123456","minutes":"10"}'

# --- sent, and arrived ------------------------------------------------------
id=$(put 13900000001 refund "$refund")
ok worker 'a notice goes out'
is "$(row "$id")" "sent 1 - 13900000001 $refund" 'and waits for its receipt'
ok worker 'nobody asks before its time'
is "$(grep -c QuerySendDetails "$T/provider.log")" 0 'indeed'
at 11
ok worker 'after ten seconds'
is "$(row "$id")" 'arrived 1 - - -' 'it has arrived, and is emptied'
at 0
id=$(put 13900000001 code "$code" 600)
worker
is "$(row "$id")" 'sent 1 - 13900000001 -' 'a code is emptied at once'
id=$(put 13900000009 refund "$refund")
worker
for s in 11 31 121 601 3601 21601 86401 90000 200000; do at "$s"; worker; done
is "$(sql "SELECT asked FROM outbox WHERE id = $id")" 6 'one without receipt is asked for again and again, for a day'
is "$(row "$id")" 'sent 1 - - -' 'then it is left at that, and emptied'
at 0
id=$(put 13900000008 refund "$refund")
worker
at 11
worker
is "$(row "$id")" "lost 1 lost 13900000008 $refund" \
    'one that did not arrive is lost, and kept for a week'
at 0

# --- refused ------------------------------------------------------------------
id=$(put 13900000003 refund "$refund")
ok '! worker' 'a refusal is a failure of the round'
is "$(row "$id")" "failed 1 number 13900000003 $refund" \
    'for good: given up at once'
id=$(put 13900000002 code "$code" 600)
worker
is "$(row "$id")" 'failed 1 limit - -' \
    'a code that would come too late is given up as well, without a trace'
id=$(put 13900000002 refund "$refund")
worker
is "$(row "$id")" "waiting 1 limit 13900000002 $refund" 'a notice can wait'
at 3500
worker
is "$(row "$id" | cut -d' ' -f2)" 1 'for an hour'
at 3601
provider '{"fate": {"0002": "good"}}' >/dev/null
worker
is "$(row "$id" | cut -d' ' -f1)" sent 'then it goes out'
at 0

# --- backoff ------------------------------------------------------------------
id=$(put 13900000004 refund "$refund")
for i in $(seq 12); do
	sql "UPDATE outbox SET next_at = UTC_TIMESTAMP() WHERE id = $id"
	worker
done
is "$(sed -n "s/.*message $id .*again in //p" "$log" | xargs)" \
    '5 s 10 s 20 s 40 s 80 s 160 s 320 s 640 s 1280 s 2560 s 3600 s 3600 s' \
    'each pause is twice the last, until it is an hour'
is "$(row "$id")" "waiting 12 account 13900000004 $refund" 'it still waits'
at 86401
worker
is "$(row "$id" | cut -d' ' -f1,3)" 'failed expired' 'for a day'
is "$(got 0004)" 0 'it never went out'
at 0
id=$(put 13900000001 code "$code" 600)
at 601
worker
is "$(row "$id")" 'failed 0 expired - -' 'an old code is not sent'
at 0

# --- one bad answer does not hold up the others, a provider away does ----------
sql 'DELETE FROM outbox'
put 13900000003 refund "$refund" >/dev/null
id=$(put 13900000001 refund "$refund")
worker
is "$(row "$id" | cut -d' ' -f1)" sent 'one bad number holds up nobody'
for i in 1 2 3 4 5; do put 13900000011 refund "$refund" >/dev/null; done
: >"$T/provider.log"
worker
is "$(grep -c SendSms "$T/provider.log")" 1 \
    'a provider that refuses all is asked once a round'
sql 'DELETE FROM outbox'
for i in 1 2 3; do put 13900000001 refund "$refund" >/dev/null; done
put 13900000012 code "$code" 600 >/dev/null
: >"$T/provider.log"
worker
ok 'head -n 1 "$T/provider.log" | grep -q 13900000012' \
    'codes go before notices'

# --- nobody knows ---------------------------------------------------------------
sql 'DELETE FROM outbox'
before=$(got 0006)
id=$(put 13900000006 refund "$refund")
ok '! worker' 'the answer is cut after acting'
is "$(row "$id")" "sending 1 - 13900000006 $refund" 'so nobody knows'
worker
is "$(row "$id" | cut -d' ' -f1)" sending 'nothing happens for a minute'
at 61
worker
is "$(row "$id" | cut -d' ' -f1)" sent 'then the provider is asked: it has it'
is "$(($(got 0006) - before))" 1 'it was sent once'
at 0
id=$(put 13900000012 refund "$refund")
worker
is "$(row "$id" | cut -d' ' -f1)" sending 'the answer is cut before acting'
provider '{"fate": {"0012": "good"}}' >/dev/null
at 61
worker
is "$(row "$id" | cut -d' ' -f1)" waiting 'the provider does not have it'
at 75
worker
is "$(row "$id" | cut -d' ' -f1,2) $(got 0012)" 'sent 2 1' \
    'so it is sent again, once'
at 0
provider '{"fate": {"0012": "cut before"}}' >/dev/null

# --- kill -9 ----------------------------------------------------------------------
sql 'DELETE FROM outbox'
provider '{"fate": {"0020": "slow"}}' >/dev/null
sed -i 's/^sms_timeout_ms.*/sms_timeout_ms = 5000/' "$T/gradphoto.conf"
id=$(put 13900000020 refund "$refund")
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log" & killed=$!
for i in $(seq 100); do
	[ "$(got 0020)" = 0 ] || break
	sleep 0.05
done
kill -9 "$killed"
wait "$killed" 2>/dev/null
is "$(row "$id" | cut -d' ' -f1) $(got 0020)" 'sending 1' \
    'a worker is killed between sending and writing it down'
sql 'UPDATE lease SET expires_at = UTC_TIMESTAMP()'
provider '{"fate": {"0020": "good"}}' >/dev/null
at 61
worker
is "$(row "$id" | cut -d' ' -f1) $(got 0020)" 'sent 1' \
    'the next one finds out, and sends nothing'
at 0
sql 'DELETE FROM outbox'
for i in $(seq 30); do put 13900000021 refund "$refund" >/dev/null; done
worker & one=$!
worker & two=$!
wait "$one" "$two"
sql 'UPDATE lease SET expires_at = UTC_TIMESTAMP()'
worker
is "$(got 0021) $(sql 'SELECT COUNT(*) FROM outbox WHERE state = "sent"')" \
    '30 30' 'two workers at once send each once'

# --- Tencent Cloud -----------------------------------------------------------------
sql 'DELETE FROM outbox'
sms_conf tencent >"$T/tencent"
cp "$T/gradphoto.conf" "$T/aliyun.conf"
{ grep -v '^sms' "$T/aliyun.conf"; grep sms_spool "$T/aliyun.conf"
cat "$T/tencent"; } >"$T/gradphoto.conf"
id=$(put 13900000030 shipped '{"courier":"顺丰","number":"SF123"}')
worker
is "$(sql "SELECT state, provider FROM outbox WHERE id = $id")" \
    "$(printf 'sent\ttencent')" 'the other provider'
at 11
worker
is "$(row "$id")" 'arrived 1 - - -' 'and its receipt'
id=$(put 13900000030 refund "$refund")
worker
cp "$T/aliyun.conf" "$T/gradphoto.conf"
at 31
worker
is "$(row "$id")" 'sent 1 - - -' \
    'after a change of provider nobody is asked for old receipts'
at 0

# --- e-mail -----------------------------------------------------------------------
sql 'DELETE FROM outbox'
sql "INSERT INTO outbox (channel, recipient, template, lang, params, state,
    next_at, created_at) VALUES ('email', 'lin@example.org', 'refund', 'en',
    '$refund', 'waiting', UTC_TIMESTAMP(), UTC_TIMESTAMP())"
ok worker 'without e-mail'
is "$(sql 'SELECT state, reason FROM outbox')" "$(printf 'off\toff')" \
    'it is put aside'
start_mail
mail_conf >>"$T/gradphoto.conf"
sql "UPDATE outbox SET state = 'waiting', next_at = UTC_TIMESTAMP()"
ok worker 'with it'
is "$(sql 'SELECT state, provider, recipient FROM outbox')" \
    "$(printf 'sent\tsmtp\t')" 'it is sent, and emptied'
ok 'grep -q "^to: lin@example.org" "$T"/mail/*.mail' 'indeed'
stop_mail
sql "INSERT INTO outbox (channel, recipient, template, lang, params, state,
    next_at, created_at) VALUES ('email', 'lin@example.org', 'refund', 'en',
    '$refund', 'waiting', UTC_TIMESTAMP(), UTC_TIMESTAMP())"
id=$(put 13900000001 refund "$refund")
worker
is "$(row "$id" | cut -d' ' -f1)" sent 'a mail server away stops no SMS'

# --- the operator -------------------------------------------------------------------
sql 'DELETE FROM outbox'
failed=$(put 13900000003 refund "$refund")
secret=$(put 13900000003 code "$code" 600)
worker
tool messages list >"$T/list"
ok 'grep -qE "^sms +failed +2 +since 20" "$T/list"' 'the list counts'
ok 'grep -qE "^$failed .*refund.*139\*\*\*\*0003.*number +can be retried" \
    "$T/list"' 'and names each failure, the phone masked'
ok 'grep -qE "^$secret .*code.*to - " "$T/list"' 'of a code nothing is left'
ok '! grep -qE "13900000003|123456" "$T/list"' 'no phone, no code'
provider '{"fate": {"0003": "good"}}' >/dev/null
is "$(tool messages retry "$failed")" '1 message will be sent again' 'retry'
ok '! tool messages retry "$failed" 2>/dev/null' 'once'
ok '! tool messages retry "$secret" 2>/dev/null' 'not a code'
tool messages retry x 2>/dev/null
is $? 2 'not nonsense'
is "$(sql "SELECT actor, object_id FROM audit
    WHERE action = 'message.retry'")" "$(printf 'operator\t%s' "$failed")" \
    'audited'
worker
is "$(row "$failed" | cut -d' ' -f1)" sent 'it goes out'
provider '{"fate": {"0003": "number"}}' >/dev/null
for i in $(seq 3); do put 13900000003 refund "$refund" >/dev/null; done
worker
is "$(tool messages retry all)" '3 messages will be sent again' 'all of them'
worker
at $((8 * 86400))
worker
is "$(sql "SELECT COUNT(*) FROM outbox WHERE state = 'failed'
    AND recipient <> ''")" 0 'after a week nothing is left of them'
is "$(tool messages retry all)" '0 messages will be sent again' \
    'nor can they be sent again'
at 0
ok 'tool messages texts | grep -q "^    验证码 \${code}，\${minutes} 分钟"' \
    'the texts to be approved, for Aliyun'
ok 'tool messages texts --provider tencent | grep -q "^    验证码 {1}，{2} "' \
    'and numbered, for Tencent Cloud'
ok 'tool messages test 13900000001 | grep -q "^aliyun took it as 9"' 'a test'
ok '! tool messages test 13900000003 2>"$T/said"' 'which fails'
ok 'grep -q "aliyun: number" "$T/said"' 'with the reason'
tool messages test nobody 2>/dev/null
is $? 2 'a test to nobody'

# --- the doctor -----------------------------------------------------------------------
ok 'tool doctor 2>&1 | grep -q "^ok    SMS: http://127.0.0.1:$sms_port"' \
    'the doctor proves the key'
sed -i '/^proof en/d' "$T/sms.numbers"
ok 'tool doctor 2>&1 | grep -q "^BAD   SMS: no number for proof en;"' \
    'sees a missing number'
sms_numbers >"$T/sms.numbers"
echo wrong >"$T/sms.secret"
ok 'tool doctor 2>&1 | grep -q "^BAD   SMS: .*account; are key, clock"' \
    'a wrong key'
echo 'secret-Of_the/tests' >"$T/sms.secret"
ok 'tool doctor 2>&1 | grep -q "^BAD   e-mail: .*connect"' \
    'and a mail server that is away'

# --- the student ------------------------------------------------------------------------
sql 'DELETE FROM outbox'
client one
state() {
	get "${1:-/register/phone}/state"
	node -p 'const s = JSON.parse(require("fs").readFileSync(0));
	    s.text + " " + s.over' <"$T/body"
}
get /register/phone/state
is_status 404 'no code, no state'
fill Phone=13900000001
post /register "${form[@]}"
get /register/phone
has '正在发送' 'the page says that it is being sent'
has 'data-state="/register/phone/state"' 'and will say more'
is "$(state)" '正在发送… false' 'so does the state'
worker
is "$(state)" '短信已发出，一般几秒内就会收到。 false' 'sent'
at 11
worker
is "$(state)" '短信已送达您的手机。 true' 'arrived'
get /register/phone
hasnt 'data-state=' 'and that is all there is to say'
at 0
# told PHONE WHAT: a registration whose message meets its fate.
told() {
	client "$1"
	fill Phone="$1"
	post /register "${form[@]}"
	worker
	get /register/phone
	has "$2" "${3:-$2}"
}
told 13900000003 '这个手机号收不到短信' 'a number that takes none'
provider '{"fate": {"0002": "limit"}}' >/dev/null
told 13900000002 '今天发到这个手机号的短信已到上限' 'too many'
told 13900000010 '短信暂时发不出去' 'our own fault'
get /register/phone -H 'Accept-Language: en'
has 'We cannot send messages just now' 'in English too'
post /register/phone Code=000000
is_status 422 'a code is still asked for'
client lost
fill Phone=13900000008
post /register "${form[@]}"
worker
at 11
worker
get /register/phone
has '短信没有送达' 'lost'
at 72
post /register/phone/resend
is_redirect /register/phone 'send again'
get /register/phone
has '正在发送' 'is another message'
at 0
client stranger
is "$(get /register/phone/state; echo "$status")" 404 \
    "another's state is nobody's"
client known
register Phone=13900000040
is_redirect /home 'somebody has an account'
at 130
for who in 13900000040 13900000041; do
	client "reset$who"
	post /reset Who="$who"
	get /reset/code
	hasnt code-state 'a reset says nothing of the message'
done
is "$(sql "SELECT COUNT(*) FROM outbox WHERE recipient = '13900000040'
    AND state = 'waiting'")" 2 'though there is one'
at 0
get /reset/code/state
is_status 404 'nor has it a state'

# --- notices of an account ------------------------------------------------------
client known
account=$(sql 'SELECT id FROM account')
get /me/messages
is_status 200 'my notices'
has '还没有发过通知' 'none yet'
notice() {
	sql "INSERT INTO outbox (account_id, channel, recipient, template,
	    lang, params, state, next_at, created_at, expires_at)
	    VALUES ($1, 'sms', '$2', 'refund', 'zh-CN', '$refund', 'waiting',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL 1 DAY); SELECT MAX(id) FROM outbox"
}
id=$(notice "$account" 13900000003)
get /me/messages
has 退款已办理 'one, by its name'
has 正在发送 'on its way'
hasnt 'name="Message"' 'nothing to do yet'
worker
get /me/messages
has 没有发出去 'it failed'
has "name=\"Message\" value=\"$id\"" 'and can be sent again'
cookie gp_lang en
get /me/messages
has 'Could not be sent' 'in English too'
cookie gp_lang zh-CN
post /me/messages Message="$id"
is_redirect /me/messages 'send again'
is "$(sql "SELECT state, recipient FROM outbox WHERE id = $id")" \
    "$(printf 'waiting\t13900000040')" 'goes to the phone of today'
post /me/messages Message="$id"
is_redirect /me/messages 'a second submit is harmless'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'message.again'")" 1 \
    'once'
worker
at 11
worker
get /me/messages
has 已送达 'it arrived'
at 0
client second
register Type=passport Number=E12345678 Name='Ann Lee' Phone=13900000043
is_redirect /home 'there is a second account'
client known
other=$(notice "$(sql 'SELECT MAX(id) FROM account')" 13900000003)
worker
post /me/messages Message="$other"
is "$(sql "SELECT state FROM outbox WHERE id = $other")" failed \
    "another's is not mine to send"
sql 'DELETE FROM rate_count'
post /me/messages Message=1x
is_status 422 'nonsense'
request POST /me/messages Message="$id"
is_status 403 'without a token: refused'
for i in $(seq 10); do	# more, where a minute ends in between
	post /me/messages Message="$id"
	[ "$status" = 303 ] || break
done
is_status 429 'three a minute'
client stranger
get /me/messages
is_redirect '/login?next=/me/messages' 'not for strangers'
ok '! grep -qE "1390000[0-9]{4}|[^0-9]123456[^0-9]|secret-Of" "$log"' \
    'no phone, code or secret is logged'

done_testing
