/*
 * What the lines of a card mean. Labels that were read fix the card's plane;
 * then every character lies in a row and column of the card, whatever lines
 * the detector made of them.
 */
#include "card.h"
#include "card_words.h"

#include "lib/base/parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_LEAST	15	/* digits in a row: a number, or most of it */
#define ANCHORS		32
#define LETTERS_LEAST	5	/* single ones that agree where the card is */
#define ROW_HALF	3.4	/* mm: half the distance of rows */

/* Two characters beside each other and the mm where their middle is. */
static const struct {
	const char *first, *second;
	double x, y;
} labels[] = {
	{ "姓", "名", 8, 8.2 }, { "性", "别", 8, 15.3 },
	{ "民", "族", 29, 15.3 }, { "出", "生", 8, 22.2 },
	{ "住", "址", 8, 29.2 }, { "身", "份", 13.6, 47 },
};

#define LABELS		((int)(sizeof labels / sizeof *labels))

/* Where things are printed, mm. */
struct area {
	double x0, y0, x1, y1;
};

static const struct area name_area = { 13.8, 5.6, 50, 10.8 };
static const struct area sex_area = { 13.8, 13.1, 21, 17.5 };
static const struct area people_area = { 34, 13.1, 50, 17.5 };
static const struct area birth_area = { 13.8, 19.9, 48, 24.5 };
static const struct area number_area = { 28, 44.5, 82, 49.5 };

/* What is known while fields are filled. */
struct sheet {
	struct reader *rd;
	const struct photo_image *im;
	const struct card_text *t;
	struct read_card *out;
	struct card_plane plane;
	uint8_t label[OCR_BOXES][OCR_GLYPHS];	/* part of a label */
	int number_line, number_from, number_to;	/* glyphs; -1 */
};

static int is(const struct ocr_glyph *g, const char *text)
{
	return !strcmp(g->text, text);
}

static int is_digit(const struct ocr_glyph *g)
{
	return (g->text[0] >= '0' && g->text[0] <= '9') || is(g, "X") ||
	    is(g, "x");
}

/* The longest run of digits in any line. */
static void find_number(struct sheet *s)
{
	const struct ocr_line *l;
	int i, k, from, best = NUMBER_LEAST - 1;

	s->number_line = -1;
	for (i = 0; i < s->t->n; i++) {
		l = &s->t->line[i];
		for (from = k = 0; k <= l->n; k++) {
			if (k < l->n && is_digit(&l->glyph[k]))
				continue;
			if (k - from > best) {
				best = k - from;
				s->number_line = i;
				s->number_from = from;
				s->number_to = k;
			}
			from = k + 1;
		}
	}
}

static void add_anchor(struct card_anchor *list, int *n, double x, double y,
    struct read_point at)
{
	list[(*n)++] = (struct card_anchor){ x, y, at.x, at.y };
}

/* Labels, each the first time it comes (an address may say 民族 too: the
 * fit leaves out what is at the wrong place). */
static int find_labels(struct sheet *s, struct card_anchor *list)
{
	const struct ocr_line *l;
	struct read_point a, b;
	int i, j, k, n = 0;

	for (j = 0; j < LABELS; j++)
		for (i = 0; i < s->t->n; i++)
			for (l = &s->t->line[i], k = 0; k + 1 < l->n; k++) {
				if (!is(&l->glyph[k], labels[j].first) ||
				    !is(&l->glyph[k + 1], labels[j].second) ||
				    n == ANCHORS - 2)
					continue;
				a = card_glyph_at(s->t, i, k);
				b = card_glyph_at(s->t, i, k + 1);
				a.x = (a.x + b.x) / 2;
				a.y = (a.y + b.y) / 2;
				add_anchor(list, &n, labels[j].x, labels[j].y,
				    a);
				s->label[i][k] = s->label[i][k + 1] = 1;
			}
	return n;
}

/* Where the characters of labels are, each for itself. */
static const struct {
	const char *text;
	double x, y;
} letters[] = {
	{ "姓", 6.3, 8.2 }, { "名", 9.6, 8.2 }, { "性", 6.3, 15.3 },
	{ "别", 9.6, 15.3 }, { "民", 27.3, 15.3 }, { "族", 30.6, 15.3 },
	{ "出", 6.3, 22.2 }, { "生", 9.6, 22.2 }, { "年", 25.9, 22.2 },
	{ "月", 35.9, 22.2 }, { "日", 45.4, 22.2 }, { "住", 6.3, 29.2 },
	{ "址", 9.6, 29.2 }, { "公", 6.4, 47 }, { "民", 9.3, 47 },
	{ "身", 12.2, 47 }, { "份", 15.1, 47 }, { "号", 18, 47 },
	{ "码", 20.9, 47 },
};

#define LETTERS		((int)(sizeof letters / sizeof *letters))

/* Where small print broke the labels up. Some of these stand in addresses and
 * names as well: those don't fit, and there must be enough that do. */
static int find_letters(const struct sheet *s, struct card_anchor *list)
{
	int i, j, k, n = 0;

	for (i = 0; i < s->t->n; i++)
		for (k = 0; k < s->t->line[i].n; k++)
			for (j = 0; j < LETTERS && n < ANCHORS; j++)
				if (is(&s->t->line[i].glyph[k],
				    letters[j].text))
					add_anchor(list, &n, letters[j].x,
					    letters[j].y,
					    card_glyph_at(s->t, i, k));
	return n;
}

/* First and last digit of a whole number are two more anchors. */
static int find_plane(struct sheet *s)
{
	struct card_anchor list[ANCHORS];
	int n = find_labels(s, list), i = s->number_line;

	if (i >= 0 && s->number_to - s->number_from == 18) {
		add_anchor(list, &n, 29.9, 47,
		    card_glyph_at(s->t, i, s->number_from));
		add_anchor(list, &n, 77.5, 47,
		    card_glyph_at(s->t, i, s->number_to - 1));
	}
	if (card_plane_fit(list, n, 3, s->t->angle, &s->plane))
		return 1;
	n = find_letters(s, list);
	return card_plane_fit(list, n, LETTERS_LEAST, s->t->angle, &s->plane);
}

/* --- reading areas -------------------------------------------------- */

/* Glyphs inside an area, in reading order of one row, as text. */
static void gather(const struct sheet *s, const struct area *a,
    struct read_field *f)
{
	double best[OCR_GLYPHS], y = (a->y0 + a->y1) / 2;
	struct read_point at;
	const struct ocr_glyph *g[OCR_GLYPHS];
	int i, k, m, n = 0;

	for (i = 0; i < s->t->n; i++)
		for (k = 0; k < s->t->line[i].n; k++) {
			at = card_glyph_at(s->t, i, k);
			at = card_plane_from(&s->plane, at.x, at.y);
			if (s->label[i][k] || at.x < a->x0 || at.x > a->x1 ||
			    fabs(at.y - y) > ROW_HALF || n == OCR_GLYPHS)
				continue;
			for (m = n++; m > 0 && best[m - 1] > at.x; m--) {
				best[m] = best[m - 1];
				g[m] = g[m - 1];
			}
			best[m] = at.x;
			g[m] = &s->t->line[i].glyph[k];
		}
	f->sure = n ? 1 : 0;
	for (i = k = 0; i < n && k < (int)sizeof f->text - 8; i++) {
		k += snprintf(f->text + k, sizeof f->text - (size_t)k, "%s",
		    g[i]->text);
		f->sure = fmin(f->sure, g[i]->p);
	}
}

/* The area read for itself, wherever the detector saw lines. */
static enum err read_area(const struct sheet *s, const struct area *a,
    struct read_field *f)
{
	struct ocr_box b = card_plane_box(&s->plane, a->x0, a->y0, a->x1,
	    a->y1);
	struct ocr_line *l = malloc(sizeof *l);
	enum err e = l ? ocr_read(s->rd, s->im, &b, NULL, l) : ERR_INTERNAL;
	int i;

	memset(f, 0, sizeof *f);
	if (e == OK && l->n) {
		ocr_text(l, f->text, sizeof f->text);
		f->sure = 1;
		for (i = 0; i < l->n; i++)
			f->sure = fmin(f->sure, l->glyph[i].p);
	}
	free(l);
	return e;
}

/* The lines' characters that lie in the area; where there are none that make
 * sense, the area read for itself. */
static enum err read_field(const struct sheet *s, const struct area *a,
    void (*clean)(char *), struct read_field *out)
{
	struct read_field f = { .text = "" };
	enum err e = OK;

	gather(s, a, &f);
	clean(f.text);
	if (!f.text[0]) {
		e = read_area(s, a, &f);
		clean(f.text);
	}
	if (!f.text[0])
		f.sure = 0;
	*out = f;
	return e;
}

/* Crops of the name, mm more above, below and at the ends: small print reads
 * differently in each. */
static const double name_crops[][2] = {
	{ 0, 0 }, { -0.5, 0 }, { 0.5, 0.8 }, { -0.25, 0.4 }
};

#define NAME_CROPS	((int)(sizeof name_crops / sizeof *name_crops))

/* How much one reading is worth: characters are lost in small print more
 * often than made up, and a crowd is right more often than a sure one. */
static double worth(const struct read_field *list, int n, int i)
{
	double votes = 0;
	int k;

	for (k = 0; k < n; k++)
		votes += !strcmp(list[k].text, list[i].text);
	return list[i].text[0] ? (double)strlen(list[i].text) +
	    2 * votes + list[i].sure : -1;
}

/* Names are printed once and in letters, so nothing proves one: it is read
 * until two readings agree, and is half as sure where none do. */
static enum err read_name(struct sheet *s)
{
	struct read_field list[NAME_CROPS + 1], *out = &s->out->name;
	struct area a;
	int n = 0, i, best = 0, agree = 0;
	enum err e = read_field(s, &name_area, words_name, &list[n++]);

	while (e == OK && n <= NAME_CROPS && !agree) {
		a = name_area;
		a.y0 -= name_crops[n - 1][0];
		a.y1 += name_crops[n - 1][0];
		a.x1 += name_crops[n - 1][1];
		e = read_area(s, &a, &list[n]);
		words_name(list[n++].text);
		agree = n == 2 && list[0].text[0] && list[0].sure >= 0.9 &&
		    !strcmp(list[0].text, list[1].text);
	}
	if (e != OK)
		return e;
	for (i = 1; i < n; i++)
		best = worth(list, n, i) > worth(list, n, best) ? i : best;
	*out = list[best];
	for (i = 0; i < n; i++)
		agree += i != best && !strcmp(list[i].text, out->text);
	if (!agree)
		out->sure /= 2;
	return OK;
}

/* --- the address ---------------------------------------------------- */

struct row {
	double y;
	int line;
};

static int by_y(const void *a, const void *b)
{
	const struct row *p = a, *q = b;

	return p->y < q->y ? -1 : p->y > q->y;
}

static void add_row(const struct sheet *s, int line, char *out, size_t size,
    double *sure)
{
	const struct ocr_line *l = &s->t->line[line];
	struct read_point at;
	size_t k = strlen(out);
	int i;

	for (i = 0; i < l->n; i++) {
		at = card_glyph_at(s->t, line, i);
		at = card_plane_from(&s->plane, at.x, at.y);
		if (s->label[line][i] || at.x < 13 || at.x > 56 ||
		    k + 8 > size)
			continue;
		k += (size_t)snprintf(out + k, size - k, "%s",
		    l->glyph[i].text);
		*sure = fmin(*sure, l->glyph[i].p);
	}
}

static void read_address(struct sheet *s)
{
	struct read_field *f = &s->out->address;
	struct row rows[OCR_BOXES];
	struct read_point at;
	int i, n = 0;

	for (i = 0; i < s->t->n; i++) {
		at = card_plane_from(&s->plane, s->t->box[i].x,
		    s->t->box[i].y);
		if (at.y > 26 && at.y < 43.5 && at.x > 5 && at.x < 56 &&
		    i != s->number_line)
			rows[n++] = (struct row){ at.y, i };
	}
	qsort(rows, (size_t)n, sizeof *rows, by_y);
	f->sure = 1;
	for (i = 0; i < n; i++)
		add_row(s, rows[i].line, f->text, sizeof f->text, &f->sure);
	words_address(f->text);
	if (!f->text[0])
		f->sure = 0;
}

/* --- the number ----------------------------------------------------- */

static struct ocr_box number_box(const struct sheet *s)
{
	const struct ocr_box *b;
	double from, to;
	int i = s->number_line;

	if (i < 0)
		return card_plane_box(&s->plane, number_area.x0,
		    number_area.y0, number_area.x1, number_area.y1);
	b = &s->t->box[i];
	if (s->number_to - s->number_from == s->t->line[i].n)
		return *b;
	/* A label in the same line is left out. */
	from = s->number_from == 0 ? 0 :
	    s->t->line[i].glyph[s->number_from].at - b->height / b->width;
	to = s->number_to == s->t->line[i].n ? 1 :
	    s->t->line[i].glyph[s->number_to - 1].at + b->height / b->width;
	from = fmax(from, 0);
	to = fmin(to, 1);
	return (struct ocr_box){
		.x = b->x + ((from + to) / 2 - 0.5) * b->width *
		    cos(b->angle),
		.y = b->y + ((from + to) / 2 - 0.5) * b->width *
		    sin(b->angle),
		.width = (to - from) * b->width, .height = b->height,
		.angle = b->angle, .score = b->score,
	};
}

static enum err read_number(struct sheet *s)
{
	struct ocr_box b = number_box(s);
	char first[32] = "";
	double p = 1;
	const struct ocr_glyph *g;
	int i, k = 0;

	for (i = s->number_from; s->number_line >= 0 && i < s->number_to &&
	    k < 31; i++) {
		g = &s->t->line[s->number_line].glyph[i];
		first[k++] = g->text[0] == 'x' ? 'X' : g->text[0];
		p = fmin(p, g->p);
	}
	first[k] = '\0';
	return card_number(s->rd, s->im, &b, first, p, s->out->birth.text,
	    s->out->sex.text, &s->out->number);
}

/* A number that is certain knows birthday and sex better than any reading. */
static void from_number(struct read_card *c)
{
	const char *n = c->number.text;

	if (!c->number.certain)
		return;
	snprintf(c->birth.text, sizeof c->birth.text, "%.4s-%.2s-%.2s", n + 6,
	    n + 10, n + 12);
	snprintf(c->sex.text, sizeof c->sex.text, "%c", parse_id_sex(n));
	c->birth.certain = c->sex.certain = 1;
	c->birth.sure = c->sex.sure = c->number.sure;
}

static void outline(struct sheet *s)
{
	struct read_card *c = s->out;
	double degrees;

	c->corner[0] = card_plane_to(&s->plane, 0, 0);
	c->corner[1] = card_plane_to(&s->plane, CARD_WIDTH, 0);
	c->corner[2] = card_plane_to(&s->plane, CARD_WIDTH, CARD_HEIGHT);
	c->corner[3] = card_plane_to(&s->plane, 0, CARD_HEIGHT);
	degrees = atan2(c->corner[1].y - c->corner[0].y,
	    c->corner[1].x - c->corner[0].x) * 180 / M_PI;
	c->turned = ((int)lround(degrees / 90) * 90 + 360) % 360;
}

static enum err front(struct sheet *s)
{
	struct read_card *c = s->out;
	enum err e;

	c->seen = READ_CARD_FRONT;
	outline(s);
	e = read_name(s);
	if (e == OK)
		e = read_field(s, &sex_area, words_sex, &c->sex);
	if (e == OK)
		e = read_field(s, &people_area, words_people, &c->ethnicity);
	if (e == OK)
		e = read_field(s, &birth_area, words_birth, &c->birth);
	if (e != OK)
		return e;
	read_address(s);
	e = read_number(s);
	from_number(c);
	return e;
}

enum err card_fields(struct reader *rd, const struct photo_image *im,
    const struct card_text *t, struct read_card *out)
{
	struct sheet *s = calloc(1, sizeof *s);
	char all[4096] = "";
	size_t k = 0;
	enum err e = OK;
	int i;

	if (!s)
		return ERR_INTERNAL;
	s->rd = rd;
	s->im = im;
	s->t = t;
	s->out = out;
	memset(out, 0, sizeof *out);
	for (i = 0; i < t->n && k + 400 < sizeof all; i++) {
		ocr_text(&t->line[i], all + k, sizeof all - k - 1);
		k += strlen(all + k);
		all[k++] = '\n';
		all[k] = '\0';
	}
	find_number(s);
	out->seen = t->n ? READ_OTHER : READ_NOTHING;
	if (words_back(all, out->valid_until))
		out->seen = READ_CARD_BACK;
	else if (find_plane(s))
		e = front(s);
	free(s);
	return e;
}
