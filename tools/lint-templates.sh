#!/bin/bash
# Prints TAP: one test for each rule of docs/STYLE.md on templates and texts
# that can be seen without rendering.
# usage: lint-templates.sh [TREE]
set -u
cd "${1:-.}" || exit 2
shopt -s globstar nullglob
export LC_ALL=C.UTF-8
n=0
templates=(templates/**/*.cs)

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

found() {
	grep -nHE "$@" "${templates[@]}"
}

# Templates without their commands (a comment may span lines), then without
# tags too: file:line:rest, for what is left.
markup() {
	perl -0777 -ne 's/<\?cs.*?\?>/"\n" x ($& =~ tr|\n||)/gse;
	    $l = 0; for (split /\n/) { $l++; print "$ARGV:$l:$_\n" if /\S/ }' \
	    "${templates[@]}"
}

words() {
	perl -0777 -ne 's/<\?cs.*?\?>/"\n" x ($& =~ tr|\n||)/gse;
	    s/<[^>]*>/"\n" x ($& =~ tr|\n||)/gse; s/&#?\w+;|[\w-]+="[^"]*"|\b(dpi|px|mm|[KM]B)\b//g;
	    $l = 0; for (split /\n/) { $l++; print "$ARGV:$l:$_\n"
	    if /[A-Za-z]{2}/ }' "${templates[@]}"
}

# The keys of a language, one a line, as templates name them.
keys() {
	awk '
		function full(k,   i, s) {
			s = "Text"
			for (i = 1; i <= depth; i++) s = s "." path[i]
			return s "." k
		}
		FNR == 1 { depth = 0 }
		ending != "" { if ($0 == ending) ending = ""; next }
		/^[ \t]*(#|$)/ { next }
		/^[ \t]*}/ { depth--; next }
		/{[ \t]*$/ { path[++depth] = $1; next }
		/<</ { print full($1); ending = $NF; next }
		/=/ { sub(/^[ \t]*/, ""); k = $0; sub(/[ \t]*=.*/, "", k)
		    print full(k) }' templates/lang/*."$1".hdf | sort
}

# Keys that templates and handlers name; a key that C completes ("Text.X.%s")
# or that ends in a dot is a prefix and not looked up.
used() {
	grep -ohE 'Text(\.[A-Za-z0-9_]+)+' "${templates[@]}"
	grep -ohE '"Text(\.[A-Za-z0-9_]+)+"' {cgi-bin,lib}/**/*.c | tr -d '"'
}

rule 'nothing goes around the escaping' \
    "$(found '<\?cs *(uvar|alt|lvar|evar|linclude|escape)\b|name:[^a-z]')"
rule 'an escaping function stands alone' "$(found \
    '(url_escape|url_validate)\([^()]*\) *[^ ?]|[^:] *(url_escape|url_validate)\(')"
rule 'no other escaping function' \
    "$(found '(html|js|json|null|css_url)_(escape|validate)\(|html_strip|text_html')"
rule 'values in attributes are quoted' "$(found '[[:space:]][a-z-]+=<\?cs')"
rule "ClearSilver's own names are not read" \
    "$(found '\b(Query|Cookie|HTTP|CGI|Config|hdf)\.')"
rule 'a missing value is asked for by if:X' "$(found '!= *""')"
rule 'no script or style in the page' "$(markup | grep -iE \
    '<style|[[:space:]]style=|[[:space:]]on[a-z]+=|javascript:|<script[^>]*>[^<]')"
rule 'scripts are files' "$(found '<script' | grep -v 'src="<?cs var:Static ?>/')"
rule 'no Chinese words' "$(markup | grep -P '[\x{2e80}-\x{9fff}\x{ff00}-\x{ffef}]')"
rule 'no English words' "$(words)"
rule 'no words in attributes' "$(markup |
    grep -E '(alt|title|placeholder|aria-label)="[^"]*[A-Za-z]{2}')"
rule 'every template begins with what it reads' "$(for f in "${templates[@]}"; do
	head -c 6 "$f" | grep -q '^<?cs #' || echo "$f"; done)"
rule 'every text is there in Chinese and in English' \
    "$(diff <(keys zh-CN) <(keys en) | grep '^[<>]')"
rule 'no text is given twice' "$(for l in zh-CN en; do
	keys $l | uniq -d | sed "s/^/$l: /"; done)"
rule 'every text that is used is there' \
    "$(comm -23 <(used | sort -u) <(keys zh-CN | sed 'p; :a; s/\.[^.]*$//p; ta' |
	sort -u))"
echo "1..$n"
