/*
 * QR codes in a picture. Screenshots are tiny or huge, photos of a screen dim,
 * skewed and striped, and a decoder finds a code at one size and not at
 * another: so a table of views of the picture is tried, likely and cheap ones
 * first, until one gives a code.
 */
#include "qr.h"

#include "decoder.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A phone's 12 MP stay as they are; larger ones are halved while decoding. */
#define SIDE 4000
/* Of a long screenshot the longer side says little. */
#define PIXELS 16e6
/* Nothing new is begun after so much processor time. */
#define ENOUGH_MS 1500

enum filter { PLAIN, LOCAL, SMOOTH, SHARPEN, INVERT, MIRROR, WARP };
enum { ZXING = 1, GLOBAL = 2, ZBAR = 4 };

/* A view: its size, what is done to it, who looks at it. */
struct look {
	int percent;		/* of the picture's size, or ... */
	int side;		/* ... px of its longer side */
	enum filter filter;
	int k;			/* its strength, see grey.h; WARP: which */
	int who;
};

/* What decoders give up on: a screen from the side, paper round something. */
static const struct grey_warp warps[] = {
	{ 0.3, 0, 0, 0 }, { -0.3, 0, 0, 0 }, { 0, 0.3, 0, 0 },
	{ 0, -0.3, 0, 0 }, { 0, 0, 0.08, 0 }, { 0, 0, -0.08, 0 },
	{ 0, 0, 0, 0.08 }, { 0, 0, 0, -0.08 },
};

/* Chosen on one half of 382 public pictures with a known text, in the order
 * of what a view adds for its time; docs/SCAN.md has the figures. */
static const struct look looks[] = {
	{ 0, 1000, PLAIN, 0, ZXING },
	{ 67, 0, PLAIN, 0, ZXING },
	{ 100, 0, LOCAL, 16, GLOBAL },
	{ 0, 400, PLAIN, 0, GLOBAL },
	{ 100, 0, SMOOTH, 1, ZBAR },
	{ 100, 0, PLAIN, 0, ZXING | ZBAR },
	{ 0, 800, PLAIN, 0, ZXING | GLOBAL | ZBAR },
	{ 0, 600, LOCAL, 10, GLOBAL | ZBAR },
	{ 200, 0, PLAIN, 0, ZXING | GLOBAL | ZBAR },
	{ 0, 1600, PLAIN, 0, ZXING | GLOBAL },
	{ 0, 800, INVERT, 0, ZXING },
	{ 100, 0, INVERT, 0, ZXING | ZBAR },
	{ 0, 600, WARP, 0, ZXING | GLOBAL },
	{ 0, 600, WARP, 1, ZXING | GLOBAL },
	{ 0, 600, WARP, 2, ZXING | GLOBAL },
	{ 0, 600, WARP, 3, ZXING | GLOBAL },
	{ 200, 0, LOCAL, 16, ZXING | ZBAR },
	{ 0, 800, SMOOTH, 2, ZXING | ZBAR },
	{ 200, 0, SHARPEN, 3, ZXING },
	{ 300, 0, PLAIN, 0, ZXING },
	{ 0, 1300, WARP, 0, ZXING | GLOBAL },
	{ 0, 1300, WARP, 1, ZXING | GLOBAL },
	{ 0, 1300, WARP, 2, ZXING | GLOBAL },
	{ 0, 1300, WARP, 3, ZXING | GLOBAL },
	{ 0, 400, WARP, 4, ZXING | GLOBAL },
	{ 0, 400, WARP, 5, ZXING | GLOBAL },
	{ 0, 400, WARP, 6, ZXING | GLOBAL },
	{ 0, 400, WARP, 7, ZXING | GLOBAL },
};

/* Pixels that a decoder gets at most: zbar needs 0.1 s for each million, and
 * enlarging helps small pictures only. */
#define ZBAR_MAX 3e6
#define LARGER_MAX 3e6

struct search {
	struct sink sink;	/* first: take() finds the rest from it */
	struct arena *arena;
	struct scan_code *list;
	int max, n;
	const struct look *look;
	const struct grey *view;
	double scale;		/* px of the file for one of the view */
};

static int known(const struct search *s, const char *text)
{
	int i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->list[i].text, text) == 0)
			return 1;
	return 0;
}

/* A place of the view in px of the file. */
static void place(const struct search *s, const int from[2], int to[2])
{
	double x = from[0], y = from[1];

	if (s->look->filter == MIRROR)
		x = s->view->width - 1 - x;
	if (s->look->filter == WARP)
		grey_warp_point(s->view, &warps[s->look->k], &x, &y);
	to[0] = (int)(x * s->scale + 0.5);
	to[1] = (int)(y * s->scale + 0.5);
}

static void take(struct sink *sink, const struct decoded *d)
{
	struct search *s = (struct search *)sink;
	const char *text = d->text ? arena_strdup(s->arena, d->text) :
	    qr_text(s->arena, d->bytes, d->n);
	struct scan_code *c;
	int i;

	if (s->n == s->max || !*text || known(s, text))
		return;
	c = &s->list[s->n++];
	c->text = text;
	for (i = 0; i < 8; i += 2)
		place(s, d->at + i, c->at + i);
}

static int change(struct grey *g, const struct look *l)
{
	struct grey warped = {0};

	switch (l->filter) {
	case PLAIN:
		return 1;
	case LOCAL:
		return grey_local(g, l->k);
	case SMOOTH:
		return grey_smooth(g, l->k);
	case SHARPEN:
		return grey_sharpen(g, l->k, 32);
	case INVERT:
		grey_invert(g);
		return 1;
	case MIRROR:
		grey_mirror(g);
		return 1;
	case WARP:
		if (!grey_warp(g, &warps[l->k], &warped))
			return 0;
		free(g->p);
		*g = warped;
		return 1;
	}
	return 0;
}

/* The size of the view; 0: it makes no sense for this picture. */
static int size(const struct grey *g, const struct look *l, int *w, int *h)
{
	int side = g->width > g->height ? g->width : g->height;
	double by = l->side ? (double)l->side / side : l->percent / 100.0;
	double pixels = by * by * g->width * g->height;

	*w = (int)(g->width * by + 0.5);
	*h = (int)(g->height * by + 0.5);
	if (*w < 12 || *h < 12 || by > 4)
		return 0;
	if (by > 1 && pixels > LARGER_MAX)
		return 0;
	return pixels <= (l->who & ZBAR ? ZBAR_MAX : PIXELS);
}

static enum err look_at(const struct grey *g, const struct look *l,
    struct search *s, double scale)
{
	struct grey view = {0};
	struct grey_part all = { 0, 0, g->width, g->height };
	int w, h, ok;

	if (!size(g, l, &w, &h))
		return OK;
	s->scale = g->width / scale / w;
	s->look = l;
	s->view = &view;
	ok = grey_size(g, &all, w, h, &view) && change(&view, l);
	if (ok && l->who & ZXING)
		ok = decode_zxing(&view, 0, &s->sink);
	if (ok && s->n == 0 && l->who & GLOBAL)
		ok = decode_zxing(&view, 1, &s->sink);
	if (ok && s->n == 0 && l->who & ZBAR)
		ok = decode_zbar(&view, &s->sink);
	free(view.p);
	return ok ? OK : ERR_INTERNAL;
}

static double spent_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum err search(const struct grey *g, double scale, struct search *s)
{
	const struct look *l, *end = looks + sizeof looks / sizeof *looks;
	double start = spent_ms();
	enum err e = OK;

	for (l = looks; e == OK && s->n == 0 && l < end &&
	    spent_ms() - start < ENOUGH_MS; l++)
		e = look_at(g, l, s, scale);
	return e;
}

/* A long screenshot again, if its shorter side lost too much. */
static enum err read_picture(const uint8_t *data, size_t n, struct grey *g,
    double *scale)
{
	enum err e = grey_read(data, n, SIDE, g, scale);
	double area, more;
	int side;

	if (e != OK || *scale >= 1)
		return e;
	area = (double)g->width * g->height;
	more = PIXELS / area;
	if (more < 4)
		return OK;
	side = g->width > g->height ? g->width : g->height;
	free(g->p);
	g->p = NULL;
	/* Twice the side, four times the pixels. */
	return grey_read(data, n, more < 16 ? 2 * side : 4 * side, g, scale);
}

enum err qr_read(struct arena *a, const uint8_t *data, size_t n,
    struct scan_code *list, int max, int *count)
{
	struct search s = { .sink = { take }, .arena = a, .list = list,
	    .max = max };
	struct grey g = {0};
	double scale;
	enum err e = read_picture(data, n, &g, &scale);

	if (e == OK)
		e = search(&g, scale, &s);
	free(g.p);
	if (e == OK && s.n == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		*count = s.n;
	return e;
}
