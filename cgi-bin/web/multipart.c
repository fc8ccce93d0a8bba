/*
 * multipart/form-data (RFC 7578) out of a body in memory: fields and files
 * are parts of that body, nothing is copied but names. memmem is linear in
 * glibc, and no part is looked at twice.
 */
#include "parse_request.h"

#include <string.h>
#include <strings.h>

#define BOUNDARY_MAX	70	/* RFC 2046 */
#define HEAD_MAX	2048	/* of one part: three short lines */

struct part {
	const char *name, *file_name, *type;
	const char *data;
	size_t n;
};

/* The value of parameter `name` in s ("...; name=value" or "\"value\""), in
 * the arena; NULL where it is missing or broken. Browsers write a quote as
 * %22 and a line end as %0D%0A, and some a backslash before a quote. */
static char *parameter(struct arena *a, const char *s, const char *name)
{
	size_t len = strlen(name);
	const char *p;
	char *out, *to;

	for (p = strchr(s, ';'); p; p = strchr(p, ';')) {
		p++;
		p += strspn(p, " \t");
		if (!strncasecmp(p, name, len) && p[len] == '=')
			break;
		/* A semicolon in quotes does not begin a parameter. */
		p += strcspn(p, ";\"");
		if (*p == '"' && !(p = strchr(p + 1, '"')))
			return NULL;
	}
	if (!p)
		return NULL;
	p += len + 1;
	if (*p != '"')
		return arena_strndup(a, p, strcspn(p, "; \t"));
	to = out = arena_alloc(a, strlen(p));
	for (p++; *p && *p != '"'; p++) {
		if (p[0] == '\\' && (p[1] == '"' || p[1] == '\\'))
			p++;
		*to++ = *p;
	}
	return *p ? out : NULL;
}

/* One header line of a part. */
static void head_line(struct arena *a, const char *line, struct part *out)
{
	static const char disposition[] = "Content-Disposition:";
	static const char type[] = "Content-Type:";

	if (!strncasecmp(line, disposition, sizeof disposition - 1)) {
		out->name = parameter(a, line, "name");
		out->file_name = parameter(a, line, "filename");
	} else if (!strncasecmp(line, type, sizeof type - 1)) {
		line += sizeof type - 1;
		out->type = arena_strdup(a, line + strspn(line, " \t"));
	}
}

/* Headers and data of the part in n bytes at p. */
static enum err part_parse(struct arena *a, const char *p, size_t n,
    struct part *out)
{
	const char *end = memmem(p, n, "\r\n\r\n", 4);
	char *line, *next;
	size_t len;

	*out = (struct part){ .type = "text/plain" };
	if (!end || (len = (size_t)(end - p)) > HEAD_MAX ||
	    !text_valid(p, len))
		return ERR_INPUT;
	for (line = arena_strndup(a, p, len); line; line = next) {
		next = strstr(line, "\r\n");
		if (next) {
			*next = '\0';
			next += 2;
		}
		head_line(a, line, out);
	}
	out->data = end + 4;
	out->n = n - len - 4;
	return out->name ? OK : ERR_INPUT;
}

static enum err part_add(struct req *r, const struct part *p)
{
	struct upload *u;

	if (p->file_name) {
		/* So browsers send a file field left empty. */
		if (!*p->file_name && p->n == 0)
			return OK;
		if (r->upload_count == REQ_UPLOADS)
			return ERR_INPUT;
		u = r->upload + r->upload_count++;
		u->field = p->name;
		u->file_name = p->file_name;
		u->type = p->type;
		u->data = (const uint8_t *)p->data;
		u->n = p->n;
		return OK;
	}
	if (r->form_count == REQ_PAIRS || !text_valid(p->data, p->n))
		return ERR_INPUT;
	r->form[r->form_count].name = p->name;
	r->form[r->form_count++].value =
	    arena_strndup(r->arena, p->data, p->n);
	return OK;
}

/* Parts are what lies between delimiters ("\r\n--boundary"). */
static enum err parts(struct req *r, const char *delimiter)
{
	const char *p = (const char *)r->body, *end = p + r->body_len, *next;
	size_t len = strlen(delimiter);
	struct part part;

	/* The first delimiter stands at the very beginning, without CRLF. */
	if (r->body_len < len - 2 || memcmp(p, delimiter + 2, len - 2))
		return ERR_INPUT;
	p += len - 2;
	for (;;) {
		if (end - p < 2)
			return ERR_INPUT;
		if (p[0] == '-' && p[1] == '-')
			return OK;
		if (p[0] != '\r' || p[1] != '\n')
			return ERR_INPUT;
		p += 2;
		next = memmem(p, (size_t)(end - p), delimiter, len);
		if (!next || part_parse(r->arena, p, (size_t)(next - p),
		    &part) != OK || part_add(r, &part) != OK)
			return ERR_INPUT;
		p = next + len;
	}
}

enum err multipart_parse(struct req *r, const char *type)
{
	const char *boundary = parameter(r->arena, type, "boundary");

	if (!boundary || !*boundary || strlen(boundary) > BOUNDARY_MAX)
		return ERR_INPUT;
	return parts(r, arena_printf(r->arena, "\r\n--%s", boundary));
}
