#!/bin/bash
# The shared portraits through idphoto against what a person said of them
# (portraits.tsv, labelled by eye before the rules were run): of those whom a
# person would accept at most 3 % are refused for themselves; those without a
# face, with several, in profile, with sunglasses, a cut head, closed eyes, in
# darkness or blurred are all refused or warned for that reason. Prints TAP
# and, as comments, the whole table with every disagreement.
set -u
dir=$GRADPHOTO_SHARED/data/portraits
if [ ! -f "$dir/manifest.tsv" ]; then
	echo "1..0 # SKIP no $dir: the set of portraits is not in the clone"
	exit 0
fi
idphoto=$GP_BUILD/idphoto
labels=$GP_SRC/tests/image/portraits.tsv
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0 good=0 wrong=0 walls=0 disagree=0

# result OK TEXT: one line of TAP.
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# must REASON REMARK: the rules one of which has to object, as an extended
# regex; nothing where the reason is none of those that must not be missed.
# Too close is not cut, and glasses are not closed eyes: the remark tells.
must() {
	case $1:$2 in
	count:*) echo 'face\.(count|presence)' ;;
	profile:*) echo 'pose\.yaw|face\.(count|presence)' ;;
	sunglasses:*) echo 'eyes\.(dark|tint)' ;;
	frame:*cut*|frame:*edge*) echo 'geometry\.' ;;
	eyes:*lids*) echo 'eyes\.(open|lids)' ;;
	light:*dark*|light:*shadow*) echo 'light\.' ;;
	sharp:*) echo 'sharpness\.|input\.detail' ;;
	esac
}

echo "# file	person	program	reasons of the person	rules that object"
while IFS=$'\t' read -r file person reasons remark; do
	[ "$file" != file ] || continue
	rm -f "$tmp/out.jpg"
	"$idphoto" make "$dir/$file" "$tmp/out.jpg" 2>"$tmp/why"
	code=$?
	said=$(sed -nE 's/^(fail|warn) ([a-z_.]+) .*/\1:\2/p' "$tmp/why" |
	    sort | tr '\n' ' ')
	case $code in
	0) program=accept ;;
	1) program=refuse ;;
	*)	program=refuse	# cannot be decoded, or is too small
		said="exit:$code $(tr '\n' ' ' <"$tmp/why")" ;;
	esac
	mark=
	if [ "$person" != "$program" ]; then
		mark='	<- disagree'
		disagree=$((disagree + 1))
	fi
	echo "# $file	$person	$program	$reasons	$said$mark"
	if [ $person = accept ]; then
		good=$((good + 1))
		if [ $program = refuse ]; then
			wrong=$((wrong + 1))
			grep -qE 'fail:[^b]' <<<"$said" || walls=$((walls + 1))
		fi
	fi
	if [ $program = accept ]; then
		"$idphoto" check "$tmp/out.jpg" >"$tmp/check" 2>&1
		result $? "$file is accepted and passes the check"
		grep '^fail' "$tmp/check" | sed 's/^/# /'
	elif [ $code = 1 ]; then
		test ! -e "$tmp/out.jpg"
		result $? "$file is refused, nothing written"
	fi
	wanted=
	for reason in ${reasons//,/ }; do
		rules=$(must "$reason" "$remark")
		wanted+=${rules:+|$rules}
	done
	if [ -n "$wanted" ]; then
		grep -qE ":(${wanted#|})" <<<"$said"
		result $? "$file ($remark): seen for what it is"
	fi
done <"$labels"

echo "# of $good whom a person would accept, $wrong are refused," \
    "$walls of them only for what is behind them"
result $(((wrong - walls) * 100 > good * 3)) \
    'at most 3 % of the good are refused for themselves'
names=$(cut -f1 "$labels" | sed 1d | sort)
[ "$names" = "$(cd "$dir" && ls | grep -vx manifest.tsv | sort)" ]
result $? 'every picture of the set is labelled'
echo "# $disagree disagreements"
echo "1..$n"
