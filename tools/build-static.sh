#!/bin/bash
# Lays out what the web server sends itself. Every file lies under a folder
# named after the content of all of them, so that browsers may keep it for
# ever; css, js and svg have their compressed forms beside them.
# usage: build-static.sh SRC NPM MADE OUT
#   SRC   the checkout           NPM  node_modules
#   MADE  folder with files made by the build (copied beside SRC's; may lack)
#   OUT   is filled: <hash>/..., errors/ (addresses of their own, because the
#         server's configuration names them), static.hdf (for the templates)
set -euo pipefail
src=$1 npm=$2 made=$3 out=$4
new=$out.new
rm -rf "$new" && mkdir -p "$new/all"
cp -R "$src"/static/. "$new/all/"
cp "$npm/weui/dist/style/weui.min.css" "$new/all/"
cp "$npm/jsqr/dist/jsQR.js" "$new/all/jsqr.js"
[ ! -d "$made" ] || cp -R "$made"/. "$new/all/"
mv "$new/all/errors" "$new/errors"
hash=$(cd "$new" && find . -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -c 1-12)
if grep -qsx "Static = /static/$hash" "$out/static.hdf"; then
	rm -rf "$new"
	exit
fi
mv "$new/all" "$new/$hash"
sed -i "s|/static/|/static/$hash/|g" "$new"/errors/*.html
find "$new/$hash" -type f -regex '.*\.\(css\|js\|svg\|bin\|json\)' |
while read -r f; do
	gzip -9nk "$f"
	brotli -q 11 -k "$f"
done
echo "Static = /static/$hash" >"$new/static.hdf"
find "$new" -type f -exec chmod 644 {} +
rm -rf "$out"
mv "$new" "$out"
