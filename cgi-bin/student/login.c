/* Log-in by number or phone, and log-out. */
#include "entry.h"
#include "person.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/log.h"
#include "lib/domain/enrol.h"
#include "lib/domain/login.h"

#include <inttypes.h>

struct form {
	char *who, *password, *next;
};

static const struct field fields[] = {
	{ "Who", FORM_TEXT, 1, PERSON_NUMBER, offsetof(struct form, who),
	    "Text.Login.WhoMissing", NULL },
	{ "Password", FORM_SECRET, 1, PERSON_SECRET,
	    offsetof(struct form, password), "Text.Password.Empty", NULL },
	{ "Next", FORM_TEXT, 0, 500, offsetof(struct form, next),
	    "Text.Error.Malformed", NULL },
	{ 0 }
};

/* req_redirect refuses what is not a path of this site. */
static int to_next(struct req *r, const char *next)
{
	return req_redirect(r, next && *next == '/' ? next : "/home");
}

static int page(struct req *r, int status)
{
	entry_show_campaign(r);
	return req_page_status(r, status, "student/login");
}

int login_show(struct req *r)
{
	const char *next = req_query(r, "next");

	if (r->account)
		return to_next(r, next);
	form_set(r, "Next", next ? next : "");
	form_set(r, "Type", entry_type(r, ""));
	return page(r, 200);
}

static int must_wait(struct req *r, int64_t seconds)
{
	log_info("log-in refused: must wait %" PRId64 " s", seconds);
	req_header(r, "Retry-After", arena_printf(r->arena, "%" PRId64,
	    seconds));
	req_set_int(r, "Login.Wait", seconds);
	form_error(r, NULL, "Text.Login.TooMany");
	return page(r, 429);
}

/* Rows that the school has added, and the campaign of the poster. Neither
 * is worth failing a log-in for. */
static void catch_up(struct req *r, const struct account *acc)
{
	uint64_t campaign = entry_campaign_id(r);

	if (enrol_refresh(r->db, r->arena, r->keys, acc->id) != OK)
		log_warn("the roster could not be searched");
	if (campaign && campaign != acc->campaign_id)
		account_set_campaign(r->db, acc->id, campaign);
}

int login_post(struct req *r)
{
	struct account acc;
	struct form f;
	int64_t wait;
	enum err e;

	if (form_read(r, fields, &f) != OK)
		return page(r, 422);
	e = login_try(r->db, r->arena, r->keys, f.who, f.password, &acc,
	    &wait);
	if (e == ERR_LIMIT)
		return must_wait(r, wait);
	if (e == ERR_INPUT) {
		log_info("log-in refused: unknown or wrong");
		form_error(r, NULL, "Text.Login.Wrong");
		return page(r, 422);
	}
	if (e == OK)
		e = session_login(r, acc.id);
	if (e != OK)
		return req_fail(r, e);
	log_info("log-in of account %" PRIu64, acc.id);
	catch_up(r, &acc);
	return to_next(r, f.next);
}

int logout(struct req *r)
{
	enum err e = session_logout(r);

	return e == OK ? req_redirect_flash(r, "/", "Text.Flash.LoggedOut") :
	    req_fail(r, e);
}
