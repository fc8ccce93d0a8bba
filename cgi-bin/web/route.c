/* See route.h. A table has some forty rows: looking at each is no cost. */
#include "route.h"

#include "lib/base/parse.h"

#include <string.h>

#define TOKEN "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
#define TOKEN_MAX 64

/* 1: path is what the pattern says; *arg begins its :id or :token. */
static int match(const char *pattern, const char *path, const char **arg,
    size_t *len)
{
	size_t n, max;
	int id;

	*arg = NULL;
	*len = 0;
	for (; *pattern; ) {
		if (*pattern != ':') {
			if (*pattern++ != *path++)
				return 0;
			continue;
		}
		id = !strncmp(pattern, ":id", 3);
		n = strspn(path, id ? "0123456789" : TOKEN);
		max = id ? 20 : TOKEN_MAX;
		if (n == 0 || n > max)
			return 0;
		*arg = path;
		*len = n;
		path += n;
		pattern += strcspn(pattern, "/");
	}
	return *path == '\0';
}

/* Fills what the path said; 0: an :id that is no uint64. */
static int take(struct req *r, const struct route *t, const char *arg,
    size_t n)
{
	if (!r)
		return 1;
	r->route = t;
	r->arg = arg ? arena_strndup(r->arena, arg, n) : NULL;
	return !strstr(t->path, "/:id") ||
	    parse_u64(r->arg, &r->arg_id) == OK;
}

const struct route *route_find(const struct route *table, enum method m,
    const char *path, struct req *r, int *status)
{
	const struct route *t;
	const char *arg;
	size_t n;

	*status = 404;
	for (t = table; t->path; t++) {
		if (!match(t->path, path, &arg, &n))
			continue;
		if (t->method != m) {
			*status = 405;
		} else if (take(r, t, arg, n)) {
			*status = 200;
			return t;
		}
	}
	return NULL;
}
