/*
 * From the network's mask to the matte. Most pixels are surely wall or surely
 * person; the rest, and what looks like wall inside the person, is open. For
 * an open pixel three voices give an alpha and how sure of it they are: the
 * mask, made to follow the edges; where between wall and person the colour
 * lies; and whether it is the wall's very colour. The matting Laplacian then
 * finds the alpha that follows the picture and hears all of them. Where the
 * wall is rough or the person looks like it, the last two fall silent by
 * their own measure.
 */
#include "backdrop.h"
#include "laplacian.h"
#include "matte.h"
#include "moments.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* [M] of half A, docs/IMAGE.md. Weights are on the Laplacian's scale. */
#define SOFT		0.05f	/* mask from here to 1 - SOFT is open */
#define WIDEN		80	/* of the height: so far round it as well */
#define DEEP		16	/* of the height: gaps are looked for so deep */
#define HAZE		0.08f	/* of both ends is what a window smears */
#define GUIDE_EPSILON	1e-4f
#define GUIDE_SHARE	55	/* of the height: the guided filter's radius */
#define EPSILON		1e-5
#define ROUNDS		40
#define MASK_WEIGHT	0.15f
#define KEY_WEIGHT	0.10f
#define WALL_WEIGHT	0.20f
#define BARE_SHARE	0.5f	/* of MASK_WEIGHT goes where wall is bare */
#define KEY_DOUBT	0.02f	/* variance that no projection is below */
#define OFF_LINE	5.0f	/* times: doubt of a colour beside the line */
#define UNLIKE		20.0f	/* levels from the wall, and it is heard */
#define SHADE		0.06f	/* of the light; between curls */
#define ALIKE		0.05f	/* weight of a sure pixel like the wall */
#define DOUBT		0.05f	/* of the mask, at its surest */

/* What is known of the person round a cell, and the guided filter's line. */
enum { MEAN, COV = 3, SLOPE = 9, OFFSET = 12, KNOWN = 13 };

struct cell {
	float v[KNOWN];
};

struct refine {
	const struct photo_image *im;
	const struct plane *mask;
	int width, height;		/* px */
	int across, down;		/* cells */
	struct cell *cell;
	struct plane near, deep;	/* cells: open; gaps may be here */
	struct backdrop wall;
	struct plane wish, firm;
	uint8_t *open;
	float *row;	/* wall colour and roughness, twice; 3 of distances */
};

/* The covariance at an index into moments, colours 0..1. */
static void covariance(const struct moments *m, size_t i, float mean[3],
    float cov[6])
{
	static const int pair[6][2] = { { 0, 0 }, { 0, 1 }, { 0, 2 },
	    { 1, 1 }, { 1, 2 }, { 2, 2 } };
	float s = 1 / (m->m[M_N].v[i] + 1e-12f);
	int k;

	for (k = 0; k < 3; k++)
		mean[k] = m->m[M_R + k].v[i] * s;
	for (k = 0; k < 6; k++)
		cov[k] = m->m[M_RR + k].v[i] * s - mean[pair[k][0]] *
		    mean[pair[k][1]];
}

/* Inverse of a symmetric matrix, rr rg rb gg gb bb, and its determinant. */
static double invert(const float c[6], double out[6])
{
	double rr = c[0], rg = c[1], rb = c[2], gg = c[3], gb = c[4];
	double bb = c[5], det;
	int k;

	out[0] = gg * bb - gb * gb;
	out[1] = gb * rb - rg * bb;
	out[2] = rg * gb - gg * rb;
	out[3] = rr * bb - rb * rb;
	out[4] = rb * rg - rr * gb;
	out[5] = rr * gg - rg * rg;
	det = rr * out[0] + rg * out[1] + rb * out[2];
	for (k = 0; k < 6; k++)
		out[k] /= det;
	return det;
}

/* The guided filter on cells: lines into SLOPE and OFFSET. */
static int guide(struct refine *r, const struct plane *ones)
{
	struct plane line[4];
	struct moments m;
	int k, radius = (r->height / GUIDE_SHARE + MOMENT_CELL / 2) /
	    MOMENT_CELL, err;
	size_t i, n = (size_t)r->across * (size_t)r->down;

	memset(line, 0, sizeof line);
	if ((err = moments_of(r->im, ones, r->mask, &m)) != PHOTO_OK)
		return err;
	err = moments_blur(&m, radius, 0);
	for (k = 0; k < 4 && err == PHOTO_OK; k++)
		err = plane_new(r->across, r->down, &line[k]);
	for (i = 0; err == PHOTO_OK && i < n; i++) {
		float mean[3], cov[6], with[3], p, s = 1 / m.m[M_N].v[i];
		double inverse[6], a[3];

		covariance(&m, i, mean, cov);
		for (k = 0; k < 6; k += k == 0 ? 3 : 2)
			cov[k] += GUIDE_EPSILON;
		p = m.m[M_P].v[i] * s;
		for (k = 0; k < 3; k++)
			with[k] = m.m[M_RP + k].v[i] * s - mean[k] * p;
		invert(cov, inverse);
		a[0] = inverse[0] * with[0] + inverse[1] * with[1] +
		    inverse[2] * with[2];
		a[1] = inverse[1] * with[0] + inverse[3] * with[1] +
		    inverse[4] * with[2];
		a[2] = inverse[2] * with[0] + inverse[4] * with[1] +
		    inverse[5] * with[2];
		for (k = 0; k < 3; k++)
			line[k].v[i] = (float)a[k];
		line[3].v[i] = (float)(p - a[0] * mean[0] - a[1] * mean[1] -
		    a[2] * mean[2]);
	}
	for (k = 0; k < 4 && err == PHOTO_OK; k++)
		err = plane_blur(&line[k], radius, &line[k]);
	for (i = 0; err == PHOTO_OK && i < n; i++)
		for (k = 0; k < 4; k++)
			r->cell[i].v[SLOPE + k] = line[k].v[i];
	for (k = 0; k < 4; k++)
		plane_free(&line[k]);
	moments_free(&m);
	return err;
}

/* Mean and covariance of the sure person near each cell, in levels; what is
 * nearer counts most, what is far only where nothing is near. */
static int look(struct refine *r, const struct plane *sure)
{
	static const int radius[2] = { 2, 8 };
	static const float gain[2] = { 1, 0.01f };
	struct moments all, part;
	size_t i, n = (size_t)r->across * (size_t)r->down;
	int k, j, err;

	if ((err = moments_of(r->im, sure, NULL, &part)) != PHOTO_OK)
		return err;
	memset(&all, 0, sizeof all);
	for (k = 0; k < M_COLOURS && err == PHOTO_OK; k++)
		err = plane_new(r->across, r->down, &all.m[k]);
	for (j = 0; j < 2 && err == PHOTO_OK; j++) {
		err = moments_blur(&part, radius[j], 1);
		for (k = 0; k < M_COLOURS; k++)
			for (i = 0; i < n; i++)
				all.m[k].v[i] += gain[j] * part.m[k].v[i];
	}
	for (i = 0; err == PHOTO_OK && i < n; i++) {
		float mean[3], cov[6];

		covariance(&all, i, mean, cov);
		for (k = 0; k < 3; k++)
			r->cell[i].v[MEAN + k] = 255 * mean[k];
		for (k = 0; k < 6; k++)
			r->cell[i].v[COV + k] = 255 * 255 * cov[k];
	}
	moments_free(&part);
	moments_free(&all);
	return err;
}

/* Cells near soft ones, and those in which gaps may be. */
static int find_open(struct refine *r)
{
	int x, y, err;
	size_t i = 0;

	if ((err = plane_new(r->across, r->down, &r->near)) != PHOTO_OK ||
	    (err = plane_new(r->across, r->down, &r->deep)) != PHOTO_OK)
		return err;
	for (y = 0; y < r->height; y++)
		for (x = 0; x < r->width; x++, i++)
			if (r->mask->v[i] > SOFT && r->mask->v[i] < 1 - SOFT)
				r->near.v[(size_t)(y / MOMENT_CELL) *
				    (size_t)r->across + (size_t)(x /
				    MOMENT_CELL)] = 1;
	err = plane_blur(&r->near, r->height / DEEP / MOMENT_CELL, &r->deep);
	if (err == PHOTO_OK)
		err = plane_blur(&r->near, (r->height / WIDEN +
		    MOMENT_CELL / 2) / MOMENT_CELL, &r->near);
	return err;
}

/* All that is known of the cells at a pixel, between their middles. */
static void know(const struct refine *r, int x, int y, struct cell *out)
{
	float fx = ((float)x + 0.5f) / MOMENT_CELL - 0.5f;
	float fy = ((float)y + 0.5f) / MOMENT_CELL - 0.5f;
	int x0 = fx < 0 ? 0 : (int)fx, y0 = fy < 0 ? 0 : (int)fy, k;
	int x1 = x0 + 1 < r->across ? x0 + 1 : x0;
	int y1 = y0 + 1 < r->down ? y0 + 1 : y0;
	const struct cell *top = r->cell + (size_t)y0 * (size_t)r->across;
	const struct cell *low = r->cell + (size_t)y1 * (size_t)r->across;
	float a, b, c, d;

	fx = fx < 0 ? 0 : fx - (float)x0;
	fy = fy < 0 ? 0 : fy - (float)y0;
	a = (1 - fx) * (1 - fy);
	b = fx * (1 - fy);
	c = (1 - fx) * fy;
	d = fx * fy;
	for (k = 0; k < KNOWN; k++)
		out->v[k] = a * top[x0].v[k] + b * top[x1].v[k] +
		    c * low[x0].v[k] + d * low[x1].v[k];
}

static float clamp(float v)
{
	return v < 0 ? 0 : v > 1 ? 1 : v;
}

/* How far from the wall towards the person the colour is, and the weight of
 * that: less where the person varies, where there is little between the two,
 * and where the colour lies beside the line from one to the other. */
static float project(const float off[3], const struct cell *c,
    const float to[3], float rough, float *weight)
{
	const float *v = c->v + COV;
	float whole = to[0] * to[0] + to[1] * to[1] + to[2] * to[2] + 1;
	float along = off[0] * to[0] + off[1] * to[1] + off[2] * to[2];
	float beside = off[0] * off[0] + off[1] * off[1] + off[2] * off[2] -
	    along * along / whole;
	float a = clamp(along / whole), varies, deviation, doubt;

	varies = (v[0] * to[0] * to[0] + v[3] * to[1] * to[1] +
	    v[5] * to[2] * to[2] + 2 * (v[1] * to[0] * to[1] + v[2] * to[0] *
	    to[2] + v[4] * to[1] * to[2])) / whole;
	varies = varies > 0 ? varies : 0;
	doubt = (a * a * varies + (1 - a) * (1 - a) * rough * rough +
	    OFF_LINE * (beside > 0 ? beside : 0)) / whole;
	/* Half of the person is lighter than its mean, or darker: all of it
	 * is person even so. */
	deviation = sqrtf(varies / whole);
	*weight = KEY_WEIGHT * KEY_DOUBT / (doubt + KEY_DOUBT);
	return clamp(a / (1 - (deviation < 0.5f ? deviation : 0.5f)));
}

/*
 * How surely this is bare wall, 0..1: its colour all round the pixel against
 * the person's, and the mask. `distance` is the mean square from the wall
 * over 3 x 3 pixels: single hairs before the wall are not bare.
 */
static float bare(const float beyond[3], const struct cell *c, float rough,
    float distance, float mask)
{
	const float broad = 100;	/* levels squared: people vary */
	float cov[6], person, wall, sure;
	double v[6], det, far;
	int k;

	for (k = 0; k < 6; k++)
		cov[k] = c->v[COV + k];
	cov[0] += broad;
	cov[3] += broad;
	cov[5] += broad;
	det = invert(cov, v);
	far = v[0] * beyond[0] * beyond[0] + v[3] * beyond[1] * beyond[1] +
	    v[5] * beyond[2] * beyond[2] + 2 * (v[1] * beyond[0] * beyond[1] +
	    v[2] * beyond[0] * beyond[2] + v[4] * beyond[1] * beyond[2]);
	mask = mask < DOUBT ? DOUBT : mask > 1 - DOUBT ? 1 - DOUBT : mask;
	person = mask * (expf(-0.5f * (float)far) / sqrtf((float)det) +
	    1e-7f);
	wall = (1 - mask) * expf(-0.25f * distance / (rough * rough)) /
	    (rough * rough * rough);
	sure = wall / (wall + person);
	return sure > 0.5f ? 2 * sure - 1 : 0;
}

/* The voices at one pixel into wish and firm. */
static void hear(struct refine *r, int x, int y, const float distance[2])
{
	size_t i = (size_t)y * (size_t)r->width + (size_t)x;
	const uint8_t *px = r->im->rgb + 3 * i;
	float off[3], to[3], beyond[3], a, key, weight, empty, prior, hair;
	float sure;	/* the mask is, that here is a person */
	float light[2] = { 1, 1 };
	float rough = r->row[3 * r->width + x];
	struct cell c;
	int k;

	know(r, x, y, &c);
	a = c.v[OFFSET];
	for (k = 0; k < 3; k++) {
		float wall = r->row[k * r->width + x];

		off[k] = px[k] - wall;
		to[k] = c.v[MEAN + k] - wall;
		light[0] += wall;
		light[1] += c.v[MEAN + k];
		beyond[k] = px[k] - c.v[MEAN + k];
		a += c.v[SLOPE + k] * px[k] * (1 / 255.0f);
	}
	a = clamp(a);
	key = project(off, &c, to, rough, &weight);
	/* [M] on the outline the same shade is a wisp of hair */
	sure = clamp(10 * r->mask->v[i] - 9);
	hair = clamp(4 * (1 - light[1] / light[0]) - 1) * sure;
	empty = bare(beyond, &c, rough, distance[0] + hair * (distance[1] -
	    distance[0]), r->mask->v[i]);
	/* A person of the wall's colour is no evidence of wall. */
	empty *= clamp((to[0] * to[0] + to[1] * to[1] + to[2] * to[2]) /
	    (3 * UNLIKE * UNLIKE));
	/* Where the mask is sure only dark hair has gaps; collars have
	 * shadows of any colour. */
	empty *= 1 - sure + hair;
	prior = MASK_WEIGHT * (1 - (BARE_SHARE + (1 - BARE_SHARE) * hair) *
	    empty);
	r->firm.v[i] = weight + prior + WALL_WEIGHT * (1 + 4 * hair) * empty;
	r->wish.v[i] = (weight * key + prior * a) / r->firm.v[i];
}

/*
 * Square of the distance from the wall, over the channels, for one row. A
 * wall between dark curls lies in their shade: in `shaded`, being darker by
 * SHADE counts no more than grain does.
 */
static void distances(const struct refine *r, int y, float *wall, float *out,
    float *shaded)
{
	const uint8_t *px = r->im->rgb + 3 * (size_t)y * (size_t)r->width;
	float *rough = wall + 3 * r->width;
	int x, c;

	for (c = 0; c < 3; c++)
		backdrop_row(&r->wall.colour[c], BACKDROP_CELL, y, r->width,
		    wall + c * r->width);
	backdrop_row(&r->wall.rough, BACKDROP_CELL, y, r->width, rough);
	for (x = 0; x < r->width; x++, px += 3) {
		float wr = wall[x], wg = wall[r->width + x];
		float wb = wall[2 * r->width + x];
		float dr = px[0] - wr, dg = px[1] - wg, db = px[2] - wb;
		float square = dr * dr + dg * dg + db * db;
		float light = wr * wr + wg * wg + wb * wb + 1;
		float darker = dr * wr + dg * wg + db * wb;

		out[x] = square;
		if (darker < 0) {
			float grain = rough[x] * rough[x];

			darker *= darker / light;
			square -= darker * (1 - grain / (grain + SHADE *
			    SHADE * light));
		}
		shaded[x] = square;
	}
}

static float mean9(float *const *near, int x, int width)
{
	int l = x > 0 ? x - 1 : x, g = x + 1 < width ? x + 1 : x, k;
	float sum = 0;

	for (k = 0; k < 3; k++)
		sum += near[k][l] + near[k][x] + near[k][g];
	return sum / 9;
}

/* Opens the pixels of one row and hears the voices for them. */
static void open_row(struct refine *r, int y, float *const near[6],
    struct plane *alpha)
{
	size_t i = (size_t)y * (size_t)r->width;
	size_t row = (size_t)(y / MOMENT_CELL) * (size_t)r->across;
	int x;

	for (x = 0; x < r->width; x++, i++) {
		size_t at = row + (size_t)(x / MOMENT_CELL);
		float rough = r->row[3 * r->width + x], d[2];

		alpha->v[i] = r->mask->v[i] > 0.5f;
		if (r->deep.v[at] <= 1e-6f)
			continue;
		d[0] = mean9(near, x, r->width);
		d[1] = mean9(near + 3, x, r->width);
		if (r->near.v[at] <= 1e-6f && (r->mask->v[i] < 0.5f ||
		    d[1] > 27 * rough * rough))
			continue;
		r->open[i] = 1;
		hear(r, x, y, d);
		alpha->v[i] = r->wish.v[i];
	}
}

static void open_all(struct refine *r, struct plane *alpha)
{
	int w = r->width, last = r->height - 1, y, k;
	float *wall = r->row + 4 * w, *ring = r->row + 8 * w;
	float *shaded = ring + 3 * w;

	for (y = 0; y <= last; y++) {
		float *near[6];

		if (y == 0)
			distances(r, 0, wall, ring, shaded);
		if (y < last)
			distances(r, y + 1, wall, ring + (y + 1) % 3 * w,
			    shaded + (y + 1) % 3 * w);
		for (k = 0; k < 3; k++) {
			int at = y + k - 1;

			at = at < 0 ? 0 : at > last ? last : at;
			near[k] = ring + at % 3 * w;
			near[k + 3] = shaded + at % 3 * w;
			backdrop_row(&r->wall.colour[k], BACKDROP_CELL, y, w,
			    r->row + k * w);
		}
		backdrop_row(&r->wall.rough, BACKDROP_CELL, y, w, r->row +
		    3 * w);
		open_row(r, y, near, alpha);
	}
}

static void refine_free(struct refine *r)
{
	free(r->cell);
	free(r->open);
	free(r->row);
	plane_free(&r->near);
	plane_free(&r->deep);
	plane_free(&r->wish);
	plane_free(&r->firm);
	backdrop_free(&r->wall);
}

static int refine_new(struct refine *r, const struct photo_image *im,
    const struct plane *mask)
{
	size_t n = plane_size(mask);
	int err;

	memset(r, 0, sizeof *r);
	r->im = im;
	r->mask = mask;
	r->width = im->width;
	r->height = im->height;
	r->across = (im->width + MOMENT_CELL - 1) / MOMENT_CELL;
	r->down = (im->height + MOMENT_CELL - 1) / MOMENT_CELL;
	r->cell = calloc((size_t)r->across * (size_t)r->down,
	    sizeof *r->cell);
	r->open = calloc(n, 1);
	r->row = calloc(14 * (size_t)im->width, sizeof *r->row);
	if (r->cell == NULL || r->open == NULL || r->row == NULL)
		return PHOTO_ENOMEM;
	if ((err = plane_new(im->width, im->height, &r->wish)) != PHOTO_OK)
		return err;
	return plane_new(im->width, im->height, &r->firm);
}

/*
 * The sure person by the mask, with little weight where the colour is the
 * wall's: gaps between curls are inside the mask, and would teach that hair
 * may look like wall. Clothes that are all like the wall still are what they
 * are: weights only matter beside each other.
 */
static void sure_person(struct refine *r, struct plane *weight)
{
	float *wall = r->row + 4 * r->width, *off = r->row + 8 * r->width;
	float *shaded = off + r->width;
	size_t i = 0;
	int x, y;

	for (y = 0; y < r->height; y++) {
		distances(r, y, wall, off, shaded);
		for (x = 0; x < r->width; x++, i++)
			weight->v[i] = r->mask->v[i] <= 1 - SOFT ? 0 :
			    shaded[x] < 27 * wall[3 * r->width + x] *
			    wall[3 * r->width + x] ? ALIKE : 1;
	}
}

/* What is known of wall and person before any pixel is judged. */
static int learn(struct refine *r)
{
	struct plane weight = { 0, 0, NULL };
	size_t i, n = plane_size(r->mask);
	int err;

	if ((err = plane_new(r->width, r->height, &weight)) != PHOTO_OK)
		return err;
	for (i = 0; i < n; i++)
		weight.v[i] = 1;
	err = guide(r, &weight);
	if (err == PHOTO_OK)
		err = backdrop_fit(r->im, r->mask, &r->wall);
	if (err == PHOTO_OK) {
		sure_person(r, &weight);
		err = look(r, &weight);
	}
	plane_free(&weight);
	return err == PHOTO_OK ? find_open(r) : err;
}

int matte_refine(const struct photo_image *im, const struct plane *mask,
    struct plane *out)
{
	struct plane alpha = { 0, 0, NULL };
	struct refine r;
	size_t i;
	int err;

	err = refine_new(&r, im, mask);
	if (err == PHOTO_OK)
		err = learn(&r);
	if (err == PHOTO_OK)
		err = plane_new(im->width, im->height, &alpha);
	if (err == PHOTO_OK) {
		open_all(&r, &alpha);
		err = laplacian_solve(im, r.open, &r.wish, &r.firm, EPSILON,
		    ROUNDS, &alpha);
	}
	refine_free(&r);
	if (err != PHOTO_OK) {
		plane_free(&alpha);
		return err;
	}
	for (i = 0; i < plane_size(&alpha); i++)
		alpha.v[i] = clamp((alpha.v[i] - HAZE) / (1 - 2 * HAZE));
	*out = alpha;
	return PHOTO_OK;
}
