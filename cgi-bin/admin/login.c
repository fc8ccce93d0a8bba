/* Log-in of staff: password, then second factor; log-out, language. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/domain/staff_login.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

struct form {
	char *login, *password, *next;
};

static const struct field fields[] = {
	{ "Login", FORM_TEXT, 1, 60, offsetof(struct form, login),
	    "Text.Admin.LoginMissing", NULL },
	{ "Password", FORM_SECRET, 1, 128, offsetof(struct form, password),
	    "Text.Password.Empty", NULL },
	{ "Next", FORM_TEXT, 0, 500, offsetof(struct form, next),
	    "Text.Error.Malformed", NULL },
	{ 0 }
};

struct second {
	char *code, *next;
};

static const struct field second_fields[] = {
	{ "Code", FORM_TEXT, 1, 20, offsetof(struct second, code),
	    "Text.Admin.CodeMissing", NULL },
	{ "Next", FORM_TEXT, 0, 500, offsetof(struct second, next),
	    "Text.Error.Malformed", NULL },
	{ 0 }
};

int health(struct req *r)
{
	return req_send(r, 200, "text/plain", "ok\n", 3);
}

/* Only pages of staff: another program's would not know the session. */
static const char *next_of(const char *next)
{
	return next && !strncmp(next, "/admin", 6) &&
	    strchr("/?", next[6]) ? next : "/admin";
}

int must_wait(struct req *r, const char *view, int64_t seconds)
{
	req_header(r, "Retry-After", arena_printf(r->arena, "%" PRId64,
	    seconds));
	req_set_int(r, "Login.Wait", seconds);
	form_error(r, NULL, "Text.Login.TooMany");
	return req_page_status(r, 429, view);
}

/* What is still missing after the password. */
static const char *step_after(const struct staff *s)
{
	if (s->must_change)
		return "/admin/password";
	return s->totp_sealed ? "/admin/second" : "/admin/setup";
}

int login_show(struct req *r)
{
	const char *next = next_of(req_query(r, "next"));

	if (r->account)
		return req_redirect(r, next);
	form_set(r, "Next", next);
	return req_page(r, "admin/login");
}

int login_post(struct req *r)
{
	struct staff s;
	struct form f;
	int64_t wait;
	enum err e;

	if (form_read(r, fields, &f) != OK)
		return req_page_status(r, 422, "admin/login");
	e = staff_login_name(f.login);
	if (e == OK)
		e = staff_password_try(r->db, r->arena, r->keys, f.login,
		    f.password, &s, &wait);
	if (e == ERR_LIMIT)
		return must_wait(r, "admin/login", wait);
	if (e == OK)
		e = staff_leave(r);
	if (e == OK)
		e = staff_begin(r, &s);
	if (e == ERR_INPUT || e == ERR_CONFLICT) {
		form_error(r, NULL, "Text.Admin.LoginWrong");
		return req_page_status(r, 422, "admin/login");
	}
	if (e != OK)
		return req_fail(r, e);
	return req_redirect(r, req_next(r, step_after(&s), next_of(f.next)));
}

int second_show(struct req *r)
{
	if (r->account)
		return req_redirect(r, next_of(req_query(r, "next")));
	if (!r->staff)
		return req_redirect(r, "/admin/login");
	if (r->staff->must_change)
		return req_redirect(r, "/admin/password");
	if (!r->staff->has_totp)
		return req_redirect(r, "/admin/setup");
	form_set(r, "Next", next_of(req_query(r, "next")));
	return req_page(r, "admin/second");
}

/* "123 456" as apps show it; capitals as people write them. */
static void tidy(char *code)
{
	char *to = code;

	parse_number(code);
	for (; *code; code++)
		if (*code != ' ')
			*to++ = *code >= 'A' && *code <= 'Z' ?
			    (char)(*code + 32) : *code;
	*to = '\0';
}

/* parse_number takes dashes away. */
static const char *canonical(struct req *r, char *code)
{
	tidy(code);
	return strlen(code) != 10 ? code : arena_printf(r->arena,
	    "%.5s-%s", code, code + 5);
}

int second_post(struct req *r)
{
	struct second f;
	int64_t wait;
	enum err e;

	if (!r->staff || r->account || r->staff->must_change ||
	    !r->staff->has_totp)
		return second_show(r);
	if (form_read(r, second_fields, &f) != OK)
		return req_page_status(r, 422, "admin/second");
	e = staff_second_try(r->db, r->arena, r->keys, r->staff->staff_id,
	    canonical(r, f.code), &wait);
	if (e == ERR_LIMIT)
		return must_wait(r, "admin/second", wait);
	if (e == ERR_INPUT) {
		form_error(r, "Code", "Text.Admin.CodeWrong");
		return req_page_status(r, 422, "admin/second");
	}
	if (e == OK)
		e = staff_enter(r);
	return e == OK ? req_redirect(r, next_of(f.next)) : req_fail(r, e);
}

int logout(struct req *r)
{
	enum err e = staff_leave(r);

	return e == OK ? req_redirect_flash(r, "/admin/login",
	    "Text.Flash.LoggedOut") : req_fail(r, e);
}

int lang_post(struct req *r)
{
	enum err e = OK;

	if (strcmp(r->arg, "zh-CN") && strcmp(r->arg, "en"))
		return req_fail(r, ERR_NOTFOUND);
	if (r->account)
		e = staff_set_lang(r->db, r->account, r->arg);
	if (e != OK)
		return req_fail(r, e);
	req_set_cookie(r, "gp_lang", r->arg, 365 * 86400);
	return req_redirect(r, next_of(req_form(r, "next")));
}
