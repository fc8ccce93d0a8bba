/* See form.h. */
#include "form.h"
#include "view.h"

#include "lib/base/parse.h"

#include <stdio.h>
#include <string.h>

static void set_part(struct req *r, const char *name, const char *part,
    const char *value)
{
	char full[96];

	snprintf(full, sizeof full, "Form.%s.%s", name, part);
	req_set(r, full, value);
}

void form_set(struct req *r, const char *name, const char *value)
{
	set_part(r, name, "Value", value);
}

const char *form_get(struct req *r, const char *name)
{
	char full[96];

	snprintf(full, sizeof full, "Form.%s.Value", name);
	return hdf_get(r->hdf, full);
}

/* One line of the summary: the first thing that is wrong with each field. */
static void summary_add(struct req *r, const char *name, const char *text)
{
	char node[40];
	const char *field;
	int i = 0;

	for (;; i++) {
		snprintf(node, sizeof node, "Form.Errors.%d.Text", i);
		if (!hdf_get(r->hdf, node))
			break;
		snprintf(node, sizeof node, "Form.Errors.%d.Field", i);
		field = hdf_get(r->hdf, node);
		if (name && field && !strcmp(field, name))
			return;
	}
	if (name)
		req_set_item(r, "Form.Errors", i, "Field", name);
	req_set_item(r, "Form.Errors", i, "Text", text);
}

void form_error(struct req *r, const char *name, const char *key)
{
	summary_add(r, name, req_text(r, key));
	if (name)
		set_part(r, name, "Error", req_text(r, key));
	/* Where a page has no list of them: the first. */
	if (!name || !hdf_get(r->hdf, "Form.Error"))
		req_set(r, "Form.Error", req_text(r, key));
}

/* 1: value is one of "a|b|c". */
static int is_choice(const char *choices, const char *value)
{
	size_t n, len = strlen(value);

	for (; *choices; choices += n + (choices[n] == '|')) {
		n = strcspn(choices, "|");
		if (n == len && !memcmp(choices, value, n))
			return 1;
	}
	return 0;
}

/* value is what came, trimmed where that is the rule, and not empty. */
static enum err check(const struct field *f, const char *value)
{
	if (strlen(value) > f->max)
		return ERR_INPUT;
	switch (f->kind) {
	case FORM_PHONE:
		return parse_phone(value);
	case FORM_EMAIL:
		return parse_email(value);
	case FORM_CHOICE:
		return is_choice(f->choices, value) ? OK : ERR_INPUT;
	case FORM_MONTH:
		return parse_month(value, (char[8]){ 0 });
	case FORM_TEXT:
	case FORM_LINES:
	case FORM_SECRET:
	case FORM_CHECK:
		break;
	}
	return OK;
}

static enum err read_check(struct req *r, const struct field *f, void *out)
{
	int ticked = req_form(r, f->name) != NULL;

	memcpy((char *)out + f->offset, &ticked, sizeof ticked);
	if (ticked)
		form_set(r, f->name, "1");
	return f->required && !ticked ? ERR_INPUT : OK;
}

/* Each line by itself; empty ones alone, and none around. */
static void trim_lines(char *s)
{
	char *line = s, *to = s, *next;
	size_t n;

	for (; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		parse_trim(line);
		n = strlen(line);
		if (n || (to > s && to[-1] == '\n' && to[-2] != '\n')) {
			memmove(to, line, n);
			to += n;
			*to++ = '\n';
		}
	}
	while (to > s && to[-1] == '\n')
		to--;
	*to = '\0';
}

static enum err read_text(struct req *r, const struct field *f, void *out)
{
	const char *sent = req_form(r, f->name);
	char *value = arena_strdup(r->arena, sent ? sent : "");
	char month[8];

	if (f->kind != FORM_SECRET) {
		if (f->kind == FORM_LINES)
			trim_lines(value);
		else
			parse_trim(value);
		if (f->kind == FORM_PHONE)
			parse_number(value);
		if (f->kind == FORM_MONTH && parse_month(value, month) == OK)
			value = arena_strdup(r->arena, month);
		form_set(r, f->name, value);
	}
	memcpy((char *)out + f->offset, &value, sizeof value);
	if (!*value)
		return f->required ? ERR_INPUT : OK;
	return check(f, value);
}

enum err form_read(struct req *r, const struct field *f, void *out)
{
	enum err all = OK, e;

	for (; f->name; f++) {
		e = f->kind == FORM_CHECK ? read_check(r, f, out) :
		    read_text(r, f, out);
		if (e == OK)
			continue;
		form_error(r, f->name, f->message);
		all = e;
	}
	return all;
}
