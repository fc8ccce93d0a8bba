/* See registrar.h. */
#include "registrar.h"

#include "staff_scope.h"

enum { CAMPAIGNS, DEPARTMENTS };

static const char *const sql[] = {
	/* Also of a role for one of its departments alone. */
	[CAMPAIGNS] = "SELECT k.id, k.school_id, k.token, k.name_zh, "
	    "k.name_en, h.name_zh, h.name_en, k.closes_at FROM campaign k "
	    "JOIN school h ON h.id = k.school_id WHERE " STAFF_SCOPE(
	    "'registrar'", "k.school_id", "sr.department_id")
	    " ORDER BY k.id DESC LIMIT ?",
	[DEPARTMENTS] = "SELECT d.id, d.name FROM department d "
	    "WHERE EXISTS (SELECT 1 FROM roster ro WHERE ro.campaign_id = ? "
	    "AND ro.department_id = d.id) AND " STAFF_SCOPE("'registrar'",
	    "d.school_id", "d.id") " ORDER BY d.id LIMIT ?",
};

enum err registrar_campaigns(struct db *db, struct arena *a, uint64_t staff,
    struct registrar_campaign *list, int max, int *n)
{
	struct registrar_campaign *k = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[CAMPAIGNS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		k->id = db_u64(q);
		k->school_id = db_u64(q);
		k->token = db_text(q, a);
		k->name_zh = db_text(q, a);
		k->name_en = db_text(q, a);
		k->school_zh = db_text(q, a);
		k->school_en = db_text(q, a);
		k->closes_at = db_time(q);
		k++;
	}
	db_done(q);
	*n = (int)(k - list);
	return e == ERR_NOTFOUND ? OK : e;
}

enum err registrar_departments(struct db *db, struct arena *a,
    uint64_t staff, uint64_t campaign, struct registrar_department *list,
    int max, int *n)
{
	struct registrar_department *d = list;
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[DEPARTMENTS], &q);

	if (e != OK)
		return e;
	db_bind_u64(q, campaign);
	db_bind_u64(q, staff);
	db_bind_i64(q, max);
	while ((e = db_row(q)) == OK) {
		d->id = db_u64(q);
		d->name = db_text(q, a);
		d++;
	}
	db_done(q);
	*n = (int)(d - list);
	return e == ERR_NOTFOUND ? OK : e;
}
