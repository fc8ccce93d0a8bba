/* See words.h. */
#include "words.h"

#include "lib/base/clock.h"
#include "lib/db/audit.h"
#include "lib/db/outbox.h"
#include "lib/db/staff.h"

#include <string.h>

const struct message_words *words_of(struct arena *a,
    const struct wording *w, const char *lang)
{
	struct message_words *out = arena_alloc(a, sizeof *out);
	int en = !strcmp(lang, "en");

	out->subject = en ? w->subject_en : w->subject_zh;
	out->body = en ? w->body_en : w->body_zh;
	return out->body && *out->body ? out : NULL;
}

struct change {
	uint64_t staff;
	const struct wording *w;
	int64_t now;
};

static enum err change(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = wording_put(db, c->staff, c->w, c->now);

	return e == OK ? audit_add(db, "staff", c->staff, *c->w->body_zh ?
	    "message.change" : "message.reset", "message", 0,
	    c->w->template) : e;
}

enum err words_change(struct db *db, struct arena *a, uint64_t staff,
    const struct wording *w)
{
	struct change c = { staff, w, clock_now() };

	if (*w->body_zh && (message_misfit(a, w->template, w->body_zh) ||
	    message_misfit(a, w->template, w->body_en)))
		return ERR_INPUT;
	return db_transaction(db, change, &c);
}

struct trial {
	uint64_t staff;
	struct outbox m;
};

static enum err try(struct db *db, void *arg)
{
	const struct trial *t = arg;
	enum err e = outbox_add(db, &t->m, NULL);

	return e == OK ? audit_add(db, "staff", t->staff, "message.test",
	    "message", 0, t->m.tmpl) : e;
}

enum err words_try(struct db *db, struct arena *a, uint64_t staff,
    const char *template, const char *lang)
{
	struct trial t = { staff, { .channel = "email", .tmpl = template,
	    .lang = lang, .created_at = clock_now() } };
	struct staff s;
	char *params;
	enum err e = message_sample(a, template, lang, &params);

	if (e != OK)
		return ERR_NOTFOUND;
	e = staff_get(db, a, staff, &s);
	if (e != OK)
		return e;
	if (!*s.email)
		return ERR_INPUT;
	t.m.recipient = s.email;
	t.m.params = params;
	t.m.expires_at = t.m.created_at + OUTBOX_LIFE;
	return db_transaction(db, try, &t);
}
