#!/bin/bash
# gradphoto: a school's list from file to roster, and what bad files get.
. "$(dirname "$0")/../page/lib.sh"

head='学号,姓名,性别,证件类型,证件号码,院系,专业,班级,层次,毕业年月,手机,邮箱'

# card SEVENTEEN-DIGITS: with its check digit.
card() {
	local i sum=0
	local -a w=(7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2)
	for i in {0..16}; do
		sum=$((sum + ${w[i]} * ${1:i:1}))
	done
	local s=10X98765432
	echo "$1${s:sum % 11:1}"
}

good=$(card 11010520040520001)
other=$(card 44010620050101002)

# import RC ARG...: keeps what it prints in $T/out.
import() {
	local _want=$1 _rc
	shift
	tool roster import "$@" >"$T/out" 2>&1
	_rc=$?
	ok '[ $_rc = $_want ]' "roster import ${*:2} ends with $_want" ||
	    sed 's/^/# /' "$T/out"
}

says() {
	local _text=$1
	ok 'grep -qF -- "$_text" "$T/out"' "${2-says: $1}" ||
	    sed 's/^/# /' "$T/out"
}

rows() {
	sql "SELECT COUNT(*) FROM roster WHERE student_no LIKE 'T%'"
}

f=$T/list.csv
imp="$f --campaign DEMO26"

# --- a good file --------------------------------------------------------

printf '%s\n' "$head" \
    "T1,张三,,身份证,$good,信息学院,计算机,1班,本科,2027-06,13800138000,z@example.com" \
    "T2,John O'Neil,M,passport,e1234567,\"国际学院, 二部\",,,硕士,,+4915112345678," \
    "T3,李 四,女,港澳台通行证,H12345678,信息学院,,,,,," >"$f"
import 0 $imp --dry-run
says 'dry run, nothing was changed: 3 added, 0 updated, 0 left out (UTF-8)'
is "$(rows)" 0 'a dry run changes nothing'
is "$(sql "SELECT COUNT(*) FROM department WHERE name = '信息学院'")" 0 \
    'nor makes departments'
import 0 $imp
says '3 added, 0 updated, 0 left out (UTF-8)'
is "$(sql "SELECT CONCAT_WS('|', r.name, sex, id_type, d.name, major,
    class_name, level, graduation, phone, email)
    FROM roster r JOIN department d ON d.id = department_id
    WHERE student_no = 'T1'")" \
    '张三|M|card|信息学院|计算机|1班|本科|2027-06|13800138000|z@example.com' \
    'every column arrives; sex comes out of the ID number'
is "$(sql "SELECT CONCAT_WS('|', name, id_type, phone) FROM roster
    WHERE student_no = 'T2'")" "John O'Neil|passport|+4915112345678" \
    'a passport, quotes'
is "$(sql "SELECT COUNT(*) FROM roster WHERE INSTR(id_sealed, '$good')")" 0 \
    'ID numbers are sealed'
is "$(sql "SELECT LOWER(HEX(id_lookup)) FROM roster WHERE student_no = 'T2'")" \
    "$(printf 'id\0E1234567' | openssl dgst -sha256 -mac HMAC \
	-macopt "hexkey:$(cat "$T/lookup.key")" | sed 's/.*= //')" \
    'and found by their keyed HMAC, in capitals'
is "$(sql "SELECT CONCAT(actor, ' ', detail) FROM audit
    WHERE action = 'roster.import' ORDER BY id DESC LIMIT 1")" \
    'operator added 3, updated 0' 'the audit trail knows'

# --- again --------------------------------------------------------------

sed -i 's/张三/张三丰/; s/1班/2班/' "$f"
import 1 $imp
says "$f:2: name: stored under another name; mend it, or say --names: 张三"
is "$(sql "SELECT class_name FROM roster WHERE student_no = 'T1'")" '1班' \
    'and nothing is changed'
import 0 $imp --names
says '0 added, 3 updated'
is "$(sql "SELECT CONCAT(name, class_name) FROM roster
    WHERE student_no = 'T1'")" '张三丰2班' 'a second import updates'
import 0 "$f" --campaign demo26 --dry-run
says '0 added, 3 updated' 'a feature code in small letters is the same'
login_as T1
sed -i "s/$good/$other/" "$f"
import 1 $imp
says 'id_no: a student has registered'
import 0 $imp --skip-bad
says '0 added, 2 updated, 1 left out'
sed -i "s/$other/$good/" "$f"

# --- in place of what is there ------------------------------------------

printf '%s\n' "$head" >"$T/short.csv"
import 1 "$T/short.csv" --campaign DEMO26 --replace
says 'short.csv:1: empty' 'nobody is no list to replace with'
printf '%s\n' "T3,李 四,女,港澳台通行证,H12345678,信息学院,,,,,," \
    "T4,王五,,护照,E1234568,信息学院,,,,,," >>"$T/short.csv"
all() {
	sql "SELECT COUNT(*) FROM roster r JOIN campaign k
	    ON k.id = r.campaign_id WHERE feature_code = 'DEMO26'"
}
before=$(all)
import 0 "$T/short.csv" --campaign DEMO26 --replace --dry-run
says "$((before - 2)) removed, 1 not in the list stay" 'what it would do'
is "$(all)" "$before" 'a dry run removes nobody'
printf 'T5,赵六,,护照,E!,信息学院,,,,,,\n' >>"$T/short.csv"
import 1 "$T/short.csv" --campaign DEMO26 --replace --skip-bad
is "$(all)" "$before" 'a list with errors replaces nothing'
sed -i '$d' "$T/short.csv"
sql "CREATE TABLE kept_roster SELECT * FROM roster;
    INSERT INTO staff (login, name, state, password, must_change,
    created_at) VALUES ('x', 'x', 'active', '!', 0, UTC_TIMESTAMP());
    INSERT INTO enrolment_photo SELECT id, REPEAT('e', 64), (SELECT MIN(id)
    FROM staff), UTC_TIMESTAMP() FROM roster WHERE student_no = 'T2'"
import 0 "$T/short.csv" --campaign DEMO26 --replace
says 'stays: T1' 'who has registered stays, and is named'
is "$(sql "SELECT GROUP_CONCAT(student_no ORDER BY student_no) FROM roster r
    JOIN campaign k ON k.id = r.campaign_id WHERE feature_code = 'DEMO26'")" \
    T1,T3,T4 'the others are removed'
is "$(sql "SELECT CONCAT(reason, LEFT(detail, 3)) FROM deletion")" rostereee \
    'with their enrolment photos'
is "$(sql "SELECT detail FROM audit WHERE action = 'roster.import'
    ORDER BY id DESC LIMIT 1")" \
    "added 1, updated 1, removed $((before - 2))" 'which is on record'
sql "INSERT IGNORE INTO roster SELECT * FROM kept_roster;
    DROP TABLE kept_roster; DELETE FROM roster WHERE student_no = 'T4'"

# --- encodings ----------------------------------------------------------

sed -i 's/T1,张三丰/T1,张𠀀/' "$f"
iconv -f UTF-8 -t GB18030 "$f" | sed 's/$/\r/' >"$T/gb.csv"
import 0 "$T/gb.csv" --campaign DEMO26 --names
says '0 added, 3 updated, 0 left out (GB18030)'
is "$(sql "SELECT name FROM roster WHERE student_no = 'T1'")" '张𠀀' \
    'GB18030 with CRLF, rare characters too'
{ printf '\357\273\277'; cat "$f"; } >"$T/bom.csv"
import 0 "$T/bom.csv" --campaign DEMO26
says '(UTF-8)' 'a BOM is no part of the first name'
iconv -f UTF-8 -t UTF-16 "$f" >"$T/utf16.csv"
import 3 "$T/utf16.csv" --campaign DEMO26
says 'it is UTF-16; save it as CSV UTF-8'
printf 'PK\003\004rest' >"$T/book.xlsx"
import 3 "$T/book.xlsx" --campaign DEMO26
says 'it is no workbook (XLSX)'
head -c 3000 /dev/urandom >"$T/noise"
import 3 "$T/noise" --campaign DEMO26
: >"$T/empty"
import 3 "$T/empty" --campaign DEMO26
import 3 "$T/missing.csv" --campaign DEMO26
says 'No such file'

printf '%s\n' "$head" "T50,王晓祎,,护照,E7654399,信息学院,,,,,," \
    "T51,王晓袆,,护照,E7654399,信息学院,,,,,," >"$f"
import 1 $imp
says "$f:3: name: this ID number stands further up under another name; mend one: 王晓祎"

# --- bad rows -----------------------------------------------------------

before=$(rows)
long=$(printf 'x%.0s' {1..33})
printf '%s\n' "$head" \
    "T10,好人,男,身份证,$good,甲院,,,,,," \
    "T11,甲,男,身份证,${good:0:17}$((10#${good:17:1} == 0)),甲院,,,,,," \
    "T12,乙,男,身份证,4.40106E+17,甲院,,,,,," \
    "T13,丙,男,身份证,440106200501010000,甲院,,,,,," \
    "T14,丁,男,身份证,440106500101002,甲院,,,,,," \
    "T15,戊,男,驾驶证,123,甲院,,,,,," \
    "T16,,男,身份证,$good,,,,,,," \
    "2.23E+10,己,男,护照,E7654321,甲院,,,,,," \
    "T18,庚,公,护照,E!,甲院,,,,,123,not-mail" \
    "t10,辛,男,护照,E7654321,甲院,,,,,," \
    "$long,壬,男,护照,E7654321,甲院,,,,,," \
    'T21,"癸' >"$f"
import 1 $imp
says "$f:3: id_no: check digit or birth date is wrong"
says "$f:4: id_no: a spreadsheet turned the number into"
says "$f:5: id_no: the check digit is wrong and the number ends in 000"
says "$f:6: id_no: not 18 characters"
says "$f:7: id_type: unknown type"
says "$f:8: name: empty; fill it in"
says "$f:8: department: empty; fill it in"
says "$f:9: student_no: a spreadsheet turned the number into"
says "$f:10: sex: unknown"
says "$f:10: id_no: not such a document's number"
says "$f:10: phone: not a phone number"
says "$f:10: email: not an e-mail address"
says "$f:11: student_no: this student number stands further up"
says "$f:12: student_no: too long"
says "$f:13: not a row of comma-separated values"
says 'nothing was imported: 15 errors, 1 of 12 rows are good'
is "$(rows)" "$before" 'nothing is imported where there is an error'
is "$(grep -n : "$T/out" | cut -d: -f3 | grep -E '^[0-9]+$' | sort -nc 2>&1)" \
    '' 'errors come in the order of the lines'
ok '! grep -qE "$good|E7654321" "$T/out"' 'no ID number is printed'
import 0 $imp --skip-bad
says '1 added, 0 updated, 11 left out'

# --- bad files ----------------------------------------------------------

printf '学号,姓名,证件类型\nT1,x,护照\n' >"$f"
import 1 $imp --skip-bad
says "$f:1: id_no: the file has no such column"
says "$f:1: department: the file has no such column"
printf '%s,Name,政治面貌\n' "$head" >"$f"
import 1 $imp
says "$f:1: name: two columns have this name"
says 'columns not used: 政治面貌'
printf 'Student_No,NAME,id_type,id_no,department,remark\nT30,A B,passport,E1234567,D,x\n' >"$f"
import 0 $imp
says 'columns not used: remark' 'English names, other columns, any order'
says "$f: 1 new departments: D" 'a new department is told, it may be a slip'
import 0 $imp
ok '! grep -q "new departments" "$T/out"' 'once'
printf '%s\n' "$head" >"$f"
import 0 $imp
says '0 added, 0 updated, 0 left out' 'a list of nobody is fine'
{
	echo "$head"
	yes "T,,,,,,,,,,," | head -n 1200
} >"$f"
import 1 $imp
says 'errors more' 'very many errors are counted'

# --- usage --------------------------------------------------------------

import 1 "$f" --campaign NOWHERE
says 'no such campaign: NOWHERE'
import 2 "$f"
says 'missing --campaign'
import 2 --campaign DEMO26
import 2 "$f" --campaign
import 2 "$f" --campaign DEMO26 --force
says 'unknown option --force'

# --- columns that the file lacks, numbers as people write them ------------

p1=$(card 11010520041231002)
p2=$(card 11010520041231004)
cat >"$f" <<-END
	$head
	2018E8018461072,王五,,身份证,$p1,信息学院,法学,9班,本科,2027年6月,138 0013 8000,w@example.com
	END
import 0 $imp
row() {
	sql "SELECT CONCAT_WS('|', student_no, name, sex, major, class_name,
	    level, graduation, phone, email) FROM roster
	    WHERE student_no = '2018E8018461072'"
}
is "$(row)" \
    '2018E8018461072|王五|F|法学|9班|本科|2027-06|13800138000|w@example.com' \
    'an E in a number, a month in words and a phone in groups are read'
wide=$(sed 's/0/０/g; s/1/１/g; s/2/２/g' <<<"$p1")
printf '%s\n' '学号,姓名,证件类型,证件号码,院系,班级' \
    "２０１８E8018461072,王五,身份证,$wide,信息学院,8班" >"$f"
import 0 $imp
is "$(row)" \
    '2018E8018461072|王五|F|法学|8班|本科|2027-06|13800138000|w@example.com' \
    'what the file does not speak of stays'
printf '%s\n' '学号,姓名,证件类型,证件号码,院系,专业' \
    "2018E8018461072,王五,身份证,$p1,信息学院," >"$f"
import 0 $imp
is "$(sql "SELECT major FROM roster WHERE student_no = '2018E8018461072'")" '' \
    'an empty cell is spoken of'
printf '%s\n' '学号,姓名,证件类型,证件号码,院系' \
    "2018E8018461072,王五,身份证,$p2,信息学院" >"$f"
import 0 $imp
is "$(row)" '2018E8018461072|王五|F||8班|本科|2027-06||' \
    'but nothing of one person stays for another'
printf '%s\n' "$head" \
    "P2,王五,,身份证,$p2,#N/A,法学,9班,本科,Jun-27,,,"  >"$f"
import 1 $imp
says "department: a formula's error"
says 'graduation: not a month'
sql "DELETE FROM roster WHERE student_no = '2018E8018461072'"

# --- workbooks ----------------------------------------------------------

book() {
	printf '%s\n' "$head" "$@" | python3 "$GP_SRC/tests/page/workbook.py" \
	    "$T/book.xlsx" ${numbers-}
}
book "T21,张三,,身份证,$good,信息学院,计算机,1班,本科,2027-06,13800138000,"
import 0 "$T/book.xlsx" --campaign DEMO26
says '1 added, 0 updated, 0 left out (XLSX)'
numbers=1
book "7000021,张三,,护照,E1234567,信息学院,,,,,13800138000,"
import 0 "$T/book.xlsx" --campaign DEMO26
is "$(sql "SELECT phone FROM roster WHERE student_no = '7000021'")" \
    13800138000 'numbers that are numbers keep their digits'
book 'T22,李四,,身份证,440101199001011234,信息学院,,,,,,'
import 1 "$T/book.xlsx" --campaign DEMO26
says 'book.xlsx:2: id_no: a spreadsheet turned the number' \
    'but 18 digits are lost'

# --- campaigns ----------------------------------------------------------

add=(campaign add --school demo --kind graduate --name-zh 甲 --name-en A
    --price-prints 30)
# campaign RC FEATURE OPENS CLOSES PRICE [ARG...]
campaign() {
	local _want=$1 _rc
	tool "${add[@]}" --feature "$2" --opens "$3" --closes "$4" \
	    --price "$5" "${@:6}" >"$T/out" 2>&1
	_rc=$?
	ok '[ $_rc = $_want ]' "campaign add ${*:2} ends with $_want" ||
	    sed 's/^/# /' "$T/out"
}

campaign 0 NEW1 2026-11-01 '2027-06-30 18:00' 19.90 --set bytes_max=30000
ok 'grep -qxE "http://127.0.0.1:8080/c/[0-9a-f]{32}" "$T/out"' \
    'it prints the address of the poster'
is "$(sql "SELECT CONCAT_WS('|', opens_at, closes_at, price_fen, base,
    overrides) FROM campaign JOIN photo_profile p ON p.id = photo_profile_id
    WHERE feature_code = 'NEW1'")" \
    '2026-10-31 16:00:00|2027-06-30 10:00:00|1990|chsi-graduate-blue|bytes_max = 30000\n' \
    'times are UTC, prices fen, values of the profile its own'
campaign 0 NEW3 2026-11-01 2027-06-30 20 --routes online,onsite
is "$(sql "SELECT routes FROM campaign WHERE feature_code = 'NEW3'")" \
    online,onsite 'and takes the routes it is told'
campaign 1 NEW1 2026-11-01 2027-06-30 20
says 'the feature code or token exists'
campaign 1 NEW2 2026-11-01 2026-10-01 20
campaign 1 NEW2 2026-13-01 2027-06-30 20
campaign 1 NEW2 2026-11-01 2027-06-30 -1
campaign 1 NEW2 2026-11-01 2027-06-30 31
campaign 1 NEW2 2026-11-01 2027-06-30 20 --profile nowhere
campaign 1 NEW2 2026-11-01 2027-06-30 20 --set bytes_max=many
campaign 1 NEW2 2026-11-01 2027-06-30 20 --set nonsense
campaign 1 NEW2 2026-11-01 2027-06-30 20 --school nowhere
campaign 1 NEW2 2026-11-01 2027-06-30 20 --routes online,moon
campaign 1 NEW2 2026-11-01 2027-06-30 20 --routes online,
campaign 1 NEW2 2026-11-01 2027-06-30 20 --routes ''
campaign 1 'TOO LONG FEATURE' 2026-11-01 2027-06-30 20
is "$(sql "SELECT COUNT(*) FROM campaign WHERE feature_code = 'NEW2'")" 0 \
    'what was refused is not there'
ok 'tool campaign list | grep -q "NEW1 .* graduate .*2026-11-01 00:00 to 2027-06-30 18:00"' \
    'the list shows Beijing time'
ok 'tool announce --campaign NEW1 --title-zh 通知 --title-en Notice \
    --body-zh 甲 --body-en A --expires 2027-01-01' 'an announcement'
ok '! tool announce --campaign NEW1 --title-zh 通知 --title-en Notice \
    --body-zh 甲 --body-en A --expires soon 2>/dev/null' 'not with a bad date'
ok '! tool school add demo 甲 A 2>/dev/null' 'a school code is used once'

# --- doctor -------------------------------------------------------------

sed -i '/^wechat/d' "$T/gradphoto.conf"
tool doctor >"$T/out" 2>&1
says 'ok    keys: read'
says "ok    database: $database"
says 'ok    photo: account and grants'
says 'ok    profiles:'
says 'ok    texts:'
says 'BAD   payment: not usable, see the line above' \
    'the doctor misses what is not configured'
ok 'grep -q "wechat_mchid is not set" "$T/out"' 'and the line says what'
ok '! grep -q "test codes" "$T/out"' 'test codes are for demonstrations'
chmod 644 "$T/owner.data.key"
rmdir "$T/sms"
sed -i 's/^demo = .*/demo = no/' "$T/gradphoto.conf"
sql 'REVOKE ALL ON photo FROM gp_photo'
sed -i 's|^db_name = .*|db_name = nowhere|' "$T/gradphoto.conf"
tool doctor >"$T/out" 2>&1
is $? 1 'problems end it with 1'
says 'BAD   keys: not usable'
says 'BAD   test codes: taken for real ones' 'and for nothing else'
says 'BAD   database: no connection'
says "BAD   SMS: see the line above; mend it"
sed -i "s|^db_name = .*|db_name = $database|" "$T/gradphoto.conf"
tool doctor >"$T/out" 2>&1
says 'BAD   photo: gp_photo may not use photo; apply grants.sql'

done_testing
