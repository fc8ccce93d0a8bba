#!/bin/bash
# The program in docs/IMAGE.md: somebody who has only photo.h wrote it. It is
# taken out of the document, compiled and run. Prints TAP.
set -u
portrait=$(node -p 'require(process.argv[1]).portrait()' \
    "$GP_SRC/tests/browser/lib.js" 2>/dev/null | tail -n 1)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# try TEXT COMMAND...: one line of TAP.
try() {
	local text=$1
	shift
	n=$((n + 1))
	if "$@" >"$tmp/out" 2>&1; then
		echo "ok $n - $text"
	else
		echo "not ok $n - $text"
		sed 's/^/# /' "$tmp/out"
	fi
}

sed -n '/^```c$/,/^```$/{/^```/!p}' "$GP_SRC/docs/IMAGE.md" >"$tmp/small.c"
try "the document has a program" test -s "$tmp/small.c"
try "of at most 30 lines" test "$(wc -l <"$tmp/small.c")" -le 30
try "that includes no header of ours but photo.h" \
    test "$(grep -c '#include "' "$tmp/small.c")" = 1
# The libraries as the build found them: the Makefile names them.
libs=$(make -s -C "$GP_BUILD" -f Makefile -f - print-image-libs \
    <<<'print-image-libs: ; @echo $(IMAGE)')
# shellcheck disable=SC2086
try "it compiles without a warning" bash -c "cd '$GP_BUILD' &&
    ${CC:-cc} -std=c11 -Wall -Wextra -Werror -I'$GP_SRC/lib/image' \
    -o '$tmp/small' '$tmp/small.c' $libs"
if [ -f "$portrait" ]; then
	try "it makes a photo" "$tmp/small" "$GRADPHOTO_MODELS" \
	    "$GRADPHOTO_PROFILES" "$portrait" "$tmp/photo.jpg"
	try "that passes" "$GP_BUILD/idphoto" check "$tmp/photo.jpg"
else
	echo "# not run: no portrait"
fi
head -c 1000 /dev/urandom >"$tmp/noise"
try "it refuses what is no picture" bash -c "! '$tmp/small' \
    '$GRADPHOTO_MODELS' '$GRADPHOTO_PROFILES' '$tmp/noise' '$tmp/x.jpg'"
echo "1..$n"
