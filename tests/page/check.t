#!/bin/bash
# The check of a package before it leaves the house: planted faults are found,
# and nothing else.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/export.sh"
. "$(dirname "$0")/shoot.sh"

check() {
	tool export check DEMO26 "$T/check.pdf" "$@" >"$T/out" 2>"$T/err"
}
ok 'check && grep -q "0 photos of 10 people; 0 fail" "$T/out"' \
    'nothing to check is nothing wrong'
if [ -z "$portrait" ]; then
	echo 'ok 2 # SKIP no portrait'
	echo 1..2
	exit
fi
idphoto() {
	"$GP_BUILD/idphoto" "$@" >/dev/null 2>>"$log"
}
ffmpeg -v error -i "$portrait" -vf crop=iw-8:ih-8:4:4 "$T/other.png"
idphoto make "$portrait" "$T/one.jpg"
idphoto make "$T/other.png" "$T/two.jpg"
mkdir "$T/profiles"
sed 's/^background_rgb.*/background_rgb = 20,150,190/' \
    "$GP_SRC/etc/profiles/chsi-graduate-blue.conf" >"$T/profiles/green.conf"
GRADPHOTO_PROFILES=$T/profiles idphoto make "$portrait" "$T/green.jpg" \
    --profile green
ffmpeg -v error -i "$T/one.jpg" -vf scale=240:320 -q:v 2 "$T/small.jpg"
ok 'idphoto check "$T/one.jpg" && idphoto check "$T/two.jpg"' \
    'two photos are good'

finished 22300010001 "$(keep_file "$T/one.jpg")"
finished 22300010002 "$(keep_file "$T/two.jpg")"
ok 'check' 'and so is their package'
ok 'grep -q "2 photos of 10 people; 0 fail" "$T/out"' 'which says how many'
is "$(head -c 5 "$T/check.pdf")" '%PDF-' 'on a page'
is "$(grep -c 不合格 "$T/check.csv")" 0 'the table has no failure'

finished 22300010003 "$(keep_file "$T/green.jpg")"
finished 22300010004 "$(keep_file "$T/small.jpg")"
finished 22300020001 "$(keep_file "$T/one.jpg")"
finished 22300020002 "$(printf missing | sha256sum | cut -c1-64)"
damaged=$(picture damaged)
finished 22300030001 "$damaged"
printf x >"$T/files/${damaged:0:2}/${damaged:2}"
finished 22300030002 "$(picture unreadable)"
ok '! check' 'six planted faults make it fail'
ok 'grep -q "8 photos of 10 people; 6 fail" "$T/out"' 'each once'
has_fault() {
	ok "grep -q '^$1,.*,不合格,$2,' '$T/check.csv'" "$3"
}
has_fault 22300010003 background.colour 'another background'
has_fault 22300010004 output.width 'another size'
has_fault 22300020001 file.twice "another student's photo"
has_fault 22300020002 file.missing 'no file'
has_fault 22300030001 file.damaged 'a file that changed'
has_fault 22300030002 file.unreadable 'no picture at all'
is "$(grep -c -E '^(22300010001|22300010002),.*不合格' "$T/check.csv")" 0 \
    'and the good ones stay good'
# The same by the page: what the registrar reads, and what the job has said.
campaign=demo0000000000000000000000000001
staff_login registrar
post /admin/exports/check campaign=$campaign What=all \
    Template='{student_no}.jpg'
job=$(header Location | sed 's|.*/||')
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
unzip -p "$T/jobs/$job.out" 检查报告.pdf >"$T/page.pdf"
pdftotext -layout "$T/page.pdf" "$T/page.txt" 2>>"$log"
json() {
	sql "SELECT JSON_VALUE(result, '\$.$1') FROM job
	    WHERE token = '$job'"
}
# seen NUMBER WORDS WHAT: on the page and in the job's JSON.
seen() {
	ok "grep -q '^$1 .*$2' '$T/page.txt'" "on the page: $3"
	ok "sql \"SELECT result FROM job
	    WHERE token = '$job'\" | tr '{' '\n' |
	    grep '\"No\":\"$1\"' | grep -q '$2'" "in the job: $3"
}
seen 22300020001 与另一名学生的照片完全相同 "another student's photo"
seen 22300020002 照片文件不在存储里 'a photo that is missing'
seen 22300010003 成品背景颜色 'the wrong colour'
ok 'grep -q "照片宽度不符 *1 " "$T/page.txt"' 'and the wrong size'
ok 'grep -q "没有照片的人数 *2$" "$T/page.txt"' 'people without a photo'
is "$(json People) $(json Photos) $(json Without) $(json Failed)" \
    '10 8 2 6' 'are counted in both'
ok 'check --en --department 艺术学院; grep -q "2 photos of 2 people" "$T/out" &&
    grep -q ",fail,file.damaged,The file is damaged" "$T/check.csv"' \
    'a department alone, in English'
ok '! tool export check DEMO26 "$T/check.txt" 2>/dev/null' \
    'a page is a PDF'
is "$(sql 'SELECT COUNT(*) FROM package')" 0 'and nothing was exported'
done_testing
