/* Deleting my account: what goes, what stays and why, and then it. */
#include "person.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/log.h"
#include "lib/domain/erase.h"
#include "lib/domain/shelf.h"

#include <inttypes.h>

struct form {
	char *password;
	int sure;
};

static const struct field fields[] = {
	{ "Password", FORM_SECRET, 1, PERSON_SECRET,
	    offsetof(struct form, password), "Text.Password.Empty", NULL },
	{ "Sure", FORM_CHECK, 1, 8, offsetof(struct form, sure),
	    "Text.Delete.SureMissing", NULL },
	{ 0 }
};

static int page(struct req *r, int status)
{
	struct erasure_open left;
	enum err e = erasure_open(r->db, r->account, &left);

	if (e != OK)
		return req_fail(r, e);
	if (left.pending)
		req_set(r, "Delete.Pending", "1");
	if (left.paid)
		req_set(r, "Delete.Paid", "1");
	if (left.parcels)
		req_set(r, "Delete.Parcels", "1");
	return req_page_status(r, status, "student/me_delete");
}

int me_delete(struct req *r)
{
	return page(r, 200);
}

static int erase_and_leave(struct req *r)
{
	uint64_t account = r->account;
	int n;
	enum err e = erase_account(r->db, r->arena, account);

	if (e == ERR_CONFLICT) {
		form_error(r, NULL, "Text.Delete.PendingError");
		return page(r, 409);
	}
	if (e != OK)
		return req_fail(r, e);
	log_info("account %" PRIu64 " deleted", account);
	/* The records are in the database; the worker has what fails here. */
	if (shelf_erase(r->db, r->arena, r->svc->files, &n) != OK)
		log_warn("files of account %" PRIu64 " wait for the worker",
		    account);
	e = session_logout(r);
	return e == OK ? req_redirect_flash(r, "/", "Text.Flash.Deleted") :
	    req_fail(r, e);
}

int me_delete_post(struct req *r)
{
	struct account acc;
	struct form f;
	enum err e, form = form_read(r, fields, &f);

	if (form != OK)
		return page(r, 422);
	e = account_get(r->db, r->arena, r->account, &acc);
	if (e == OK)
		e = person_verify(r, &acc, "Password", f.password);
	if (e == ERR_INPUT || e == ERR_LIMIT)
		return page(r, err_http(e));
	return e == OK ? erase_and_leave(r) : req_fail(r, e);
}
