#!/bin/bash
# Batches: the department hands in, the registrar accepts and returns.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/review.sh"

program student
client student
login_as 22300010001
program admin
for i in 1 2 3 4; do
	submitted 2230001000$i
	photos[i]=$photo
done
sql "UPDATE collection SET state = 'approved'
    WHERE photo_id NOT IN (SELECT id FROM photo WHERE token = '$photo')"
submitted 22300020001
sql "UPDATE collection SET state = 'approved' WHERE photo_id =
    (SELECT id FROM photo WHERE token = '$photo')"
foreign=$photo

client nobody
get /admin/batches
is_redirect '/admin/login?next=/admin/batches' 'batches need a log-in'
client admin
staff_login administrator
get /admin/batches
is_status 403 'an administrator has none'

# --- the department ----------------------------------------------------------

client one
staff_login reviewer
get /admin/batches
is_status 200 'a department'"'"'s'
has '<b>3</b>' 'what can be handed in'
place=$(sed -n 's/.*name="place" value="\([^"]*\)".*/\1/p' "$T/body" | head -1)
request POST /admin/batches "place=$place"
is_status 403 'a POST needs its token'
post /admin/batches "place=$place"
batch=$(header Location | sed 's|.*/||')
is_redirect "/admin/batches/$batch" 'is handed in'
is "$(state "${photos[1]}") $(state "${photos[3]}") $(state "${photos[4]}") \
$(state $foreign)" 'handed_in 1 handed_in 1 submitted 1 approved 1' \
    'what was approved, and nothing else'
get "/admin/batches/$batch"
is_status 200 'the list'
has 林晓雯 'has the names'
has '院系经办人签字' 'and places to sign'
has "$(sed 's/\(....\)\(....\)\(....\)\(....\).*/\1 \2 \3 \4/' <<<"$small")" \
    'and what tells the files apart'
hasnt "/admin/batches/$batch/accept" 'nothing for the department to decide'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collection.handed_in'
    AND detail = '$batch'") $(sql "SELECT detail FROM audit
    WHERE action = 'batch.handed_in'")" '3 3' 'it is on record'
post /admin/batches "place=$place"
is "$(sql 'SELECT COUNT(*) FROM batch')" 1 'nothing left, no batch'
post "/admin/batches/$batch/accept"
is_status 403 'a reviewer accepts none'
post /admin/review/undo
is "$(state "${photos[1]}")" 'handed_in 1' 'nor takes it back'
client neighbour
staff_login neighbour
get "/admin/batches/$batch"
is_status 404 'another department'"'"'s is not found'
get /admin/batches
hasnt "$batch" 'nor listed'
post /admin/batches "place=$place"
is_status 404 'nor handed in'
client stranger
staff_login stranger
get "/admin/batches/$batch"
is_status 404 'nor by another school'
post "/admin/batches/$batch/accept"
is_status 404 'to accept'
post "/admin/batches/$batch/return" Reason0=1
is_status 404 'or return'

# --- the registrar -------------------------------------------------------------

client registrar
staff_login registrar
get /admin/batches
is_status 200 'the registrar'
has "$batch" 'sees the school'"'"'s'
get "/admin/batches/$batch?photo=${photos[1]}"
has 'result.jpg' 'looks at a photo'
get "/admin/batches/$batch?photo=$foreign"
is_status 404 'of this batch'
post "/admin/batches/$batch/return" "Photo=${photos[1]}"
is_status 422 'a return needs a reason'
has '请选择退回原因' 'and says so'
has "${photos[1]}/result.jpg" 'of the same photo'
post "/admin/batches/$batch/return" "Photo=${photos[1]}" Reason8=1
is_redirect "/admin/batches/$batch" 'one is returned'
is "$(state "${photos[1]}") $(state "${photos[2]}")" \
    'returned 0 handed_in 1' 'alone'
is "$(sql "SELECT template, state FROM outbox
    WHERE account_id = $account" | xargs)" 'returned waiting' \
    'the student is told'
ok 'sql "SELECT params FROM outbox" | grep -q 美颜' 'why'
is "$(sql "SELECT decision, reasons FROM review")" \
    "$(printf 'returned\tretouch.skin')" 'it is kept'
post "/admin/batches/$batch/return" "Photo=${photos[1]}" Reason8=1
is "$(sql 'SELECT COUNT(*) FROM review')" 1 'once'
post "/admin/batches/$batch/return" "Photo=$foreign" Reason8=1
is_status 404 'none that is not in it'
post "/admin/batches/$batch/accept" "Photo=${photos[2]}"
is "$(state "${photos[2]}") $(sql 'SELECT closed_at IS NULL FROM batch')" \
    'accepted 1 1' 'one is accepted'
request POST "/admin/batches/$batch/accept"
is_status 403 'a POST needs its token'
post "/admin/batches/$batch/accept"
is "$(state "${photos[3]}") $(state "${photos[1]}")" \
    'accepted 1 returned 0' 'the rest at once'
is "$(sql 'SELECT closed_at IS NOT NULL FROM batch')" 1 'and it is closed'
post "/admin/batches/$batch/return" Reason8=1
is "$(state "${photos[3]}")" 'accepted 1' 'what is decided stays'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collection.accepted'
    AND actor_id = $staff")" 2 'it is on record'

# --- the next one, and returned whole ---------------------------------------------

submitted 22300010001
sql "UPDATE collection SET state = 'approved' WHERE state = 'submitted'"
client one
staff_login reviewer
post /admin/batches "place=$place"
second=$(header Location | sed 's|.*/||')
is "$(sql "SELECT number FROM batch WHERE token = '$second'")" 2 \
    'a second batch of the department'
get '/admin/batches?before=2'
hasnt "$second" 'pages go back'
has "$batch" 'in time'
get '/admin/batches?before=x'
is_status 404 'a page that is not there'
client registrar
post "/admin/batches/$second/return" Reason7=1 'Note=背景不是蓝色'
is "$(sql "SELECT COUNT(*) FROM collection WHERE state = 'returned'
    AND batch_id = (SELECT id FROM batch WHERE token = '$second')")" 2 \
    'all of it is returned'
get /admin/batches/nothing
is_status 404 'a batch that is not there'

# Of two roles, one over a department without students.
sql "INSERT INTO department (school_id, name) SELECT id, '空系' FROM school
    WHERE code = 'demo'"
staff_login both reviewer demo 空系
get /admin/batches
is_status 200 'a department without students says so'
hasnt "$batch" 'and has no batches'
sql "INSERT INTO staff_role (staff_id, role, school_id, created_at)
    SELECT $staff, 'registrar', id, UTC_TIMESTAMP() FROM school
    WHERE code = 'demo'"
get /admin/batches
has "$batch" 'who is its registrar too sees the batches of all'
done_testing
