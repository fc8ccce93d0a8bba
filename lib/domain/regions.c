/* See regions.h. */
#include "regions.h"

#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REGIONS_MAX 8000
#define CODE 6

static int is_code(const char *s)
{
	return strspn(s, "0123456789") == CODE;
}

/* One line; 0 where it is none. */
static int take(struct arena *a, const char *line, struct region *r)
{
	size_t n = strcspn(line, "\r\n");

	if (!is_code(line) || line[CODE] != '\t' || n <= CODE + 1 ||
	    !parse_utf8(line + CODE + 1, n - CODE - 1))
		return 0;
	memcpy(r->code, line, CODE);
	r->code[CODE] = '\0';
	r->name = arena_strndup(a, line + CODE + 1, n - CODE - 1);
	return 1;
}

enum err regions_load(const char *file, struct arena *a,
    struct regions *out)
{
	struct region *list = arena_alloc(a, REGIONS_MAX * sizeof *list);
	char line[128];
	size_t n = 0;
	int good = 1;
	FILE *f = fopen(file, "re");

	if (!f) {
		log_error("regions: %s: %s", file, strerror(errno));
		return ERR_INTERNAL;
	}
	while (good && n < REGIONS_MAX && fgets(line, sizeof line, f)) {
		good = take(a, line, &list[n]) && (!n ||
		    strcmp(list[n - 1].code, list[n].code) < 0);
		n++;
	}
	good = good && n && !ferror(f) && feof(f);
	fclose(f);
	if (!good) {
		log_error("regions: %s: line %zu is wrong", file, n);
		return ERR_INTERNAL;
	}
	out->all = list;
	out->n = n;
	return OK;
}

static int compare(const void *code, const void *region)
{
	return strcmp(code, ((const struct region *)region)->code);
}

const struct region *region_find(const struct regions *all,
    const char *code)
{
	return bsearch(code, all->all, all->n, sizeof *all->all, compare);
}

/* How many digits say something: 2 of a province, 4 of a city, else 6. */
static size_t level(const char *code)
{
	if (strcmp(code + 2, "0000") == 0)
		return 2;
	return strcmp(code + 4, "00") == 0 ? 4 : 6;
}

const struct region *region_next(const struct regions *all,
    const char *parent, const struct region *from)
{
	const struct region *r = from ? from + 1 : all->all;
	size_t above = *parent ? level(parent) : 0;

	for (; r < all->all + all->n; r++)
		if (level(r->code) == above + 2 &&
		    strncmp(r->code, parent, above) == 0)
			return r;
	return NULL;
}

const char *region_text(const struct regions *all, struct arena *a,
    const char *district)
{
	const struct region *d = region_find(all, district), *p, *c;
	char code[CODE + 1];

	if (!d || level(district) != CODE)
		return NULL;
	memcpy(code, district, sizeof code);
	memcpy(code + 4, "00", 2);
	c = region_find(all, code);
	memcpy(code + 2, "0000", 4);
	p = region_find(all, code);
	if (!p || !c)
		return NULL;
	if (strcmp(p->name, c->name) == 0)
		return arena_printf(a, "%s %s", p->name, d->name);
	return arena_printf(a, "%s %s %s", p->name, c->name, d->name);
}
