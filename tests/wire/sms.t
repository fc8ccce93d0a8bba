#!/bin/bash
# Our two clients of SMS against the providers' own programs.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/sms.sh"
start_provider
for name in aliyun tencent; do
	{ cat "$T/gradphoto.conf"; sms_conf "$name"; } >"$T/$name.conf"
done

# wire PROVIDER COMMAND...
wire() {
	local conf=$T/$1.conf
	shift
	"$GP_BUILD/tests/wire/sender" "$conf" sms "$@" 2>>"$log"
}
code='{"code":"123456","minutes":"10"}'

# --- golden signatures -----------------------------------------------------
while IFS= read -r line; do
	mapfile -t -d $'\t' part < <(printf %s "$line")
	is "$(wire "${part[2]}" sign "${part[@]:2}")" "${part[1]}" "${part[0]}"
done < <(node "$GP_SRC/tests/wire/golden.js" AKtest 'secret-Of_the/tests' \
    127.0.0.1)
ok '[ "$tests" -ge 16 ]' 'all cases were there'

# --- every fate, at both ----------------------------------------------------
# fate NUMBER ANSWER WHAT
fate() {
	for name in aliyun tencent; do
		is "$(wire "$name" send "gp$1" "1370000$1" zh-CN code "$code" |
		    sed 's/^ok [^ ]* /ok /')" "$2" "$name: $3"
	done
}
fate 0001 'ok receipt' 'taken on'
fate 0002 'limit limit' 'too many to this phone'
fate 0003 'input number' 'no phone'
fate 0004 'denied account' 'no money left'
fate 0005 'upstream busy' 'an error of theirs: nobody knows'
fate 0006 'upstream busy' 'cut after acting'
fate 0007 'upstream busy' 'slow'
fate 0010 'input template' 'a template that is not approved'
fate 0011 'denied busy' 'throttled'
fate 0012 'upstream busy' 'cut before acting'
fate 0013 'upstream busy' 'no JSON'
fate 0014 'upstream busy' 'an endless answer'
ok '! grep -q ^BAD "$T/provider.log"' 'all were signed well'
is "$(grep -c '^good' "$T/provider.log")" 24 'as many as were sent'

# --- what arrived there -----------------------------------------------------
asked() {
	sed -n "s/^good $1 SendSms //p" "$T/provider.log" | head -n 1
}
is "$(asked aliyun | node -p 'const q = JSON.parse(require("fs")
    .readFileSync(0)); [q.PhoneNumbers, q.SignName, q.TemplateCode,
    q.TemplateParam, q.OutId].join(" ")')" \
    "13700000001 毕业生线上采集 100 $code gp0001" 'aliyun: what it was asked'
is "$(asked tencent | node -p 'const q = JSON.parse(require("fs")
    .readFileSync(0)); [q.PhoneNumberSet, q.SignName, q.TemplateId,
    q.TemplateParamSet, q.SessionContext, q.SmsSdkAppId].join(" ")')" \
    '+8613700000001 毕业生线上采集 100 123456,10 gp0001 1400006666' \
    'tencent: what it was asked, values in order'
wire aliyun send gpx +85261230001 en code "$code" >/dev/null
wire tencent send gpx +85261230001 en code "$code" >/dev/null
ok 'grep -q "aliyun SendSms.*\"85261230001\".*\"101\"" "$T/provider.log"' \
    'aliyun: abroad, in English'
ok 'grep -q "tencent SendSms.*\"+85261230001\".*\"101\"" "$T/provider.log"' \
    'tencent: abroad, in English'
sed -i '/^code en/d' "$T/sms.numbers"
is "$(wire aliyun send gpy 13700000001 en code "$code" | cut -d' ' -f1)" ok \
    'a text without a number in English goes out in Chinese'
is "$(wire aliyun missing)" 'code en' 'which the doctor tells'
sed -i '/^code/d' "$T/sms.numbers"
is "$(wire tencent send gpz 13700000001 zh-CN code "$code")" \
    'input template' 'without any number it does not'
sms_numbers >"$T/sms.numbers"
is "$(wire aliyun send gpz 13700000001 zh-CN code '{"code":"1"}')" \
    'input template' 'nor without all its values'
is "$(wire aliyun send gpz 13700000001 zh-CN lottery '{}')" \
    'input template' 'nor one that we do not have'

# --- what became of it --------------------------------------------------------
now=$(date +%s)
for name in aliyun tencent; do
	id() {
		provider '{}' | node -p 'JSON.parse(require("fs").
		    readFileSync(0)).find((m) => m.provider == process.argv[1] &&
		    m.id == process.argv[2]).serial || ""' "$name" "$1"
	}
	for n in 0001 0006; do
		is "$(wire "$name" trace "gp$n" "1370000$n" "$now" '')" \
		    'ok arrived' "$name: gp$n is there, though nobody heard of it"
	done
	is "$(wire "$name" trace gp0012 13700000012 "$now" '')" 'ok unknown' \
	    "$name: one that never came is not"
	wire "$name" send gp0008 13700000008 zh-CN code "$code" >/dev/null
	is "$(wire "$name" trace gp0008 13700000008 "$now" "$(id gp0008)")" \
	    'ok lost' "$name: lost"
	wire "$name" send gp0009 13700000009 zh-CN code "$code" >/dev/null
	is "$(wire "$name" trace gp0009 13700000009 "$now" "$(id gp0009)")" \
	    'ok underway' "$name: underway"
	is "$(wire "$name" trace gp0001 13700000008 "$now" '')" 'ok unknown' \
	    "$name: another's is not mine"
	is "$(wire "$name" prove)" "ok http://127.0.0.1:$sms_port" \
	    "$name: proved without sending"
done
before=$(provider '{}' | wc -c)
wire aliyun prove >/dev/null
is "$(provider '{}' | wc -c)" "$before" 'indeed nothing was sent'

# --- keys and clock -----------------------------------------------------------
(umask 077; echo wrong >"$T/wrong.secret")
for name in aliyun tencent; do
	sed "s|^sms_secret_file.*|sms_secret_file = $T/wrong.secret|" \
	    "$T/$name.conf" >"$T/wrong-$name.conf"
	is "$(wire "wrong-$name" send gp1 13700000001 zh-CN code "$code")" \
	    'denied account' "$name: a wrong secret"
	is "$(wire "wrong-$name" prove)" \
	    "denied http://127.0.0.1:$sms_port: account" "$name: told as such"
	{ cat "$T/$name.conf"; echo 'clock_offset = 1000'; } \
	    >"$T/late-$name.conf"
	is "$(wire "late-$name" send gp1 13700000001 zh-CN code "$code")" \
	    'denied account' "$name: a wrong clock"
	sed 's/^demo.*/demo = no/' "$T/$name.conf" >"$T/real-$name.conf"
	is "$(wire "real-$name" send gp1 13700000001 zh-CN code "$code")" \
	    'upstream busy' "$name: without demo = yes, http:// is not spoken"
done
chmod 644 "$T/sms.secret"
ok '! wire aliyun prove' 'a secret that others may read is refused'
ok 'grep -q "sms_secret_file.*others may read" "$log"' 'and why is logged'
chmod 600 "$T/sms.secret"
: >"$T/empty"
chmod 600 "$T/empty"
sed "s|^sms_secret_file.*|sms_secret_file = $T/empty|" "$T/aliyun.conf" \
    >"$T/none.conf"
ok '! wire none prove' 'so is an empty one'
sed 's/^sms = .*/sms = pigeon/' "$T/aliyun.conf" >"$T/none.conf"
ok '! wire none prove' 'and a provider nobody knows'
ok '! grep -qE "1370000|123456|secret-Of" "$log"' \
    'no phone, code or secret is logged'

done_testing
