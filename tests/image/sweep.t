#!/bin/bash
# Real portraits through idphoto: whoever must be refused is refused, and
# whatever is accepted passes its own check. Prints TAP.
set -u
dir=$GRADPHOTO_SHARED/data/portraits
if [ ! -f "$dir/manifest.tsv" ]; then
	echo "1..0 # SKIP no $dir: the set of portraits is not in the clone"
	exit 0
fi
idphoto=$GP_BUILD/idphoto
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0 accepted=0 refused=0

# result OK TEXT: one line of TAP.
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

{
	read -r _
	while IFS=$'\t' read -r file _ _ truth _; do
		rm -f "$tmp/out.jpg"
		"$idphoto" make "$dir/$file" "$tmp/out.jpg" 2>"$tmp/why"
		code=$?
		case $code:$truth in
		0:reject*)
			result 1 "$file ($truth) is refused" ;;
		0:*)
			accepted=$((accepted + 1))
			"$idphoto" check "$tmp/out.jpg" >"$tmp/check" 2>&1
			result $? "$file is accepted and passes the check"
			grep '^fail' "$tmp/check" | sed 's/^/# /' ;;
		1:*)
			refused=$((refused + 1))
			test ! -e "$tmp/out.jpg"
			result $? "$file ($truth) is refused, nothing written"
			sed -n 's/^fail/#&/p' "$tmp/why" ;;
		*)
			result 1 "$file: exit $code"
			sed 's/^/# /' "$tmp/why" ;;
		esac
	done
} <"$dir/manifest.tsv"

# Refusing everybody would pass all of the above.
studio=0
for f in "$dir"/lon_smile_*.jpg; do
	"$idphoto" make "$f" "$tmp/out.jpg" 2>/dev/null || studio=$((studio + 1))
done
result $studio "every studio portrait is accepted"
echo "# $accepted accepted, $refused refused"
echo "1..$n"
