#!/bin/bash
# Entry: two ways in, a poster's campaign, a typed 特征码, languages, help.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"
poster=/c/demo0000000000000000000000000001

# --- plain ------------------------------------------------------------------
get /
is_status 200 'the entry is shown'
has 'href="/register"' 'first use'
has 'href="/login"' 'or log-in'
has '五分钟' 'and what the five minutes are for'
hasnt '江海大学' 'no campaign is chosen yet'
get / -H 'Accept-Language: en'
has 'First time here' 'in English too'
has 'I have an account' 'both choices'

# --- a poster ---------------------------------------------------------------
get $poster
is_status 200 'a poster leads to the entry'
has '江海大学' 'with the school'
has '2027届毕业生' 'the cohort'
has '¥20.00' 'the price'
has '¥35.00' 'the price with prints'
has "$(date -u -d '+89 days' +%Y年%-m月%-d日) 24:00" 'and the deadline'
is "$(sql 'SELECT COUNT(*) FROM session')" 0 'at the price of no row'
get /
has '江海大学' 'the choice is remembered'
get /register
has '江海大学' 'on the next page as well'
client english
get $poster -H 'Accept-Language: en'
has 'Jianghai University' 'the poster in English'
has 'Class of 2027' 'with the English name'
client one

get /c/00000000000000000000000000000000
is_status 404 'an unknown poster is 404'
has '重新扫描海报' 'that says what to do'
has 'href="/"' 'and where to go'
get /c/nonsense
is_status 404 'so is nonsense'
cookie gp_campaign "' OR 1=1 --"
get /
is_status 200 'a strange cookie harms nobody'
hasnt '江海大学' 'and chooses nothing'

# --- the window ---------------------------------------------------------------
window() {
	sql "UPDATE campaign SET opens_at = UTC_TIMESTAMP() + INTERVAL $1 DAY,
	    closes_at = UTC_TIMESTAMP() + INTERVAL $2 DAY
	    WHERE feature_code = 'DEMO26'"
}
window -9 -2
get $poster
is_status 200 'a closed campaign is still the right page'
has '已经截止' 'and says so'
has "$(TZ=Asia/Shanghai date -d '-2 days' +%Y年%-m月%-d日)" 'with its date'
has 'href="/login"' 'who has an account may log in'
hasnt 'href="/register"' 'but nobody begins'
has '教务处 021-5555 0123' 'the school is named'
window 3 9
get $poster
is_status 200 'one that is not open yet'
has '还没有开始' 'says so'
has "$(TZ=Asia/Shanghai date -d '+3 days' +%Y年%-m月%-d日)" 'and when it opens'
has 'href="/register"' 'an account can be made before'
window -7 90

# --- a typed code -----------------------------------------------------------
get '/c?code=DEMO26'
is_redirect $poster 'a 特征码 leads to its campaign'
get '/c?code=demo26'
is_redirect $poster 'in small letters too'
get '/c?code=NOSUCH'
is_status 422 'an unknown one is 422'
has '没有这个特征码' 'and says so'
has 'value="NOSUCH"' 'and stays in the box'
get '/c?code='
is_status 422 'an empty one too'
get "/c?code=%3Cscript%3E%22'"
is_status 422 'and a hostile one'
hasnt '<script>"' 'which is escaped'
request POST /c
is_status 405 'it is looked up, not posted'

# --- language and help --------------------------------------------------------
get /
post /lang/en next=/login
is_redirect /login 'the language is changed, back to the page'
is "$(cookie gp_lang)" en 'for a year'
get /login
has 'lang="en"' 'the page is English'
post /lang/zh-CN next=//evil.example
is_redirect / 'never to another site'
post /lang/fr next=/
is_status 404 'an unknown language is 404'
request POST /lang/en next=/
is_status 403 'without a token: refused'
get /help
is_status 200 'help is shown'
has '021-5555 0123' 'with the contact of the chosen school'
client two
get /help
has '教务员' 'without one it says whom to ask'
login_as 22300010001
get /help
has '021-5555 0123' 'who is logged in sees the own school'
get /
is_redirect /home 'who is logged in goes home'
get $poster
is_status 200 'but may look at a poster'
has 'href="/home"' 'and go on'
done_testing
