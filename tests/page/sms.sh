# For tests of messages, after lib.sh: both providers of SMS and a mail
# server, by other hands (tests/wire/sms_provider.js, smtp_server.js).
#
#	start_provider			on $sms_port
#	start_mail [KEY CERTIFICATE]	on $smtp_port; messages in $T/mail
#	sms_conf aliyun|tencent		a configuration for it, on stdout
#	mail_conf			the same for e-mail
#	provider JSON			what its /control takes; prints all that
#					was accepted

sms_port=$(free_port)
smtp_port=$((sms_port + 1))

provider() {
	curl -sf -m 20 -d "$1" "http://127.0.0.1:$sms_port/control"
}

start_provider() {
	node "$GP_SRC/tests/wire/sms_provider.js" "$sms_port" \
	    >>"$T/provider.log" 2>&1 &
	sms_pid=$!
	until_up $sms_pid provider '{}'
}

start_mail() {
	mkdir -p "$T/mail"
	node "$GP_SRC/tests/wire/smtp_server.js" "$smtp_port" "$T/mail" "$@" \
	    >>"$T/mail.log" 2>&1 &
	smtp_pid=$!
	until_up $smtp_pid bash -c ": </dev/tcp/127.0.0.1/$smtp_port"
}

stop_mail() {
	kill "$smtp_pid"
	wait "$smtp_pid" 2>/dev/null
	smtp_pid=
}

sms_clean_up() {
	[ -z "${sms_pid:-}" ] || kill "$sms_pid" 2>/dev/null
	[ -z "${smtp_pid:-}" ] || kill "$smtp_pid" 2>/dev/null
	clean_up
}
trap sms_clean_up EXIT

# Every text has a number: 100, 101, ...
sms_numbers() {
	local n=100 word lang
	tool messages texts | grep ' = $' | while read -r word lang _; do
		echo "$word $lang = $((n++))"
	done
}

sms_conf() {
	[ -e "$T/sms.secret" ] || (umask 077
	    echo 'secret-Of_the/tests' >"$T/sms.secret")
	[ -e "$T/sms.numbers" ] || sms_numbers >"$T/sms.numbers"
	cat <<-END
		sms = $1
		sms_key_id = AKtest
		sms_secret_file = $T/sms.secret
		sms_templates_file = $T/sms.numbers
		sms_host = http://127.0.0.1:$sms_port
		sms_app = 1400006666
		sms_timeout_ms = 2500
	END
}

mail_conf() {
	[ -e "$T/mail.password" ] || (umask 077
	    echo pass-Word1 >"$T/mail.password")
	cat <<-END
		mail = smtp
		smtp_url = smtp://127.0.0.1:$smtp_port
		smtp_user = gp
		smtp_password_file = $T/mail.password
		smtp_timeout_ms = 10000
		mail_from = photo@example.edu.cn
	END
}
