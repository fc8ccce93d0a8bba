/* The student's steps as transactions. */
#include "collect.h"

#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/db/chsi.h"
#include "lib/db/uploads.h"

#include <string.h>

/* What a transaction below needs; each uses a part of it. */
struct step {
	const struct collection *c;
	const struct photo *photo;
	struct arena *arena;
	uint64_t handoff;
	struct photo same;
	int found;
	const char *text, *reasons;
	int on;
	uint64_t account, enrolment, campaign;
	const char *token;
	uint8_t lookup[CRYPTO_HASH];
	struct chsi_code code;
};

static enum err audit(struct db *db, const struct step *s,
    const char *action, const char *detail)
{
	return audit_add(db, "student", s->c->account_id, action,
	    "collection", s->c->id, detail);
}

static enum err run(struct db *db, enum err (*fn)(struct db *, void *),
    struct step *s, const char *what)
{
	enum err e = db_transaction(db, fn, s);

	if (e == OK)
		log_info("%s collection=%llu", what,
		    (unsigned long long)s->c->id);
	return e;
}

int collect_open(const struct collection *c)
{
	return c->live && (strcmp(c->state, "draft") == 0 ||
	    strcmp(c->state, "photo_ready") == 0);
}

static enum err begin(struct db *db, void *arg)
{
	struct step *s = arg;
	uint64_t id = 0;
	enum err e = collection_add(db, s->token, s->account, s->enrolment,
	    s->campaign, &id);

	return e != OK ? e : audit_add(db, "student", s->account,
	    "collect.begin", "collection", id, NULL);
}

enum err collect_begin(struct db *db, struct arena *a, uint64_t account,
    uint64_t enrolment, uint64_t campaign, struct collection *out)
{
	struct step s = { .account = account, .enrolment = enrolment,
	    .campaign = campaign };
	char token[ID_SIZE];
	enum err e = collection_live(db, a, account, enrolment, out);

	if (e != ERR_NOTFOUND)
		return e;
	id_new(token);
	s.token = token;
	e = db_transaction(db, begin, &s);
	/* A second click was quicker: its collection is the one. */
	if (e != OK && e != ERR_CONFLICT)
		return e;
	return collection_live(db, a, account, enrolment, out);
}

static enum err code(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = chsi_code_put(db, s->c->enrolment_id, s->lookup,
	    &s->code);

	return e != OK ? e : audit(db, s, "collect.code", s->code.scheme);
}

/* Somebody else's: worth a line of its own, whose enrolment it names. */
static enum err code_taken(struct db *db, void *arg)
{
	return audit(db, arg, "collect.code_taken", NULL);
}

enum err collect_code(struct db *db, const struct keys *k, struct arena *a,
    const struct collection *c, const char *scheme, const char *payload)
{
	struct step s = { .c = c, .code = { .scheme = scheme } };
	enum err e;

	if (!collect_open(c))
		return ERR_CONFLICT;
	keys_lookup(k, "chsi", payload, s.lookup);
	s.code.sealed = keys_seal(k, a, "chsi", payload, &s.code.sealed_n);
	e = run(db, code, &s, "code kept");
	if (e != ERR_CONFLICT)
		return e;
	e = run(db, code_taken, &s, "code refused, another enrolment's,");
	return e == OK ? ERR_CONFLICT : e;
}

static enum err confirm(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = collection_confirm(db, s->c->id);

	return e != OK ? e : audit(db, s, "collect.confirm", NULL);
}

enum err collect_confirm(struct db *db, const struct collection *c)
{
	struct step s = { .c = c };

	return c->confirmed_at ? OK : run(db, confirm, &s, "confirmed");
}

static enum err correct(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = correction_add(db, s->c->enrolment_id, s->text);

	return e != OK ? e : audit(db, s, "collect.correct", NULL);
}

enum err collect_correct(struct db *db, const struct collection *c,
    const char *message)
{
	struct step s = { .c = c, .text = message };

	return run(db, correct, &s, "correction");
}

static enum err route(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = collection_set_route(db, s->c->id, s->text);

	return e != OK ? e : audit(db, s, "collect.route", s->text);
}

enum err collect_route(struct db *db, const struct collection *c,
    const char *name)
{
	struct step s = { .c = c, .text = name };

	return strcmp(c->route, name) == 0 ? OK :
	    run(db, route, &s, "route");
}

static int good(const struct photo *p)
{
	return strcmp(p->verdict, "fail") != 0 && p->result_sha256;
}

static enum err shot_new(struct db *db, const struct step *s)
{
	const struct photo *p = s->photo;
	uint64_t id;
	enum err e = photo_add(db, p, &id);

	if (e == OK && good(p))
		e = collection_set_photo(db, s->c->id, id);
	if (e == OK)
		e = photo_trim(db, s->c->account_id, s->c->id,
		    COLLECT_SHOTS);
	if (e != OK)
		return e;
	return s->handoff ? audit_add(db, "friend", s->handoff,
	    "collect.photo", "collection", s->c->id, p->verdict) :
	    audit(db, s, "collect.photo", p->verdict);
}

static enum err shot(struct db *db, void *arg)
{
	struct step *s = arg;
	/* First: the same picture sent twice at once comes one by one. */
	enum err e = collection_touch(db, s->c->id);

	if (e == OK)
		e = photo_same(db, s->arena, s->c->id,
		    s->photo->original_sha256, s->photo->profile, &s->same);
	s->found = e == OK;
	if (e == ERR_NOTFOUND)
		e = shot_new(db, s);
	else if (e == OK && good(&s->same))
		e = collection_set_photo(db, s->c->id, s->same.id);
	return e != OK ? e : upload_drop(db, s->c->id,
	    s->photo->original_sha256, "arrived");
}

enum err collect_shot(struct db *db, struct arena *a,
    const struct collection *c, struct photo *p, uint64_t handoff)
{
	struct step s = { .c = c, .photo = p, .arena = a,
	    .handoff = handoff };
	enum err e = collect_open(c) ? run(db, shot, &s, "photo") :
	    ERR_CONFLICT;

	if (e == OK && s.found)
		*p = s.same;
	return e;
}

static enum err choose(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = collection_set_photo(db, s->c->id, s->photo->id);

	return e != OK ? e : audit(db, s, "collect.choose",
	    s->photo->token);
}

enum err collect_choose(struct db *db, const struct collection *c,
    const struct photo *p)
{
	struct step s = { .c = c, .photo = p };

	if (p->collection_id != c->id || !good(p) || p->removed_at)
		return ERR_CONFLICT;
	return c->photo_id == p->id ? OK : run(db, choose, &s, "choose");
}

static enum err head_cover(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = collection_set_head_cover(db, s->c->id, s->on);

	return e != OK ? e : audit(db, s, "collect.head_cover",
	    s->on ? "declared" : "withdrawn");
}

enum err collect_head_cover(struct db *db, const struct collection *c,
    int on)
{
	struct step s = { .c = c, .on = on };

	return c->head_cover == on ? OK : run(db, head_cover, &s,
	    "head cover");
}

static enum err remark(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = photo_remark(db, s->photo->id, s->reasons, s->text);

	return e != OK ? e : audit(db, s, "collect.remark",
	    s->photo->token);
}

enum err collect_remark(struct db *db, const struct collection *c,
    const struct photo *p, const char *reasons, const char *text)
{
	struct step s = { .c = c, .photo = p, .reasons = reasons,
	    .text = text };

	if (p->collection_id != c->id || p->removed_at)
		return ERR_CONFLICT;
	return run(db, remark, &s, "remark");
}

/* --- for the department --------------------------------------------------- */

static enum err recolour(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = collection_set_recolour(db, s->c->id, s->on);

	return e != OK ? e : audit(db, s, "collect.recolour",
	    s->on ? "on" : "off");
}

enum err collect_recolour(struct db *db, const struct collection *c, int on)
{
	struct step s = { .c = c, .on = on };

	return c->recolour == on ? OK : run(db, recolour, &s, "recolour");
}

/* Read after the move has locked it: another tab may have chosen the other
 * route, or another photo. */
static enum err submit(struct db *db, void *arg)
{
	struct step *s = arg;
	struct collection now;
	enum err e = collection_move(db, s->c->id, "photo_ready",
	    "submitted");

	if (e == OK)
		e = collection_by_id(db, s->arena, s->c->id, &now);
	if (e == OK && strcmp(now.route, "department") != 0)
		e = ERR_CONFLICT;
	return e != OK ? e : audit(db, s, "collect.submit", NULL);
}

enum err collect_submit(struct db *db, struct arena *a,
    const struct collection *c)
{
	struct step s = { .c = c, .arena = a };
	int there = strcmp(c->route, "department") == 0 &&
	    strcmp(c->state, "submitted") == 0;

	return there ? OK : run(db, submit, &s, "submitted to department");
}

static enum err take_back(struct db *db, void *arg)
{
	struct step *s = arg;
	enum err e = collection_take_back(db, s->c->id);

	return e != OK ? e : audit(db, s, "collect.take_back", NULL);
}

enum err collect_take_back(struct db *db, const struct collection *c)
{
	struct step s = { .c = c };

	return run(db, take_back, &s, "taken back");
}
