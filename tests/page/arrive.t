#!/bin/bash
# Pictures in pieces over the real nginx and a pool of photo.fcgi whose
# processes are killed all the time: nothing is lost, nothing comes twice.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/shoot.sh"
PATH=$PATH:/usr/sbin

# until_true COMMAND: within 20 seconds.
until_true() {
	local i
	for i in {1..400}; do
		eval "$1" && return
		sleep 0.05
	done
	return 1
}

children() {
	pgrep -P "$pool"
}

port=$(node -e 'const s = require("net").createServer();
    s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
cp "$GP_SRC"/etc/nginx/{http,headers,locations}.conf \
    /etc/nginx/fastcgi_params "$T/"
sed -i /brotli/d "$T/locations.conf"	# a module, for static files only
cat >"$T/nginx.conf" <<END
daemon off;
master_process off;
pid $T/nginx.pid;
$([ "$(id -u)" != 0 ] || echo 'user root;')
events { worker_connections 256; }
http {
include /etc/nginx/mime.types;
include http.conf;
access_log off;
$(for p in client_body proxy fastcgi uwsgi scgi; do
	echo "${p}_temp_path $T/tmp-$p;"; done)
$(for p in student photo notify admin; do
	echo "upstream gp_$p { server unix:$T/photo.sock; }"; done)
server {
listen 127.0.0.1:$port;
set \$gp_static $GP_SRC/static;
set \$gp_jobs $T/jobs;
include locations.conf;
}
}
END
"$GP_BUILD/photo.fcgi" --config "$T/gradphoto.conf" --processes 2 2>>"$log" &
pool=$!
nginx -p "$T/" -c "$T/nginx.conf" -e "$T/nginx.log" &
web=$!
trap 'kill $web $pool 2>/dev/null; wait $web $pool 2>/dev/null; clean_up' EXIT
ok 'until_true "curl -s -o /dev/null http://127.0.0.1:$port/collect/photo"' \
    'nginx and the pool answer' || { tail -n 5 "$T/nginx.log"; done_testing; }

ready 22300010001
ffmpeg -v error -y -f lavfi -i "nullsrc=s=1200x1600,geq=random(1)*255:128:128" \
    -frames:v 1 -q:v 2 "$T/big.jpg"

# send FILE: as send.js does, in small pieces and without patience; prints
# how often it had to ask again.
send() {
	NODE_NO_WARNINGS=1 node -e '
		const fs = require("fs"), crypto = require("crypto");
		const [file, base, cookie, csrf] = process.argv.slice(1);
		const bytes = fs.readFileSync(file);
		const hash = (b) => crypto.createHash("sha256").update(b)
		    .digest("hex");
		const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
		(async () => {
			let offset = 0, again = 0;
			for (let i = 0; i < 2000; i++) {
				const b = bytes.subarray(offset, offset + 98304);
				let a = null;
				try {
					const r = await fetch(base +
					    "/collect/upload?size=" + bytes.length +
					    "&sha256=" + hash(bytes) + "&offset=" +
					    offset, { method: "POST", body: b,
					    headers: { Accept: "application/json",
						"X-CSRF-Token": csrf,
						"X-Piece-Sha256": hash(b),
						"Content-Type":
						    "application/octet-stream",
						Cookie: "gp_session=" + cookie } });
					a = r.status === 200 ? await r.json() : null;
				} catch (e) { /* cut */ }
				if (a && a.next)
					return console.log(again);
				if (a)
					offset = a.offset;
				else
					again++;
				await sleep(a ? 120 : 250);
			}
			process.exit(1);
		})();' "$1" "http://127.0.0.1:$port" "$(cookie gp_session)" "$(csrf)"
}

sql 'DELETE FROM rate_count'
(send "$T/big.jpg" >"$T/one" || echo failed >"$T/one") & one=$!
(send "$T/big.jpg" >"$T/two" || echo failed >"$T/two") & two=$!
kills=0
while kill -0 $one 2>/dev/null || kill -0 $two 2>/dev/null; do
	sql 'DELETE FROM rate_count'
	victim=$(children | shuf -n 1)
	[ -z "$victim" ] || ! kill -KILL "$victim" 2>/dev/null ||
	    kills=$((kills + 1))
	sleep 0.4
	[ $kills -lt 12 ] || break
done
wait $one $two
echo "# $kills processes killed; asked again $(cat "$T/one") and $(cat "$T/two") times"
ok '[ $kills -ge 3 ]' 'processes were killed in the middle'
ok '! grep -q failed "$T/one" "$T/two"' 'two senders of one picture arrive'
is "$(shots)" 1 'one picture is one shot'
is "$(sql 'SELECT COUNT(*) FROM upload')" 0 'no piece is left behind'
ok 'cmp -s "$T/big.jpg" "$T/files/$(sha "$T/big.jpg" | sed "s|^..|&/|")"' \
    'every byte is there'
# Claims of the killed and of who came second keep files until they are due.
sql 'UPDATE file_claim SET created_at = created_at - INTERVAL 2 HOUR'
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
ok 'cmp -s "$T/big.jpg" "$T/files/$(sha "$T/big.jpg" | sed "s|^..|&/|")"' \
    'also after the pieces are removed'
is "$(find "$T/files" -type f ! -name '.*' | wc -l)" \
    "$(sql 'SELECT COUNT(original_sha256) + COUNT(result_sha256) +
    COUNT(shown_sha256) FROM photo')" 'and no file but of the shot'

# --- full -------------------------------------------------------------------
ffmpeg -v error -y -f lavfi -i testsrc2=s=640x800 -frames:v 1 -q:v 9 \
    "$T/small.jpg"
until_true '[ "$(children | wc -l)" = 2 ]'
sql 'DELETE FROM rate_count'
stopped=$(children)
kill -STOP $stopped
curl -s -D "$T/head" -o "$T/body" -H 'Accept: application/json' \
    -H "X-CSRF-Token: $(csrf)" -H "X-Piece-Sha256: $(sha "$T/small.jpg")" \
    -H 'Content-Type: application/octet-stream' \
    -b "gp_session=$(cookie gp_session)" --data-binary "@$T/small.jpg" \
    "http://127.0.0.1:$port/collect/upload?size=$(stat -c %s "$T/small.jpg")&sha256=$(sha "$T/small.jpg")&offset=0" & waiting=$!
sleep 5.2	# what is tested is a wait
kill -CONT $stopped
wait $waiting
sed -i 's/\r$//' "$T/head"
ok 'grep -q "^HTTP/1.1 503" "$T/head"' 'who waited five seconds in the queue: 503' ||
    sed 's/^/# /' "$T/head" "$T/body"
has '"error":"full"' 'because it is full'
ok '[ "$(header Retry-After)" -ge 4 ]' 'with an estimate'
is "$(sql 'SELECT COUNT(*) FROM upload')" 1 'what was sent is kept'
send "$T/small.jpg" >/dev/null
is "$(shots)" 2 'and becomes a shot later'
is "$(curl -s -o /dev/null -w '%{http_code}' -b "gp_session=$(cookie \
    gp_session)" -H "X-CSRF-Token: $(csrf)" --data-binary @<(head -c 4000000 \
    /dev/zero) "http://127.0.0.1:$port/friend/upload?size=1")" 413 \
    'nginx itself refuses a piece of 4 MB'
done_testing
