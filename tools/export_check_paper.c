/* See export_check.h: the page. */
#include "export_check_internal.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *title, *made, *profile, *people, *photos, *without, *good,
	    *warned, *failed, *can, *nothing, *kinds, *fails, *warns, *list;
} words[2] = {
	{ "导出前检查报告", "检查时间", "照片标准", "名单人数", "已完成的照片",
	  "没有照片的人数", "合格", "合格，有提醒", "不合格", "全部照片符合标准",
	  "还没有可以导出的照片", "问题", "不合格", "提醒", "不合格的照片" },
	{ "Check before export", "Checked", "Photo standard",
	  "People in the roster", "Finished photos",
	  "People without a photo", "Good", "Good, with a warning", "Failed",
	  "All photos meet the standard",
	  "No photo is finished yet", "What", "failed", "warned",
	  "Photos that fail" }
};

static int worse(const void *a, const void *b)
{
	const struct check_kind *x = a, *y = b;

	if (x->failed != y->failed)
		return x->failed < y->failed ? 1 : -1;
	return (x->warned < y->warned) - (x->warned > y->warned);
}

static const char *number(struct export_check *k, int64_t n)
{
	return arena_printf(k->arena, "%lld", (long long)n);
}

static void head(struct findings *f, const char *name, const char *value)
{
	f->head[f->heads].name = name;
	f->head[f->heads++].value = value;
}

static void heads(struct export_check *k, struct findings *f)
{
	const struct export_check_counts *c = &k->counts;
	char *at = arena_alloc(k->arena, 17);

	clock_beijing(clock_now(), at);
	head(f, words[k->en].made, at);
	head(f, words[k->en].profile, arena_printf(k->arena,
	    "%s · %d×%d px", k->profile.name, k->profile.width,
	    k->profile.height));
	head(f, words[k->en].people, number(k, c->people));
	head(f, words[k->en].photos, number(k, c->photos));
	head(f, words[k->en].without, number(k, c->people - c->photos));
	head(f, words[k->en].good, number(k, c->photos - c->failed -
	    c->warned));
	head(f, words[k->en].warned, number(k, c->warned));
	head(f, words[k->en].failed, number(k, c->failed));
}

static const char *verdict(struct export_check *k)
{
	if (!k->counts.photos)
		return words[k->en].nothing;
	if (!k->counts.failed)
		return words[k->en].can;
	return arena_printf(k->arena, k->en ?
	    "Photos that fail: %lld. Mend them before you send the package" :
	    "有 %lld 张照片不合格，请处理后再上报",
	    (long long)k->counts.failed);
}

static void kinds(struct export_check *k, struct findings *f)
{
	int i;

	qsort(k->kind, (size_t)k->kinds, sizeof *k->kind, worse);
	f->kind_title = words[k->en].kinds;
	f->kind_columns[0] = words[k->en].fails;
	f->kind_columns[1] = words[k->en].warns;
	for (i = 0; i < k->kinds && i < FINDINGS_KINDS; i++) {
		f->kind[i].what = k->kind[i].words;
		f->kind[i].failed = number(k, k->kind[i].failed);
		f->kind[i].warned = number(k, k->kind[i].warned);
	}
	f->kinds = i;
}

static void photos(struct export_check *k, struct findings *f)
{
	int64_t rest = k->counts.failed - k->shown;
	int i;

	f->photo_title = words[k->en].list;
	for (i = 0; i < k->shown; i++) {
		f->photo[i].student_no = k->photo[i].student_no;
		f->photo[i].name = k->photo[i].name;
		f->photo[i].department = k->photo[i].department;
		f->photo[i].what = k->photo[i].what;
	}
	f->photos = k->shown;
	f->more = rest <= 0 ? "" : arena_printf(k->arena, k->en ?
	    "%lld more: see the table of findings" :
	    "另有 %lld 张，见检查结果表", (long long)rest);
}

static enum err write_file(const char *file, const uint8_t *p, size_t n)
{
	FILE *f = fopen(file, "we");
	int bad = !f || fwrite(p, 1, n, f) != n;

	if (f && fclose(f) != 0)
		bad = 1;
	if (bad)
		log_error("check: %s", strerror(errno));
	return bad ? ERR_INTERNAL : OK;
}

enum err export_check_paper(struct export_check *k, const char *file)
{
	const struct campaign *c = k->campaign;
	struct findings *f = arena_alloc(k->arena, sizeof *f);
	uint8_t *p = NULL;
	size_t n;
	enum err e;

	f->title = words[k->en].title;
	f->issuer = arena_printf(k->arena, "%s · %s",
	    k->en ? c->school_en : c->school_zh,
	    k->en ? c->name_en : c->name_zh);
	f->verdict = verdict(k);
	heads(k, f);
	kinds(k, f);
	photos(k, f);
	e = findings_pdf(f, k->font, &p, &n);
	if (e == OK)
		e = write_file(file, p, n);
	free(p);
	return e;
}

void export_check_shown(const struct export_check *k, json_t *list)
{
	int i;

	for (i = 0; i < k->shown; i++)
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s}",
		    "No", k->photo[i].student_no, "Name", k->photo[i].name,
		    "Department", k->photo[i].department, "What",
		    k->photo[i].what));
}
