#!/bin/bash
# gradphoto read-id: what it prints and how it ends.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0
ok() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "# got: $2"
	fi
}
echo "models_dir = $GRADPHOTO_MODELS" >"$dir/conf"
read_id() { "$GP_BUILD/gradphoto" --config "$dir/conf" read-id "$@"; }
picture() { "$GP_BUILD/tests/read/cards_bench" --write "$@"; }
has() { grep -qF "$1" "$dir/out" && echo yes; }

IFS=$'\t' read -r number name sex people birth address \
    < <(picture 21 "$dir/front.jpg" plain)
read_id "$dir/front.jpg" >"$dir/out"
ok "a card is read" $? 0
node -e 'JSON.parse(require("fs").readFileSync(0))' <"$dir/out"
ok "as JSON" $? 0
for value in "$number" "$name" "$sex" "$people" "$birth" "$address"; do
	ok "it says $value" "$(has "\"$value\"")" yes
done

picture 21 "$dir/back.jpg" back >/dev/null
read_id "$dir/back.jpg" >"$dir/out"
ok "the back is refused" $? 1
ok "and named" "$(has '"back"')" yes
ok "with its last day" "$(has '"2038-08-01"')" yes

echo text >"$dir/text.jpg"
read_id "$dir/text.jpg" >"$dir/out" 2>"$dir/err"
ok "no picture is not readable" $? 3
ok "and nothing is printed" "$(wc -c <"$dir/out")" 0
read_id "$dir/none.jpg" 2>/dev/null
ok "nor is a file that is not there" $? 3
read_id 2>/dev/null
ok "no file is bad usage" $? 2
echo "1..$n"
