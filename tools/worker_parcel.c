/* See worker_parcel.h. */
#include "worker_parcel.h"

#include "lib/base/csv.h"
#include "lib/base/log.h"
#include "lib/domain/enrol.h"
#include "lib/domain/serve.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN 200		/* rows on the page; all are in the file */

static const char *const words[PARCEL_OUTCOMES] = {
	[PARCEL_NAME] = "name", [PARCEL_PATH] = "path",
	[PARCEL_LINK] = "link", [PARCEL_LOCKED] = "locked",
	[PARCEL_EMPTY] = "empty", [PARCEL_LARGE] = "large",
	[PARCEL_READY] = "ready", [PARCEL_STORED] = "stored",
	[PARCEL_UNNAMED] = "unnamed",
	[PARCEL_UNKNOWN] = "unknown", [PARCEL_OTHER_NAME] = "other_name",
	[PARCEL_TWICE] = "twice", [PARCEL_THERE] = "there",
	[PARCEL_ORDERED] = "ordered",
	[PARCEL_NO_PICTURE] = "no_picture", [PARCEL_DAMAGED] = "damaged",
	[PARCEL_REFUSED] = "refused",
};

static const char *const told[2][PARCEL_OUTCOMES] = {
	{
		[PARCEL_NAME] = "文件名编码无法识别",
		[PARCEL_PATH] = "路径不安全，没有读取",
		[PARCEL_LINK] = "是链接，不是文件",
		[PARCEL_LOCKED] = "有密码，无法读取",
		[PARCEL_EMPTY] = "文件是空的", [PARCEL_LARGE] = "超过 20 MB",
		[PARCEL_READY] = "没有问题", [PARCEL_STORED] = "已收下",
		[PARCEL_UNNAMED] = "文件名里没有学号",
		[PARCEL_UNKNOWN] = "您负责的名单里没有这个学号",
		[PARCEL_OTHER_NAME] = "姓名与名单不同", [PARCEL_TWICE] = "同一学生有多个文件",
		[PARCEL_THERE] = "该学生的照片已经提交", [PARCEL_ORDERED] = "该学生已在线上下单",
		[PARCEL_NO_PICTURE] = "不是照片", [PARCEL_DAMAGED] = "文件损坏",
		[PARCEL_REFUSED] = "照片不合格",
	}, {
		[PARCEL_NAME] = "the encoding of the name is unknown",
		[PARCEL_PATH] = "an unsafe path, not read",
		[PARCEL_LINK] = "a link, not a file",
		[PARCEL_LOCKED] = "has a password",
		[PARCEL_EMPTY] = "the file is empty",
		[PARCEL_LARGE] = "more than 20 MB",
		[PARCEL_READY] = "in order",
		[PARCEL_STORED] = "taken",
		[PARCEL_UNNAMED] = "no student number in the name",
		[PARCEL_UNKNOWN] = "not a number of your roster",
		[PARCEL_OTHER_NAME] = "the roster has another name",
		[PARCEL_TWICE] = "several files for one student",
		[PARCEL_THERE] = "the student's photo is handed in already",
		[PARCEL_ORDERED] = "the student has ordered online",
		[PARCEL_NO_PICTURE] = "not a photo",
		[PARCEL_DAMAGED] = "damaged",
		[PARCEL_REFUSED] = "does not meet the standard",
	}
};

/* --- whose is it ------------------------------------------- */

static enum err match(struct parcel_work *w, int i)
{
	const struct parcel_file *f = parcel_file(w->parcel, i);
	struct parcel_item *t = &w->item[i];
	const char *name = NULL;
	enum err e;

	serve_split(w->j->arena, f->base, &t->number, &t->name);
	t->outcome = f->fault != PARCEL_GOOD ? (enum parcel_outcome)f->fault :
	    *t->number ? PARCEL_READY : PARCEL_UNNAMED;
	if (t->outcome != PARCEL_READY)
		return OK;
	e = w->kind->find(w, t->number, &t->roster, &name);
	if (e == ERR_NOTFOUND) {
		t->outcome = PARCEL_UNKNOWN;
		return OK;
	}
	if (e != OK)
		return e;
	if (*t->name && !w->by_number && !enrol_same_name(t->name, name)) {
		t->outcome = PARCEL_OTHER_NAME;
		t->detail = name;
	}
	return OK;
}

static int by_roster(const void *a, const void *b)
{
	const struct parcel_item *const *x = a, *const *y = b;

	return (*x)->roster < (*y)->roster ? -1 :
	    (*x)->roster > (*y)->roster;
}

/* Nobody can say which is meant: neither is taken. */
static void find_twins(struct parcel_work *w)
{
	struct parcel_item **list = arena_alloc(w->j->arena,
	    (size_t)(w->n + 1) * sizeof *list);
	int i;

	for (i = 0; i < w->n; i++)
		list[i] = &w->item[i];
	qsort(list, (size_t)w->n, sizeof *list, by_roster);
	for (i = 1; i < w->n; i++)
		if (list[i]->roster && list[i]->roster == list[i - 1]->roster)
			list[i]->outcome = list[i - 1]->outcome = PARCEL_TWICE;
}

static enum err take_all(struct parcel_work *w)
{
	struct arena *a = arena_new();
	enum err e = OK;
	int i;

	for (i = 0; i < w->n && e == OK; i++) {
		if (w->item[i].outcome == PARCEL_READY)
			e = w->kind->take(w, a, i);
		if (e == OK && !job_goes_on(w->j, i + 1, w->n))
			e = ERR_CONFLICT;
		arena_reset(a);
	}
	arena_free(a);
	return e;
}

/* --- the report ------------------------------------------- */

static enum err write_report(struct parcel_work *w)
{
	static const char *const head[2][5] = {
		{ "文件", "学号", "姓名", "结果", "说明" },
		{ "File", "Student no", "Name", "Result", "Remark" }
	};
	FILE *f = fopen(job_output(w->j, w->en ? "report.csv" :
	    "批量上传结果.csv"), "we");
	struct buf b = {0};
	enum err e = OK;
	int i;

	if (!f) {
		log_error("report: %s", strerror(errno));
		return ERR_INTERNAL;
	}
	buf_adds(&b, "\xef\xbb\xbf");
	csv_put(&b, head[w->en], 5);
	for (i = 0; i < w->n; i++) {
		const struct parcel_item *t = &w->item[i];
		const char *cell[] = { parcel_file(w->parcel, i)->name,
		    t->number, t->name, told[w->en][t->outcome], t->detail };

		csv_put(&b, cell, 5);
	}
	if (fwrite(b.p, 1, b.n, f) != b.n)
		e = ERR_INTERNAL;
	if (fclose(f))
		e = ERR_INTERNAL;
	buf_free(&b);
	return e;
}

static json_t *rows(const struct parcel_work *w)
{
	json_t *list = json_array();
	int i;

	/* What a person must see to, in the order of the zip. */
	for (i = 0; i < w->n && json_array_size(list) < SHOWN; i++) {
		const struct parcel_item *t = &w->item[i];

		if (t->outcome != PARCEL_READY && t->outcome != PARCEL_STORED)
			json_array_append_new(list, json_pack(
			    "{s:s,s:s,s:s,s:s,s:s}", "File",
			    parcel_file(w->parcel, i)->name, "Number",
			    t->number ? t->number : "", "Name",
			    t->name ? t->name : "", "Why",
			    words[t->outcome], "Detail",
			    t->detail ? t->detail : ""));
	}
	return list;
}

static enum err tell(struct parcel_work *w)
{
	int count[PARCEL_OUTCOMES] = { 0 }, others = 0, i;
	json_t *v;
	char *text;
	enum err e = write_report(w);

	for (i = 0; i < w->n; i++)
		count[w->item[i].outcome]++;
	for (i = 0; i < PARCEL_OUTCOMES; i++)
		if (i != PARCEL_READY && i != PARCEL_STORED &&
		    i != PARCEL_REFUSED)
			others += count[i];
	v = json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:o}", "Dry", w->dry, "Files",
	    w->n, "Ready", count[PARCEL_READY], "Stored",
	    count[PARCEL_STORED], "Refused", count[PARCEL_REFUSED], "Others",
	    others, "Rows", rows(w));
	text = v ? json_dumps(v, JSON_COMPACT) : NULL;
	if (e == OK)
		e = text ? job_result(w->j, text) : ERR_INTERNAL;
	free(text);
	json_decref(v);
	return e;
}

/* --- the job ------------------------------------------- */

static enum err read_params(struct parcel_work *w)
{
	json_t *v = json_loads(w->j->job->params, 0, NULL);
	int good = v && json_unpack(v, "{s:b,s:b,s:b}", "dry", &w->dry,
	    "by_number", &w->by_number, "en", &w->en) == 0;

	json_decref(v);
	return good ? OK : ERR_INTERNAL;
}

static enum err prepare(struct parcel_work *w)
{
	enum err e = read_params(w);
	int i;

	if (e != OK)
		return e;
	e = parcel_open(w->j->arena, job_input(w->j), &w->parcel);
	if (e != OK)
		return job_fail(w->j, e == ERR_LIMIT ? "Text.Uploads.TooMany" :
		    "Text.Uploads.NoZip");
	w->n = parcel_files(w->parcel);
	w->item = arena_alloc(w->j->arena, (size_t)(w->n + 1) *
	    sizeof *w->item);
	memset(w->item, 0, (size_t)(w->n + 1) * sizeof *w->item);
	for (i = 0; i < w->n && e == OK; i++)
		e = match(w, i);
	find_twins(w);
	return e;
}

enum err worker_parcel(struct job_run *j, const struct parcel_kind *kind,
    void *own)
{
	struct parcel_work w = { .j = j, .kind = kind, .own = own };
	enum err e = prepare(&w);

	if (e == OK && !w.dry && kind->begin)
		e = kind->begin(&w);
	if (e == OK)
		e = take_all(&w);
	/* What was taken before somebody stopped it is told as well. */
	if (e == ERR_CONFLICT && w.n)
		tell(&w);
	return e == OK ? tell(&w) : e;
}
