/* What handlers read of a request, and the values they give a template. */
#include "req.h"
#include "view.h"


#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *pair_get(const struct pair *list, int n, const char *name)
{
	int i;

	for (i = 0; i < n; i++)
		if (!strcmp(list[i].name, name))
			return list[i].value;
	return NULL;
}

const char *req_query(const struct req *r, const char *name)
{
	return pair_get(r->query, r->query_count, name);
}

const char *req_cookie(const struct req *r, const char *name)
{
	return pair_get(r->cookie, r->cookie_count, name);
}

const char *req_form(const struct req *r, const char *name)
{
	return pair_get(r->form, r->form_count, name);
}

const struct upload *req_upload(const struct req *r, const char *field)
{
	int i;

	for (i = 0; i < r->upload_count; i++)
		if (!strcmp(r->upload[i].field, field))
			return r->upload + i;
	return NULL;
}

void req_set(struct req *r, const char *name, const char *value)
{
	hdf_set(r->hdf, name, value);
}

void req_setf(struct req *r, const char *name, const char *fmt, ...)
{
	char s[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(s, sizeof s, fmt, ap);
	va_end(ap);
	hdf_set(r->hdf, name, s);
}

void req_set_int(struct req *r, const char *name, int64_t value)
{
	req_setf(r, name, "%" PRId64, value);
}

void req_set_item(struct req *r, const char *list, int i, const char *field,
    const char *value)
{
	char name[160];

	snprintf(name, sizeof name, "%s.%d%s%s", list, i, field ? "." : "",
	    field ? field : "");
	hdf_set(r->hdf, name, value);
}

const char *req_text(struct req *r, const char *key)
{
	return view_text(r->view, r->lang, key);
}

const char *req_escape(struct req *r, const char *value)
{
	struct buf b = { 0 };
	const char *out;

	buf_add_escaped(&b, value);
	out = arena_strndup(r->arena, b.n ? b.p : "", b.n);
	buf_free(&b);
	return out;
}

/* Routes' paths need no escapes, and are easier to read without. */
const char *req_next(struct req *r, const char *page, const char *target)
{
	size_t n = strcspn(target, "?");

	return arena_printf(r->arena, "%s?next=%.*s%s", page, (int)n, target,
	    req_escape(r, target + n));
}
