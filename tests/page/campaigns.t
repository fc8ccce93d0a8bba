#!/bin/bash
# A registrar's campaigns, with prices.
. "$(dirname "$0")/lib.sh"

campaign=demo0000000000000000000000000001
one=/admin/campaigns/$campaign

for who in reviewer administrator; do
	client "$who"
	staff_login "$who"
	for page in campaigns campaigns/new "campaigns/$campaign"; do
		get "/admin/$page"
		is_status 403 "$page is not for a $who"
	done
done
client desk
staff_login desk registrar demo 信息工程学院
get /admin/campaigns
hasnt 2027届毕业生 'nor for a registrar of one department'
get $one
is_status 404 'whatever the address says'
client stranger
staff_login stranger
get $one
is_status 404 'nor for the registrar of another school'
client registrar
staff_login registrar
me=$staff
audited() {
	sql "SELECT COUNT(*) FROM audit WHERE action = '$1' AND actor = 'staff'
	    AND actor_id = $me"
}

# --- one more -----------------------------------------------------------

get /admin/campaigns
is_status 200 'the list'
has "$one" 'leads to each'
has 进行中 'and says which is open'
get /admin/campaigns/new
is_status 200 'a new one'
school=$(sql "SELECT id FROM school WHERE code = 'demo'")
# add FEATURE [NAME=VALUE]...: later values win.
add() {
	post /admin/campaigns School="$school" Kind=graduate \
	    Profile=chsi-graduate-blue NameZh=2028届 NameEn='Class of 2028' \
	    Feature="$1" Opens=2027-11-01T08:00 Closes=2028-03-01T00:00 \
	    Price=20 PricePrints=35 Department=1 "${@:2}"
}
request POST /admin/campaigns Feature=NEXT28
is_status 403 'a POST needs its token'
post /admin/campaigns School="$school" Kind=graduate \
    Profile=chsi-graduate-blue NameZh=2028届 NameEn= Feature='N 28' \
    Opens=2027-11-01 Closes=2027-10-01 Price=0 PricePrints=35
is_status 422 'what is wrong is refused'
has 请填写名称 'a name that is missing'
has 'value="2028届"' 'what was entered stays'
post /admin/campaigns School="$school" Kind=graduate \
    Profile=chsi-graduate-blue NameZh=2028届 NameEn=x Feature='N 28' \
    Opens=2027-11-01 Closes=2027-10-01 Price=0 PricePrints=35
for text in 特征码为 必须晚于开始时间 '请填写价格，例如' 至少选择一种; do
	has "$text" "and each is told: $text"
done
post /admin/campaigns School=999 Kind=graduate \
    Profile=chsi-graduate-blue NameZh=x NameEn=x Feature=NEXT28 \
    Opens=2027-11-01 Closes=2027-12-01 Price=1 PricePrints=1 Online=1
is_status 422 'a school that is not theirs'
add DEMO26
is_status 422 'a feature code that is taken'
has 另一个采集批次 'and why'
add NEXT28
new=$(header Location)
ok '[ "$status" = 303 ] && [[ $new == /admin/campaigns/* ]]' 'a good one'
is "$(sql "SELECT CONCAT_WS('|', opens_at, closes_at, price_fen,
    price_prints_fen, routes, withdraw, base) FROM campaign JOIN photo_profile
    p ON p.id = photo_profile_id WHERE feature_code = 'NEXT28'")" \
    '2027-11-01 00:00:00|2028-02-29 16:00:00|2000|3500|department|0|chsi-graduate-blue' \
    'is stored'
is "$(audited campaign.add)" 1 'and on record'
get "$new"
has 导入学生名单 'and says what comes next'
program student
client nobody
get "/c/${new##*/}"
is_status 200 'its poster leads to it'

# --- changes ------------------------------------------------------------

program admin
client registrar
get $one
is_status 200 'one of them'
version() {
	sed -n 's/.*name="Version" value="\([0-9]*\)".*/\1/p' "$T/body"
}
was=$(version)
change() {
	post $one Version="$was" NameZh=改名 NameEn=Renamed Feature=DEMO26 \
	    Opens=2026-01-01T00:00 Closes=2028-01-01T00:00 PricePrints=40 \
	    Online=1 "$@"
}
change Price=41
is_status 422 'prints cost no less than none'
has 'value="改名"' 'what was entered stays'
change Price=21.5 Withdraw=1
is_redirect $one 'a change'
is "$(sql "SELECT CONCAT_WS('|', name_zh, price_fen, routes, withdraw, kind)
    FROM campaign WHERE token = '$campaign'")" '改名|2150|online|1|graduate' \
    'is stored'
is "$(audited campaign.change)" 1 'and on record'
change Price=22
is_status 409 'a change of what was changed meanwhile'
has 别人刚刚修改过 'is told'
is "$(sql "SELECT price_fen FROM campaign WHERE token = '$campaign'")" 2150 \
    'and changes nothing'
was=$(version)
change Price=22
is_redirect $one 'sent once more it counts'
was=$((was + 1))
post $one Version="$was" NameZh=改名 NameEn=Renamed Feature=new026 \
    Opens=2026-01-01T00:00 Closes=2028-01-01T00:00 Price=20 PricePrints=40 \
    Online=1
is_status 422 "another campaign's feature code, in small letters"

# --- prints -------------------------------------------------------------

post $one/sizes What=set Size=1inch Photos=8 SetPrice=6 Included=1
is_redirect "$one#prices" 'a size'
post $one/sizes What=set Size=1inch Photos=9 SetPrice=6.50
get $one
has 6.50 'can be changed'
is "$(sql "SELECT CONCAT_WS('|', size, photos, set_fen, included)
    FROM print_price")" '1inch|9|650|0' 'once'
post $one/sizes What=set Size=huge Photos=0 SetPrice=x
is_status 422 'a size that is not there'
has 没有这种规格 'is told'
has 每套 'so are the photos'
post $one/sizes What=drop Size=1inch Photos=9 SetPrice=6.50
is "$(sql 'SELECT COUNT(*) FROM print_price')" 0 'a size can go'
post $one/postage Province=650000 PostagePrice=20
post $one/postage Province= PostagePrice=8
get $one
has 新疆 'postage of a province'
post $one/postage Province=650100 PostagePrice=20
is_status 422 'a city has none'
is "$(sql "SELECT GROUP_CONCAT(province, '=', fen ORDER BY province)
    FROM postage")" '=800,65=2000' 'both are stored'
is "$(audited campaign.prices)" 5 'all is on record'

# --- the poster ---------------------------------------------------------

# What the code on the poster says.
poster_says() {
	pdftoppm -png -r 80 -singlefile "$T/body" "$T/poster" &&
	    tool scan "$T/poster.png"
}
get $one
has "$one/poster.pdf" 'the campaign has a poster'
get $one/poster.pdf
is_status 200 'which is there'
header_is Content-Type application/pdf 'as a PDF'
ok '[ "$(poster_says)" = "http://127.0.0.1:8080/c/$campaign" ]' \
    'its code leads to the campaign' || poster_says 2>&1 | sed 's/^/# /'
pdftotext -layout "$T/body" "$T/poster.txt"
for text in 改名 江海大学 DEMO26 ¥22.00 ¥40.00 三步完成; do
	ok 'grep -qF "$text" "$T/poster.txt"' "and it says $text"
done
is "$(pdfinfo "$T/body" | sed -n 's/^Pages: *//p')" 1 'on one page'
client stranger
get $one/poster.pdf
is_status 404 "not of another school's"
client reviewer
get $one/poster.pdf
is_status 403 'nor for a reviewer'
client registrar
get /admin/campaigns/none/poster.pdf
is_status 404 'nor of none'

# --- the photo profile --------------------------------------------------

at=$one/profile
get $one
has "$at" 'the campaign leads to its photo profile'
get $at
is_status 200 'which can be seen'
has 'id="s-eye" x="1" y="200.0" width="478" height="100.0"' 'and is drawn'
# profile NAME=VALUE...: the first of equals counts.
profile() {
	post $at "$@" Base=chsi-graduate-blue Version="$was"
}
was=$(version)
profile What=look EyeMin=220 EyeMax=260 Base=chsi-graduate-white
is_status 200 'a preview'
has 'id="s-eye" x="1" y="220.0" width="478" height="40.0"' 'follows the form'
has 'fill="#ffffff"' 'and the choice'
has 'value="220"' 'what was entered stays'
is "$(sql "SELECT base FROM campaign JOIN photo_profile p
    ON p.id = photo_profile_id WHERE token = '$campaign'")" \
    chsi-graduate-blue 'and nothing is stored'
# What a standard rules can be made stricter only; bounds, order, gaps.
for wrong in EyeMin=199 EyeMax=301 CrownMin=x CentreMax=5.9 RollMax=5.1 \
    BytesMax=40001 BytesMin=20480.5 FaceMin=nan EyeMax=229 PitchMax=1e9; do
	profile What=save $wrong
	is_status 422 "refused: $wrong"
	has "value=\"${wrong#*=}\"" 'and what was entered stays'
done
profile What=save EyeMin=270 EyeMax=300 CrownMin=50 CrownMax=80 FaceMax=220 \
    FaceMin=180
is_redirect $at 'narrow ranges that a head can meet'
was=$((was + 1))
profile What=save EyeMin=200 EyeMax=230 CrownMin=80 CrownMax=110 FaceMin=240
is_status 422 'ranges that nobody meets'
has 没有人的头顶 'are told'
profile What=save FileName='../x.jpg'
is_status 422 'a file name that is a path'
profile What=save EyeMin=220 EyeMax=280.5 BytesMax=38000 \
    FileName='{student_no}.jpg'
is_redirect $at 'what is stricter'
stored() {
	sql "SELECT REPLACE(overrides, '\n', '|') FROM campaign
	    JOIN photo_profile p ON p.id = photo_profile_id
	    WHERE token = '$campaign'"
}
is "$(stored)" 'eye_y_min = 220|eye_y_max = 280.5|bytes_max = 38000|file_name = {student_no}.jpg|' \
    'is stored'
is "$(audited campaign.profile)" 2 'and on record'
is "$(sql 'SELECT COUNT(*) FROM photo_profile WHERE overrides LIKE
    "eye_y_min = 270%"')" 1 'the profile before it is kept'
get $at
has 'value="280.5"' 'and shown'
profile What=save EyeMin=210
is_status 409 'what somebody else has just changed'
has 别人刚刚修改过 'is told'
has 'value="210"' 'what was entered stays'
profile What=save Version="$(version)" Base=new-student-white EyeMin=160
is_redirect $at 'where no standard rules, more is allowed'
is "$(stored)" 'eye_y_min = 160|' 'and what is empty is the profile'"'"'s'
sql "UPDATE photo_profile SET overrides = CONCAT('dpi = 350\n', overrides)"
get $at
has 'dpi = 350' 'what the operator has set is shown'
profile What=save Version="$(version)"
is "$(stored)" 'dpi = 350|' 'and stays'
profile What=save Base=none Version="$(version)"
is_status 422 'a profile that is not there'
request POST $at What=save Base=chsi-graduate-blue
is_status 403 'a POST needs its token'
client stranger
get $at
is_status 404 "not of another school's"
post $at What=save Version=1 Base=chsi-graduate-blue
is_status 404 'nor changed'
client reviewer
get $at
is_status 403 'nor for a reviewer'
client registrar
get /admin/campaigns/none/profile
is_status 404 'nor of none'

done_testing
