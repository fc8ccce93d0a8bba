/*
 * A Chinese ID card in a photo: looked at once, and where that does not give
 * a number that proves itself, once more from nearer.
 */
#include "card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE		2000	/* px: 12 MP are halved while decoding */
#define LOOK		736	/* px of the first look's longer side */
#define LARGER		2.0	/* how much small pictures are enlarged */
#define NAME_SURE	0.8	/* each character, and read twice alike */
#define AROUND		1.25	/* the second look, in sizes of all text */

static int rank(const struct read_card *c)
{
	return 100 * c->number.certain + 40 * card_number_good(c->number.text)
	    + 10 * (int)c->seen + (strlen(c->number.text) == 18) +
	    (int)(5 * c->name.sure);
}

static int whole(const struct read_card *c)
{
	return c->seen == READ_CARD_BACK || (c->seen == READ_CARD_FRONT &&
	    c->number.certain && c->name.sure >= NAME_SURE);
}

/* The part of the picture where text was, upright. 0: there is none. */
static int nearer(const struct card_text *t, struct ocr_box *out)
{
	double c = cos(t->angle), s = sin(t->angle), u, v, r;
	double u0 = HUGE_VAL, u1 = -HUGE_VAL, v0 = HUGE_VAL, v1 = -HUGE_VAL;
	int i;

	for (i = 0; i < t->n; i++) {
		u = t->box[i].x * c + t->box[i].y * s;
		v = -t->box[i].x * s + t->box[i].y * c;
		r = t->box[i].width / 2;
		u0 = fmin(u0, u - r);
		u1 = fmax(u1, u + r);
		v0 = fmin(v0, v - t->box[i].height);
		v1 = fmax(v1, v + t->box[i].height);
	}
	u = (u0 + u1) / 2;
	v = (v0 + v1) / 2;
	*out = (struct ocr_box){ .x = u * c - v * s, .y = u * s + v * c,
	    .width = (u1 - u0) * AROUND, .height = (v1 - v0) * AROUND,
	    .angle = t->angle, .score = 1 };
	return t->n > 0;
}

static int side_of(double longer)
{
	int side = (int)(longer * LARGER);

	return side > LOOK ? LOOK : side;
}

/* On the picture as `card` knows it, or on nothing yet. */
static enum err look(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *view, struct card_text *t, struct read_card *out)
{
	double longer = view ? fmax(view->width, view->height) :
	    fmax(im->width, im->height);
	enum err e = card_look(rd, im, view, side_of(longer), t);

	return e == OK ? card_fields(rd, im, t, out) : e;
}

static enum err read_both(struct reader *rd, const struct photo_image *im,
    struct card_text *t, struct read_card *out)
{
	struct read_card again;
	struct ocr_box view;
	enum err e = look(rd, im, NULL, t, out);

	if (e != OK || whole(out) || !nearer(t, &view))
		return e;
	e = look(rd, im, &view, t, &again);
	if (e == OK && rank(&again) > rank(out))
		*out = again;
	return e;
}

enum err read_id_card(struct reader *rd, const uint8_t *data, size_t n,
    struct read_card *out)
{
	struct card_text *t = NULL;
	struct photo_image *im = NULL;
	struct read_card card;
	enum err e = reader_load(rd, NULL);

	memset(&card, 0, sizeof card);
	if (e == OK)
		e = ocr_decode(data, n, SIDE, &im);
	if (e == OK && !(t = malloc(sizeof *t)))
		e = ERR_INTERNAL;
	if (e == OK)
		e = read_both(rd, im, t, &card);
	if (e == OK)
		*out = card;
	if (t)
		memset(t, 0, sizeof *t);
	free(t);
	photo_image_free(im);
	return e;
}
