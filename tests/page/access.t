#!/bin/bash
# Who gets what of the pages of staff: every route of admin.fcgi, asked by
# everybody, for what is theirs and what is not. The table is printed.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/review.sh"

people='nobody reviewer neighbour registrar stranger administrator'

# What a role is worth, by the route's own words.
declare -A roles=(
	[nobody]='' [reviewer]=reviewer [neighbour]=reviewer
	[registrar]=registrar [stranger]='registrar reviewer'
	[administrator]=administrator
)
# Who is of the place where the objects are.
declare -A here=(
	[reviewer]=1 [registrar]=1 [neighbour]='' [stranger]=''
	[administrator]='' [nobody]=''
)

photo= job_state=
program admin
for p in $people; do
	client "$p"
	[ "$p" = nobody ] || staff_login "$p"
	eval "id_$p=${staff-0}"
done
client reviewer

# --- objects, fresh for each question -----------------------------------

new_photo() {
	sql "DELETE FROM review; DELETE FROM photo; DELETE FROM collection;
	    DELETE FROM batch"
	submitted 22300010001
	sql "REPLACE INTO enrolment_photo SELECT id, '$small', $id_reviewer,
	    UTC_TIMESTAMP() FROM roster WHERE student_no = '22300010001'"
}

new_batch() {
	new_photo
	sql "INSERT INTO batch (token, campaign_id, department_id, number,
	    staff_id, created_at) SELECT '$photo', campaign_id, department_id,
	    1, $id_reviewer, UTC_TIMESTAMP() FROM roster
	    WHERE student_no = '22300010001';
	    UPDATE collection SET state = 'handed_in',
	    batch_id = LAST_INSERT_ID()"
}

# new_job OWNER: in the state that the route is for.
new_job() {
	local file=''
	sql 'DELETE FROM job'
	case $path in *file) file=x.csv ;; esac
	case $path in */piece | */start) job_state=new ;;
	*/cancel) job_state=waiting ;; *) job_state=done ;; esac
	photo=$(openssl rand -hex 16)
	sql "INSERT INTO job (token, kind, staff_id, params, state,
	    output_name, created_at) VALUES ('$photo', 'photos.import', $1,
	    '{}', '$job_state', '$file', UTC_TIMESTAMP())"
}

new_session() {
	sql "INSERT INTO staff_session (token_hash, staff_id, step,
	    remote_addr, agent, created_at, seen_at, expires_at)
	    VALUES (UNHEX(SHA2(UUID(), 256)), $1, 'in', '', '',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL 1 HOUR)"
	photo=$(sql 'SELECT MAX(id) FROM staff_session')
}

new_correction() {
	client student
	login_as 22300010001
	sql "DELETE FROM correction; INSERT INTO correction (enrolment_id,
	    message, state, created_at) SELECT e.id, 'x', 'open',
	    UTC_TIMESTAMP() FROM enrolment e JOIN roster ro
	    ON ro.id = e.roster_id WHERE ro.student_no = '22300010001'"
	photo=$(sql 'SELECT MAX(id) FROM correction')
}

new_announcement() {
	sql "DELETE FROM announcement; INSERT INTO announcement (school_id,
	    title_zh, title_en, body_zh, body_en, published_at)
	    SELECT id, 'x', 'x', 'x', 'x', UTC_TIMESTAMP() FROM school
	    WHERE code = 'demo'"
	photo=$(sql 'SELECT MAX(id) FROM announcement')
}

# Somebody to whom anything may be done.
new_person() {
	sql "INSERT INTO staff (login, name, state, password, must_change,
	    created_at) VALUES (UUID(), 'x', 'active', '!', 1,
	    UTC_TIMESTAMP())"
	photo=$(sql 'SELECT MAX(id) FROM staff')
}

# Makes the object of $path for $who and its address; $theirs is whether it
# is theirs. Returns 1: nobody has said what the object of this path is.
prepare() {
	theirs=${here[$who]} object=1
	local id
	eval "id=\$id_$who"
	case $path in
	/admin/review/:token* | /admin/photos/:token*) new_photo ;;
	/admin/batches/:token*) new_batch ;;
	/admin/campaigns/:token*) photo=demo0000000000000000000000000001
		theirs=$([ "$who" != registrar ] || echo 1) ;;
	/admin/corrections/:id*) new_correction
		theirs=$([ "$who" != registrar ] || echo 1) ;;
	/admin/roster/list/:id*) photo=$(sql "SELECT id FROM roster
		WHERE student_no = '22300010001'")
		theirs=$([ "$who" != registrar ] || echo 1) ;;
	/admin/announcements/:id*) new_announcement
		theirs=$([ "$who" != registrar ] || echo 1) ;;
	/admin/schools/:id*) photo=$(sql "SELECT id FROM school
		WHERE code = 'demo'")
		theirs=$theirs$([ "$who" != administrator ] || echo 1) ;;
	/admin/departments/:id*) photo=$(sql "SELECT id FROM department
		WHERE name = '信息工程学院'")
		theirs=$theirs$([ "$who" != administrator ] || echo 1) ;;
	/admin/messages/:token*) photo=paid
		theirs=$([ "$who" != administrator ] || echo 1) ;;
	/admin/jobs/:token*) new_job "$id_reviewer"
		theirs=$([ "$who" != reviewer ] || echo 1) ;;
	/admin/me/sessions/:id*) new_session "$id_reviewer"
		theirs=$([ "$who" != reviewer ] || echo 1) ;;
	/admin/staff/:id*) new_person
		theirs=$([ "$who" != administrator ] || echo 1) ;;
	*:*) return 1 ;;
	*) object= ;;
	esac
	address=${path/:token/$photo} address=${address/:id/$photo}
	return 0
}

# --- what is right ------------------------------------------------------

# allowed: one of the route's roles is theirs; no roles: everybody's.
allowed() {
	local r
	[ "$who" != nobody ] || return 1
	[ -n "$wanted" ] || return 0
	for r in $wanted; do
		case " ${roles[$who]} " in *" $r "*) return 0 ;; esac
	done
	return 1
}

right() {
	if [ "$who" = nobody ]; then
		[ "$status" = 303 ] &&
		    [[ $(header Location) == /admin/login* ]]
	elif ! allowed; then
		[ "$status" = 403 ]
	elif [ -n "$object" ] && [ -z "$theirs" ]; then
		[ "$status" = 404 ]
	else
		# Forms without their fields and places without students may
		# be refused, but not for who asks.
		case $status in 403 | 5??) false ;;
		404) [ -z "$object" ] && [ -z "${here[$who]}" ] ;;
		*) true ;; esac
	fi
}

printf '# %-45s' route
printf ' %-9.9s' $people
echo
wrong=0 cells=0
while read -r method path _ wanted; do
	line=$(printf '# %-4s %-40s' "$method" "$path")
	for who in $people; do
		if ! prepare; then
			ok false "$path has an object that this test knows"
			break
		fi
		client "$who"
		sql 'DELETE FROM rate_count'
		if [ "$method" = GET ]; then
			get "$address"
		elif [ "$who" = nobody ]; then
			request POST "$address"
		else
			request POST "$address" "csrf=$(csrf)"
		fi
		cells=$((cells + 1))
		if right; then
			line+=$(printf ' %-9s' "$status")
		else
			wrong=$((wrong + 1))
			line+=$(printf ' %-9s' "$status!")
		fi
	done
	echo "$line"
done < <("$GP_BUILD/admin.fcgi" --routes | grep ' STAFF')
ok '[ "$cells" -gt 100 ]' "every route was asked by everybody: $cells cells"
is "$wrong" 0 'no cell is wrong'
done_testing
