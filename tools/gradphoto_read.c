/* gradphoto read-id: what a photo of a document says, as JSON. */
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

int
command_read_id(struct tool *t, int argc, char **argv)
{
	const struct option_row none[] = { { .name = NULL } };
	struct reader *rd;
	struct read_card card;
	struct buf b = {0};
	const char *path;
	json_t *out;
	enum err e;

	if (options_read(none, argc, argv, &path, 1) != OK)
		return EXIT_USAGE;
	if (picture_read(path, &b) != OK)
		return EXIT_UNREADABLE;
	rd = reader_new(conf_text(t->conf, "models_dir"));
	e = read_id_card(rd, (const uint8_t *)b.p, b.n, &card);
	reader_free(rd);
	buf_free(&b);
	if (e != OK)
		return unreadable(path, e);
	out = card_json(&card);
	json_dumpf(out, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(3));
	putchar('\n');
	json_decref(out);
	return card.seen == READ_CARD_FRONT && card.number.text[0] ?
	    EXIT_GOOD : EXIT_REFUSED;
}
