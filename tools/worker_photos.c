/* See worker_photos.h. */
#include "worker_photos.h"

#include "lib/base/csv.h"
#include "lib/base/id.h"
#include "lib/base/log.h"
#include "lib/db/campaigns.h"
#include "lib/domain/enrol.h"
#include "lib/domain/serve.h"
#include "lib/image/photo.h"
#include "lib/pack/parcel.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHOWN 200		/* rows on the page; all are in the file */
#define PHOTO_SECONDS 60	/* of a picture; longer ends the worker */
#define SHOWN_SIDE 960		/* px, as cgi-bin/photo/shown.c has it */

/* What becomes of a file. The first are parcel.h's. */
enum outcome {
	READY = PARCEL_FAULTS,	/* may be handed in */
	STORED,			/* was */
	UNNAMED,		/* no number in its name */
	UNKNOWN,		/* no such number in the department */
	OTHER_NAME,		/* the roster has another name */
	TWICE,			/* two files for one student */
	THERE,			/* the student's photo is with the department,
				 * or further */
	ORDERED,		/* the student has ordered one online */
	NO_PICTURE, DAMAGED,
	REFUSED,		/* by the rules */
	OUTCOMES
};

static const char *const words[OUTCOMES] = {
	[PARCEL_NAME] = "name", [PARCEL_PATH] = "path",
	[PARCEL_LINK] = "link", [PARCEL_LOCKED] = "locked",
	[PARCEL_EMPTY] = "empty", [PARCEL_LARGE] = "large",
	[READY] = "ready", [STORED] = "stored", [UNNAMED] = "unnamed",
	[UNKNOWN] = "unknown", [OTHER_NAME] = "other_name",
	[TWICE] = "twice", [THERE] = "there", [ORDERED] = "ordered",
	[NO_PICTURE] = "no_picture", [DAMAGED] = "damaged",
	[REFUSED] = "refused",
};

static const char *const told[2][OUTCOMES] = {
	{
		[PARCEL_NAME] = "文件名编码无法识别",
		[PARCEL_PATH] = "路径不安全，没有读取",
		[PARCEL_LINK] = "是链接，不是文件",
		[PARCEL_LOCKED] = "有密码，无法读取",
		[PARCEL_EMPTY] = "文件是空的", [PARCEL_LARGE] = "超过 20 MB",
		[READY] = "可以提交", [STORED] = "已提交审核",
		[UNNAMED] = "文件名里没有学号",
		[UNKNOWN] = "本院系名单里没有这个学号",
		[OTHER_NAME] = "姓名与名单不同", [TWICE] = "同一学生有多个文件",
		[THERE] = "该学生的照片已经提交", [ORDERED] = "该学生已在线上下单",
		[NO_PICTURE] = "不是照片", [DAMAGED] = "文件损坏",
		[REFUSED] = "照片不合格",
	}, {
		[PARCEL_NAME] = "the encoding of the name is unknown",
		[PARCEL_PATH] = "an unsafe path, not read",
		[PARCEL_LINK] = "a link, not a file",
		[PARCEL_LOCKED] = "has a password",
		[PARCEL_EMPTY] = "the file is empty",
		[PARCEL_LARGE] = "more than 20 MB",
		[READY] = "can be handed in",
		[STORED] = "handed in for review",
		[UNNAMED] = "no student number in the name",
		[UNKNOWN] = "not a number of this department",
		[OTHER_NAME] = "the roster has another name",
		[TWICE] = "several files for one student",
		[THERE] = "the student's photo is handed in already",
		[ORDERED] = "the student has ordered online",
		[NO_PICTURE] = "not a photo", [DAMAGED] = "damaged",
		[REFUSED] = "does not meet the standard",
	}
};

struct item {
	char *number, *name;
	const char *detail;		/* the roster's name, a rule's words */
	enum outcome outcome;
	uint64_t roster;		/* 0: nobody's */
};

struct importing {
	struct job_run *j;
	struct parcel *parcel;
	struct item *item;
	int n, dry, by_number, en;
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
	int good = v && json_unpack(v, "{s:I,s:b,s:b,s:b}", "department",
	    &department, "dry", &m->dry, "by_number", &m->by_number, "en",
	    &m->en) == 0;

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

static enum err load_engine(struct importing *m)
{
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

static enum outcome state_of(const struct served *s)
{
	if (!s->collection_id || !strcmp(s->state, "draft") ||
	    !strcmp(s->state, "photo_ready"))
		return READY;
	return strcmp(s->route, "department") ? ORDERED : THERE;
}

static enum err find(struct importing *m, struct arena *a, const struct item *t,
    struct served *s)
{
	return served_find(m->j->db, a, m->j->job->staff_id, m->campaign.id,
	    m->department, t->number, s);
}

static enum err match(struct importing *m, int i)
{
	const struct parcel_file *f = parcel_file(m->parcel, i);
	struct item *t = &m->item[i];
	struct served s;
	enum err e;

	serve_split(m->j->arena, f->base, &t->number, &t->name);
	t->outcome = f->fault != PARCEL_GOOD ? (enum outcome)f->fault :
	    *t->number ? READY : UNNAMED;
	if (t->outcome != READY)
		return OK;
	e = find(m, m->j->arena, t, &s);
	if (e == ERR_NOTFOUND) {
		t->outcome = UNKNOWN;
		return OK;
	}
	if (e != OK)
		return e;
	t->roster = s.roster_id;
	if (*t->name && !m->by_number && !enrol_same_name(t->name, s.name)) {
		t->outcome = OTHER_NAME;
		t->detail = s.name;
	}
	return OK;
}

static int by_roster(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	return (*x)->roster < (*y)->roster ? -1 :
	    (*x)->roster > (*y)->roster;
}

/* Nobody can say which is meant: neither is taken. */
static void find_twins(struct importing *m)
{
	struct item **list = arena_alloc(m->j->arena,
	    (size_t)(m->n + 1) * sizeof *list);
	int i;

	for (i = 0; i < m->n; i++)
		list[i] = &m->item[i];
	qsort(list, (size_t)m->n, sizeof *list, by_roster);
	for (i = 1; i < m->n; i++)
		if (list[i]->roster && list[i]->roster == list[i - 1]->roster)
			list[i]->outcome = list[i - 1]->outcome = TWICE;
}

/* --- one photo ------------------------------------------- */

static enum err put(struct importing *m, const void *p, size_t n,
    char sha256[65])
{
	struct files *f = m->j->svc->files;

	return f->ops->put(f, p, n, sha256);
}

/* Files first: a row never names a file that is not in the store. */
static enum err keep(struct importing *m, const struct served *s,
    const uint8_t *data, size_t n, const struct photo_result *res)
{
	char original[65], result[65], shown[65], token[ID_SIZE];
	struct photo p = { .token = token, .original_sha256 = original,
	    .original_type = photo_format_name(res->report.input.format),
	    .result_sha256 = result, .phash = res->report.phash,
	    .verdict = photo_verdict_name(res->report.verdict),
	    .profile = m->profile_text };
	char *report = photo_report_json(&res->report, 0);
	uint8_t *small = NULL;
	size_t small_n;
	enum err e;

	id_new(token);
	p.report = report;
	e = report ? put(m, data, n, original) : ERR_INTERNAL;
	if (e == OK)
		e = put(m, res->jpeg, res->jpeg_len, result);
	if (e == OK && photo_small_jpeg(res->input, SHOWN_SIDE, &small,
	    &small_n) == PHOTO_OK) {
		e = put(m, small, small_n, shown);
		p.shown_sha256 = shown;
	}
	if (e == OK)
		e = serve_photo(m->j->db, s, &p, m->j->job->staff_id);
	free(small);
	free(report);
	return e;
}

static const char *rule_words(const struct importing *m,
    const struct photo_report *p)
{
	const struct photo_finding *f = photo_report_first(p);

	return !f ? NULL : m->en ? f->rule->en : f->rule->zh;
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

static enum err develop(struct importing *m, struct item *t,
    const struct served *s, const uint8_t *data, size_t n)
{
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
		t->outcome = pe == PHOTO_EFORMAT ? NO_PICTURE : DAMAGED;
		return OK;
	}
	e = repeated(m, s, &res->report);
	if (e == OK && (res->report.verdict == PHOTO_FAIL || !res->jpeg)) {
		t->outcome = REFUSED;
		t->detail = rule_words(m, &res->report);
	} else if (e == OK) {
		e = keep(m, s, data, n, res);
		t->outcome = e == ERR_CONFLICT ? THERE : STORED;
		t->detail = rule_words(m, &res->report);
	}
	photo_result_free(res);
	return e == ERR_CONFLICT ? OK : e;
}

/* A run that was killed has handed some in: those are the same file. */
static int is_there(const struct served *s, const uint8_t *data, size_t n)
{
	uint8_t hash[CRYPTO_HASH];
	char hex[2 * CRYPTO_HASH + 1];

	crypto_sha256(data, n, hash);
	crypto_hex(hash, sizeof hash, hex);
	return !strcmp(hex, s->original_sha256);
}

static enum err take(struct importing *m, struct arena *a, int i)
{
	struct item *t = &m->item[i];
	struct served s;
	uint8_t *data;
	size_t n;
	enum err e = find(m, a, t, &s);

	if (e != OK)
		return e;
	t->outcome = state_of(&s);
	if (t->outcome != READY && (m->dry || t->outcome != THERE))
		return OK;
	if (parcel_read(m->parcel, i, &data, &n) != OK) {
		t->outcome = DAMAGED;
		return OK;
	}
	if (photo_sniff(data, n) == PHOTO_UNKNOWN)
		t->outcome = NO_PICTURE;
	else if (t->outcome == THERE && is_there(&s, data, n))
		t->outcome = STORED;
	else if (t->outcome == READY && !m->dry)
		e = develop(m, t, &s, data, n);
	free(data);
	return e;
}

static enum err take_all(struct importing *m)
{
	struct arena *a = arena_new();
	enum err e = OK;
	int i;

	for (i = 0; i < m->n && e == OK; i++) {
		if (m->item[i].outcome == READY)
			e = take(m, a, i);
		if (e == OK && !job_goes_on(m->j, i + 1, m->n))
			e = ERR_CONFLICT;
		arena_reset(a);
	}
	arena_free(a);
	return e;
}

/* --- the report ------------------------------------------- */

static enum err write_report(struct importing *m)
{
	static const char *const head[2][5] = {
		{ "文件", "学号", "姓名", "结果", "说明" },
		{ "File", "Student no", "Name", "Result", "Remark" }
	};
	FILE *f = fopen(job_output(m->j, m->en ? "report.csv" :
	    "批量上传结果.csv"), "we");
	struct buf b = {0};
	enum err e = OK;
	int i;

	if (!f) {
		log_error("report: %s", strerror(errno));
		return ERR_INTERNAL;
	}
	buf_adds(&b, "\xef\xbb\xbf");
	csv_put(&b, head[m->en], 5);
	for (i = 0; i < m->n; i++) {
		const struct item *t = &m->item[i];
		const char *cell[] = { parcel_file(m->parcel, i)->name,
		    t->number, t->name, told[m->en][t->outcome], t->detail };

		csv_put(&b, cell, 5);
	}
	if (fwrite(b.p, 1, b.n, f) != b.n)
		e = ERR_INTERNAL;
	if (fclose(f))
		e = ERR_INTERNAL;
	buf_free(&b);
	return e;
}

static json_t *rows(const struct importing *m)
{
	json_t *list = json_array();
	int i;

	/* What a person must see to, in the order of the zip. */
	for (i = 0; i < m->n && json_array_size(list) < SHOWN; i++) {
		const struct item *t = &m->item[i];

		if (t->outcome != READY && t->outcome != STORED)
			json_array_append_new(list, json_pack(
			    "{s:s,s:s,s:s,s:s,s:s}", "File",
			    parcel_file(m->parcel, i)->name, "Number",
			    t->number ? t->number : "", "Name",
			    t->name ? t->name : "", "Why",
			    words[t->outcome], "Detail",
			    t->detail ? t->detail : ""));
	}
	return list;
}

static enum err tell(struct importing *m)
{
	int count[OUTCOMES] = { 0 }, i;
	json_t *v;
	char *text;
	enum err e = write_report(m);

	for (i = 0; i < m->n; i++)
		count[m->item[i].outcome]++;
	v = json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:o}", "Dry", m->dry, "Files",
	    m->n, "Ready", count[READY], "Stored", count[STORED], "Refused",
	    count[REFUSED], "Others", m->n - count[READY] - count[STORED] -
	    count[REFUSED], "Rows", rows(m));
	text = v ? json_dumps(v, JSON_COMPACT) : NULL;
	if (e == OK)
		e = text ? job_result(m->j, text) : ERR_INTERNAL;
	free(text);
	json_decref(v);
	return e;
}

/* --- the job ------------------------------------------- */

static enum err prepare(struct importing *m)
{
	enum err e = read_params(m);
	int i;

	if (e == OK)
		e = campaign_get(m->j->db, m->j->arena,
		    m->j->job->campaign_id, &m->campaign);
	if (e == OK)
		e = load_profile(m);
	if (e != OK)
		return e;
	e = parcel_open(m->j->arena, job_input(m->j), &m->parcel);
	if (e != OK)
		return job_fail(m->j, e == ERR_LIMIT ? "Text.Uploads.TooMany" :
		    "Text.Uploads.NoZip");
	m->n = parcel_files(m->parcel);
	m->item = arena_alloc(m->j->arena, (size_t)(m->n + 1) *
	    sizeof *m->item);
	memset(m->item, 0, (size_t)(m->n + 1) * sizeof *m->item);
	for (i = 0; i < m->n && e == OK; i++)
		e = match(m, i);
	find_twins(m);
	return e == OK && !m->dry ? load_engine(m) : e;
}

enum err worker_photos(struct job_run *j)
{
	struct importing m = { .j = j };
	enum err e = prepare(&m);

	if (e == OK)
		e = take_all(&m);
	photo_engine_free(m.engine);
	photo_models_free(m.models);
	return e == OK ? tell(&m) : e;
}
