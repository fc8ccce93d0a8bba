/*
 * What a line of text says: PP-OCRv4's recognizer gives for each eighth pixel
 * the likelihood of every character; runs of the likeliest become glyphs.
 */
#include "ocr.h"

#include "pixels.h"
#include "reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEIGHT		48
#define WIDTH_LEAST	320	/* narrower lines were taught with grey */
#define WIDTH_MOST	1600

static const struct pixels_norm norm = {
	.scale = { 1 / 127.5f, 1 / 127.5f, 1 / 127.5f },
	.bias = { -1, -1, -1 },
};

/* Which classes can be, and how to name them. */
struct choice {
	const struct reader *rd;
	uint8_t *can;		/* NULL: all */
};

static int allowed_class(const char *allowed, const char *key)
{
	return key[0] && !key[1] && strchr(allowed, key[0]);
}

static enum err choice_new(const struct reader *rd, const char *allowed,
    struct choice *c)
{
	int i;

	c->rd = rd;
	c->can = NULL;
	if (!allowed)
		return OK;
	c->can = calloc((size_t)rd->classes, 1);
	if (!c->can)
		return ERR_INTERNAL;
	c->can[0] = 1;
	for (i = 1; i < rd->classes; i++)
		c->can[i] = allowed_class(allowed, rd->key[i]) ? 1 : 0;
	return OK;
}

/* The likeliest class that can be, and is not `but`. */
static int best_of(const struct choice *c, const float *p, int but)
{
	int i, best = -1;

	for (i = 0; i < c->rd->classes; i++)
		if (i != but && (!c->can || c->can[i]) &&
		    (best < 0 || p[i] > p[best]))
			best = i;
	return best;
}

/* The runner-up that is a character: the blank says nothing. */
static int second_of(const struct choice *c, const float *p, int but)
{
	int i, best = -1;

	for (i = 1; i < c->rd->classes; i++)
		if (i != but && (!c->can || c->can[i]) &&
		    (best < 0 || p[i] > p[best]))
			best = i;
	return best;
}

static void glyph_set(const struct choice *c, const float *p, int k,
    double at, struct ocr_glyph *g)
{
	int other = second_of(c, p, k);

	snprintf(g->text, sizeof g->text, "%s", c->rd->key[k]);
	g->p = (double)p[k];
	g->at = at;
	g->other[0] = '\0';
	g->other_p = 0;
	if (other > 0) {
		snprintf(g->other, sizeof g->other, "%s", c->rd->key[other]);
		g->other_p = (double)p[other];
	}
}

/* part: how much of the steps the box fills; the rest is grey. */
static void decode(const struct choice *c, const float *p, int steps,
    double part, struct ocr_line *out)
{
	int t, k, last = 0;
	double sum = 0;

	out->n = 0;
	for (t = 0; t < steps; t++, p += c->rd->classes) {
		k = best_of(c, p, -1);
		if (k > 0 && k == last) {
			if ((double)p[k] > out->glyph[out->n - 1].p)
				glyph_set(c, p, k, (t + 0.5) / steps / part,
				    &out->glyph[out->n - 1]);
		} else if (k > 0 && out->n < OCR_GLYPHS) {
			glyph_set(c, p, k, (t + 0.5) / steps / part,
			    &out->glyph[out->n++]);
		} else if (k > 0) {
			break;
		}
		last = k;
	}
	for (t = 0; t < out->n; t++)
		sum += out->glyph[t].p;
	out->mean = out->n ? sum / out->n : 0;
}

/* The box's pixels as the network's input; *part as decode wants it. */
static float *input_of(const struct photo_image *im,
    const struct ocr_box *box, int *width, double *part)
{
	double want = HEIGHT * box->width / fmax(box->height, 1);
	int w = (int)fmin(fmax(want + 0.5, 16), WIDTH_MOST);
	float *in;

	*width = w < WIDTH_LEAST ? WIDTH_LEAST : (w + 7) / 8 * 8;
	*part = (double)w / *width;
	in = calloc(3 * HEIGHT * (size_t)*width, sizeof *in);
	if (in)
		pixels_sample(im, box, w, HEIGHT, *width, &norm, in);
	return in;
}

enum err ocr_read(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *box, const char *allowed, struct ocr_line *out)
{
	struct choice c = { rd, NULL };
	float *in = NULL;
	const float *p;
	int64_t dims[4];
	double part;
	int width;
	enum err e = reader_load(rd, NULL);

	if (e == OK)
		e = choice_new(rd, allowed, &c);
	if (e == OK && !(in = input_of(im, box, &width, &part)))
		e = ERR_INTERNAL;
	if (e == OK)
		e = ort_run(rd->line, in, HEIGHT, width, &p, dims);
	if (e == OK && dims[2] != rd->classes)
		e = ERR_INTERNAL;
	if (e == OK)
		decode(&c, p, (int)dims[1], part, out);
	free(in);
	free(c.can);
	return e;
}

void ocr_text(const struct ocr_line *l, char *out, size_t size)
{
	size_t k = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < l->n && k + sizeof l->glyph[i].text < size; i++)
		k += (size_t)snprintf(out + k, size - k, "%s",
		    l->glyph[i].text);
}

struct ocr_box ocr_turn(const struct ocr_box *b)
{
	struct ocr_box t = *b;

	t.angle += M_PI;
	return t;
}
