#!/bin/bash
# The registrar's list of students: checked, stored, refused; as a job.
. "$(dirname "$0")/lib.sh"

jobs() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
}

campaign=demo0000000000000000000000000001
head='学号,姓名,证件类型,证件号码,院系'
good="T1,张三,护照,E12345678,信息工程学院"
rows() {
	sql "SELECT COUNT(*) FROM roster WHERE student_no LIKE 'T%'"
}

# give WHAT [SKIP]: the file $T/list.csv, and its result page.
give() {
	post_file "What=$1" ${2:+"Skip=1"}
	job=$(header Location | sed 's|.*/||')
	jobs
	get "/admin/jobs/$job"
}
post_file() {
	sql 'DELETE FROM rate_count'
	request POST /admin/roster -m "csrf=$(csrf)" "campaign=$campaign" "$@" \
	    "File=@$T/list.csv;text/csv"
}

staff_login reviewer
get /admin/roster
is_status 403 'the list is the registrar'"'"'s'
client two
staff_login registrar
get "/admin/roster?campaign=$campaign"
is_status 200 'the page'
has '信息工程学院' 'with what is there, by department'
has '只检查，不保存' 'and a check without storing'
printf '%s\n' "$head" "$good" >"$T/list.csv"
post "/admin/roster" "campaign=$campaign" What=dry
is_status 422 'a file is needed'
has '请选择一个文件' 'which is said'
request POST /admin/roster -m "csrf=$(csrf)" "campaign=$campaign" \
    "File=@$T/list.csv;text/csv"
is_status 422 'and what to do with it'
give dry
has '没有保存' 'a check stores nothing'
is "$(rows)" 0 'nothing at all'
give store
has '已保存' 'a list is stored'
is "$(rows)" 1 'and there'
is "$(sql "SELECT actor, actor_id = $staff, detail FROM audit
    WHERE action = 'roster.import' ORDER BY id DESC LIMIT 1")" \
    "$(printf 'staff\t1\tadded 1, updated 0')" 'the trail knows who'
give store
is "$(sql "SELECT COUNT(*) FROM roster WHERE student_no = 'T1'")" 1 \
    'once more it is updated'

# --- another name -------------------------------------------------------

printf '%s\n' "$head" 'T1,张叁,护照,E12345678,信息工程学院' >"$T/list.csv"
give store
has '可能是异体字' 'a name that differs is no silent change'
has '<b>张三</b>' 'the stored one is shown'
get "/admin/jobs/$job/errors.csv"
is_status 200 'the errors as a file'
has '2,姓名,姓名与系统中的不同' 'with line and column'
client other
staff_login colleague registrar
get "/admin/jobs/$job/errors.csv"
is_status 404 "not somebody else's"
client two
post_file What=store Names=1
job=$(header Location | sed 's|.*/||')
jobs
is "$(sql "SELECT name FROM roster WHERE student_no = 'T1'")" 张叁 \
    'unless the list is right'
sql "UPDATE roster SET name = '张三' WHERE student_no = 'T1'"
get /admin/roster/template.xlsx
is_status 200 'a template'
mkdir "$T/template"
(cd "$T/template" && unzip -q "$T/body")
is "$(grep -oE '学号|姓名|性别|证件类型|证件号码|院系' \
    "$T/template/xl/sharedStrings.xml" | tr '\n' ' ')" \
    '学号 姓名 性别 证件类型 证件号码 院系 ' 'with the columns'
text=$(grep -o '<cellXfs.*</cellXfs>' "$T/template/xl/styles.xml" |
    grep -o '<xf [^>]*>' | grep -n 'numFmtId="49"' | cut -d: -f1)
ok 'grep -q "<col min=\"5\" max=\"5\" [^>]*style=\"$((text - 1))\"" \
    "$T/template/xl/worksheets/sheet1.xml"' \
    'whose ID numbers stay text, with all digits'

# --- in place of what is there ------------------------------------------

post_file What=store Skip=1 Replace=1
is_status 422 'a list that replaces skips nothing'
has '替换时不能跳过' 'which is said'
has 'name="Replace" value="1" checked' 'and nothing chosen is lost'
sql "CREATE TABLE kept_roster SELECT * FROM roster"
login_as 22300010001
program admin
client two
printf '%s\n' "$head" "$good" >"$T/list.csv"
post_file What=dry Replace=1
job=$(header Location | sed 's|.*/||')
jobs
get "/admin/jobs/$job"
has '<td>22300010001</td>' 'who has registered would stay'
is "$(sql 'SELECT COUNT(*) FROM roster')" \
    "$(sql 'SELECT COUNT(*) FROM kept_roster')" 'a check removes nobody'
post_file What=store Replace=1
job=$(header Location | sed 's|.*/||')
jobs
is "$(sql "SELECT GROUP_CONCAT(student_no ORDER BY student_no) FROM roster r
    JOIN campaign k ON k.id = r.campaign_id WHERE k.token = '$campaign'")" \
    22300010001,T1 'the rest is removed'
sql 'INSERT IGNORE INTO roster SELECT * FROM kept_roster'

# --- whose departments --------------------------------------------------

client part
staff_login part registrar demo 外国语学院
get "/admin/roster?campaign=$campaign"
printf '%s\n' "$head" 'T60,甲,护照,E5000001,外国语学院' \
    'T61,乙,护照,E5000002,信息工程学院' 'T62,丙,护照,E5000003,新学院' \
    'T1,张三,护照,E12345678,外国语学院' >"$T/list.csv"
give store skip
is "$(sql "SELECT GROUP_CONCAT(student_no) FROM roster
    WHERE student_no LIKE 'T6%'")" T60 \
    "a department's registrar adds to that one alone"
is "$(sql "SELECT COUNT(*) FROM department WHERE name = '新学院'")" 0 \
    'makes none'
is "$(sql "SELECT d.name FROM roster r JOIN department d
    ON d.id = r.department_id WHERE student_no = 'T1'")" 信息工程学院 \
    "and takes nobody from another's"
is "$(grep -c 不是您负责的院系 "$T/body")" 3 'each is told why'
printf '%s\n' "$head" 'T60,甲,护照,E5000001,外国语学院' >"$T/list.csv"
before=$(sql 'SELECT COUNT(*) FROM roster')
own=$(sql "SELECT COUNT(*) FROM roster r JOIN department d
    ON d.id = r.department_id JOIN campaign k ON k.id = r.campaign_id
    WHERE d.name = '外国语学院' AND k.token = '$campaign'")
post_file What=store Replace=1
job=$(header Location | sed 's|.*/||')
jobs
is "$(sql 'SELECT COUNT(*) FROM roster')" "$((before - own + 1))" \
    'nor replaces more than their own'
sql "INSERT IGNORE INTO roster SELECT * FROM kept_roster;
    DELETE FROM roster WHERE student_no = 'T60'; DROP TABLE kept_roster"
client two

# --- errors -------------------------------------------------------------

printf '%s\n' "$head" 'T2,李四,身份证,4.40E+17,信息工程学院' \
    'T3,王五,护照,E1234567,信息工程学院' 'T3,赵六,护照,E2234567,艺术学院' \
    >"$T/list.csv"
give store
has '没有保存任何一行' 'a list with errors is not stored'
has '4.4E+17' 'what a spreadsheet did is said'
has '证件号码' 'with the column'
has '前面已经出现过' 'and a number that is there twice'
is "$(rows)" 1 'nothing half done'
give store skip
has '已保存' 'unless bad rows are to be skipped'
is "$(rows)" 2 'then the others are stored'
printf '%s\n' '学号,姓名' 'T9,张三' >"$T/list.csv"
give store
has '文件缺少这一列' 'a column that is missing'
printf 'PK\003\004xlsx' >"$T/list.csv"
give store
has '不是完整的 XLSX' 'what is no workbook is told what to do'
has '没有成功' 'and has failed'
{ echo "$head"; echo 'T8,陈七,护照,E3234567,信息工程学院'; } |
    iconv -t GB18030 >"$T/list.csv"
give store
is "$(sql "SELECT name FROM roster WHERE student_no = 'T8'")" 陈七 \
    'GB18030 is read'
{ echo "$head" | iconv -t GB18030
	echo 'T81,陈七八,护照,E3234568,信息工程学院'; } >"$T/list.csv"
give store
has '有的行是 UTF-8 编码，有的不是' 'not so two encodings in one file'
{ echo "$head"; echo 'T7,陈九,护照,E4234567,信息工程学院'; } |
    python3 "$GP_SRC/tests/page/workbook.py" "$T/list.csv"
give store
is "$(sql "SELECT name FROM roster WHERE student_no = 'T7'")" 陈九 \
    'a workbook is read'
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest' >"$T/list.csv"
give store
has '旧版 .xls' 'not so one of before 2007'
{ echo "$head"; for i in $(seq 3000); do
	printf 'TL%d,学生%d,护照,L%07d,信息工程学院\n' "$i" "$i" "$i"; done
} >"$T/list.csv"
give store
is "$(sql "SELECT COUNT(*) FROM roster WHERE student_no LIKE 'TL%'")" 3000 \
    'a long one too'
is "$(sql "SELECT total FROM job WHERE token = '$job'")" 3000 \
    'whose progress was seen meanwhile'

# --- whose --------------------------------------------------------------

client three
staff_login stranger
get "/admin/roster?campaign=$campaign"
hasnt '信息工程学院' 'who has no campaign sees none'
tool campaign add --school other --kind graduate --feature OTHER1 \
    --name-zh 别的毕业生 --name-en Others --opens 2026-01-01 \
    --closes 2027-12-31 --price 20 --price-prints 35 >/dev/null
get "/admin/roster?campaign=$campaign"
is_status 404 'another school'"'"'s campaign is none'
post_file What=store
is_status 404 'also for a list'
is "$(sql "SELECT COUNT(*) FROM job WHERE staff_id = $staff")" 0 'and no job'
done_testing
