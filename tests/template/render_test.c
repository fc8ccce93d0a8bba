/*
 * Every template against its examples. tests/template/<view>.hdf, or
 * <view>.<case>.hdf, is rendered and compared with the .gold beside it. Texts
 * show as their keys, so that better words break no test.
 *
 * Then each value of the example in turn is replaced by markup and by a
 * script's address: nothing of it may reach the page unescaped. Some rules
 * that all pages keep are checked on the way.
 *
 * GP_GOLD=update writes the .gold files instead: look at the difference.
 */
#include "cgi-bin/web/view.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MARKUP "\"><script>alert(1)</script>'"
#define ADDRESS "javascript:alert(1)"

static struct {
	struct view *view;
	char templates[512], examples[512];
	char *seen;		/* "|student/login|..." */
	int tests, failures, update;
} t;

static void result(int ok, const char *name, const char *what)
{
	t.tests++;
	t.failures += !ok;
	printf("%sok %d - %s: %s\n", ok ? "" : "not ", t.tests, name, what);
}

static int read_file(const char *path, struct buf *out)
{
	char s[4096];
	size_t n;
	FILE *f = fopen(path, "r");

	buf_reset(out);
	buf_adds(out, "");
	if (!f)
		return -1;
	while ((n = fread(s, 1, sizeof s, f)) > 0)
		buf_add(out, s, n);
	fclose(f);
	return 0;
}

static int write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");

	if (!f)
		return -1;
	fwrite(b->p, 1, b->n, f);
	return fclose(f);
}

/* Sets every Text.X.Y that the file and its includes name to itself. */
static void keys_set(struct hdf *h, const char *file)
{
	struct buf b = { 0 };
	char path[1024], key[256];
	const char *p, *q;
	size_t n;

	snprintf(path, sizeof path, "%s/%s", t.templates, file);
	if (read_file(path, &b))
		goto out;
	for (p = b.p; (p = strstr(p, "Text.")); p += n) {
		n = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz0123456789_.");
		snprintf(key, sizeof key, "%.*s", (int)n, p);
		hdf_set(h, key, key);
	}
	for (p = b.p; (p = strstr(p, "include:\"")); p = q) {
		p += 9;
		q = p + strcspn(p, "\"");
		snprintf(key, sizeof key, "%.*s", (int)(q - p), p);
		keys_set(h, key);
	}
out:
	buf_free(&b);
}

static struct hdf *example(const char *view, const char *file)
{
	struct hdf *h = hdf_new();
	char cs[512];

	snprintf(cs, sizeof cs, "%s.cs", view);
	keys_set(h, cs);
	hdf_set(h, "Page.Lang", "zh-CN");
	hdf_set(h, "Page.Here", "/example");
	hdf_set(h, "Page.Csrf", "0123456789abcdef");
	hdf_set(h, "Page.RequestId", "fedcba9876543210");
	if (hdf_load(h, file) != OK) {
		hdf_free(h);
		return NULL;
	}
	return h;
}

static int render(const char *view, struct hdf *h, struct buf *out)
{
	buf_reset(out);
	return view_render(t.view, view, "zh-CN", h, out) != OK;
}

/* --- rules of every page -------------------------------------------- */

static int count(const char *s, const char *what)
{
	int n = 0;

	for (; (s = strstr(s, what)); s += strlen(what))
		n++;
	return n;
}

/* Each <form method="post"> holds a csrf field. */
static int forms_have_token(const char *s)
{
	const char *end, *token;

	while ((s = strstr(s, "<form"))) {
		end = strstr(s, "</form>");
		token = strstr(s, "name=\"csrf\"");
		if (!end)
			return 0;
		if (memmem(s, strcspn(s, ">"), "\"post\"", 6) &&
		    (!token || token > end))
			return 0;
		s = end;
	}
	return 1;
}

/* Each label names the id of something. */
static int labels_bound(const char *s)
{
	const char *p = s;
	char id[256];

	for (; (p = strstr(p, "<label")); p++) {
		const char *f = memmem(p, strcspn(p, ">"), " for=\"", 6);

		if (!f)
			continue;
		snprintf(id, sizeof id, " id=\"%.*s\"",
		    (int)strcspn(f + 6, "\""), f + 6);
		if (!strstr(s, id)) {
			printf("# label without a field:%s\n", id);
			return 0;
		}
	}
	return 1;
}

static void rules(const char *name, const char *page)
{
	if (!strstr(page, "<html"))
		return;
	result(count(page, "<h1") == 1 && !strstr(page, "<title> - "), name,
	    "one h1, and a title");
	result(forms_have_token(page), name, "forms have their token");
	result(labels_bound(page), name, "labels have their fields");
	result(count(page, "<img") == count(page, " alt="), name,
	    "pictures have words");
}

/* --- hostile values --------------------------------------------------- */

struct hostile {
	const char *view, *file;
	int bad;
};

static int leaks(const char *page)
{
	static const char *const never[] = {
		"<script>alert", "\"><script", "href=\"" ADDRESS,
		"src=\"" ADDRESS, "action=\"" ADDRESS,
	};
	size_t i;

	for (i = 0; i < sizeof never / sizeof never[0]; i++)
		if (strstr(page, never[i]))
			return 1;
	return 0;
}

static void with(struct hostile *x, const char *name, const char *value)
{
	struct hdf *h = example(x->view, x->file);
	struct buf out = { 0 };

	hdf_set(h, name, value);
	if (render(x->view, h, &out)) {
		printf("# %s = %s: not rendered\n", name, value);
		x->bad++;
	} else if (leaks(out.p)) {
		printf("# %s = %s comes through\n", name, value);
		x->bad++;
	}
	buf_free(&out);
	hdf_free(h);
}

static void leaf(void *arg, const char *name, const char *value)
{
	(void)value;
	if (!strncmp(name, "Text.", 5))
		return;
	with(arg, name, MARKUP);
	with(arg, name, ADDRESS);
}

/* --- the walk ----------------------------------------------------------- */

static void gold(const char *name, const char *file, const struct buf *out)
{
	struct buf want = { 0 };
	char path[1024];

	snprintf(path, sizeof path, "%.*sgold", (int)strlen(file) - 3, file);
	if (t.update) {
		result(write_file(path, out) == 0, name, "written");
	} else {
		read_file(path, &want);
		result(!strcmp(want.p, out->p), name, "is as it was");
	}
	buf_free(&want);
}

static void one(const char *file)
{
	const char *name = file + strlen(t.examples) + 1;
	struct hostile x = { .file = file };
	struct buf out = { 0 };
	struct hdf *h;
	char view[256];

	snprintf(view, sizeof view, "%.*s", (int)strcspn(name, "."), name);
	x.view = view;
	h = example(view, file);
	if (!h || render(view, h, &out)) {
		result(0, name, "is rendered");
	} else {
		gold(name, file, &out);
		rules(name, out.p);
		hdf_walk(h, leaf, &x);
		result(!x.bad, name, "hostile values stay text");
	}
	snprintf(t.seen + strlen(t.seen), 300, "|%s|", view);
	hdf_free(h);
	buf_free(&out);
}

static int ends(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n > k && !strcmp(s + n - k, end);
}

static int on_example(const char *path, const struct stat *st, int flag)
{
	(void)st;
	if (flag != FTW_F || !ends(path, ".hdf"))
		return 0;
	t.seen = realloc(t.seen, strlen(t.seen) + 300);
	if (!t.seen)
		return 1;
	one(path);
	return 0;
}

static int on_template(const char *path, const struct stat *st, int flag)
{
	const char *name = path + strlen(t.templates) + 1;
	char view[300];

	(void)st;
	if (flag != FTW_F || !ends(path, ".cs") ||
	    !strncmp(name, "layout/", 7))
		return 0;
	snprintf(view, sizeof view, "|%.*s|", (int)strlen(name) - 3, name);
	result(strstr(t.seen, view) != NULL, name, "has an example");
	return 0;
}

int main(void)
{
	const char *src = getenv("GP_SRC"), *mode = getenv("GP_GOLD");

	snprintf(t.templates, sizeof t.templates, "%s/templates",
	    src ? src : ".");
	snprintf(t.examples, sizeof t.examples, "%s/tests/template",
	    src ? src : ".");
	t.update = mode && !strcmp(mode, "update");
	t.seen = strdup("");
	if (!t.seen || view_open(t.templates, &t.view) != OK ||
	    ftw(t.examples, on_example, 8) || ftw(t.templates, on_template, 8))
		return 1;
	printf("1..%d\n", t.tests);
	view_close(t.view);
	free(t.seen);
	return t.failures != 0;
}
