#!/bin/bash
# Settings: an administrator's alone, typed and ranged, and heeded at once.
. "$(dirname "$0")/lib.sh"

page=/admin/settings
for who in reviewer registrar; do
	client "$who"
	staff_login "$who"
	get $page
	is_status 403 "not for a $who"
done
client nobody
program admin
get $page
is_redirect "/admin/login?next=$page" 'nor for nobody'
client admin
staff_login administrator
me=$staff
# save [NAME=VALUE...]: with the values that the page has for the others.
save() {
	local f v
	get $page
	sql 'DELETE FROM rate_count'
	set -- "$@" Version="${version:-$(value Version)}"
	for f in NoticeZh NoticeEn ServicePhone ServiceHours RemindHours \
	    ClaimMinutes; do
		case " $* " in *" $f="*) ;; *) set -- "$@" "$f=$(value $f)" ;;
		esac
	done
	for f in Registration Orders; do
		case " $* " in *" $f="*) ;; *)
			v=$(grep -o "name=\"$f\" value=\"[01]\" checked" \
			    "$T/body" | grep -o '"[01]"' | tr -d '"')
			set -- "$@" "$f=$v" ;;
		esac
	done
	post $page "$@"
}
value() {
	grep -o "name=\"$1\"[^>]* value=\"[^\"]*\"" "$T/body" |
	    sed 's/.* value="//; s/"$//'
}

# --- the page -------------------------------------------------------------

get $page
is_status 200 'the page'
is "$(value RemindHours) $(value ClaimMinutes)" '24 10' 'with the defaults'
has '<code>base_url</code>' 'and what the configuration says'
hasnt key_file 'but nothing of keys'
request POST $page Version=1
is_status 403 'a POST needs its token'

# --- bad input ------------------------------------------------------------

save RemindHours=23 ClaimMinutes=ten ServicePhone='call me' NoticeZh=维护
is_status 422 'what is wrong is refused'
has '24 到 720 的整数' 'hours'
has '2 到 120 的整数' 'minutes'
has '只能有数字' 'a telephone'
has '都填上，或都留空' 'a notice in one language'
is "$(value NoticeZh)" 维护 'and nothing entered is lost'
save NoticeZh="$(printf '长%.0s' {1..201})" NoticeEn=x
is_status 422 'a notice that is too long'
is "$(sql 'SELECT COUNT(*) FROM setting')" 1 'nothing is stored'

# --- heeded ---------------------------------------------------------------

save NoticeZh='今晚 <b>维护</b>' NoticeEn='Down tonight' \
    ServicePhone='021-5555 0199' ServiceHours=随时
is_redirect $page 'good ones are stored'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'setting.change'
    AND actor = 'staff' AND actor_id = $me")" 4 \
    'each change is on record, and only changes'
client visitor
program student
get /login
has '今晚 &lt;b&gt;维护&lt;/b&gt;' 'students read the notice, escaped'
has '021-5555 0199' 'and see whom to call'
has 'tel:021-55550199' 'by a tap'
get /register
is_status 200 'students may register'
client admin
program admin
save Registration=0 Orders=0
client visitor
program student
get /register
is_status 503 'until it is shut'
has '暂停新注册' 'which is said'
post /register Type=card
is_status 503 'also to what was open already'
get /login
is_status 200 'who has registered may log in'
program admin
client rev
staff_login reviewer
. "$(dirname "$0")/review.sh"
submitted 22300010001
client admin
save ClaimMinutes=45 Registration=1
client rev
get /admin/review
post /admin/review/next "place=$(sed -n \
    's/.*name="place" value="\([^"]*\)".*/\1/p' "$T/body" | head -1)"
is "$(sql "SELECT ROUND(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), claimed_until)
    / 60) FROM collection")" 45 'a claim lasts as long as is set'

# --- two at once ----------------------------------------------------------

client admin
get $page
version=$(value Version)
save RemindHours=48
version=$((version)) save RemindHours=72
is_status 409 'who comes second is told'
has '别人刚刚改过' 'why'
is "$(value RemindHours)" 72 'with what was typed'
is "$(sql "SELECT value FROM setting WHERE name = 'remind_hours'")" 48 \
    'the first holds'
post $page Version="$(value Version)" RemindHours=72 ClaimMinutes=45 \
    Registration=1 Orders=1 NoticeZh= NoticeEn= ServicePhone= ServiceHours=
is_redirect $page 'and may save it once more'
is "$(sql "SELECT value FROM setting WHERE name = 'remind_hours'")" 72 'then it does'
due() {
	client rev
	get /admin/missing
	grep -o 'action="/admin/missing/remind"' "$T/body" | head -1
	client admin
}
sql "UPDATE roster SET phone = '13800000009';
    INSERT INTO reminder (roster_id, staff_id, sent_at) SELECT id, $me,
    UTC_TIMESTAMP() - INTERVAL 50 HOUR FROM roster"
before=$(due)
version='' save RemindHours=48
is "$before|$(due)" '|action="/admin/missing/remind"' \
    'reminders rest as long as is set'

# --- from the command line ------------------------------------------------

tool settings set --name remind_hours --value 96
is $? 0 'the command changes one'
is "$(tool settings list | grep remind)" 'remind_hours = 96' 'and lists them'
is "$(sql "SELECT CONCAT(actor, ' ', detail) FROM audit
    WHERE action = 'setting.change' ORDER BY id DESC LIMIT 1")" \
    'operator remind_hours: 96' 'on record'
tool settings set --name remind_hours --value 1 2>"$T/err"
is $? 1 'but no bad one'
ok 'grep -q "a number of 24 to 720" "$T/err"' 'and says why'
tool settings set --name no_such --value 1 2>/dev/null
is $? 1 'nor one that is none'
done_testing
