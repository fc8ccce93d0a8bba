/* See export_check.h: the look at each photo. */
#include "export_check_internal.h"

#include "lib/base/log.h"

#include <math.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct table_column columns[2][9] = {
	{
		{ "学号", 14, 0 }, { "姓名", 12, 0 }, { "院系", 20, 0 },
		{ "文件", 34, 0 }, { "结论", 8, 0 }, { "规则", 22, 0 },
		{ "问题", 50, 0 }, { "实测", 10, 0 }, { NULL, 0, 0 }
	}, {
		{ "Student no", 14, 0 }, { "Name", 12, 0 },
		{ "Department", 20, 0 }, { "File", 34, 0 },
		{ "Verdict", 8, 0 }, { "Rule", 22, 0 }, { "What", 50, 0 },
		{ "Measured", 10, 0 }, { NULL, 0, 0 }
	}
};

static const char *const verdicts[2][2] = {
	{ "提醒", "不合格" }, { "warning", "fail" }
};

/* What the photo core can't know. */
static const struct {
	const char *id, *words[2];
} files[] = {
	[CHECK_MISSING] = { "file.missing",
	    { "照片文件不在存储里", "The store has no such file" } },
	[CHECK_DAMAGED] = { "file.damaged",
	    { "照片文件已损坏，与存档的 SHA-256 不符",
	      "The file is damaged: not what its SHA-256 says" } },
	[CHECK_TWICE] = { "file.twice",
	    { "与另一名学生的照片完全相同",
	      "The same file as another student's" } },
	[CHECK_UNREADABLE] = { "file.unreadable",
	    { "不是可以打开的 JPEG", "Not a JPEG that can be opened" } },
};

static struct check_kind *kind_of(struct export_check *k, const char *id,
    const char *words)
{
	int i;

	for (i = 0; i < k->kinds; i++)
		if (!strcmp(k->kind[i].id, id))
			return &k->kind[i];
	if (k->kinds == CHECK_KINDS)
		log_abort("check: more rules than expected");
	k->kind[k->kinds] = (struct check_kind){ .id = id, .words = words };
	return &k->kind[k->kinds++];
}

/* The first of a photo's worst findings is what the page shows. */
static void remember(struct export_check *k, const struct export_photo *p,
    const char *words, int fail)
{
	struct check_photo *c;

	if (!fail || k->shown == FINDINGS_PHOTOS ||
	    (k->shown > 0 && k->photo[k->shown - 1].roster ==
	    p->row->roster_id))
		return;
	c = &k->photo[k->shown++];
	*c = (struct check_photo){ .roster = p->row->roster_id,
	    .student_no = arena_strdup(k->arena, p->row->student_no),
	    .name = arena_strdup(k->arena, p->row->name),
	    .department = arena_strdup(k->arena, p->row->department),
	    .what = arena_strdup(k->arena, words) };
}

static void found(struct export_check *k, const struct export_photo *p,
    const char *id, const char *words, const char *value, int fail)
{
	struct check_kind *kind = kind_of(k, id, words);
	const char *const cells[] = {
		p->row->student_no, p->row->name, p->row->department,
		p->name, verdicts[k->en][fail], id, words, value
	};

	if (fail)
		kind->failed++;
	else
		kind->warned++;
	table_row(k->table, cells);
	remember(k, p, words, fail);
}

static int file_fault(struct export_check *k, const struct export_photo *p,
    enum check_file fault)
{
	found(k, p, files[fault].id, files[fault].words[k->en], "", 1);
	return 1;
}

/* 1: another student has this file too. */
static int twice(struct export_check *k, const char *sha256)
{
	char *key = arena_strdup(k->arena, sha256);
	char **at = tsearch(key, &k->seen,
	    (int (*)(const void *, const void *))strcmp);

	return at && *at != key;
}

static const char *measured(char out[40], const struct photo_finding *f)
{
	if (!isfinite(f->value))
		return "";
	snprintf(out, 40, "%.4g %s", f->value, f->rule->unit);
	return out;
}

/* *failed, *warned: whether anything is. */
static void rules(struct export_check *k, const struct export_photo *p,
    const struct photo_report *r, int *failed, int *warned)
{
	const struct photo_finding *f;
	char value[40];
	int i, fail;

	for (i = 0; i < r->finding_count; i++) {
		f = &r->finding[i];
		if (f->verdict != PHOTO_FAIL && f->verdict != PHOTO_WARN)
			continue;
		fail = f->verdict == PHOTO_FAIL;
		*failed |= fail;
		*warned |= !fail;
		found(k, p, f->rule->id, k->en ? f->rule->en : f->rule->zh,
		    measured(value, f), fail);
	}
}

static enum err look(void *arg, const struct export_photo *p)
{
	struct export_check *k = arg;
	struct photo_profile profile = k->profile;
	int failed = 0, warned = 0, rc;

	if (p->state == EXPORT_REMOVED)
		return OK;
	k->counts.photos++;
	if (p->state == EXPORT_MISSING || p->state == EXPORT_DAMAGED) {
		failed = file_fault(k, p, p->state == EXPORT_MISSING ?
		    CHECK_MISSING : CHECK_DAMAGED);
	} else {
		if (p->row->head_cover)
			profile.head_cover = PHOTO_COVER_ALLOWED;
		rc = photo_check(k->engine, p->p, p->n, &profile,
		    k->report);
		if (rc == PHOTO_OK)
			rules(k, p, k->report, &failed, &warned);
		else if (rc == PHOTO_ENOMEM || rc == PHOTO_EMODEL)
			return ERR_INTERNAL;
		else
			failed = file_fault(k, p, CHECK_UNREADABLE);
		if (twice(k, p->row->sha256))
			failed = file_fault(k, p, CHECK_TWICE);
	}
	k->counts.failed += failed;
	k->counts.warned += warned && !failed;
	return OK;
}

enum err export_check_run(struct export_check *k, struct export *x)
{
	enum err e = package_people(x->db, x->staff, x->campaign,
	    x->department, &k->counts.people);

	if (e == OK)
		e = export_each(x, look, k);
	return e == OK ? table_close(k->table) : e;
}

struct export_check_counts export_check_counts(const struct export_check *k)
{
	return k->counts;
}

static enum err open_core(struct export_check *k, const struct conf *conf)
{
	const struct campaign *c = k->campaign;
	char why[160] = "";

	if (photo_profile_load(conf_text(conf, "profiles_dir"),
	    c->profile_base, &k->profile, why) == PHOTO_OK &&
	    photo_profile_over(&k->profile, c->profile_overrides, why) ==
	    PHOTO_OK && photo_models_open(conf_text(conf, "models_dir"),
	    &k->models, why) == PHOTO_OK &&
	    photo_engine_new(k->models, &k->engine) == PHOTO_OK)
		return OK;
	log_error("check: %s", *why ? why : "the models do not run");
	return ERR_INTERNAL;
}

enum err export_check_new(const struct conf *conf, const struct campaign *c,
    int en, const char *csv, const char *xlsx, struct export_check **out)
{
	struct export_check *k = calloc(1, sizeof *k);
	enum err e;

	if (!k)
		log_abort("check: out of memory");
	k->arena = arena_new();
	k->report = arena_alloc(k->arena, sizeof *k->report);
	k->campaign = c;
	k->en = en;
	k->font = conf_text(conf, "receipt_font_file");
	e = open_core(k, conf);
	if (e == OK)
		e = table_new(csv, xlsx, en ? "Findings" : "检查结果",
		    columns[en], &k->table);
	if (e == OK)
		*out = k;
	else
		export_check_free(k);
	return e;
}

static void nothing(void *p)
{
	(void)p;
}

void export_check_free(struct export_check *k)
{
	if (!k)
		return;
	tdestroy(k->seen, nothing);
	table_free(k->table);
	photo_engine_free(k->engine);
	photo_models_free(k->models);
	arena_free(k->arena);
	free(k);
}
