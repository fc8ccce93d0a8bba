/* How a request is answered: pages, redirects, bytes, errors. */
#include "req.h"
#include "kept.h"
#include "route.h"
#include "site.h"
#include "view.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* One line of ours can't become two: what would end it ends the value. */
void req_header(struct req *r, const char *name, const char *value)
{
	buf_printf(&r->headers, "%s: %.*s\r\n", name,
	    (int)strcspn(value, "\r\n"), value);
}

void req_set_cookie_path(struct req *r, const char *path, const char *name,
    const char *value, int64_t seconds)
{
	int secure = !strncmp(conf_text(r->conf, "base_url"), "https:", 6);
	char age[40] = "";

	if (seconds)
		snprintf(age, sizeof age, "; Max-Age=%" PRId64,
		    seconds < 0 ? 0 : seconds);
	buf_printf(&r->headers, "Set-Cookie: %s=%s; Path=%s%s; HttpOnly; "
	    "SameSite=Lax%s\r\n", name, seconds < 0 ? "" : value, path, age,
	    secure ? "; Secure" : "");
}

void req_set_cookie(struct req *r, const char *name, const char *value,
    int64_t seconds)
{
	req_set_cookie_path(r, "/", name, value, seconds);
}

/* A telephone number as tel: takes it, "021-5555 0123" without blanks. */
static void tel_set(struct req *r, const char *number)
{
	char *s = arena_strdup(r->arena, number), *to = s;

	for (; *number; number++)
		if (*number != ' ')
			*to++ = *number;
	*to = '\0';
	req_set(r, "Page.ServiceTel", s);
}

/* An administrator's word comes before the configuration's. */
static const char *chosen(struct req *r, const struct settings *s,
    enum setting which, const char *conf)
{
	return *s->text[which] ? s->text[which] : conf_text(r->conf, conf);
}

/* Where the database fails, the page that says so has the defaults. */
static void setting_values(struct req *r)
{
	struct settings s;
	const char *phone, *notice;

	settings_load(r->db, r->arena, &s);
	phone = chosen(r, &s, SETTING_SERVICE_PHONE, "service_phone");
	notice = s.text[strcmp(r->lang, "en") ? SETTING_NOTICE_ZH :
	    SETTING_NOTICE_EN];
	req_set(r, "Page.ServicePhone", phone);
	tel_set(r, phone);
	req_set(r, "Page.ServiceHours", chosen(r, &s, SETTING_SERVICE_HOURS,
	    "service_hours"));
	if (*notice)
		req_set(r, "Page.Notice", notice);
}

/* What every template may read. */
static void page_values(struct req *r)
{
	req_set(r, "Page.Lang", r->lang);
	req_set(r, "Page.Here", r->method == GET && *r->query_string ?
	    arena_printf(r->arena, "%s?%s", r->path, r->query_string) :
	    r->path);
	req_set(r, "Page.RequestId", r->id);
	setting_values(r);
	if (r->csrf[0])
		req_set(r, "Page.Csrf", r->csrf);
	if (conf_yes(r->conf, "demo"))
		req_set(r, "Page.Demo", "1");
	if (r->account)
		req_set(r, "User.LoggedIn", "1");
	if (r->site->frame)
		r->site->frame(r);
	if (r->flash[0]) {
		req_set(r, "Page.Flash", req_text(r, r->flash));
		req_set_cookie(r, "gp_flash", "", -1);
	}
}

/* As a JSON string; the texts are ours, but may hold quotes. */
static void json_text(struct buf *b, const char *s)
{
	buf_adds(b, "\"");
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_printf(b, "\\%c", *s);
		else if ((unsigned char)*s < ' ')
			buf_printf(b, "\\u%04x", *s);
		else
			buf_add(b, s, 1);
	}
	buf_adds(b, "\"");
}

static int error_json(struct req *r, int status, const char *name,
    const char *message)
{
	buf_reset(&r->out);
	buf_printf(&r->out, "{\"error\":\"%s\",\"message\":", name);
	json_text(&r->out, message);
	buf_printf(&r->out, ",\"request\":\"%s\"}\n", r->id);
	req_header(r, "Content-Type", "application/json");
	return r->status = status;
}

int req_page_status(struct req *r, int status, const char *view)
{
	const char *wrong = status >= 400 && req_wants_json(r) ?
	    hdf_get(r->hdf, "Form.Error") : NULL;

	/* A script has the form; it wants to know what is wrong with it. */
	if (wrong)
		return error_json(r, status, "input", wrong);
	if (status == 200 && r->method == GET)
		kept_show(r);
	page_values(r);
	buf_reset(&r->out);
	if (view_render(r->view, view, r->lang, r->hdf, &r->out) == OK) {
		req_header(r, "Content-Type", "text/html; charset=utf-8");
		/* A browser keeps what was typed into a form only where it
		 * may keep the page. What a visitor's page shows is what this
		 * browser has just sent. */
		if (status == 200 && !r->account && !r->staff)
			req_header(r, "Cache-Control", "private, no-cache");
		return r->status = status;
	}
	if (!strcmp(view, r->site->error)) {
		/* Not even that: nginx's own page says it instead. */
		return req_send(r, 500, "text/plain", "", 0);
	}
	return req_fail(r, ERR_INTERNAL);
}

int req_page(struct req *r, const char *view)
{
	return req_page_status(r, 200, view);
}

int req_send(struct req *r, int status, const char *type, const void *p,
    size_t n)
{
	buf_reset(&r->out);
	buf_add(&r->out, p, n);
	req_header(r, "Content-Type", type);
	return r->status = status;
}

/* A path of this site: neither "//host" nor "/\host", which browsers read
 * as another host, and nothing that ends the header. */
static int path_local(const char *s)
{
	if (s[0] != '/' || s[1] == '/' || s[1] == '\\')
		return 0;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7f || *s == '\\')
			return 0;
	return 1;
}

static int redirect(struct req *r, const char *to)
{
	buf_reset(&r->out);
	req_header(r, "Location", to);
	return r->status = 303;
}

int req_redirect(struct req *r, const char *path)
{
	return redirect(r, path && path_local(path) ? path :
	    r->site->home);
}

int req_redirect_flash(struct req *r, const char *path, const char *key)
{
	req_set_cookie(r, "gp_flash", key, 60);
	return req_redirect(r, path);
}

int req_redirect_away(struct req *r, const char *url)
{
	if (strncmp(url, "https://", 8) && strncmp(url, "http://", 7)) {
		log_error("redirect refused: no web address");
		return req_fail(r, ERR_INTERNAL);
	}
	return redirect(r, url);
}

int req_wants_json(const struct req *r)
{
	return r->accept && !strncmp(r->accept, "application/json", 16);
}

/* Statuses that have words of their own in lang/error.*.hdf, and the name a
 * script sees. Anything else is our fault: 500. */
static const struct {
	int status;
	const char *name, *title, *message;
} errors[] = {
	{ 400, "malformed", "Text.Error.Title400", "Text.Error.Message400" },
	{ 401, "login", "Text.Error.Title401", "Text.Error.Message401" },
	{ 403, "denied", "Text.Error.Title403", "Text.Error.Message403" },
	{ 404, "notfound", "Text.Error.Title404", "Text.Error.Message404" },
	{ 405, "method", "Text.Error.Title405", "Text.Error.Message405" },
	{ 409, "conflict", "Text.Error.Title409", "Text.Error.Message409" },
	{ 413, "large", "Text.Error.Title413", "Text.Error.Message413" },
	{ 422, "input", "Text.Error.Title422", "Text.Error.Message422" },
	{ 429, "limit", "Text.Error.Title429", "Text.Error.Message429" },
	{ 502, "upstream", "Text.Error.Title502", "Text.Error.Message502" },
	{ 503, "busy", "Text.Error.Title503", "Text.Error.Message503" },
	{ 500, "internal", "Text.Error.Title500", "Text.Error.Message500" },
};

int req_error(struct req *r, int status, const char *key)
{
	size_t i, last = sizeof errors / sizeof errors[0] - 1;

	for (i = 0; i < last; i++)
		if (errors[i].status == status)
			break;
	if (!key)
		key = errors[i].message;
	/* What a page had begun to set must not colour the error. */
	buf_reset(&r->out);
	if (req_wants_json(r))
		return error_json(r, errors[i].status, errors[i].name,
		    req_text(r, key));
	req_set_int(r, "Error.Status", errors[i].status);
	req_set(r, "Error.Title", req_text(r, errors[i].title));
	req_set(r, "Error.Message", req_text(r, key));
	return req_page_status(r, errors[i].status, r->site->error);
}

int req_full(struct req *r, int seconds, const char *key)
{
	req_header(r, "Retry-After", arena_printf(r->arena, "%d", seconds));
	if (req_wants_json(r))
		return error_json(r, 503, "full", req_text(r, key));
	return req_error(r, 503, key);
}

int req_fail(struct req *r, enum err e)
{
	return req_error(r, err_http(e), NULL);
}

int req_fail_text(struct req *r, enum err e, const char *key)
{
	return req_error(r, err_http(e), key);
}
