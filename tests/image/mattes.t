#!/bin/bash
# Mattes of pictures with known alpha against the plain guided filter in the
# same run (idphoto bench --mattes): median MAD and MSE of the whole pictures
# at most 0.8 times its. Prints TAP and, as comments, the whole table.
set -u
dir=$GRADPHOTO_SHARED/data/mattes
if [ ! -f "$dir/manifest.tsv" ]; then
	echo "1..0 # SKIP no $dir: the known mattes are not in the clone"
	exit 0
fi
table=$("$GP_BUILD/idphoto" bench --mattes "$dir" --walls one 2>/dev/null)
sed 's/^/# /' <<<"$table"
n=0
for quantity in MAD MSE; do
	n=$((n + 1))
	ratio=$(awk -v q="$quantity" '$1 == "whole" && $2 == "all" &&
	    $3 == q { print $(NF - 1) }' <<<"$table")
	if awk -v r="${ratio:-9}" 'BEGIN { exit !(r <= 0.8) }'; then
		echo "ok $n - median $quantity is $ratio of the baseline's"
	else
		echo "not ok $n - median $quantity is $ratio of the baseline's"
	fi
done
echo "1..$n"
