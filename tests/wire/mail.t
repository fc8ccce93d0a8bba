#!/bin/bash
# E-mail over SMTP, against a server that is not ours.
. "$(dirname "$0")/../page/lib.sh"
. "$(dirname "$0")/../page/sms.sh"
{ cat "$T/gradphoto.conf"; mail_conf; } >"$T/mail.conf"
sed 's/^demo.*/demo = no/' "$T/mail.conf" >"$T/real.conf"

# wire CONF COMMAND...
wire() {
	local conf=$T/$1.conf
	shift
	"$GP_BUILD/tests/wire/sender" "$conf" mail "$@" 2>>"$log"
}
amount='{"amount":"35.00"}'
newest() {
	ls -t "$T/mail" | head -n 1
}
mail_field() {
	sed -n "s/^$1: //Ip" "$T/mail/$(newest)" | head -n 1
}
mail_text() {
	sed '1,/^$/d' "$T/mail/$(newest)" | base64 -d
}

# --- in the clear, which only a demonstration does ---------------------------
start_mail
is "$(wire mail send gp1-2 lin@example.org zh-CN refund "$amount")" \
    'ok gp1-2' 'a message'
is "$(mail_field from) $(mail_field to)" \
    'photo@example.edu.cn lin@example.org' 'its envelope'
is "$(mail_field Message-ID)" '<gp1-2@example.edu.cn>' 'its number'
is "$(mail_field Subject | sed 's/=?UTF-8?B?//; s/?=$//' | base64 -d)" \
    '退款已办理' 'its subject'
ok 'mail_text | grep -q "退款 35.00 元已办理"' 'its text'
ok 'mail_text | grep -q "请勿回复"' 'and who writes'
ok '[ -n "$(date -d "$(mail_field Date)")" ]' 'its date is one'
ok '! awk "length > 998 || /[^ -~]/" "$T/mail/$(newest)" | grep -q .' \
    'lines are short and plain'
wire mail send gp1-3 lin@example.org en rejected \
    '{"reason":"'"$(printf 'dim light, %.0s' {1..30})"'","amount":"35.00"}' \
    >/dev/null
ok 'mail_text | grep -q "We refund CNY 35.00"' 'in English'
is "$(wire mail send gp1-4 bounce@example.org en refund "$amount")" \
    'input number' 'nobody lives there'
is "$(wire mail send gp1-5 busy@example.org en refund "$amount")" \
    'denied busy' 'come back later'
is "$(wire mail send gp1-6 $'a@example.org>\r\nBcc: <b@example.org' en \
    refund "$amount")" 'input number' 'an address with a line end'
ok '! grep -q "b@example.org" "$T/mail.log"' 'of which no word goes out'
is "$(wire mail send gp1-7 lin@example.org en lottery '{}')" \
    'input template' 'a text that we do not have'
count=$(ls "$T/mail" | wc -l)
is "$(wire mail prove)" "ok smtp://127.0.0.1:$smtp_port" 'proved'
is "$(ls "$T/mail" | wc -l)" "$count" 'without sending'
ok 'tail -n 3 "$T/mail.log" | grep -q AUTH' 'but logged in'
is "$(wire real send gp1-8 lin@example.org en refund "$amount")" \
    'denied account' 'a real site sends nothing in the clear'
is "$(ls "$T/mail" | wc -l)" "$count" 'indeed'
echo wrong >"$T/mail.password"
is "$(wire mail send gp1-9 lin@example.org en refund "$amount")" \
    'denied account' 'a wrong password'
is "$(wire mail prove | cut -d' ' -f1)" denied 'which the proof tells'
echo pass-Word1 >"$T/mail.password"
chmod 604 "$T/mail.password"
ok '! wire mail prove' 'a password that others may read is refused'
chmod 600 "$T/mail.password"
stop_mail
is "$(wire mail send gp1-10 lin@example.org en refund "$amount")" \
    'denied busy' 'nobody answers'

# --- encrypted ------------------------------------------------------------------
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=localhost' \
    -addext 'subjectAltName=IP:127.0.0.1' \
    -keyout "$T/tls.key" -out "$T/tls.crt" 2>/dev/null
start_mail "$T/tls.key" "$T/tls.crt"
is "$(wire real send gp2-1 lin@example.org en refund "$amount")" \
    'denied account' 'a certificate that nobody vouches for'
is "$(ls "$T/mail" | wc -l)" "$count" 'gets no message'
echo "smtp_ca_file = $T/tls.crt" >>"$T/real.conf"
is "$(wire real send gp2-2 lin@example.org en refund "$amount")" \
    'ok gp2-2' 'one that is vouched for does'
is "$(mail_field tls)" true 'encrypted'
is "$(wire real prove | cut -d' ' -f1)" ok 'proved'
stop_mail
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=localhost' \
    -addext 'subjectAltName=DNS:elsewhere.example' \
    -keyout "$T/tls.key" -out "$T/tls.crt" 2>/dev/null
start_mail "$T/tls.key" "$T/tls.crt"
is "$(wire real send gp2-3 lin@example.org en refund "$amount")" \
    'denied account' 'another name on it: refused'

# --- configuration ----------------------------------------------------------------
for bad in 'smtp_url = http://127.0.0.1' 'mail_from = nobody' \
    'mail = pigeon' 'smtp_password_file = /nonexistent'; do
	{ grep -v "^${bad%% =*} =" "$T/mail.conf"; echo "$bad"; } >"$T/bad.conf"
	ok '! wire bad prove' "refused: $bad"
done
ok '! grep -qE "lin@example|pass-Word1" "$log"' \
    'no address or password is logged'

done_testing
