/*
 * See code.h. What the session keeps of a code on its way is one value,
 * "code.<purpose>": phone, what to show of it, when it was sent, flags, the
 * outbox's number of the message, with tabs between.
 */
#include "code.h"
#include "student.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/clock.h"
#include "lib/base/keys.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/outbox.h"
#include "lib/db/sessions.h"
#include "lib/domain/sms_code.h"

#include <inttypes.h>
#include <string.h>

static const struct flow {
	const char *path;	/* of the page; resend is below it */
	const char *purpose, *start;
	const char *title, *where;	/* where: when no phone is shown */
	int (*done)(struct req *r, const char *phone);
} flows[] = {
	{ "/register/phone", "register", "/register",
	    "Text.Code.RegisterTitle", "Text.Code.SentTo", register_done },
	{ "/activate/code", "activate", "/activate",
	    "Text.Code.ActivateTitle", "Text.Code.SentTo", activate_done },
	{ "/reset/code", "reset", "/reset",
	    "Text.Code.ResetTitle", "Text.Code.SentIfKnown", reset_done },
	{ "/me/phone/code", "phone", "/me/phone",
	    "Text.Code.PhoneTitle", "Text.Code.SentTo", me_phone_done },
};

struct waiting {
	const char *phone, *shown;
	int64_t sent_at, flags, message;
};

/* By the path of the row: the page's own, or its resend. */
static const struct flow *flow_of(const struct req *r)
{
	size_t i, last = sizeof flows / sizeof flows[0] - 1;

	for (i = 0; i < last; i++)
		if (!strncmp(r->route->path, flows[i].path,
		    strlen(flows[i].path)))
			break;
	return &flows[i];
}

static const char *value_name(struct req *r, const char *purpose)
{
	return arena_printf(r->arena, "code.%s", purpose);
}

/* 1: a code is on its way. */
static int waiting_get(struct req *r, const char *purpose,
    struct waiting *out)
{
	const char *value = session_get(r, value_name(r, purpose));
	char *part[5], *p;
	int i;

	if (!value)
		return 0;
	p = arena_strdup(r->arena, value);
	for (i = 0; i < 5; i++) {
		part[i] = p;
		p += strcspn(p, "\t");
		if (*p)
			*p++ = '\0';
	}
	out->phone = part[0];
	out->shown = part[1];
	return parse_i64(part[2], &out->sent_at) == OK &&
	    parse_i64(part[3], &out->flags) == OK &&
	    parse_i64(part[4], &out->message) == OK;
}

static int64_t seconds_left(const struct waiting *w)
{
	int64_t left = w->sent_at + SMS_CODE_WAIT - clock_now();

	return left > 0 ? left : 0;
}

/* A campus hides behind one address, so this leaves room for a lecture hall
 * that signs up at once; it stops one machine from sending to every phone. */
#define ADDRESS_HOUR 600

/* Somebody changes the phone once or twice; more is a way to bother others. */
#define ACCOUNT_HOUR 10

static enum err limit(struct req *r, const char *who, uint32_t most)
{
	/* Kept under the minute in which the hour ends: the worker sweeps
	 * what is past. */
	uint32_t until = (uint32_t)(clock_now() / 3600 + 1) * 60, sent;
	uint8_t subject[CRYPTO_HASH];
	enum err e;

	keys_lookup(r->keys, "rate", who, subject);
	e = rate_hit(r->db, subject, until, &sent);
	return e == OK && sent > most ? ERR_LIMIT : e;
}

static enum err send_code(struct req *r, const char *purpose,
    const struct waiting *w)
{
	struct sms_code c = {
		.purpose = purpose, .phone = w->phone, .lang = r->lang,
		.minutes = conf_int(r->conf, "code_minutes"),
		.decoy = w->flags & CODE_DECOY
	};
	uint64_t message = 0;
	enum err e = limit(r, arena_printf(r->arena, "codes by address %s",
	    r->remote_addr), ADDRESS_HOUR);

	if (e == OK && r->account)
		e = limit(r, arena_printf(r->arena, "codes by account %"
		    PRIu64, r->account), ACCOUNT_HOUR);
	if (e == OK)
		e = sms_code_send(r->db, r->keys, &c, &message);
	if (e == ERR_LIMIT && w->flags & CODE_QUIET)
		e = OK;
	if (e != OK)
		return e;
	log_info("code for %s asked for", purpose);
	return session_put(r, value_name(r, purpose),
	    arena_printf(r->arena, "%s\t%s\t%" PRId64 "\t%" PRId64
	    "\t%" PRIu64, w->phone, w->shown, clock_now(), w->flags,
	    message));
}

enum err code_begin(struct req *r, const char *purpose, const char *phone,
    const char *shown, int flags)
{
	struct waiting w, next = { phone, shown ? shown : "", 0,
	    flags, 0 };

	if (waiting_get(r, purpose, &w) && !strcmp(w.phone, phone) &&
	    seconds_left(&w) > 0)
		return OK;
	return send_code(r, purpose, &next);
}

/* --- what became of the message --------------------------------------- */

static const struct fate {
	const char *state, *reason, *text;	/* reason "": any */
	int over, bad;		/* over: it will not change */
} fates[] = {
	{ "waiting", "", "Text.Code.Sending", 0, 0 },
	{ "sending", "", "Text.Code.Sending", 0, 0 },
	{ "sent", "", "Text.Code.Sent", 0, 0 },
	{ "arrived", "", "Text.Code.Arrived", 1, 0 },
	{ "lost", "", "Text.Code.Lost", 1, 1 },
	{ "failed", "number", "Text.Code.FailedNumber", 1, 1 },
	{ "failed", "limit", "Text.Code.FailedLimit", 1, 1 },
	{ "failed", "", "Text.Code.Failed", 1, 1 },
	{ "off", "", "Text.Code.Failed", 1, 1 },
};

/* NULL: nothing is told, because it would say whether there is a phone, or
 * nothing is known. */
static const struct fate *fate_of(struct req *r, const struct waiting *w)
{
	struct outbox m;
	size_t i;

	if (w->flags & (CODE_QUIET | CODE_DECOY) || !w->message ||
	    outbox_state(r->db, r->arena, (uint64_t)w->message, &m) != OK)
		return NULL;
	for (i = 0; i < sizeof fates / sizeof fates[0]; i++)
		if (!strcmp(fates[i].state, m.state) &&
		    (!*fates[i].reason || !strcmp(fates[i].reason, m.reason)))
			return &fates[i];
	return NULL;
}

/* For the page's script. Texts are ours: nothing in them needs escaping. */
int code_state(struct req *r)
{
	const struct flow *f = flow_of(r);
	const struct fate *fate;
	struct waiting w;
	const char *json;

	if (!waiting_get(r, f->purpose, &w))
		return req_fail(r, ERR_NOTFOUND);
	fate = fate_of(r, &w);
	json = arena_printf(r->arena, "{\"text\":\"%s\",\"over\":%s,"
	    "\"bad\":%s}\n", fate ? req_text(r, fate->text) : "",
	    !fate || fate->over ? "true" : "false",
	    fate && fate->bad ? "true" : "false");
	return req_send(r, 200, "application/json", json, strlen(json));
}

/* --- the page --------------------------------------------------------- */

static int page(struct req *r, int status, const struct flow *f,
    const struct waiting *w)
{
	const struct fate *fate = fate_of(r, w);

	req_set(r, "Code.Title", req_text(r, f->title));
	req_set(r, "Code.Where", req_text(r, f->where));
	req_set(r, "Code.Phone", w->shown);
	req_set(r, "Code.Action", f->path);
	req_set(r, "Code.Start", f->start);
	req_set_int(r, "Code.Wait", seconds_left(w));
	req_set_int(r, "Code.Minutes", conf_int(r->conf, "code_minutes"));
	if (fate) {
		req_set(r, "Code.State", req_text(r, fate->text));
		req_set(r, "Code.StateOver", fate->over ? "1" : "");
		req_set(r, "Code.StateBad", fate->bad ? "1" : "");
	}
	return req_page_status(r, status, "student/code");
}

/* Nothing is on its way. Whoever is logged in by now has done this step, and
 * this is the back button or a second submit; for others it took too long. */
static int over(struct req *r, const struct flow *f)
{
	if (r->account && f->done != me_phone_done)
		return req_redirect(r, "/home");
	return req_redirect_flash(r, f->start, "Text.Flash.CodeOver");
}

int code_show(struct req *r)
{
	const struct flow *f = flow_of(r);
	struct waiting w;

	if (!waiting_get(r, f->purpose, &w))
		return over(r, f);
	return page(r, 200, f, &w);
}

struct code_form {
	char *code;
};

static const struct field code_fields[] = {
	{ "Code", FORM_TEXT, 1, 20, offsetof(struct code_form, code),
	    "Text.Code.SixDigits", NULL },
	{ 0 }
};

/* Six digits, blanks among them allowed; what is none costs no try. */
static enum err read_code(struct req *r, char out[7])
{
	struct code_form form;
	size_t n = 0;
	char *s;

	if (form_read(r, code_fields, &form) != OK)
		return ERR_INPUT;
	for (s = form.code; *s; s++)
		if (*s >= '0' && *s <= '9' && n < 6)
			out[n++] = *s;
		else if (*s != ' ')
			n = 7;
	if (n != 6) {
		form_error(r, "Code", "Text.Code.SixDigits");
		return ERR_INPUT;
	}
	out[n] = '\0';
	return OK;
}

int code_post(struct req *r)
{
	const struct flow *f = flow_of(r);
	struct waiting w;
	char code[7];
	enum err e;

	if (!waiting_get(r, f->purpose, &w))
		return over(r, f);
	if (read_code(r, code) != OK)
		return page(r, 422, f, &w);
	e = sms_code_check(r->db, r->arena, r->keys, f->purpose, w.phone,
	    code);
	if (e != OK && e != ERR_INPUT && e != ERR_LIMIT)
		return req_fail(r, e);
	form_set(r, "Code", "");
	if (e != OK) {
		log_info("code for %s refused: %s", f->purpose, err_name(e));
		form_error(r, "Code", e == ERR_INPUT ? "Text.Code.Wrong" :
		    "Text.Code.Spent");
		return page(r, err_http(e), f, &w);
	}
	e = session_put(r, value_name(r, f->purpose), NULL);
	return e != OK ? req_fail(r, e) : f->done(r, w.phone);
}

int code_resend(struct req *r)
{
	const struct flow *f = flow_of(r);
	struct waiting w;
	enum err e;

	if (!waiting_get(r, f->purpose, &w))
		return over(r, f);
	if (seconds_left(&w) > 0)
		e = ERR_LIMIT;
	else
		e = send_code(r, f->purpose, &w);
	if (e == OK)
		return req_redirect_flash(r, f->path, "Text.Flash.CodeSent");
	if (e != ERR_LIMIT)
		return req_fail(r, e);
	form_error(r, NULL, seconds_left(&w) > 0 ? "Text.Code.TooSoon" :
	    "Text.Code.TooMany");
	return page(r, 429, f, &w);
}
