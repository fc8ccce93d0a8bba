/* Help, and the choice of the language. */
#include "entry.h"
#include "student.h"

#include "lib/db/accounts.h"
#include "lib/db/roster.h"

#include <string.h>

#define SCHOOLS 8

/* How to reach the schools of an account, or the one of the poster. */
static enum err show_schools(struct req *r)
{
	struct enrolment list[SCHOOLS];
	struct campaign c;
	int i, n = 0, shown = 0;
	enum err e = OK;

	if (r->account)
		e = enrolment_list(r->db, r->arena, r->account, list,
		    SCHOOLS, &n);
	for (i = 0; i < n && e == OK; i++) {
		e = campaign_get(r->db, r->arena,
		    list[i].roster.campaign_id, &c);
		if (e == OK && *c.school_contact)
			entry_set_campaign(r, arena_printf(r->arena,
			    "Schools.%d", shown++), &c);
	}
	if (!shown)
		entry_show_campaign(r);
	return e;
}

int help(struct req *r)
{
	enum err e = show_schools(r);

	return e == OK ? req_page(r, "student/help") : req_fail(r, e);
}

int lang(struct req *r)
{
	static const char *const known[] = { "zh-CN", "en" };
	const char *next = req_form(r, "next");
	enum err e = OK;
	size_t i;

	for (i = 0; i < 2; i++)
		if (!strcmp(r->arg, known[i]))
			break;
	if (i == 2)
		return req_fail(r, ERR_NOTFOUND);
	req_set_cookie(r, "gp_lang", known[i], 365 * 86400);
	if (r->account)
		e = account_set_lang(r->db, r->account, known[i]);
	return e == OK ? req_redirect(r, next) : req_fail(r, e);
}
