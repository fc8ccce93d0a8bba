/*
 * See view.h. A template is parsed on first use and kept, once for all
 * languages: the texts of a language are ClearSilver's "global" HDF, which is
 * asked for a name that the page's own HDF lacks, so nothing is copied for a
 * request. Measured: filling the page's HDF costs more than rendering.
 */
#include "view.h"

#include "lib/base/log.h"

#include <ClearSilver.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LANGS	2

static const char *const langs[LANGS] = { "zh-CN", "en" };

struct hdf {
	HDF *h;
};

struct parsed {
	struct parsed *next;
	char *name;
	CSPARSE *cs;
};

struct view {
	char *dir;
	HDF *config;		/* what cs_init reads; lives as long as they */
	HDF *texts[LANGS];
	struct parsed *parsed;
};

/* 1 and a log line where ClearSilver failed. */
static int failed(NEOERR *e, const char *what)
{
	STRING s;

	if (e == STATUS_OK)
		return 0;
	string_init(&s);
	nerr_error_traceback(e, &s);
	log_error("view: %s: %s", what, s.buf ? s.buf : "no memory");
	string_clear(&s);
	nerr_ignore(&e);
	return 1;
}

static int lang_index(const char *lang)
{
	int i;

	for (i = LANGS - 1; i > 0; i--)
		if (lang && !strcmp(lang, langs[i]))
			break;
	return i;
}

/* 1: name ends in ".<lang>.hdf". */
static int is_lang_file(const char *name, const char *lang)
{
	char end[16];
	size_t n, len = strlen(name);

	n = (size_t)snprintf(end, sizeof end, ".%s.hdf", lang);
	return len > n && !strcmp(name + len - n, end);
}

/* Every <area>.<lang>.hdf, mounted under Text. */
static enum err read_texts(struct view *v, int lang)
{
	char path[512];
	struct dirent *d;
	DIR *dir = NULL;
	HDF *text;
	enum err e = ERR_INTERNAL;

	snprintf(path, sizeof path, "%s/lang", v->dir);
	dir = opendir(path);
	if (!dir) {
		log_error("view: cannot read %s", path);
		goto out;
	}
	if (failed(hdf_init(&v->texts[lang]), "texts") ||
	    failed(hdf_get_node(v->texts[lang], "Text", &text), "texts"))
		goto out;
	while ((d = readdir(dir))) {
		if (!is_lang_file(d->d_name, langs[lang]))
			continue;
		snprintf(path, sizeof path, "%s/lang/%.200s", v->dir,
		    d->d_name);
		if (failed(hdf_read_file(text, path), path))
			goto out;
	}
	e = OK;
out:
	if (dir)
		closedir(dir);
	return e;
}

/* Where the static files lie: the build writes static.hdf; a tree that was
 * not built has them at /static itself. */
static enum err read_static(struct view *v, int lang)
{
	char path[512];

	snprintf(path, sizeof path, "%s/static.hdf", v->dir);
	if (failed(hdf_set_value(v->texts[lang], "Static", "/static"),
	    "static"))
		return ERR_INTERNAL;
	if (access(path, R_OK) == 0 &&
	    failed(hdf_read_file(v->texts[lang], path), path))
		return ERR_INTERNAL;
	return OK;
}

enum err view_open(const char *templates_dir, struct view **out)
{
	struct view *v = calloc(1, sizeof *v);
	int i;

	if (!v || !(v->dir = strdup(templates_dir)))
		log_abort("out of memory: view");
	if (failed(nerr_init(), "nerr_init") ||
	    failed(hdf_init(&v->config), "hdf_init") ||
	    failed(hdf_set_value(v->config, "Config.VarEscapeMode", "html"),
	    "config") ||
	    failed(hdf_set_value(v->config, "hdf.loadpaths.0", v->dir),
	    "config"))
		goto fail;
	for (i = 0; i < LANGS; i++)
		if (read_texts(v, i) != OK || read_static(v, i) != OK)
			goto fail;
	*out = v;
	return OK;
fail:
	view_close(v);
	return ERR_INTERNAL;
}

void view_close(struct view *v)
{
	struct parsed *p;
	int i;

	if (!v)
		return;
	while ((p = v->parsed)) {
		v->parsed = p->next;
		cs_destroy(&p->cs);
		free(p->name);
		free(p);
	}
	for (i = 0; i < LANGS; i++)
		hdf_destroy(&v->texts[i]);
	hdf_destroy(&v->config);
	free(v->dir);
	free(v);
}

struct hdf *hdf_new(void)
{
	struct hdf *h = calloc(1, sizeof *h);

	if (!h || hdf_init(&h->h) != STATUS_OK)
		log_abort("out of memory: HDF");
	return h;
}

void hdf_free(struct hdf *h)
{
	if (!h)
		return;
	hdf_destroy(&h->h);
	free(h);
}

void hdf_set(struct hdf *h, const char *name, const char *value)
{
	if (failed(hdf_set_value(h->h, name, value ? value : ""), name))
		log_abort("view: cannot set %s", name);
}

const char *hdf_get(struct hdf *h, const char *name)
{
	return hdf_get_value(h->h, name, NULL);
}

enum err hdf_load(struct hdf *h, const char *file)
{
	return failed(hdf_read_file(h->h, file), file) ? ERR_INTERNAL : OK;
}

static void walk(HDF *node, char *name, size_t size, size_t n,
    void (*leaf)(void *, const char *, const char *), void *arg)
{
	const char *own;
	size_t len;

	for (; node; node = hdf_obj_next(node)) {
		own = hdf_obj_name(node);
		len = strlen(own);
		if (n + len + 2 > size)
			continue;
		memcpy(name + n, own, len + 1);
		if (hdf_obj_value(node))
			leaf(arg, name, hdf_obj_value(node));
		memcpy(name + n + len, ".", 2);
		walk(hdf_obj_child(node), name, size, n + len + 1, leaf, arg);
	}
}

void hdf_walk(struct hdf *h, void (*leaf)(void *arg, const char *name,
    const char *value), void *arg)
{
	char name[256];

	walk(hdf_obj_child(h->h), name, sizeof name, 0, leaf, arg);
}

static NEOERR *escape_url(const char *in, char **out)
{
	return nerr_pass(neos_url_escape(in, out, NULL));
}

/* Both functions replace the automatic escaping: neither leaves a quote or
 * a "<" behind. */
static CSPARSE *parse(struct view *v, const char *file)
{
	static char url_escape[] = "url_escape";
	static char url_validate[] = "url_validate";
	CSPARSE *cs = NULL;

	if (failed(cs_init(&cs, v->config), file))
		return NULL;
	if (failed(cs_register_esc_strfunc(cs, url_escape, escape_url),
	    file) ||
	    failed(cs_register_esc_strfunc(cs, url_validate,
	    neos_url_validate), file) ||
	    failed(cs_parse_file(cs, file), file)) {
		cs_destroy(&cs);
		return NULL;
	}
	return cs;
}

static CSPARSE *template_get(struct view *v, const char *name)
{
	struct parsed *p;
	char file[256];
	CSPARSE *cs;

	for (p = v->parsed; p; p = p->next)
		if (!strcmp(p->name, name))
			return p->cs;
	snprintf(file, sizeof file, "%s.cs", name);
	cs = parse(v, file);
	if (!cs)
		return NULL;
	p = calloc(1, sizeof *p);
	if (!p || !(p->name = strdup(name)))
		log_abort("out of memory: template");
	p->cs = cs;
	p->next = v->parsed;
	v->parsed = p;
	return cs;
}

static NEOERR *put(void *out, char *s)
{
	buf_adds(out, s);
	return STATUS_OK;
}

enum err view_render(struct view *v, const char *view, const char *lang,
    struct hdf *h, struct buf *out)
{
	CSPARSE *cs = template_get(v, view);
	size_t before = out->n;
	int bad;

	if (!cs)
		return ERR_INTERNAL;
	cs->hdf = h->h;
	cs->global_hdf = v->texts[lang_index(lang)];
	bad = failed(cs_render(cs, out, put), view);
	/* The page's HDF goes with the request; the template stays. */
	cs->hdf = v->config;
	if (!bad)
		return OK;
	out->n = before;
	if (out->p)
		out->p[before] = '\0';
	return ERR_INTERNAL;
}

const char *view_text(struct view *v, const char *lang, const char *key)
{
	const char *s;

	s = hdf_get_value(v->texts[lang_index(lang)], key, NULL);
	return s ? s : key;
}
