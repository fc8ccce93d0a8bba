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

# --- what there is to keep ----------------------------------------------------
client one
sql "UPDATE photo SET profile = 'width = 480\nfile_name = {student_no} {name}.jpg\n'
    WHERE token = '$photo'"
sha=$(printf r | sha256sum | cut -c1-64)
mkdir -p "$T/files/${sha:0:2}"
printf r >"$T/files/${sha:0:2}/${sha:2}"
get "/collections/$collection"
has 'download="22300010001 林晓雯.jpg"' 'the name follows the profile'
hasnt "/collections/$collection/certificate" 'no certificate, no link'
get "/collections/$collection/photo"
is_status 200 'the photo can be downloaded'
is "$(cat "$T/body")" r 'byte by byte'
header_is Content-Type image/jpeg 'as a JPEG'
header_is Content-Disposition "attachment; filename=\"photo.jpg\"; \
filename*=UTF-8''22300010001%20%E6%9E%97%E6%99%93%E9%9B%AF.jpg" \
    'under its proper name'
header_is Cache-Control 'private, no-store' 'and stays in no cache'
get "/collections/$collection/certificate"
is_status 404 'a certificate that is not there is 404'
sql "UPDATE photo SET certificate = '{\"a\": 1}' WHERE token = '$photo'"
get "/collections/$collection"
has "/collections/$collection/certificate" 'one that is there is linked'
get "/collections/$collection/certificate"
is "$(cat "$T/body")" '{"a": 1}' 'and can be downloaded'
header_is Content-Type application/json 'as JSON'
get "/collections/$collection/prints"
is_status 200 'prints can be laid out'
has '一寸 (25 × 35 mm)' 'sizes have their millimetres'
has "/collections/$collection/sheet.pdf?size=33x48&amp;paper=6inch" \
    'with the usual size at first'
has "/collect/photo/$photo/result" 'drawn with the photo'
get "/collections/$collection/prints?size=1inch&paper=a4"
has 'selected>A4' 'the choice is kept'
has 'sheet.pdf?size=1inch&amp;paper=a4' 'and is what is downloaded'
get "/collections/$collection/prints?size=poster"
is_status 404 'an unknown size is 404'
program photo
get "/collections/$collection/sheet.pdf?size=1inch&paper=a4"
is_status 500 'what is no picture makes no sheet'
if portrait=$(ls "${GRADPHOTO_SHARED:-/nowhere}"/data/portraits/*.jpg \
    2>/dev/null | head -n 1) && [ -n "$portrait" ]; then
	cp "$portrait" "$T/files/${sha:0:2}/${sha:2}"
	get "/collections/$collection/sheet.pdf?size=1inch&paper=a4"
	is_status 200 'the sheet is made'
	header_is Content-Type application/pdf 'as PDF'
	header_is Content-Disposition \
	    'attachment; filename="1inch-a4.pdf"' 'under a useful name'
	is "$(head -c 5 "$T/body")" '%PDF-' 'which it is'
	is "$(grep -ac '/Type /Page$' "$T/body")" 1 'of one page'
	get "/collections/$collection/sheet.jpg?size=1inch&paper=6inch"
	header_is Content-Type image/jpeg 'or as a picture'
	is "$(head -c 2 "$T/body" | xxd -p)" ffd8 'which it is'
else
	echo '# skipped: sheets need the shared portraits'
fi
get "/collections/$collection/sheet.pdf?size=poster"
is_status 404 'of no unknown size'
get "/collections/0123456789abcdef0123456789abcdef/sheet.pdf"
is_status 404 'of no unknown collection'
client two
get "/collections/$collection/sheet.pdf"
is_status 404 "nor of another's"
client nobody
get "/collections/$collection/sheet.pdf"
is_redirect "/login?next=/collections/$collection/sheet.pdf" \
    'and a stranger logs in'
client one
program student
get "/collections/$collection/card"
is_status 200 'there is a page to show to the department'
for text in 林晓雯 22300010001 '已提交，等待审核' "/collect/photo/$photo/result" \
    "${sha:0:4} ${sha:4:4} ${sha:8:4} ${sha:12:4}"; do
	has "$text" "with $text"
done
hasnt 110101 'and without the ID number'
sql "UPDATE photo SET remark_reasons = 'edge,likeness',
    remark = '头发少了', remarked_at = UTC_TIMESTAMP() WHERE token = '$photo'"
get "/collections/$collection"
has '头发少了' 'the remark is shown'
has '看起来不像我' 'with its reasons'
hasnt '肤色' 'and no other'
client two
for what in photo certificate card prints; do
	get "/collections/$collection/$what"
	is_status 404 "$what: another's is 404"
done

# --- hostile values ----------------------------------------------------------
client one
sql "UPDATE roster SET name = '<script>alert(1)</script>\"',
    major = '\"><img src=x>' WHERE student_no = '22300010001';
    UPDATE campaign SET name_zh = '<b>x</b>' WHERE feature_code = 'DEMO26'"
for page in "/collections/$collection" "/collections/$collection/card" \
    /collections "/orders/$order" /orders; do
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
for what in photo certificate prints; do
	get "/collections/$collection/$what"
	is_status 404 "$what: gone"
done
get "/collections/$collection/card"
has '照片已删除' 'the page to show says so'

done_testing
