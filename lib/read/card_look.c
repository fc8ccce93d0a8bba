/* One look at a picture: its lines of text, the right way up. */
#include "card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define READ_MOST	32	/* lines that are read, the widest first */
#define LONG		2.5	/* width to height: it has a direction */
#define BOTH_WAYS	3	/* lines that are read upside down too */
#define CLEAR		5.0	/* sure characters more one way: decided */

static int by_width(const void *a, const void *b)
{
	const struct ocr_box *p = a, *q = b;

	return p->width < q->width ? 1 : p->width > q->width ? -1 : 0;
}

/* The direction of most text, up to upside down. */
static double direction(const struct ocr_box *list, int n)
{
	double c = 0, s = 0;
	int i;

	for (i = 0; i < n; i++)
		if (list[i].width > LONG * list[i].height) {
			c += list[i].width * cos(2 * list[i].angle);
			s += list[i].width * sin(2 * list[i].angle);
		}
	return c == 0 && s == 0 ? 0 : atan2(s, c) / 2;
}

/* The box with its width along that of four directions that is nearest. */
static void align(struct ocr_box *b, double angle)
{
	double t, off;
	int quarter;

	quarter = (int)lround((angle - b->angle) / (M_PI / 2));
	off = remainder(b->angle + quarter * M_PI / 2 - angle, 2 * M_PI);
	b->angle = angle + off;
	if (quarter % 2) {
		t = b->width;
		b->width = b->height;
		b->height = t;
	}
}

/*
 * Upside down? The widest lines are read from both ends until it is clear;
 * their readings stay, *done of them.
 */
static enum err upright(struct reader *rd, const struct photo_image *im,
    struct card_text *t, int *turned, int *done)
{
	struct ocr_line *back = malloc(BOTH_WAYS * sizeof *back);
	struct ocr_box b;
	double sum = 0;
	enum err e = back ? OK : ERR_INTERNAL;
	int i;

	for (i = 0; e == OK && i < t->n && i < BOTH_WAYS &&
	    fabs(sum) < CLEAR; i++) {
		b = ocr_turn(&t->box[i]);
		e = ocr_read(rd, im, &t->box[i], NULL, &t->line[i]);
		if (e == OK)
			e = ocr_read(rd, im, &b, NULL, &back[i]);
		if (e == OK)
			sum += t->line[i].mean * t->line[i].n -
			    back[i].mean * back[i].n;
	}
	*done = i;
	*turned = sum < 0;
	for (i = 0; e == OK && sum < 0 && i < *done; i++)
		t->line[i] = back[i];
	free(back);
	return e;
}

enum err card_look(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *view, int side, struct card_text *out)
{
	int i, turned = 0, done = 0;
	enum err e;

	e = ocr_find(rd, im, view, side, out->box, &out->n);
	if (e != OK)
		return e;
	out->angle = direction(out->box, out->n);
	for (i = 0; i < out->n; i++)
		align(&out->box[i], out->angle);
	qsort(out->box, (size_t)out->n, sizeof *out->box, by_width);
	out->n = out->n > READ_MOST ? READ_MOST : out->n;
	e = upright(rd, im, out, &turned, &done);
	if (turned)
		out->angle += M_PI;
	for (i = 0; e == OK && i < out->n; i++) {
		if (turned)
			out->box[i] = ocr_turn(&out->box[i]);
		if (i >= done)
			e = ocr_read(rd, im, &out->box[i], NULL,
			    &out->line[i]);
	}
	return e;
}

struct read_point card_glyph_at(const struct card_text *t, int line, int n)
{
	const struct ocr_box *b = &t->box[line];
	double along = (t->line[line].glyph[n].at - 0.5) * b->width;

	return (struct read_point){ b->x + along * cos(b->angle),
	    b->y + along * sin(b->angle) };
}
