/* /admin/messages: what is sent to students, and an administrator's own words
 * of the e-mails. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/domain/words.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

struct wish {
	char *subject[2], *body[2], *version, *go;
};

static const char *const langs[] = { "zh-CN", "en" };
static const char *const subjects[] = { "SubjectZh", "SubjectEn" };
static const char *const bodies[] = { "BodyZh", "BodyEn" };

#define FIELD(name, kind, max, member, message) { name, kind, 1, max, \
	offsetof(struct wish, member), "Text.Message." message, NULL }

static const struct field fields[] = {
	FIELD("SubjectZh", FORM_TEXT, 4 * WORDING_SUBJECT, subject[0],
	    "SubjectBad"),
	FIELD("BodyZh", FORM_LINES, 4 * WORDING_BODY, body[0], "BodyBad"),
	FIELD("SubjectEn", FORM_TEXT, 4 * WORDING_SUBJECT, subject[1],
	    "SubjectBad"),
	FIELD("BodyEn", FORM_LINES, 4 * WORDING_BODY, body[1], "BodyBad"),
	FIELD("Version", FORM_TEXT, 20, version, "Meanwhile"),
	{ "Do", FORM_CHOICE, 0, 8, offsetof(struct wish, go),
	  "Text.Message.Meanwhile", "save|preview" },
	{ 0 }
};

/* --- all of them --------------------------------------------------------- */

static int changed(const struct wording *list, int n, const char *template)
{
	int i;

	for (i = 0; i < n; i++)
		if (!strcmp(list[i].template, template))
			return *list[i].body_zh != '\0';
	return 0;
}

static const char *when(struct req *r, const char *template)
{
	return req_text(r, arena_printf(r->arena, "Text.Message.When.%s",
	    template));
}

int messages_page(struct req *r)
{
	static const char list[] = "List";
	struct wording *own = arena_alloc(r->arena, WORDINGS * sizeof *own);
	const char *name;
	int n = 0, i;
	enum err e = wordings_of_staff(r->db, r->arena, r->account, own,
	    WORDINGS, &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; (name = message_name(i)); i++) {
		req_set_item(r, list, i, "Name", name);
		req_set_item(r, list, i, "When", when(r, name));
		req_set_item(r, list, i, "Zh", message_pattern(name,
		    langs[0]));
		req_set_item(r, list, i, "En", message_pattern(name,
		    langs[1]));
		if (changed(own, n, name))
			req_set_item(r, list, i, "Own", "1");
	}
	req_setf(r, "Sms.Sign", "【%s】", conf_text(r->conf, "sms_sign"));
	return req_page(r, "admin/messages");
}

/* --- one ----------------------------------------------------------------- */

/* Its own words, or a row that has none. ERR_NOTFOUND: no such message. */
static enum err load(struct req *r, struct wording *out)
{
	enum err e;

	if (!message_pattern(r->arg, langs[0]))
		return ERR_NOTFOUND;
	*out = (struct wording){ .template = r->arg, .subject_zh = "",
	    .subject_en = "", .body_zh = "", .body_en = "" };
	e = wording_of_staff(r->db, r->arena, r->account, r->arg, out);
	return e == ERR_NOTFOUND ? OK : e;
}

/* What is sent, with samples, in one language. */
static enum err sample(struct req *r, const struct wording *w, int i)
{
	char *params = NULL, *sms = NULL, *subject = NULL, *mail = NULL;
	enum err e = message_sample(r->arena, r->arg, langs[i], &params);

	if (e == OK)
		e = message_text(r->arena, r->arg, langs[i], params, &sms);
	if (e == OK)
		e = message_mail(r->arena, r->arg, langs[i], params,
		    words_of(r->arena, w, langs[i]), &subject, &mail);
	if (e != OK)
		return e;
	req_set_item(r, "Samples", i, "Lang", langs[i]);
	req_set_item(r, "Samples", i, "Sms", arena_printf(r->arena,
	    "【%s】%s", conf_text(r->conf, "sms_sign"), sms));
	req_set_item(r, "Samples", i, "Subject", subject);
	req_set_item(r, "Samples", i, "Mail", mail);
	return OK;
}

static enum err show_places(struct req *r)
{
	const char *places[MESSAGE_PLACES + 1];
	enum err e = message_places(r->arena, r->arg, places);
	int i;

	for (i = 0; e == OK && places[i]; i++) {
		req_set_item(r, "Places", i, "Name", arena_printf(r->arena,
		    "{%s}", places[i]));
		req_set_item(r, "Places", i, "What", req_text(r,
		    arena_printf(r->arena, "Text.Message.Place.%s",
		    places[i])));
	}
	return e;
}

/* shown: what the samples say; now: what is stored. */
static int page(struct req *r, int status, const struct wording *shown,
    const struct wording *now)
{
	enum err e = sample(r, shown, 0);

	if (e == OK)
		e = sample(r, shown, 1);
	if (e == OK)
		e = show_places(r);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Message.Name", r->arg);
	req_set(r, "Message.When", when(r, r->arg));
	if (*now->body_zh)
		req_set_time(r, "Message.Changed", now->changed_at);
	if (!strcmp(conf_text(r->conf, "mail"), "none"))
		req_set(r, "Message.NoMail", "1");
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    now->version));
	return req_page_status(r, status, "admin/message");
}

static void fill(struct req *r, const struct wording *w)
{
	int own = *w->body_zh != '\0';

	form_set(r, subjects[0], own ? w->subject_zh :
	    message_subject(r->arg, langs[0]));
	form_set(r, bodies[0], own ? w->body_zh :
	    message_pattern(r->arg, langs[0]));
	form_set(r, subjects[1], own ? w->subject_en :
	    message_subject(r->arg, langs[1]));
	form_set(r, bodies[1], own ? w->body_en :
	    message_pattern(r->arg, langs[1]));
}

int message_one(struct req *r)
{
	struct wording w;
	enum err e = load(r, &w);

	if (e != OK)
		return req_fail(r, e);
	fill(r, &w);
	return page(r, 200, &w, &w);
}

/* --- a change ------------------------------------------------------------ */

static enum err take(struct req *r, const struct wish *w, struct wording *out)
{
	enum err e = parse_i64(w->version, &out->version);
	int i;

	for (i = 0; i < 2; i++) {
		if (parse_chars(w->subject[i]) > WORDING_SUBJECT ||
		    strpbrk(w->subject[i], "{}")) {
			form_error(r, subjects[i], "Text.Message.SubjectBad");
			e = ERR_INPUT;
		}
		if (parse_chars(w->body[i]) > WORDING_BODY) {
			form_error(r, bodies[i], "Text.Message.BodyBad");
			e = ERR_INPUT;
		} else if (message_misfit(r->arena, r->arg, w->body[i])) {
			form_error(r, bodies[i], "Text.Message.PlacesBad");
			e = ERR_INPUT;
		}
	}
	out->subject_zh = w->subject[0];
	out->subject_en = w->subject[1];
	out->body_zh = w->body[0];
	out->body_en = w->body[1];
	return e;
}

/* What was typed stays; sent once more it counts. */
static int overtaken(struct req *r, const struct wording *typed)
{
	struct wording now;
	enum err e = load(r, &now);

	if (e != OK)
		return req_fail(r, e);
	form_error(r, NULL, "Text.Message.Meanwhile");
	return page(r, 409, typed, &now);
}

static int save(struct req *r, const struct wording *w, const char *done)
{
	enum err e = words_change(r->db, r->arena, r->account, w);

	if (e == ERR_CONFLICT)
		return overtaken(r, w);
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/messages/%s", r->arg), done) : req_fail(r, e);
}

int message_post(struct req *r)
{
	struct wish w = { .version = NULL };
	struct wording now, typed;
	enum err e = load(r, &now);

	if (e != OK)
		return req_fail(r, e);
	typed = now;
	if (form_read(r, fields, &w) != OK || take(r, &w, &typed) != OK) {
		/* Neither a mistake nor a look makes an old form a new one. */
		if (!w.version || parse_i64(w.version, &now.version) != OK)
			now.version = -1;
		return page(r, 422, &now, &now);
	}
	if (!strcmp(w.go, "preview")) {
		now.version = typed.version;
		req_set(r, "Message.Unsaved", "1");
		return page(r, 200, &typed, &now);
	}
	return save(r, &typed, "Text.Flash.MessageSaved");
}

int message_reset_post(struct req *r)
{
	const char *version = req_form(r, "Version");
	struct wording w;
	enum err e = load(r, &w);

	if (e == OK && !*w.body_zh)
		e = ERR_CONFLICT;
	if (e == OK)
		e = version ? parse_i64(version, &w.version) : ERR_INPUT;
	if (e != OK)
		return req_fail(r, e);
	w.subject_zh = w.subject_en = w.body_zh = w.body_en = "";
	e = words_change(r->db, r->arena, r->account, &w);
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/messages/%s", r->arg), "Text.Flash.MessageReset") :
	    req_fail(r, e);
}

/* --- a try --------------------------------------------------------------- */

static int no_try(struct req *r, const char *why)
{
	struct wording w;
	enum err e = load(r, &w);

	if (e != OK)
		return req_fail(r, e);
	fill(r, &w);
	form_error(r, NULL, why);
	return page(r, 422, &w, &w);
}

int message_test_post(struct req *r)
{
	const char *lang = req_form(r, "Lang");
	int i = 0;
	enum err e;

	while (i < 2 && (!lang || strcmp(lang, langs[i])))
		i++;
	if (i == 2)
		return no_try(r, "Text.Message.LangBad");
	if (!strcmp(conf_text(r->conf, "mail"), "none"))
		return no_try(r, "Text.Message.MailOff");
	e = words_try(r->db, r->arena, r->account, r->arg, langs[i]);
	if (e == ERR_INPUT)
		return no_try(r, "Text.Message.NoAddress");
	return e == OK ? req_redirect_flash(r, arena_printf(r->arena,
	    "/admin/messages/%s", r->arg), "Text.Flash.MessageTried") :
	    req_fail(r, e);
}
