#!/bin/bash
# Results side by side, at 100 %, to be looked at one by one: what was sent
# (at the photo's scale), the matte, the result; OUT/NAME.png for each.
# usage: looks.sh OUT PICTURE...
# Programs, models and profiles as ./dev check left them.
set -eu
out=$1
shift
top=$(cd "$(dirname "$0")/.." && pwd)
bin=$top/.dev/root/bin/idphoto
mkdir -p "$out"
for f; do
	name=$(basename "$f")
	n=$out/${name%.*}
	"$bin" make "$f" "$n.jpg" --matte "$n.matte.png" --report "$n.json" \
	    2>"$n.txt" || true
	[ -e "$n.jpg" ] || { echo "$name: refused: $(head -1 "$n.txt")"
	    rm -f "$n".*; continue; }
	read -r s x y < <(node -p '
		const c = JSON.parse(require("fs").readFileSync(
		    process.argv[1])).crop;
		[c.scale, Math.round(c.x * c.scale) + 400,
		    Math.round(c.y * c.scale) + 400].join(" ")' "$n.json")
	ffmpeg -v error -y -i "$f" -i "$n.matte.png" -i "$n.jpg" \
	    -filter_complex "[0]scale=iw*$s:ih*$s:flags=bicubic,
	    pad=iw+800:ih+800:400:400:black,crop=480:640:$x:$y[a];
	    [a][1][2]hstack=3" -frames:v 1 "$n.png"
	rm -f "$n.jpg" "$n.matte.png" "$n.json"
	echo "$name: made$(sed 's/^/; /' "$n.txt" | cut -d: -f1 | tr -d '\n')"
	rm -f "$n.txt"
done
