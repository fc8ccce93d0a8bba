# Sourced after lib.sh by the tests of account pages.

good='Sommer-2027!'	# a password that the rules take

# code_for PHONE: the code of the newest message to it.
code_for() {
	sql "SELECT JSON_VALUE(params, '\$.code') FROM outbox
	    WHERE recipient = '$1' AND template = 'code'
	    ORDER BY id DESC LIMIT 1"
}

# Another six digits than those given.
wrong_code() {
	if [ "$1" = 000000 ]; then echo 000001; else echo 000000; fi
}

# later SECONDS: moves the clock of the programs on from now.
later() {
	offset=$((${offset:-0} + $1))
	sed -i '/^clock_offset/d' "$T/gradphoto.conf"
	echo "clock_offset = $offset" >>"$T/gradphoto.conf"
}

# fill [NAME=VALUE]...: a complete registration of 林晓雯, but for what is
# given; NAME= leaves a box unticked. The result is the array form.
fill() {
	local pair name
	local -A value=([Type]=card [Number]=110101200403120028
	    [Name]=林晓雯 [Sex]=F [Phone]=13800000001 [Email]=
	    [Password]=$good [Again]=$good [Terms]=1 [Photo]=1 [Face]=1)
	for pair in "$@"; do
		value[${pair%%=*}]=${pair#*=}
	done
	form=()
	for name in "${!value[@]}"; do
		[[ $name =~ ^(Terms|Photo|Face)$ && -z ${value[$name]} ]] ||
		    form+=("$name=${value[$name]}")
	done
}

# register [NAME=VALUE]...: the whole way, to the answer of the right code.
register() {
	fill "$@"
	post /register "${form[@]}"
	local phone
	phone=$(printf '%s\n' "${form[@]}" | sed -n 's/^Phone=//p')
	post /register/phone Code="$(code_for "$phone")"
}

# set_password ACCOUNT: gives an account that SQL made the good password.
set_password() {
	sql "UPDATE account SET password = '$password_hash' WHERE id = $1"
}
