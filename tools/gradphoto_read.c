/* gradphoto read-id, read-mrz: what a photo of a document says, as JSON. */
#include "gradphoto.h"

#include "lib/read/read.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

static json_t *
field(const struct read_field *f)
{
	return json_pack("{s:s, s:f, s:b}", "text", f->text, "sure",
	    round(f->sure * 1000) / 1000, "certain", f->certain);
}

static json_t *
corner(const struct read_point *p)
{
	return json_pack("[ii]", (int)lround(p->x), (int)lround(p->y));
}

static json_t *
front(const struct read_card *c)
{
	return json_pack("{s:s, s:i, s:[oooo], s:o, s:o, s:o, s:o, s:o, s:o}",
	    "seen", "front", "turned", c->turned, "corners",
	    corner(&c->corner[0]), corner(&c->corner[1]),
	    corner(&c->corner[2]), corner(&c->corner[3]),
	    "number", field(&c->number), "name", field(&c->name),
	    "sex", field(&c->sex), "ethnicity", field(&c->ethnicity),
	    "birth", field(&c->birth), "address", field(&c->address));
}

static json_t *
card_json(const struct read_card *c)
{
	switch (c->seen) {
	case READ_CARD_FRONT: return front(c);
	case READ_CARD_BACK: return json_pack("{s:s, s:s}", "seen", "back",
		    "valid_until", c->valid_until);
	case READ_OTHER: return json_pack("{s:s}", "seen", "other");
	case READ_NOTHING: break;
	}
	return json_pack("{s:s}", "seen", "nothing");
}

static int
unreadable(const char *path, enum err e)
{
	fprintf(stderr, "gradphoto: %s: %s\n", path, e == ERR_LIMIT ?
	    "too large" : e == ERR_INPUT ? "no picture, or a damaged one" :
	    "the models are missing, or no memory; see gradphoto doctor");
	return EXIT_UNREADABLE;
}

static enum err
read_card(struct reader *rd, const uint8_t *data, size_t n, json_t **out,
    int *good)
{
	struct read_card card;
	enum err e = read_id_card(rd, data, n, &card);

	if (e != OK)
		return e;
	*out = card_json(&card);
	*good = card.seen == READ_CARD_FRONT && card.number.text[0];
	return OK;
}

static json_t *
mrz_json(const struct read_mrz *m)
{
	static const char *const formats[] = {
		[MRZ_NONE] = "none", [MRZ_TD1] = "TD1", [MRZ_TD2] = "TD2",
		[MRZ_TD3] = "TD3", [MRZ_MRVA] = "MRV-A", [MRZ_MRVB] = "MRV-B"
	};
	json_t *lines = json_array();
	int i;

	for (i = 0; i < 3 && m->line[i][0]; i++)
		json_array_append_new(lines, json_string(m->line[i]));
	return json_pack("{s:s, s:o, s:b, s:i, s:o, s:o, s:o, s:o, s:o, s:o, "
	    "s:o, s:o, s:o, s:o}", "format", formats[m->format],
	    "lines", lines, "composite", m->composite,
	    "repaired", m->repaired, "type", field(&m->type),
	    "country", field(&m->country), "number", field(&m->number),
	    "surname", field(&m->surname), "given", field(&m->given),
	    "nationality", field(&m->nationality),
	    "birth", field(&m->birth), "sex", field(&m->sex),
	    "expiry", field(&m->expiry), "optional", field(&m->optional));
}

static enum err
read_zone(struct reader *rd, const uint8_t *data, size_t n, json_t **out,
    int *good)
{
	struct read_mrz m;
	enum err e = read_mrz(rd, data, n, &m);

	if (e != OK)
		return e;
	*out = m.format == MRZ_NONE ? json_pack("{s:s}", "format", "none") :
	    mrz_json(&m);
	*good = m.format != MRZ_NONE && m.number.text[0];
	return OK;
}

/* read: one kind of document; *good says whether what matters was read. */
static int
print_document(struct tool *t, int argc, char **argv,
    enum err (*read)(struct reader *rd, const uint8_t *data, size_t n,
    json_t **out, int *good))
{
	const struct option_row none[] = { { .name = NULL } };
	struct reader *rd;
	struct buf b = {0};
	const char *path;
	json_t *out = NULL;
	int good = 0;
	enum err e;

	if (options_read(none, argc, argv, &path, 1) != OK)
		return EXIT_USAGE;
	if (picture_read(path, &b) != OK)
		return EXIT_UNREADABLE;
	rd = reader_new(conf_text(t->conf, "models_dir"));
	e = read(rd, (const uint8_t *)b.p, b.n, &out, &good);
	reader_free(rd);
	buf_free(&b);
	if (e != OK)
		return unreadable(path, e);
	json_dumpf(out, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(3));
	putchar('\n');
	json_decref(out);
	return good ? EXIT_GOOD : EXIT_REFUSED;
}

int
command_read_id(struct tool *t, int argc, char **argv)
{
	return print_document(t, argc, argv, read_card);
}

int
command_read_mrz(struct tool *t, int argc, char **argv)
{
	return print_document(t, argc, argv, read_zone);
}
