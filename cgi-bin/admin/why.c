/* See why.h. */
#include "why.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/reason.h"

#include <stddef.h>

#define KEYS 10
#define MESSAGE_MAX 90		/* characters of the reasons in an SMS */

/* The keys 1 to 9 and 0. What no measurement knows has its words in lang/
 * (Text.Reason). */
static const char *const keys[KEYS] = {
	"eyes.open", "face.expression", "pose.roll", "face.brows",
	"eyes.glare", "light.side", "sharpness.eyes", "background.plain",
	"retouch.skin", "person.other",
};

struct form {
	int reason[KEYS];
	const char *note;
};

#define REASON(n) { "Reason" #n, FORM_CHECK, 0, 0, \
	offsetof(struct form, reason[n]), NULL, NULL }

static const struct field fields[] = {
	REASON(0), REASON(1), REASON(2), REASON(3), REASON(4), REASON(5),
	REASON(6), REASON(7), REASON(8), REASON(9),
	{ "Note", FORM_TEXT, 0, 4 * DESK_NOTE, offsetof(struct form, note),
	    "Text.Review.NoteLong", NULL },
	{ 0 }
};

void why_show(struct req *r)
{
	int i;

	for (i = 0; i < KEYS; i++) {
		req_set_item(r, "Reasons", i, "Field",
		    arena_printf(r->arena, "Reason%d", i));
		req_set_item(r, "Reasons", i, "Key",
		    arena_printf(r->arena, "%d", (i + 1) % 10));
		req_set_item(r, "Reasons", i, "Text", req_text(r,
		    arena_printf(r->arena, "Text.Review.Key.%d", i)));
	}
}

static const char *ids_of(struct req *r, const struct form *in)
{
	const char *ids = "";
	int i;

	for (i = 0; i < KEYS; i++)
		if (in->reason[i])
			ids = arena_printf(r->arena, "%s%s%s", ids,
			    *ids ? "," : "", keys[i]);
	return ids;
}

enum err why_read(struct req *r, struct desk_why *out)
{
	struct form in;

	if (form_read(r, fields, &in) != OK)
		return ERR_INPUT;
	out->note = in.note;
	out->reasons = ids_of(r, &in);
	out->zh = reason_words(r, "zh-CN", out->reasons, in.note,
	    MESSAGE_MAX);
	out->en = reason_words(r, "en", out->reasons, in.note, 0);
	if (desk_why_ok(out))
		return OK;
	if (*in.note)
		form_error(r, "Note", "Text.Review.NoteLong");
	else
		form_error(r, NULL, "Text.Review.NoReason");
	return ERR_INPUT;
}
