/* What staff set up for themselves: a password of their own, then the app of
 * the second factor. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/base/keys.h"
#include "lib/base/totp.h"
#include "lib/domain/password.h"
#include "lib/domain/staff_login.h"
#include "lib/scan/qr_draw.h"

#include <stddef.h>
#include <string.h>

struct passwords {
	char *current, *password, *again;
};

static const struct field password_fields[] = {
	{ "Current", FORM_SECRET, 0, 128,
	    offsetof(struct passwords, current), "Text.Password.Empty", NULL },
	{ "Password", FORM_SECRET, 1, 128,
	    offsetof(struct passwords, password), "Text.Password.Empty",
	    NULL },
	{ "Again", FORM_SECRET, 1, 128, offsetof(struct passwords, again),
	    "Text.Password.Empty", NULL },
	{ 0 }
};

struct app {
	char *code;
};

static const struct field app_fields[] = {
	{ "Code", FORM_TEXT, 1, 20, offsetof(struct app, code),
	    "Text.Admin.CodeMissing", NULL },
	{ 0 }
};

/* The first that is wrong; the page says all rules anyway. */
static const struct {
	int bit;
	const char *text;
} wrongs[] = {
	{ PASSWORD_SHORT, "Text.Password.Short" },
	{ PASSWORD_LONG, "Text.Password.Long" },
	{ PASSWORD_KINDS, "Text.Password.Kinds" },
	{ PASSWORD_ID, "Text.Admin.PasswordLogin" },
	{ PASSWORD_NAME, "Text.Password.HasName" },
	{ PASSWORD_SAME, "Text.Admin.PasswordSame" },
};

/* --- password ------------------------------------------------------------ */

static int password_page(struct req *r, int status)
{
	if (r->account)
		req_set(r, "Password.Current", "1");
	return req_page_status(r, status, "admin/password");
}

int password_show(struct req *r)
{
	if (!r->staff)
		return req_redirect(r, "/admin/login");
	if (!r->account && !r->staff->must_change)
		return second_show(r);
	return password_page(r, 200);
}

/* Who is in already proves it once more: a screen may be left alone. The
 * brakes of the log-in count these tries too. */
static enum err current_ok(struct req *r, const struct passwords *f,
    int64_t *wait)
{
	struct staff s;

	if (!r->account)
		return OK;
	return staff_password_try(r->db, r->arena, r->keys, r->staff->login,
	    f->current, &s, wait);
}

static int password_wrong(struct req *r, int wrong)
{
	size_t i;

	for (i = 0; i < sizeof wrongs / sizeof *wrongs; i++)
		if (wrong & wrongs[i].bit) {
			form_error(r, "Password", wrongs[i].text);
			break;
		}
	return password_page(r, 422);
}

static int password_done(struct req *r)
{
	if (r->account)
		return req_redirect_flash(r, "/admin/me",
		    "Text.Flash.PasswordChanged");
	return req_redirect(r, r->staff->has_totp ? "/admin/second" :
	    "/admin/setup");
}

int password_post(struct req *r)
{
	struct passwords f;
	int64_t wait;
	int wrong = 0;
	enum err e;

	if (!r->staff || (!r->account && !r->staff->must_change))
		return password_show(r);
	if (form_read(r, password_fields, &f) != OK)
		return password_page(r, 422);
	if (strcmp(f.password, f.again)) {
		form_error(r, "Again", "Text.Password.Differ");
		return password_page(r, 422);
	}
	e = current_ok(r, &f, &wait);
	if (e == ERR_LIMIT)
		return must_wait(r, "admin/password", wait);
	if (e == ERR_INPUT) {
		form_error(r, "Current", "Text.Admin.CurrentWrong");
		return password_page(r, 422);
	}
	if (e == OK)
		e = staff_choose_password(r->db, r->arena,
		    r->staff->staff_id, f.password, r->session, &wrong);
	if (e != OK)
		return req_fail(r, e);
	return wrong ? password_wrong(r, wrong) : password_done(r);
}

/* --- the app ------------------------------------------------------------- */

/* The same as long as the session is: the page may be loaded again after
 * the app has scanned it. Nobody can tell it without our key. */
static const char *secret(struct req *r)
{
	uint8_t mac[CRYPTO_HASH];

	keys_lookup(r->keys, "totp.setup", r->session_token, mac);
	return totp_secret(r->arena, mac);
}

/* In groups of four, for those who type it. */
static const char *grouped(struct req *r, const char *s)
{
	char *out = arena_alloc(r->arena, 2 * strlen(s) + 1), *p = out;
	int i;

	for (i = 0; s[i]; i++) {
		if (i && i % 4 == 0)
			*p++ = ' ';
		*p++ = s[i];
	}
	*p = '\0';
	return out;
}

static int setup_page(struct req *r, int status)
{
	const char *key = secret(r);
	struct buf path = { 0 };
	int side = 0;
	enum err e;

	e = qr_draw(totp_uri(r->arena, req_text(r, "Text.Admin.Issuer"),
	    r->staff->login, key), &path, &side);
	if (e == OK) {
		req_set(r, "Qr.Path", path.p);
		req_set_int(r, "Qr.Side", side);
		req_set(r, "Setup.Key", grouped(r, key));
	}
	buf_free(&path);
	return e == OK ? req_page_status(r, status, "admin/setup") :
	    req_fail(r, ERR_INTERNAL);
}

/* 1: this session may set up the app now. */
static int may_setup(const struct req *r)
{
	return r->staff && !r->account && !r->staff->must_change &&
	    !r->staff->has_totp;
}

int setup_show(struct req *r)
{
	return may_setup(r) ? setup_page(r, 200) : second_show(r);
}

int setup_post(struct req *r)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	struct app f;
	enum err e;
	int i;

	if (!may_setup(r))
		return second_show(r);
	if (form_read(r, app_fields, &f) != OK)
		return setup_page(r, 422);
	e = staff_setup(r->db, r->arena, r->keys, r->staff->staff_id,
	    secret(r), f.code, codes);
	if (e == ERR_INPUT) {
		form_error(r, "Code", "Text.Admin.CodeWrong");
		return setup_page(r, 422);
	}
	if (e == OK)
		e = staff_enter(r);
	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < RECOVERY_CODES; i++)
		req_set_item(r, "Codes", i, "Text", codes[i]);
	return req_page(r, "admin/recovery");
}
