/*
 * What a form takes of a document: which kind it is, whether it still counts
 * and is the typed one, and which values the student must look at.
 */
#include "document.h"

#include "lib/base/parse.h"

#include <string.h>

static void take(struct req *r, struct document_taken *t, const char *name,
    const char *value, int sure)
{
	if (!*value)
		return;
	t->list[t->n++] = (struct pair){ name, arena_strdup(r->arena, value) };
	if (!sure)
		t->list[t->n++] = (struct pair){ arena_printf(r->arena,
		    "%s.Unsure", name), "1" };
}

static enum id_type type_of(const char *type)
{
	return !strcmp(type, "card") ? ID_CARD :
	    !strcmp(type, "passport") ? ID_PASSPORT : ID_PERMIT;
}

/* 1: a number of this kind was typed, and it is another one. What was typed
 * is either somebody else's or wrong; only the student knows. */
static int differs(struct req *r, const struct document_form *f,
    const char *type, const char *number)
{
	const char *typed = req_form(r, f->number);
	char *s = arena_strdup(r->arena, typed ? typed : "");
	char a[33], b[33];

	parse_number(s);
	if (parse_phone(s) == OK || parse_id(type_of(type), s, a) != OK)
		return 0;
	return parse_id(type_of(type), number, b) != OK || strcmp(a, b) != 0;
}

/* The number, unless it is not the one that was typed. */
static const char *take_number(struct req *r, const struct document_form *f,
    const char *type, const struct read_field *number,
    struct document_taken *t)
{
	if (!*number->text || !differs(r, f, type, number->text))
		take(r, t, f->number, number->text, number->certain);
	else if (number->certain)
		return "Text.Document.Other";
	return NULL;
}

static const char *card(struct req *r, const struct document_form *f,
    const struct read_card *c, struct document_taken *t)
{
	const char *no = NULL;
	int whole = !strcmp(f->page, "/register");

	if (!*c->number.text && (!whole || !*c->name.text))
		return "Text.Document.Unread";
	no = take_number(r, f, "card", &c->number, t);
	if (no || !whole)
		return no;
	take(r, t, "Type", "card", 1);
	take(r, t, "Name", c->name.text, 0);
	take(r, t, "Sex", c->sex.text, c->sex.certain);
	return NULL;
}

static int has(const struct document_taken *t, const char *name)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (!strcmp(t->list[i].name, name))
			return 1;
	return 0;
}

const char *document_judge(struct req *r, const struct document_form *f,
    const struct read_document *d, struct document_taken *out,
    const char **said)
{
	const char *no;

	if (d->card.seen == READ_CARD_FRONT)
		no = card(r, f, &d->card, out);
	else if (d->card.seen == READ_CARD_BACK)
		no = "Text.Document.Back";
	else
		no = d->card.seen == READ_NOTHING ? "Text.Document.Nothing" :
		    "Text.Document.NotCard";
	if (strcmp(f->page, "/register") != 0)
		*said = "Text.Flash.DocumentLogin";
	else if (has(out, "Name") && (has(out, "Number") ||
	    req_form(r, "Number")))
		*said = "Text.Flash.DocumentRead";
	else
		*said = "Text.Flash.DocumentPartly";
	return no;
}
