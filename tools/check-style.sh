#!/bin/bash
# Prints TAP: one test for each rule of docs/STYLE.md that grep can see.
# usage: check-style.sh [TREE]
set -u
cd "${1:-.}" || exit 2
shopt -s globstar nullglob
n=0

# rule WHAT OFFENDERS: fails, and lists them, where there are any.
rule() {
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

# offenders PATTERN PATH...: file:line:text of every match.
offenders() {
	local pattern=$1
	shift
	[ $# -eq 0 ] || grep -nHE "$pattern" "$@"
}

# only PATTERN ALLOWED: matches in C files whose path is not ALLOWED.
only() {
	offenders "$1" {lib,cgi-bin,tools,tests}/**/*.{c,h,cpp} |
		grep -vE "^($2)"
}

include='^#[[:space:]]*include[[:space:]]*'

# Who may include whom: module, then the modules it must not include.
while read -r module banned; do
	rule "$module includes none of $banned" \
	    "$(offenders "$include\"($banned)/" $module/**/*.[ch])"
done <<'END'
lib/base lib/(image|db|scan|read|service|domain)|cgi-bin|tools
lib/image lib/(base|db|scan|read|service|domain)|cgi-bin|tools
lib/db lib/(image|scan|read|service|domain)|cgi-bin|tools
lib/service lib/(image|db|scan|read|domain)|cgi-bin|tools
lib/scan lib/(db|read|service|domain)|cgi-bin|tools
lib/read lib/(db|scan|service|domain)|cgi-bin|tools
lib/paper lib/(image|db|scan|read|service|domain)|cgi-bin|tools
lib/pack lib/(image|db|scan|read|service|domain|paper)|cgi-bin|tools
lib/domain lib/(image|scan|read)|cgi-bin|tools
tools cgi-bin
cgi-bin tools
END
rule "idphoto includes image and base only" "$(offenders \
    "$include\"(lib/(db|scan|read|service|domain)|cgi-bin)/" tools/idphoto*.[ch])"

# Foreign headers stay behind one file each.
while read -r header allowed; do
	rule "<$header> only in $allowed" "$(only "$include<$header" "$allowed")"
done <<'END'
(mysql|mariadb) lib/db/db|tests/unit/db_test
fcgiapp|fcgi_stdio cgi-bin/web/fcgi\.c
ClearSilver cgi-bin/web/(view|fcgi)\.c
gd\.h lib/(image|scan|read)/|tests/
curl/ lib/service/(http|smtp)\.c
openssl/ lib/service/|lib/base/crypto\.c|lib/image/certificate\.c|tests/
hpdf lib/image/print\.c|lib/paper/
zbar lib/scan/|tests/
ZXing/ lib/scan/decode_zxing
qrencode lib/scan/|tests/
liboath/ lib/base/totp\.c
xlsxwriter lib/pack/table\.c
END

rule "no banned call" "$(only \
    '(^|[^_[:alnum:]])(strcpy|strcat|sprintf|gets|strtok|atoi|system|popen|alloca)[[:space:]]*\(' none)"
rule "no // comment" "$(offenders '(^|[^:"'"'"'*])//' \
    {lib,cgi-bin,tools,tests}/**/*.[ch] | grep -vE '"[^"]*//[^"]*"|\*.*//')"
rule "no typedef but of functions" \
    "$(only '^[[:space:]]*typedef[[:space:]]+(struct|enum|union|unsigned|int|char)' none)"
rule "no config.h" "$(only "$include[<\"]config\.h" none)"
rule "headers are guarded" "$(for f in {lib,cgi-bin,tools,tests}/**/*.h; do
	grep -q '^#ifndef GP_' "$f" || echo "$f"; done)"
rule "lines fit 80 columns (tabs of 8)" "$(for f in {lib,cgi-bin,tools}/**/*.[ch]; do
	expand -t8 "$f" | LC_ALL=C.UTF-8 grep -nE '^.{81,}' | cut -c1-60 |
	    sed "s|^|$f:|"; done)"
rule "files have at most 600 lines" "$(for f in {lib,cgi-bin,tools}/**/*.[ch]; do
	[ "$(wc -l <"$f")" -le 600 ] || echo "$f"; done)"
rule "a header compiles alone" "$(for f in {lib,cgi-bin}/**/*.h; do
	${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -I. -x c "$f" 2>&1 |
	    grep -m1 -E 'error' | sed "s|^|$f: |"; done)"
rule "every migration is installed" "$(for f in schema/*.sql; do
	grep -qF "$f" Makefile.am || echo "$f"; done)"
rule "every test can be run, and is" "$(for f in tests/**/*.t; do
	[ -x "$f" ] || echo "$f"; grep -qF "$f" Makefile.am || echo "$f"; done)"
rule "no SQL outside lib/db, schema, tests" "$(offenders \
    '"(SELECT|INSERT INTO|UPDATE|DELETE FROM) ' {cgi-bin,lib/domain,lib/service}/**/*.[ch])"
echo "1..$n"
