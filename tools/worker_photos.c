/* See worker_photos.h. */
#include "worker_photos.h"

#include "worker_parcel.h"

#include "lib/base/id.h"
#include "lib/base/log.h"
#include "lib/db/campaigns.h"
#include "lib/domain/serve.h"
#include "lib/domain/shelf.h"
#include "lib/image/photo.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PHOTO_SECONDS 60	/* of a picture; longer ends the worker */
#define SHOWN_SIDE 960		/* px, as cgi-bin/photo/shown.c has it */

/* What the jobs of this kind need beside the parcel. */
struct importing {
	struct job_run *j;
	uint64_t department;
	struct campaign campaign;
	struct photo_profile profile;
	char profile_text[2000];
	struct photo_models *models;
	struct photo_engine *engine;
};

/* --- what was asked for ------------------------------------------- */

static enum err read_params(struct importing *m)
{
	json_t *v = json_loads(m->j->job->params, 0, NULL);
	json_int_t department = 0;
	int good = v && json_unpack(v, "{s:I}", "department",
	    &department) == 0;

	json_decref(v);
	m->department = (uint64_t)department;
	return good ? OK : ERR_INTERNAL;
}

/* As a student's own recent photo: cropped, its wall left alone. */
static enum err load_profile(struct importing *m)
{
	const struct campaign *c = &m->campaign;
	char why[160];

	if (photo_profile_load(conf_text(m->j->conf, "profiles_dir"),
	    c->profile_base, &m->profile, why) != PHOTO_OK ||
	    photo_profile_over(&m->profile, c->profile_overrides, why) !=
	    PHOTO_OK) {
		log_error("campaign %llu: %s", (unsigned long long)c->id,
		    why);
		return ERR_INTERNAL;
	}
	m->profile.ground = PHOTO_GROUND_KEEP;
	photo_profile_print(&m->profile, m->profile_text,
	    sizeof m->profile_text);
	return OK;
}

static enum err load_engine(struct parcel_work *w)
{
	struct importing *m = w->own;
	const char *own = conf_text(m->j->conf, "segmenter");
	char why[160] = "the models can't be run";

	if (photo_models_open(conf_text(m->j->conf, "models_dir"), &m->models,
	    why) == PHOTO_OK && (!*own || photo_models_segmenter(m->models,
	    own, why) == PHOTO_OK) &&
	    photo_engine_new(m->models, &m->engine) == PHOTO_OK)
		return OK;
	log_error("%s", why);
	return ERR_INTERNAL;
}

/* --- whose is it ------------------------------------------- */

static enum parcel_outcome state_of(const struct served *s)
{
	if (!s->collection_id || !strcmp(s->state, "draft") ||
	    !strcmp(s->state, "photo_ready"))
		return PARCEL_READY;
	return strcmp(s->route, "department") ? PARCEL_ORDERED : PARCEL_THERE;
}

static enum err find(const struct importing *m, struct arena *a,
    const char *number, struct served *s)
{
	return served_find(m->j->db, a, m->j->job->staff_id, m->campaign.id,
	    m->department, number, s);
}

static enum err find_owner(struct parcel_work *w, const char *number,
    uint64_t *roster, const char **name)
{
	struct served s;
	enum err e = find(w->own, w->j->arena, number, &s);

	if (e == OK) {
		*roster = s.roster_id;
		*name = s.name;
	}
	return e;
}

/* --- one photo ------------------------------------------- */

/* Files first: a row never names a file that is not in the store. */
static enum err keep(struct parcel_work *w, const struct served *s,
    const uint8_t *data, size_t n, const struct photo_result *res)
{
	char original[65], result[65], shown[65], token[ID_SIZE];
	struct importing *m = w->own;
	struct photo p = { .token = token, .original_sha256 = original,
	    .original_type = photo_format_name(res->report.input.format),
	    .result_sha256 = result, .phash = res->report.phash,
	    .verdict = photo_verdict_name(res->report.verdict),
	    .profile = m->profile_text };
	char *report = photo_report_json(&res->report, 0);
	uint8_t *small = NULL;
	struct shelf f;
	size_t small_n;
	enum err e;

	shelf_open(&f, m->j->db, m->j->svc->files);
	id_new(token);
	p.report = report;
	e = report ? shelf_put(&f, data, n, original) : ERR_INTERNAL;
	if (e == OK)
		e = shelf_put(&f, res->jpeg, res->jpeg_len, result);
	if (e == OK && photo_small_jpeg(res->input, SHOWN_SIDE, &small,
	    &small_n) == PHOTO_OK) {
		e = shelf_put(&f, small, small_n, shown);
		p.shown_sha256 = shown;
	}
	if (e == OK)
		e = serve_photo(m->j->db, s, &p, m->j->job->staff_id);
	if (e == OK)
		shelf_named(&f);
	free(small);
	free(report);
	return e;
}

static const char *rule_words(const struct parcel_work *w,
    const struct photo_report *p)
{
	const struct photo_finding *f = photo_report_first(p);

	return !f ? NULL : w->en ? f->rule->en : f->rule->zh;
}

#define ALIKE_MAX 8

/* Another student's photo, under this one's number? */
static enum err repeated(struct importing *m, const struct served *s,
    struct photo_report *p)
{
	struct photo_look look = { s->account_id, m->campaign.id, p->phash,
	    PHOTO_SAME_PICTURE };
	uint64_t list[ALIKE_MAX];
	int n = 0;
	enum err e = photo_alike(m->j->db, &look, list, ALIKE_MAX, &n);

	if (e == OK)
		photo_report_repeat(p, list, (size_t)n);
	return e;
}

static enum err develop(struct parcel_work *w, struct parcel_item *t,
    const struct served *s, const uint8_t *data, size_t n)
{
	struct importing *m = w->own;
	struct photo_result *res = NULL;
	enum photo_err pe;
	enum err e = OK;

	/* Which is started again; the third time the job has failed. */
	alarm(PHOTO_SECONDS);
	pe = (enum photo_err)photo_make(m->engine, data, n, &m->profile,
	    &res);
	alarm(0);
	if (pe == PHOTO_ENOMEM)
		return ERR_INTERNAL;
	if (pe != PHOTO_OK) {
		t->outcome = pe == PHOTO_EFORMAT ? PARCEL_NO_PICTURE :
		    PARCEL_DAMAGED;
		return OK;
	}
	e = repeated(m, s, &res->report);
	if (e == OK && (res->report.verdict == PHOTO_FAIL || !res->jpeg)) {
		t->outcome = PARCEL_REFUSED;
		t->detail = rule_words(w, &res->report);
	} else if (e == OK) {
		e = keep(w, s, data, n, res);
		t->outcome = e == ERR_CONFLICT ? PARCEL_THERE : PARCEL_STORED;
		t->detail = rule_words(w, &res->report);
	}
	photo_result_free(res);
	return e == ERR_CONFLICT ? OK : e;
}

/* A run that was killed has handed some in: those are the same file, also
 * where it was sent back meanwhile. */
static enum err is_there(const struct parcel_work *w,
    const struct parcel_item *t, const struct served *s, const uint8_t *data,
    size_t n, int *yes)
{
	uint8_t hash[CRYPTO_HASH];
	char hex[2 * CRYPTO_HASH + 1];
	enum err e;

	crypto_sha256(data, n, hash);
	crypto_hex(hash, sizeof hash, hex);
	*yes = t->outcome == PARCEL_THERE && !strcmp(hex, s->original_sha256);
	if (t->outcome != PARCEL_READY || w->dry)
		return OK;
	e = served_since(w->j->db, s->roster_id, hex, w->j->job->created_at);
	*yes = e == OK;
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err take(struct parcel_work *w, struct arena *a, int i)
{
	struct parcel_item *t = &w->item[i];
	struct served s;
	uint8_t *data;
	size_t n;
	int there = 0;
	enum err e = find(w->own, a, t->number, &s);

	if (e != OK)
		return e;
	t->outcome = state_of(&s);
	if (t->outcome != PARCEL_READY &&
	    (w->dry || t->outcome != PARCEL_THERE))
		return OK;
	if (parcel_read(w->parcel, i, &data, &n) != OK) {
		t->outcome = PARCEL_DAMAGED;
		return OK;
	}
	if (photo_sniff(data, n) == PHOTO_UNKNOWN)
		t->outcome = PARCEL_NO_PICTURE;
	else
		e = is_there(w, t, &s, data, n, &there);
	if (there)
		t->outcome = PARCEL_STORED;
	else if (e == OK && t->outcome == PARCEL_READY && !w->dry)
		e = develop(w, t, &s, data, n);
	free(data);
	return e;
}

/* --- the job ------------------------------------------- */

enum err worker_photos(struct job_run *j)
{
	static const struct parcel_kind kind = { find_owner, load_engine,
	    take };
	struct importing m = { .j = j };
	enum err e = read_params(&m);

	if (e == OK)
		e = campaign_get(j->db, j->arena, j->job->campaign_id,
		    &m.campaign);
	if (e == OK)
		e = load_profile(&m);
	if (e == OK)
		e = worker_parcel(j, &kind, &m);
	photo_engine_free(m.engine);
	photo_models_free(m.models);
	return e;
}
