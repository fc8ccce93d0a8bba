/*
 * Finding the machine readable zone in a picture: two or three lines of the
 * same length and direction, one below the other, of capitals, digits and
 * fillers at an even pitch (OCR-B, 9303-3 section 4). OCR loses fillers,
 * most of all at the end of a line: a character's place comes from where it
 * stands, not from how many were read before it.
 */
#include "mrz_parse.h"
#include "ocr.h"

#include "lib/base/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
#define SIDE 2000	/* pixels that lines are read from */
#define LONG 9.0	/* a line of 30 characters is some 13 times as wide as
			 * high; boxes have air around the letters */
#define GLYPHS_MIN 18	/* read in a line that can be one of a zone */
#define TRIES 14	/* lines that are read, the longest first */
#define GUESSES 4	/* lines that are looked for beside others */
#define NEARER 3	/* of them that are looked at again from nearer */

#define WAYS 5
#define FILLED 0.6	/* how sure a filler is that OCR did not see */

/* One line, and what it was read as: all have the same width. */
struct strip {
	struct ocr_box box;
	struct mrz_row row[WAYS];	/* the best first */
	int rows;
	int width;		/* of its format; 0: no line of a zone */
	int exact;		/* the best has as many characters as read */
	double mean;		/* of the best */
};

/* --- one line ------------------------------------------------------------ */

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The usual distance of neighbours, as a share of the box's width. */
static double pitch_of(const struct ocr_line *l)
{
	double d[OCR_GLYPHS];
	int i;

	for (i = 1; i < l->n; i++)
		d[i - 1] = l->glyph[i].at - l->glyph[i - 1].at;
	qsort(d, (size_t)(l->n - 1), sizeof *d, by_value);
	return d[(l->n - 1) / 2];
}

static struct mrz_cell cell_of(const struct ocr_glyph *g)
{
	return (struct mrz_cell){ g->text[0], g->p, g->other[0] };
}

static void fill(struct mrz_row *r, int upto)
{
	while (r->n < upto)
		r->cell[r->n++] = (struct mrz_cell){ '<', FILLED, 0 };
}

/* Puts what was read into the places of a line; 0 where it does not fit. */
static int place(const struct ocr_line *l, struct mrz_row *r)
{
	static const int widths[] = { 30, 36, 44 };
	double pitch;
	int i, step, at = 0;
	size_t w;

	pitch = pitch_of(l);
	r->n = 0;
	for (i = 0; i < l->n; i++) {
		step = i ? (int)lrint((l->glyph[i].at - l->glyph[i - 1].at) /
		    pitch) : 0;
		at += i && step < 1 ? 1 : step;
		if (at >= MRZ_WIDTH)
			return 0;
		fill(r, at);
		r->cell[r->n++] = cell_of(&l->glyph[i]);
	}
	/* What is missing at the end was fillers, if the box has room. */
	at = r->n + (int)floor((1 - l->glyph[l->n - 1].at) / pitch - 0.3);
	for (w = 0; w < sizeof widths / sizeof *widths; w++)
		if (r->n <= widths[w] && widths[w] <= at + 2) {
			fill(r, widths[w]);
			return r->n;
		}
	return 0;
}

/* The count of characters is right: no place needs to be guessed. */
static int exact(const struct ocr_line *l, struct mrz_row *r)
{
	int i;

	if (l->n != 30 && l->n != 36 && l->n != 44)
		return 0;
	for (i = 0; i < l->n; i++)
		r->cell[i] = cell_of(&l->glyph[i]);
	r->n = l->n;
	return r->n;
}

/* One reading more. A reading with every character in it is better than
 * one whose gaps were filled; else the surer one is. */
static void add(struct strip *s, const struct mrz_row *row, int exact,
    double mean)
{
	int better = !s->rows || (exact == s->exact ? mean > s->mean : exact);

	if (better && s->width != row->n)
		s->rows = 0;
	else if (s->width != row->n)
		return;
	if (!better) {
		s->row[s->rows++] = *row;
		return;
	}
	if (s->rows)
		s->row[s->rows] = s->row[0];
	s->rows++;
	s->row[0] = *row;
	s->width = row->n;
	s->exact = exact;
	s->mean = mean;
}

/* The line in two readings that overlap: of a long one the network sees
 * less, and loses letters between others. */
static enum err read_halves(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *whole, struct ocr_line *out)
{
	struct ocr_line half;
	struct ocr_box b;
	double share = 0.56, from, at;
	int side, i;
	enum err e = OK;

	out->n = 0;
	out->mean = 0;
	for (side = 0; e == OK && side < 2; side++) {
		b = *whole;
		from = side ? 1 - share : 0;
		at = (from + share / 2 - 0.5) * whole->width;
		b.width *= share;
		b.x += at * cos(b.angle);
		b.y += at * sin(b.angle);
		e = ocr_read(rd, im, &b, ALPHABET, &half);
		for (i = 0; e == OK && i < half.n; i++) {
			half.glyph[i].at = from + share * half.glyph[i].at;
			if ((half.glyph[i].at < 0.5) == !side &&
			    out->n < OCR_GLYPHS)
				out->glyph[out->n++] = half.glyph[i];
		}
		out->mean += half.mean / 2;
	}
	return e;
}

/* Names have fillers, numbers and dates many digits: other texts, and those
 * that are upside down, are not read a second time. */
static int likely(const struct ocr_line *l)
{
	int i, fillers = 0, digits = 0;

	for (i = 0; i < l->n; i++) {
		fillers += l->glyph[i].text[0] == '<';
		digits += l->glyph[i].text[0] >= '0' &&
		    l->glyph[i].text[0] <= '9';
	}
	return l->n >= GLYPHS_MIN && (fillers > 1 || digits > 9);
}

/* A place that was filled, in a reading that saw something there. */
static void mend(struct strip *s)
{
	struct mrz_cell *c, *other;
	int i, k;

	for (i = 0; s->rows && i < s->width; i++) {
		c = &s->row[0].cell[i];
		for (k = 1; k < s->rows && c->p == FILLED; k++) {
			other = &s->row[k].cell[i];
			if (other->c != '<' && other->p > FILLED)
				*c = *other;
		}
	}
}

static void read_strip(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *b, double enough, struct strip *best)
{
	/* Height of the box, and whether it is read in halves. */
	static const struct {
		double grow;
		int halves;
	} ways[WAYS] = { { 1, 0 }, { 1, 1 }, { 1.25, 0 }, { 0.85, 0 },
	    { 0.8, 1 } };
	struct mrz_row row;
	struct ocr_line l;
	struct ocr_box box;
	int i, exactly;
	enum err e;

	*best = (struct strip){ .box = *b };
	for (i = 0; i < WAYS; i++) {
		box = *b;
		box.height *= ways[i].grow;
		e = ways[i].halves ? read_halves(rd, im, &box, &l) :
		    ocr_read(rd, im, &box, ALPHABET, &l);
		if (e != OK || !likely(&l))
			break;
		exactly = exact(&l, &row);
		if (exactly || place(&l, &row))
			add(best, &row, exactly != 0, l.mean);
		if (best->exact && best->mean > enough)
			break;
	}
	mend(best);
}

/* --- lines of one zone ---------------------------------------------------- */

/* Box b's centre as a sees it: along the reading direction, and below. */
static void offset(const struct ocr_box *a, const struct ocr_box *b,
    double *along, double *below)
{
	double dx = b->x - a->x, dy = b->y - a->y;

	*along = dx * cos(a->angle) + dy * sin(a->angle);
	*below = dy * cos(a->angle) - dx * sin(a->angle);
}

static int beside(const struct ocr_box *a, const struct ocr_box *b)
{
	double along, below;

	offset(a, b, &along, &below);
	return fabs(sin(a->angle - b->angle)) < 0.06 &&
	    a->height < 1.6 * b->height && b->height < 1.6 * a->height &&
	    fabs(below) < 0.5 * a->height && fabs(along) <
	    0.5 * (a->width + b->width) + 1.5 * a->height;
}

/* Parts of a line become one: the detector cuts at long fillers. */
static int join(struct ocr_box *list, int n)
{
	double along, below, left, right, turn;
	int i, j;

	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++) {
			if (i == j || list[i].width < 3 * list[i].height ||
			    !beside(&list[i], &list[j]))
				continue;
			offset(&list[i], &list[j], &along, &below);
			left = fmin(-list[i].width / 2,
			    along - list[j].width / 2);
			right = fmax(list[i].width / 2,
			    along + list[j].width / 2);
			turn = list[i].angle;
			list[i].x += (left + right) / 2 * cos(turn);
			list[i].y += (left + right) / 2 * sin(turn);
			list[i].width = right - left;
			list[j] = list[--n];
			i = -1;
			break;
		}
	return n;
}

static int longest_first(const void *a, const void *b)
{
	const struct ocr_box *x = a, *y = b;

	return (x->width < y->width) - (x->width > y->width);
}

/* How far b is below a, where they can be lines of one zone; else 0. */
static double follows(const struct strip *a, const struct strip *b)
{
	double along, below, h = fmax(a->box.height, b->box.height);

	offset(&a->box, &b->box, &along, &below);
	return a->width && a->width == b->width &&
	    cos(a->box.angle - b->box.angle) > 0.99 &&
	    fabs(a->box.width - b->box.width) < 0.15 * a->box.width &&
	    fabs(along) < 0.12 * a->box.width && below > 0.5 * h &&
	    below < 4 * h ? below : 0;
}

/* The nearest line below list[at]; NULL: none. */
static const struct strip *below(const struct strip *list, int n, int at)
{
	const struct strip *found = NULL;
	double d, nearest = 0;
	int i;

	for (i = 0; i < n; i++) {
		d = follows(&list[at], &list[i]);
		if (d > 0 && (!found || d < nearest)) {
			nearest = d;
			found = &list[i];
		}
	}
	return found;
}

/* Fewer check digits that hold are chance: other documents, other texts. */
#define HELD 2

/* What was made of the best zone so far. */
struct best {
	int held;
	struct read_mrz *out;
};

/* All readings of two or three lines, against each other. One in ten wrong
 * ones passes a check digit, so another than the best must pass the
 * composite too. */
static void judge(const struct strip *const *line, int rows,
    struct best *best)
{
	struct mrz_row row[MRZ_LINES];
	struct read_mrz m;
	int i, all = 1, got, k, rest;

	for (i = 0; i < rows; i++)
		all *= line[i]->rows;
	for (k = 0; k < all; k++) {
		for (i = 0, rest = k; i < rows; i++) {
			row[i] = line[i]->row[rest % line[i]->rows];
			rest /= line[i]->rows;
		}
		got = mrz_parse(row, rows, clock_now(), &m);
		if (got > best->held && (!k || m.composite)) {
			best->held = got;
			*best->out = m;
		}
	}
}

static void choose(const struct strip *list, int n, struct best *best)
{
	const struct strip *line[MRZ_LINES];
	int i, rows, want;

	for (i = 0; i < n; i++) {
		if (!list[i].width)
			continue;
		want = list[i].width == 30 ? 3 : 2;
		line[0] = &list[i];
		for (rows = 1; rows < want; rows++) {
			line[rows] = below(list, n,
			    (int)(line[rows - 1] - list));
			if (!line[rows])
				break;
		}
		if (rows == want)
			judge(line, rows, best);
	}
}

/* Where the detector lost a line in a stamp: the places beside one that was
 * read whole, six lines to the inch at ten characters (9303-5; TD1) or four
 * (9303-4, -6). */
static int guess(struct reader *rd, const struct photo_image *im,
    double enough, struct strip *list, int n)
{
	struct ocr_box b;
	double away;
	int i, side, kept = n;

	for (i = 0; i < n; i++)
		for (side = -1; side <= 1 && list[i].exact &&
		    kept < TRIES + GUESSES; side += 2) {
			b = list[i].box;
			away = side * b.width / list[i].width *
			    (list[i].width == 30 ? 10.0 / 6 : 10.0 / 4);
			b.x -= away * sin(b.angle);
			b.y += away * cos(b.angle);
			read_strip(rd, im, &b, enough, &list[kept++]);
		}
	return kept;
}

/* Lines as they are, or from the other end. */
static void look(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *boxes, int n, int turned, double enough,
    struct best *best)
{
	struct strip list[TRIES + GUESSES] = { 0 };
	struct ocr_box b;
	int i, kept = 0, held = best->held;

	for (i = 0; i < n && kept < TRIES; i++) {
		if (boxes[i].width < LONG * boxes[i].height)
			continue;
		b = turned ? ocr_turn(&boxes[i]) : boxes[i];
		read_strip(rd, im, &b, enough, &list[kept++]);
	}
	choose(list, kept, best);
	if (best->held == held)
		choose(list, guess(rd, im, enough, list, kept), best);
}

/* Visas have no composite digit (9303-7). */
static int visa(const struct read_mrz *m)
{
	return m->format == MRZ_MRVA || m->format == MRZ_MRVB;
}

/* Both ways round; where a zone has been found but for some character, the
 * ways of reading that were not needed so far. */
static void look_round(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *boxes, int n, struct read_mrz *out)
{
	struct best best = { HELD - 1, out };
	int turned;

	for (turned = 0; turned < 2; turned++) {
		look(rd, im, boxes, n, turned, 0.9, &best);
		if (out->format == MRZ_NONE)
			continue;
		if (!out->composite && !visa(out))
			look(rd, im, boxes, n, turned, 2, &best);
		return;
	}
}

/* What a picture shows, or a part of it. */
static enum err look_at(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *view, int side, struct ocr_box boxes[OCR_BOXES],
    int *n, struct read_mrz *out)
{
	enum err e = ocr_find(rd, im, view, side, boxes, n);

	if (e != OK)
		return e;
	*n = join(boxes, *n);
	qsort(boxes, (size_t)*n, sizeof *boxes, longest_first);
	look_round(rd, im, boxes, *n, out);
	return OK;
}

/* Around the longest lines: in a small picture the detector takes the lines
 * of a zone, or a zone and the print above it, for one. */
static enum err look_nearer(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *boxes, int n, struct read_mrz *out)
{
	struct ocr_box view, near[OCR_BOXES];
	int i, tries = 0, found;
	enum err e = OK;

	for (i = 0; i < n && tries < NEARER && e == OK &&
	    out->format == MRZ_NONE; i++) {
		if (boxes[i].width < LONG * boxes[i].height)
			continue;
		tries++;
		view = boxes[i];
		view.width *= 1.06;
		view.height = 0.4 * view.width;	/* TD1: three lines of 73
						 * mm, some 13 mm high */
		e = look_at(rd, im, &view, 960, near, &found, out);
	}
	return e;
}

enum err read_mrz(struct reader *rd, const uint8_t *data, size_t n,
    struct read_mrz *out)
{
	struct photo_image *im;
	struct ocr_box boxes[OCR_BOXES];
	int count = 0;
	enum err e = ocr_decode(data, n, SIDE, &im);

	memset(out, 0, sizeof *out);
	if (e != OK)
		return e;
	e = look_at(rd, im, NULL, 960, boxes, &count, out);
	if (e == OK)
		e = look_nearer(rd, im, boxes, count, out);
	photo_image_free(im);
	return e;
}
