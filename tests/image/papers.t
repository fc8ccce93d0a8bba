#!/bin/bash
# What idphoto gives with a photo: its certificate, checked by idphoto and by
# OpenSSL alone, and sheets of prints. Prints TAP.
set -u
portrait=$(node -p 'require(process.argv[1]).portrait()' \
    "$GP_SRC/tests/browser/lib.js" 2>/dev/null | tail -n 1)
if [ ! -f "$portrait" ]; then
	echo "1..0 # SKIP no portrait: GRADPHOTO_SHARED or GRADPHOTO_PORTRAIT"
	exit 0
fi
idphoto=$GP_BUILD/idphoto
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
n=0

# expect CODE TEXT COMMAND...: one line of TAP.
expect() {
	local want=$1 text=$2 got
	shift 2
	"$@" >out 2>err
	got=$?
	n=$((n + 1))
	if [ $got = "$want" ]; then
		echo "ok $n - $text"
	else
		echo "not ok $n - $text: exit $got"
		sed 's/^/# /' out err
	fi
}

for k in ours theirs; do
	(umask 077; openssl genpkey -algorithm ed25519 -out $k.pem 2>/dev/null)
	openssl pkey -in $k.pem -pubout -out $k.pub
done
(umask 077; openssl genpkey -algorithm rsa -out rsa.pem 2>/dev/null)
expect 2 "a certificate needs a key" \
    "$idphoto" make "$portrait" photo.jpg --certificate cert.json
expect 2 "a key of another kind is refused" "$idphoto" make "$portrait" \
    photo.jpg --certificate cert.json --key rsa.pem
expect 1 "... and nothing was written" test -e photo.jpg
expect 0 "a photo with its certificate" "$idphoto" make "$portrait" \
    photo.jpg --certificate cert.json --key ours.pem --report report.json
expect 0 "verified by itself" "$idphoto" verify cert.json photo.jpg
expect 0 "verified with the key" \
    "$idphoto" verify cert.json photo.jpg --key ours.pub
expect 0 "verified with the original" "$idphoto" verify cert.json photo.jpg \
    --key ours.pub --original "$portrait"
expect 1 "another key" "$idphoto" verify cert.json photo.jpg --key theirs.pub
expect 1 "another original" \
    "$idphoto" verify cert.json photo.jpg --original photo.jpg
expect 1 "another photo" "$idphoto" verify cert.json "$portrait"
sed 's/"verdict": "[a-z]*"/"verdict": "fail"/' cert.json >changed.json
expect 1 "a changed certificate" "$idphoto" verify changed.json photo.jpg
expect 3 "no certificate" "$idphoto" verify photo.jpg photo.jpg
expect 3 "no file" "$idphoto" verify cert.json missing.jpg
expect 2 "no key" "$idphoto" verify cert.json photo.jpg --key missing.pub
expect 2 "no photo named" "$idphoto" verify cert.json

# As certificate.h tells others: RFC 8785, then OpenSSL.
node -e '
	const fs = require("fs");
	const c = JSON.parse(fs.readFileSync("cert.json", "utf8"));
	fs.writeFileSync("signature", Buffer.from(c.signature, "base64"));
	delete c.signature;
	const canon = (v) => Array.isArray(v) ? `[${v.map(canon)}]` :
	    v && typeof v == "object" ? `{${Object.keys(v).sort().map(
	    (k) => `${JSON.stringify(k)}:${canon(v[k])}`)}}` :
	    JSON.stringify(v);
	fs.writeFileSync("signed", canon(c));
	const hash = (f) => require("crypto").createHash("sha256")
	    .update(fs.readFileSync(f)).digest("hex");
	if (c.original.sha256 !== hash(process.argv[1]) ||
	    c.result.sha256 !== hash("photo.jpg"))
		throw new Error("hashes");' "$portrait"
expect 0 "OpenSSL alone verifies the signature" openssl pkeyutl -verify \
    -pubin -inkey ours.pub -rawin -in signed -sigfile signature

# A finished photo complies already: its background is kept.
expect 0 "the report tells of the replaced background" \
    grep -q '"background": "replaced"' report.json
"$idphoto" make photo.jpg again.jpg --report again.json 2>/dev/null
expect 0 "... and of a background that was kept" \
    grep -q '"background": "kept"' again.json

expect 0 "a sheet as JPEG" "$idphoto" sheet photo.jpg sheet.jpg
expect 0 "... of 6 inches" \
    sh -c '[ "$(node -e "
	const b = require(\"fs\").readFileSync(\"sheet.jpg\");
	const i = b.indexOf(Buffer.from([0xff, 0xc0]));
	console.log(b.readUInt16BE(i + 7), b.readUInt16BE(i + 5),
	    b.readUInt16BE(14));")" = "1795 1205 300" ]'
expect 0 "a sheet as PDF" \
    "$idphoto" sheet photo.jpg sheet.pdf --size 1inch --paper a4
expect 0 "... which it is" grep -q '^%PDF-' sheet.pdf
expect 2 "a size that there isn't" \
    "$idphoto" sheet photo.jpg x.pdf --size 5inch
cp err told
expect 0 "... tells those that there are" grep -q '33x48 (33 x 48 mm)' told
expect 3 "a sheet of nothing" "$idphoto" sheet cert.json x.pdf
echo "1..$n"
