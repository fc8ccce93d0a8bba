/*
 * A form is a table: field name, kind, required, limits, message. form_read
 * fills a struct from the posted values and, on failure, leaves everything
 * in the HDF so that the page comes back with what was entered:
 *   Form.<Name>.Value (not for passwords), Form.<Name>.Error; the summary
 *   Form.Errors.<i>.{Field,Text}, and its first line, Form.Error.
 *
 *	struct login { char *number, *password; };
 *	static const struct field login_form[] = {
 *		{ "Number", FORM_TEXT, 1, 32, offsetof(struct login, number),
 *		  "Text.Error.Number", NULL },
 *		{ 0 }
 *	};
 */
#ifndef GP_WEB_FORM_H
#define GP_WEB_FORM_H

#include "req.h"

enum form_kind {
	FORM_TEXT,	/* char *: trimmed, valid UTF-8, <= max bytes */
	FORM_LINES,	/* the same, where lines stay lines */
	FORM_SECRET,	/* char *: not trimmed, never shown again */
	FORM_PHONE,	/* char *: as parse_number leaves it */
	FORM_EMAIL,	/* char * */
	FORM_MONTH,	/* char *: "YYYY-MM", however it was written */
	FORM_CHOICE,	/* char *: one of `choices`, "a|b|c" */
	FORM_CHECK	/* int: 1 where the box is ticked */
};

struct field {
	const char *name;	/* form field and HDF name, CamelCase */
	enum form_kind kind;
	int required;
	size_t max;		/* bytes */
	size_t offset;		/* of the char * or int in the struct */
	const char *message;	/* key in lang/ shown when wrong or missing */
	const char *choices;
};

/* OK, or ERR_INPUT with Form.*.Error set. Optional empty texts are "". */
enum err form_read(struct req *r, const struct field *f, void *out);
/* Puts values into the form before it is first shown. */
void form_set(struct req *r, const char *name, const char *value);
/* The value the form shows; NULL: none. */
const char *form_get(struct req *r, const char *name);
/* An error found later (wrong password): at a field, or NULL for the whole. */
void form_error(struct req *r, const char *name, const char *key);

#endif
