#!/bin/bash
# Completed collections: the list, one of them, and whose they are.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pay.sh"
start_simulator --notify "http://127.0.0.1:9/nobody"

get /collections
is_redirect '/login?next=/collections' 'a stranger logs in first'
order_of 22300010001
get /collections
is_status 200 'the list is shown'
has '还没有完成的采集' 'empty before anything is paid'
get "/collections/$collection"
is_status 404 'what is not handed in yet is 404'
notice EV-1 "$(resource "$order" 2000)"
deliver
get /collections
has "/collections/$collection" 'once paid it is in the list'
has '江海大学' 'with the school'
has '已提交，等待审核' 'and where it stands'
get "/collections/$collection"
is_status 200 'and has its page'
has '林晓雯' 'with the name'
has '110101********0028' 'the masked number'
hasnt 110101200403120028 'and never the whole one'
has "/collect/photo/$photo/result" 'the photo'
has 'download="22300010001.jpg"' 'to keep under a useful name'
has "/orders/$order" 'and its order'
cookie gp_lang en
get "/collections/$collection"
has 'Submitted, awaiting review' 'in English too'
cookie gp_lang zh-CN
get /collections/0123456789abcdef0123456789abcdef
is_status 404 'an unknown one is 404'
get "/collections/$collection%2F.."
is_status 404 'so is nonsense'

client two
login_as 22300010002
get "/collections/$collection"
is_status 404 "another's is 404"
get /collections
hasnt "$collection" 'nor in the list'

# --- hostile values ----------------------------------------------------------
client one
sql "UPDATE roster SET name = '<script>alert(1)</script>\"',
    major = '\"><img src=x>' WHERE student_no = '22300010001';
    UPDATE campaign SET name_zh = '<b>x</b>' WHERE feature_code = 'DEMO26'"
for page in "/collections/$collection" /collections "/orders/$order" /orders; do
	get "$page"
	is_status 200 "$page: shown"
	hasnt '<script>alert' 'markup in a name stays text'
	hasnt '<img src=x' 'so does an attribute'
	hasnt '<b>x</b>' 'and the name of a campaign'
done

# --- after a deletion -----------------------------------------------------------
sql 'UPDATE photo SET removed_at = UTC_TIMESTAMP()'
get "/collections/$collection"
has '照片已删除' 'a removed photo is not offered'
hasnt "/collect/photo/$photo" 'nor linked'

done_testing
