#!/bin/bash
# Export packages by the command line: names, the list, what is new, what is
# wrong with the store.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/export.sh"

one=$(picture one) two=$(picture two) three=$(picture three)
finished 22300010001 "$one"
finished 22300010002 "$two" delivered online
finished 22300010003 "$three" approved
zip=$T/all.zip

export_to() {
	tool export DEMO26 "$@" >"$T/out" 2>"$T/err"
}
inside() {
	unzip -Z1 "$1" | LC_ALL=C sort | tr '\n' '|'
}

# --- one ------------------------------------------------------------------
ok 'export_to "$zip"' 'a package is made'
ok 'grep -q "2 photos" "$T/out"' 'of those that are finished'
name1=$(sql "SELECT name FROM roster WHERE student_no = 22300010001")
name2=$(sql "SELECT name FROM roster WHERE student_no = 22300010002")
is "$(LC_ALL=C.UTF-8 inside "$zip")" \
    "22300010001 $name1.jpg|22300010002 $name2.jpg|清单.csv|清单.xlsx|" \
    'unzip reads the names, which are those of the photo profile'
ok 'unzip -tq "$zip" >/dev/null' 'and finds every file whole'
is "$(unzip -p "$zip" "22300010001 $name1.jpg" | sha256sum | cut -c1-64)" \
    "$one" 'a photo is byte by byte what was made'
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import sys, zipfile
print("|".join(sorted(zipfile.ZipFile(sys.argv[1]).namelist())))' "$zip")" \
	    "22300010001 $name1.jpg|22300010002 $name2.jpg|清单.csv|清单.xlsx" \
	    'Python reads the same names'
else
	echo '# no python3 here: its names are not compared'
fi
unzip -p "$zip" 清单.csv >"$T/list"
ok 'cmp -s "$T/list" "$T/all.csv"' 'the list lies beside the package too'
is "$(head -c 3 "$T/list" | xxd -p)" efbbbf 'and begins with a BOM'
ok 'grep -q "^22300010001,$name1,信息工程学院,.*,$one,480,640,15,院系上传,,新增" \
    "$T/list"' 'a row has the SHA-256, the pixels and where it came from'
ok 'grep -q "^22300010002,.*,线上采集,,新增" "$T/list"' 'the other as well'
is "$(sql "SELECT state, photos, changed, staff_id IS NULL FROM package")" \
    $'done\t2\t0\t1' 'the package is kept'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'package.made'
    AND detail = '2'")" 1 'and in the audit trail'

# --- what is new ------------------------------------------------------------
ok 'export_to "$T/new.zip" --changed' 'what is new since'
is "$(inside "$T/new.zip")" '清单.csv|清单.xlsx|' 'is nothing at first'
finished 22300010001 "$three"
finished 22300010003 "$one" confirmed
sql "UPDATE collection c JOIN roster r ON r.id = c.roster_id
    SET live = NULL, state = 'returned' WHERE student_no = 22300010002"
export_to "$T/new.zip" --changed --template '{student_no}.jpg' --en
is "$(inside "$T/new.zip")" \
    '22300010001.jpg|22300010003.jpg|list.csv|list.xlsx|' \
    'then what changed and what is new'
is "$(sed -n 's/^\([0-9]*\),.*,/\1 /p' "$T/new.csv" | tr -d '\r' |
    tr '\n' '|')" \
    '22300010001 changed|22300010002 taken back: delete it|22300010003 new|' \
    'and the list says which, and what was taken back'
export_to "$T/new.zip" --changed
is "$(wc -l <"$T/new.csv")" 1 'which is told once'
sql "UPDATE roster SET name = '林晓雯雯' WHERE student_no = 22300010001"
export_to "$T/new.zip" --changed
is "$(inside "$T/new.zip")" '22300010001 林晓雯雯.jpg|清单.csv|清单.xlsx|' \
    'a corrected name is a change'

# --- names -------------------------------------------------------------------
sql "UPDATE roster SET name = '=cmd|a/b', major = '软件/工程' \
    WHERE student_no = 22300010001"
export_to "$T/named.zip" --template '{院系}/{专业}/{证件号码} {姓名}.jpg'
ok 'inside "$T/named.zip" |
    grep -qF "信息工程学院/软件_工程/110101200403120028 =cmd_a_b.jpg|"' \
    'folders and ID numbers by a template; no name leads elsewhere'
ok 'grep -qF "\"'"'"'=cmd|a/b\"" "$T/named.csv"' \
    'no cell of the list is a formula'
export_to "$T/part.zip" --department 信息工程学院
ok '! grep -q 外国语 "$T/part.csv"' 'one department alone'

for bad in '{name}.jpg' '{nr}.jpg' '../{student_no}.jpg' '{student_no}'; do
	ok '! export_to "$T/bad.zip" --template "$bad" && [ -s "$T/err" ] &&
	    [ ! -e "$T/bad.zip" ]' "refused, with the reason: $bad"
done
ok '! export_to "$T/bad.zip" --department 没有' 'an unknown department'
ok '! tool export NONE26 "$T/bad.zip" 2>/dev/null' 'or campaign'
ok '! export_to "$T/bad.tar"' 'or another kind of file'
ok '! export_to "$T/none/at/all.zip"' 'or where no file can be'
is "$(sql "SELECT COUNT(*) FROM package WHERE state <> 'done'")" 0 \
    'what failed counts for nothing'

# --- the store ------------------------------------------------------------------
finished 22300010002 "$two"
rm "$T/files/${one:0:2}/${one:2}"
printf x >"$T/files/${two:0:2}/${two:2}"
ok '! export_to "$T/poor.zip"' 'a package with less than all is no success'
is "$(inside "$T/poor.zip")" \
    "22300010001 =cmd_a_b.jpg|清单.csv|清单.xlsx|" \
    'what is missing or damaged is left out'
is "$(grep -c '未导出：文件' "$T/poor.csv")" 2 'and the list says so'
picture one >/dev/null
picture two >/dev/null
export_to "$T/new.zip" --changed
is "$(inside "$T/new.zip" | grep -o 2230001000[23] | tr '\n' ' ')" \
    '22300010002 ' 'and it is new when it is there again'
done_testing
