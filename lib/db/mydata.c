/* See mydata.h. Each statement takes the account, then a limit. */
#include "mydata.h"

#define TIME(column)	"DATE_FORMAT(" column ", '%Y-%m-%dT%H:%i:%sZ')"
#define TEXT(column)	"CAST(" column " AS CHAR)"

const struct mydata_table mydata_tables[] = {
	{ "account", { "id", "id_type", "id_number_sealed", "name", "sex",
	    "phone", "email", "language", "created_at", NULL },
	    "SELECT " TEXT("id") ", id_type, HEX(id_sealed), name, sex,"
	    " phone, email, lang, " TIME("created_at")
	    " FROM account WHERE id = ? LIMIT ?" },
	{ "consent", { "purpose", "version", "text_sha256", "accepted_at",
	    "withdrawn_at", "address", NULL },
	    "SELECT purpose, version, LOWER(HEX(text_sha256)), "
	    TIME("accepted_at") ", " TIME("withdrawn_at") ", remote_addr"
	    " FROM consent WHERE account_id = ? ORDER BY id LIMIT ?" },
	{ "enrolment", { "school", "campaign", "department", "student_no",
	    "name", "major", "class", "level", "graduation", "phone",
	    "email", "taken_at", NULL },
	    "SELECT s.name_zh, c.name_zh, d.name, r.student_no, r.name,"
	    " r.major, r.class_name, r.level, r.graduation, r.phone,"
	    " r.email, " TIME("e.created_at")
	    " FROM enrolment e JOIN roster r ON r.id = e.roster_id"
	    " JOIN campaign c ON c.id = r.campaign_id"
	    " JOIN school s ON s.id = c.school_id"
	    " JOIN department d ON d.id = r.department_id"
	    " WHERE e.account_id = ? ORDER BY e.id LIMIT ?" },
	{ "chsi_code", { "code_sealed", "scheme", "kept_at", NULL },
	    "SELECT HEX(k.code_sealed), k.scheme, " TIME("k.created_at")
	    " FROM chsi_code k JOIN enrolment e ON e.id = k.enrolment_id"
	    " WHERE e.account_id = ? ORDER BY e.id LIMIT ?" },
	{ "correction", { "message", "state", "sent_at", "answer",
	    NULL },
	    "SELECT k.message, k.state, " TIME("k.created_at")
	    ", k.answer FROM correction k"
	    " JOIN enrolment e ON e.id = k.enrolment_id"
	    " WHERE e.account_id = ? ORDER BY k.id LIMIT ?" },
	{ "collection", { "token", "state", "route", "confirmed_at",
	    "submitted_at", "begun_at", "head_cover", NULL },
	    "SELECT token, state, route, " TIME("confirmed_at") ", "
	    TIME("submitted_at") ", " TIME("created_at") ", "
	    TEXT("head_cover")
	    " FROM collection WHERE account_id = ? ORDER BY id LIMIT ?" },
	{ "proof", { "collection", "outcome", "reason", "checked_at",
	    "received_at", NULL },
	    "SELECT c.token, p.outcome, p.reason, " TIME("p.proved_at") ", "
	    TIME("p.created_at") " FROM proof p"
	    " JOIN collection c ON c.id = p.collection_id"
	    " WHERE c.account_id = ? ORDER BY c.id LIMIT ?" },
	{ "photo", { "token", "collection", "type", "verdict",
	    "original_sha256", "result_sha256", "report", "taken_at",
	    "removed_at", "certificate", "remark_reasons", "remark", NULL },
	    "SELECT p.token, c.token, p.original_type, p.verdict,"
	    " p.original_sha256, p.result_sha256, p.report, "
	    TIME("p.created_at") ", " TIME("p.removed_at")
	    ", p.certificate, p.remark_reasons, p.remark"
	    " FROM photo p JOIN collection c ON c.id = p.collection_id"
	    " WHERE c.account_id = ? ORDER BY p.id LIMIT ?" },
	{ "enrolment_photo", { "student_no", "sha256", "jpeg_file",
	    "supplied_at", NULL },
	    "SELECT ro.student_no, ep.sha256, ep.sha256, "
	    TIME("ep.created_at")
	    " FROM enrolment_photo ep JOIN roster ro ON ro.id = ep.roster_id"
	    " JOIN enrolment e ON e.roster_id = ro.id"
	    " WHERE e.account_id = ? ORDER BY ro.id LIMIT ?" },
	{ "orders", { "token", "collection", "state", "prints",
	    "amount_fen", "currency", "created_at", "paid_at", "closed_at",
	    NULL },
	    "SELECT o.token, c.token, o.state, " TEXT("o.prints") ", "
	    TEXT("o.amount_fen") ", o.currency, " TIME("o.created_at") ", "
	    TIME("o.paid_at") ", " TIME("o.closed_at")
	    " FROM orders o JOIN collection c ON c.id = o.collection_id"
	    " WHERE o.account_id = ? ORDER BY o.id LIMIT ?" },
	{ "payment", { "order", "provider", "transaction_no", "amount_fen",
	    "currency", "paid_at", NULL },
	    "SELECT o.token, p.provider, p.transaction_no, "
	    TEXT("p.amount_fen") ", p.currency, " TIME("p.paid_at")
	    " FROM payment p JOIN orders o ON o.id = p.order_id"
	    " WHERE o.account_id = ? ORDER BY p.id LIMIT ?" },
	{ "refund", { "token", "order", "amount_fen", "reason", "state",
	    "created_at", "done_at", NULL },
	    "SELECT f.token, o.token, " TEXT("f.amount_fen") ", f.reason,"
	    " f.state, " TIME("f.created_at") ", " TIME("f.done_at")
	    " FROM refund f JOIN payment p ON p.id = f.payment_id"
	    " JOIN orders o ON o.id = p.order_id"
	    " WHERE o.account_id = ? ORDER BY f.id LIMIT ?" },
	{ "order_item", { "order", "kind", "size", "photos", "sets",
	    "amount_fen", NULL },
	    "SELECT o.token, i.kind, i.size, " TEXT("i.photos") ", "
	    TEXT("i.sets") ", " TEXT("i.amount_fen")
	    " FROM order_item i JOIN orders o ON o.id = i.order_id"
	    " WHERE o.account_id = ? ORDER BY o.id, i.no LIMIT ?" },
	{ "payment_problem", { "order", "kind", "message", "facts", "state",
	    "created_at", "done_at", NULL },
	    "SELECT o.token, p.kind, p.message, p.facts, p.state, "
	    TIME("p.created_at") ", " TIME("p.done_at")
	    " FROM payment_problem p JOIN orders o ON o.id = p.order_id"
	    " WHERE o.account_id = ? ORDER BY p.id LIMIT ?" },
	{ "address", { "recipient", "phone", "region", "detail", "postcode",
	    "listed", "created_at", NULL },
	    "SELECT recipient, phone, region, detail, postcode, "
	    TEXT("listed") ", " TIME("created_at")
	    " FROM address WHERE account_id = ? ORDER BY id LIMIT ?" },
	{ "shipment", { "order", "state", "courier", "parcel_no",
	    "updated_at", "printed_at", "shipped_at", "received_at", NULL },
	    "SELECT o.token, s.state, s.courier, s.parcel_no, "
	    TIME("s.updated_at") ", " TIME("s.printed_at") ", "
	    TIME("s.shipped_at") ", " TIME("s.received_at")
	    " FROM shipment s JOIN orders o ON o.id = s.order_id"
	    " WHERE o.account_id = ? ORDER BY o.id LIMIT ?" },
	{ "sms_code", { "purpose", "sent_at", "used_at", NULL },
	    "SELECT k.purpose, " TIME("k.created_at") ", " TIME("k.used_at")
	    " FROM sms_code k JOIN account a ON a.phone_login = k.phone"
	    " WHERE a.id = ? ORDER BY k.id LIMIT ?" },
	{ "outbox", { "channel", "what", "state", "created_at", "sent_at",
	    NULL },
	    "SELECT channel, template, state, " TIME("created_at") ", "
	    TIME("sent_at")
	    " FROM outbox WHERE account_id = ? ORDER BY id LIMIT ?" },
	{ "session", { "created_at", "expires_at", NULL },
	    "SELECT " TIME("created_at") ", " TIME("expires_at")
	    " FROM session WHERE account_id = ? ORDER BY id LIMIT ?" },
	{ "deletion", { "object", "detail", "reason", "created_at",
	    "done_at", NULL },
	    "SELECT object, detail, reason, " TIME("created_at") ", "
	    TIME("done_at")
	    " FROM deletion WHERE account_id = ? ORDER BY id LIMIT ?" },
	{ "audit", { "actor", "action", "object", "detail", "at", NULL },
	    "SELECT actor, action, object, detail, " TIME("created_at")
	    " FROM audit WHERE object = 'account' AND object_id = ?"
	    " ORDER BY id LIMIT ?" },
	{ NULL, { NULL }, NULL }
};

enum err mydata_read(struct db *db, struct arena *a, uint64_t account,
    const struct mydata_table *t, struct mydata_row *list, int max, int *n)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, t->sql, &q);
	int i = 0, k;

	if (e != OK)
		return e;
	db_bind_u64(q, account);
	db_bind_i64(q, max);
	while (i < max && (e = db_row(q)) == OK) {
		for (k = 0; t->columns[k]; k++)
			list[i].value[k] = db_text(q, a);
		i++;
	}
	db_done(q);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*n = i;
	return OK;
}
