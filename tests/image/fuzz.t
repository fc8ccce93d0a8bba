#!/bin/bash
# The fuzz target with the seeds of a fuzzer's corpus, and with each of them
# cut short: what `./dev fuzz` begins with.
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/seeds" "$dir/cut"
n=0
ok() {
	n=$((n + 1))
	if eval "$1"; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
"$GP_BUILD/tests/fuzz/seeds" "$dir/seeds"
for f in "$dir"/seeds/*; do
	size=$(stat -c %s "$f")
	for part in 1 4 7; do
		head -c $((size * part / 8)) "$f" >"$dir/cut/$part-${f##*/}"
	done
done
ok '[ "$(ls "$dir/seeds" | wc -l)" -ge 15 ]' 'there are seeds'
ok '"$GP_BUILD/tests/fuzz/replay" "$dir/seeds" "$dir/cut" >"$dir/out" 2>"$dir/log"' \
    "no crash, none over its time" || tail -30 "$dir/log"
ok '! grep -E "Sanitizer|runtime error" "$dir/log"' 'no sanitizer report'
sed 's/^/# /' "$dir/out"
echo "1..$n"
