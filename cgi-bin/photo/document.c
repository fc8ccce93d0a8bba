/*
 * An ID card or a passport fills in the forms of registering and logging in.
 * The picture comes with the form that was begun, is read (lib/read, in a
 * process of its own) and wiped; what it said goes back into the form, for
 * the student to check: sealed in a cookie, or as JSON to a script. Nothing
 * of it is stored or logged here, and a picture of a card proves nothing:
 * the password or the SMS code is still asked.
 */
#include "darkroom.h"
#include "document.h"

#include "cgi-bin/student/entry.h"
#include "cgi-bin/web/form.h"
#include "cgi-bin/web/gate.h"
#include "cgi-bin/web/kept.h"
#include "lib/base/log.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

/* Of one browser in a minute; an address has the route's. */
#define ATTEMPTS 6

/* The program's own deadline is ten times photo_seconds on the clock, and the
 * web server gives up after 30 s. */
#define WALL_MOST 25

static const struct document_form forms[] = {
	{ "/register/read", "/register", "student/register", "Number" },
	{ "/login/read", "/login", "student/login", "Who" },
};

static const struct document_form *form_of(const struct req *r)
{
	return &forms[strcmp(r->path, forms[0].read) != 0];
}

/* The form again, with what was typed and the reason at its picture. */
static int refuse_form(struct req *r, const struct document_form *f,
    int status, const char *key)
{
	log_info("document refused: %d %s", status, key);
	if (req_wants_json(r))
		return req_error(r, status, key);
	kept_again(r);
	entry_show_campaign(r);
	form_error(r, "Picture", key);
	return req_page_status(r, status, f->view);
}

static int refuse_error(struct req *r, const struct document_form *f,
    enum err e)
{
	switch (e) {
	case ERR_INPUT:
		return refuse_form(r, f, 422, "Text.Document.NoPicture");
	case ERR_LIMIT:
		return refuse_form(r, f, 413, "Text.Document.TooBig");
	case ERR_NOTFOUND:
		return refuse_form(r, f, 422, "Text.Document.TooHard");
	default:
		return refuse_form(r, f, 503, "Text.Document.Off");
	}
}

static void free_json(void *p)
{
	free(p);
}

static int answer_json(struct req *r, const struct document_taken *t,
    const char *said)
{
	json_t *all = json_object(), *fields = json_object();
	json_t *check = json_array();
	size_t n;
	char *text;
	int i;

	for (i = 0; i < t->n; i++) {
		n = strcspn(t->list[i].name, ".");
		if (t->list[i].name[n])
			json_array_append_new(check,
			    json_stringn(t->list[i].name, n));
		else
			json_object_set_new(fields, t->list[i].name,
			    json_string(t->list[i].value));
	}
	json_object_set_new(all, "fields", fields);
	json_object_set_new(all, "check", check);
	json_object_set_new(all, "message", json_string(req_text(r, said)));
	text = json_dumps(all, JSON_COMPACT);
	json_decref(all);
	if (!text)
		log_abort("document: out of memory");
	arena_defer(r->arena, free_json, text);
	return req_send(r, 200, "application/json", text, strlen(text));
}

static int fill(struct req *r, const struct document_form *f,
    const struct document_taken *t, const char *said)
{
	log_info("document read: %d values", t->n);
	if (req_wants_json(r))
		return answer_json(r, t, said);
	if (!kept_hand(r, f->page, t->list, t->n))
		return req_fail_text(r, ERR_INPUT, "Text.Error.Malformed");
	return req_redirect_flash(r, f->page, said);
}

static enum err read_picture(struct req *r, const struct upload *u,
    struct read_document *d)
{
	int64_t seconds = 10 * conf_int(r->conf, "photo_seconds") - 2;
	const struct read_limits limits = {
		.cpu_seconds = (int)conf_int(r->conf, "read_seconds"),
		.wall_ms = 1000 * (int)(seconds < WALL_MOST ? seconds :
		    WALL_MOST),
		.bytes = (size_t)conf_int(r->conf, "read_memory_mb") << 20,
	};
	const char *type = req_form(r, "Type");
	char why[160] = "";
	enum err e = read_document(conf_text(r->conf, "models_dir"), &limits,
	    type && strcmp(type, "card") != 0, u->data, u->n, d, why);

	explicit_bzero((void *)(uintptr_t)u->data, u->n);
	if (*why)
		log_error("documents can't be read: %s", why);
	return e;
}

/* 0, or the answer of one who has to wait. */
static int too_many(struct req *r, const struct document_form *f)
{
	int seconds = darkroom_wait(r);
	enum err e;

	if (seconds) {
		req_header(r, "Retry-After", arena_printf(r->arena, "%d",
		    seconds));
		return refuse_form(r, f, 503, "Text.Document.Busy");
	}
	e = gate_count(r, arena_printf(r->arena, "document %s",
	    r->session_token), ATTEMPTS);
	if (e == OK)
		return 0;
	return e == ERR_LIMIT ? refuse_form(r, f, 429,
	    "Text.Document.TooMany") : req_fail(r, e);
}

int document_post(struct req *r)
{
	const struct document_form *f = form_of(r);
	const struct upload *u = req_upload(r, "Picture");
	struct document_taken t = { .n = 0 };
	struct read_document d;
	const char *no, *said;
	int status;
	enum err e;

	if (r->account)
		return req_wants_json(r) ? req_error(r, 409,
		    "Text.Document.LoggedIn") : req_redirect_flash(r, "/home",
		    "Text.Flash.LoggedIn");
	if (!u || !u->n)
		return refuse_form(r, f, 422, "Text.Document.Missing");
	if (u->n > PHOTO_MAX_BYTES)
		return refuse_form(r, f, 413, "Text.Document.TooBig");
	status = too_many(r, f);
	if (status)
		return status;
	e = read_picture(r, u, &d);
	if (e != OK)
		return refuse_error(r, f, e);
	no = document_judge(r, f, &d, &t, &said);
	explicit_bzero(&d, sizeof d);
	return no ? refuse_form(r, f, 422, no) : fill(r, f, &t, said);
}

/* Where a reload or a change of language after an error leads. */
int document_get_back(struct req *r)
{
	return req_redirect(r, form_of(r)->page);
}
