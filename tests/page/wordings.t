#!/bin/bash
# /admin/messages: what is sent, an administrator's own words of the e-mails,
# and a sample to oneself.
. "$(dirname "$0")/lib.sh"

list=/admin/messages one=/admin/messages/paid
for who in reviewer registrar; do
	client "$who"
	staff_login "$who"
	for page in $list $one; do
		get "$page"
		is_status 403 "$page is not for a $who"
	done
done
client administrator
staff_login administrator
me=$staff
audited() {
	sql "SELECT COUNT(*) FROM audit WHERE action = 'message.$1'
	    AND actor = 'staff' AND actor_id = $me AND detail = 'paid'"
}

# --- looking ------------------------------------------------------------

get $list
is_status 200 'the list'
has '已收到您的付款 {amount} 元' 'has the Chinese text'
has 'We received your payment of CNY {amount}.' 'and the English one'
has '【毕业生线上采集】' 'and the signature'
hasnt ga-tag_good 'nothing is changed yet'
hasnt 'Text.' 'every text is there'
for name in $(grep -o 'messages/[a-z]*' "$T/body" | sed 's,.*/,,' | sort -u)
do
	get "$list/$name"
	{ [ "$status" = 200 ] && ! grep -q 'Text\.' "$T/body"; } ||
		bad=${bad-}$name
done
is "${bad-}" '' 'each has its page'
get $one
has '已收到您的付款 20.00 元' 'with samples'
has '<code>{amount}</code>' 'and what its places are'
has '没有开通邮件' 'e-mail is off, it says'
for page in lottery PAID paid%27; do
	get "$list/$page"
	is_status 404 "there is no $page"
done

# --- a change -----------------------------------------------------------

# change VERSION [NAME=VALUE]...: the first of equals counts.
change() {
	local version=$1
	shift
	post $one "$@" Version="$version" SubjectZh=钱到了 \
	    BodyZh=$'第一行\n收到 {amount} 元' SubjectEn='Got it' \
	    BodyEn='CNY {amount} is here'
}
request POST $one SubjectZh=x
is_status 403 'a POST needs its token'
change 0 BodyZh='没有金额' SubjectEn='{amount}'
is_status 422 'a text without its place'
has '正文里要有上面列出的每一项' 'is refused'
has '不能有花括号' 'and a subject with one'
has '没有金额</textarea>' 'what was typed stays'
change 0 BodyEn='{amount} {name'
is_status 422 'a brace without the other'
change 0 BodyZh="{amount}$(printf '字%.0s' {1..600})"
is_status 422 'a text that is too long'
change 0 SubjectZh="$(printf '字%.0s' {1..81})"
is_status 422 'a subject that is too long'
change 0 BodyZh= SubjectEn=
is_status 422 'nothing at all'
change x
is_status 422 'a version that is none'
change 0 Do=preview BodyEn='<b>{amount}</b>'
is_status 200 'a preview'
has '收到 20.00 元' 'shows the words with a sample'
has '还没有保存' 'and says what it is'
has '&lt;b&gt;20.00&lt;/b&gt;' 'as text'
is "$(sql 'SELECT COUNT(*) FROM wording')" 0 'nothing was stored'
change 0
is_redirect $one 'a good change'
is "$(audited change)" 1 'is on record'
get $one
has '收到 20.00 元' 'and shown'
get $list
is "$(grep -c ga-tag_good "$T/body")" 1 'in the list too'
change 0 SubjectEn=Later
is_status 409 'who was slower'
has '别人刚刚改过' 'is told'
has 'value="Later"' 'keeps what was typed'
has 'name="Version" value="1"' 'and may send it once more'
change 1 Do=preview
has 'name="Version" value="1"' 'a preview keeps the version'
change 1 SubjectEn=Second
is_redirect $one 'which counts'
change 1 Do=preview
has 'name="Version" value="1"' 'also of an old form'
change 1 BodyEn='{amount} {name'
is_status 422 'a mistake in an old form'
has 'name="Version" value="1"' 'does not make it a new one'
sql "UPDATE staff_role SET school_id = (SELECT MIN(id) FROM school)
    WHERE staff_id = $me"
change 2 SubjectEn=Third
is_status 409 "an administrator of one school changes no one else's words"
get $list
hasnt ga-tag_good 'and sees none'
sql "UPDATE staff_role SET school_id = NULL WHERE staff_id = $me"
is "$(sql 'SELECT subject_en FROM wording')" Second 'the words stay'

# --- a sample to oneself ------------------------------------------------

post $one/test Lang=en
is_status 422 'no sample where e-mail is off'
echo 'mail = spool' >>"$T/gradphoto.conf"
post $one/test Lang=en
is_status 422 'none without an address'
has '没有电子邮箱' 'it says so'
sql "UPDATE staff SET email = 'li@example.org' WHERE id = $me"
post $one/test Lang=de
is_status 422 'none in German'
post $list/lottery/test Lang=en
is_status 404 'none of what is not there'
is "$(sql 'SELECT COUNT(*) FROM outbox')" 0 'so far nothing was sent'
post $one/test Lang=en
is_redirect $one 'one to oneself'
is "$(audited test)" 1 'is on record'

# --- what goes out ------------------------------------------------------

# sent LANG TEXT WHAT: the only e-mail says so.
sent() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
	cat "$T"/sms/*.eml | sed '1,/^\r$/d' | base64 -di >"$T/body"
	has "$1" "$2"
	rm -f "$T"/sms/*.eml
}
sent 'CNY 20.00 is here' 'the worker sends the own words'
sql "INSERT INTO outbox (channel, recipient, template, lang, params, state,
    next_at, created_at, expires_at) SELECT channel, recipient, 'paid',
    'zh-CN', '{\"amount\":\"7.00\"}', 'waiting', UTC_TIMESTAMP(),
    UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 DAY FROM (
    SELECT 'email' channel, 'a@example.org' recipient UNION
    SELECT 'sms', '13900000001') both_ways"
sent '收到 7.00 元' 'in the language of who gets it'
is "$(cat "$T"/sms/*.txt | grep -c '已收到您的付款 7.00 元')" 1 \
    'an SMS stays as it was registered'
sql "UPDATE wording SET body_zh = '{gone}', body_en = '{gone'"
post $one/test Lang=en
sent 'We received your payment of CNY 20.00.' \
    'words of another release: ours'

# --- back ---------------------------------------------------------------

request POST $one/reset Version=2
is_status 403 'going back needs its token too'
post $one/reset Version=1
is_status 409 'of an old form'
post $one/reset
is_status 422 'of no version'
post $one/reset Version=2
is_redirect $one 'the default comes back'
is "$(audited reset)" 1 'on record'
post $one/reset Version=3
is_status 409 'once'
get $one
has '已收到您的付款 20.00 元' 'and is shown'
change 2
is_status 409 'an old form is still told from a new one'
change 3
is_redirect $one 'which counts'
done_testing
