/*
 * What a form takes of a document: which kind it is, whether it still counts
 * and is the typed one, and which values the student must look at.
 */
#include "document.h"

#include "lib/base/clock.h"
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

/* Permits of the mainland's neighbours are cards of China with a zone. */
static const char *type_of_zone(const struct read_mrz *m)
{
	if (m->format == MRZ_TD3)
		return "passport";
	if (m->format == MRZ_TD1 && !strcmp(m->country.text, "CHN") &&
	    (!strncmp(m->type.text, "CR", 2) ||
	    !strncmp(m->type.text, "CT", 2)))
		return "permit";
	return NULL;
}

static int expired(const struct read_mrz *m)
{
	char today[17];

	clock_beijing(clock_now(), today);
	return m->expiry.certain && strlen(m->expiry.text) == 10 &&
	    memcmp(m->expiry.text, today, 10) < 0;
}

static const char *zone(struct req *r, const struct document_form *f,
    const struct read_mrz *m, struct document_taken *t)
{
	const char *type = type_of_zone(m), *no;

	if (!type)
		return "Text.Document.NotPassport";
	if (!*m->number.text)
		return "Text.Document.ZoneUnread";
	if (expired(m))
		return "Text.Document.Expired";
	no = take_number(r, f, type, &m->number, t);
	if (no || strcmp(f->page, "/register") != 0)
		return no;
	take(r, t, "Type", type, 1);
	take(r, t, "Name", arena_printf(r->arena, "%s%s%s", m->given.text,
	    *m->given.text && *m->surname.text ? " " : "",
	    m->surname.text), 0);
	take(r, t, "Sex", m->sex.text, m->composite);
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

static const char *nothing(struct req *r, const struct read_document *d)
{
	const char *type = req_form(r, "Type");

	if (d->card.seen == READ_NOTHING)
		return "Text.Document.Nothing";
	return type && !strcmp(type, "passport") ?
	    "Text.Document.ZoneMissing" : "Text.Document.NotCard";
}

const char *document_judge(struct req *r, const struct document_form *f,
    const struct read_document *d, struct document_taken *out,
    const char **said)
{
	const char *no;

	if (d->mrz.format != MRZ_NONE)
		no = zone(r, f, &d->mrz, out);
	else if (d->card.seen == READ_CARD_FRONT)
		no = card(r, f, &d->card, out);
	else if (d->card.seen == READ_CARD_BACK)
		no = "Text.Document.Back";
	else
		no = nothing(r, d);
	if (strcmp(f->page, "/register") != 0)
		*said = "Text.Flash.DocumentLogin";
	else if (has(out, "Name") && (has(out, "Number") ||
	    req_form(r, "Number")))
		*said = "Text.Flash.DocumentRead";
	else
		*said = "Text.Flash.DocumentPartly";
	return no;
}
