/* A camera, a desk, a lamp and an unsteady hand. */
#include "specimen.h"

#include "chance.h"

#include <gd.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DISTANCE	3.0	/* of the camera, in widths of the card */

/* Where picture pixel (x, y) hits the card: rows of a 3 x 3 matrix. */
struct plane {
	double m[3][3];
};

static void invert(double a[3][3], double out[3][3])
{
	double det = 0;
	int i, j;

	for (i = 0; i < 3; i++)
		det += a[0][i] * (a[1][(i + 1) % 3] * a[2][(i + 2) % 3] -
		    a[1][(i + 2) % 3] * a[2][(i + 1) % 3]);
	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			out[j][i] = (a[(i + 1) % 3][(j + 1) % 3] *
			    a[(i + 2) % 3][(j + 2) % 3] -
			    a[(i + 1) % 3][(j + 2) % 3] *
			    a[(i + 2) % 3][(j + 1) % 3]) / det;
}

/*
 * The card lies in its own plane, width 1, round its centre; it is rolled,
 * tilted round an axis of that plane, seen from DISTANCE and put in the
 * middle of the picture.
 */
static void camera(const struct specimen_shot *s, int width, int height,
    struct plane *out)
{
	double k = M_PI / 180, roll = (s->roll + s->turned) * k;
	double t = s->tilt * k, w = s->tilt_way * k, scale, m[3][3];
	double c = cos(w), d = sin(w), e = cos(t), f = sin(t);
	double r[3][2];	/* the plane's axes in space, after the tilt */
	double rx = cos(roll), ry = sin(roll);
	int i;

	/* Rodrigues: turning by t round (c, d, 0). */
	double tilt[3][2] = {
		{ e + c * c * (1 - e), c * d * (1 - e) },
		{ c * d * (1 - e), e + d * d * (1 - e) },
		{ -d * f, c * f },
	};

	for (i = 0; i < 3; i++) {
		r[i][0] = tilt[i][0] * rx + tilt[i][1] * ry;
		r[i][1] = -tilt[i][0] * ry + tilt[i][1] * rx;
	}
	scale = s->fill * fmax(width, height) * DISTANCE;
	for (i = 0; i < 2; i++) {
		m[0][i] = scale * r[0][i] + width / 2.0 * r[2][i];
		m[1][i] = scale * r[1][i] + height / 2.0 * r[2][i];
		m[2][i] = r[2][i];
	}
	m[0][2] = width / 2.0 * DISTANCE;
	m[1][2] = height / 2.0 * DISTANCE;
	m[2][2] = DISTANCE;
	invert(m, out->m);
}

/* Means of 2 x 2, and of those, ...: what a far camera sees. */
struct levels {
	struct photo_image *im[6];
	int n;
};

static struct photo_image *halved(const struct photo_image *im)
{
	struct photo_image *h = NULL;
	int x, y, i, w = im->width / 2, k = 3 * im->width;
	const uint8_t *p;

	if (photo_image_new(w, im->height / 2, &h) != PHOTO_OK)
		abort();
	for (y = 0; y < h->height; y++)
		for (x = 0; x < w; x++)
			for (i = 0; i < 3; i++) {
				p = im->rgb + 2 * y * k + 6 * x + i;
				h->rgb[3 * (y * w + x) + i] = (uint8_t)
				    ((p[0] + p[3] + p[k] + p[k + 3] + 2) / 4);
			}
	return h;
}

static void look(const struct photo_image *im, double x, double y,
    double v[3])
{
	int x0, y0, i;
	const uint8_t *p;

	x = fmin(fmax(x - 0.5, 0), im->width - 1.001);
	y = fmin(fmax(y - 0.5, 0), im->height - 1.001);
	x0 = (int)x;
	y0 = (int)y;
	x -= x0;
	y -= y0;
	p = im->rgb + 3 * (y0 * im->width + x0);
	for (i = 0; i < 3; i++, p++)
		v[i] = (p[0] * (1 - x) + p[3] * x) * (1 - y) +
		    (p[3 * im->width] * (1 - x) +
		    p[3 * im->width + 3] * x) * y;
}

static void desk(int kind, double x, double y, double v[3])
{
	static const double colour[4][3] = {
		{ 96, 72, 52 }, { 200, 198, 192 }, { 40, 44, 50 },
		{ 120, 140, 120 },
	};
	double w = kind == 0 ? 18 * sin(y * 40 + 2 * sin(x * 7)) :
	    kind == 3 ? 14 * (fmod(fabs(x) * 12, 1) < 0.08) : 0;
	int i;

	for (i = 0; i < 3; i++)
		v[i] = colour[kind][i] + w;
}

static double corner_radius(double x, double y, double h)
{
	double r = 0.037, u = fabs(x) - (0.5 - r), v = fabs(y) - (h - r);

	return u > 0 && v > 0 ? hypot(u, v) - r :
	    fmax(fabs(x) - 0.5, fabs(y) - h);
}

static void light(const struct specimen_shot *s, double x, double y,
    double v[3])
{
	double u = (x + 0.5 - s->glare_x) / s->glare_size;
	double w = (y + 0.3 - s->glare_y) / s->glare_size;
	double g = 330 * s->glare * exp(-(u * u + w * w));
	double k = 1 - s->shade * fmin(fmax(x + 0.5, 0), 1);
	int i;

	for (i = 0; i < 3; i++)
		v[i] = v[i] * k + g;
}

/* What falls on the pixel at (x, y) of the picture. */
static void see(const struct levels *l, const struct specimen_shot *s,
    const struct plane *p, double x, double y, double v[3])
{
	double k = p->m[2][0] * x + p->m[2][1] * y + p->m[2][2];
	double u = (p->m[0][0] * x + p->m[0][1] * y + p->m[0][2]) / k;
	double w = (p->m[1][0] * x + p->m[1][1] * y + p->m[1][2]) / k;
	const struct photo_image *im = l->im[0];
	double h = 0.5 * im->height / im->width, step;
	int i;

	step = hypot(p->m[0][0], p->m[1][0]) / fabs(k) * im->width;
	for (i = 0; i + 1 < l->n && step > 1.5; i++, step /= 2)
		;
	im = l->im[i];
	if (corner_radius(u, w, h) > 0)
		desk(s->desk, u, w, v);
	else
		look(im, (u + 0.5) * im->width, (w / (2 * h) + 0.5) *
		    im->height, v);
	light(s, u, w, v);
}

/* One pass of a bell along `step` floats, n of them. */
static void blur_run(float *p, int n, int step, const float *bell, int r,
    float *line)
{
	float sum;
	int i, j, k;

	for (i = 0; i < n; i++) {
		sum = 0;
		for (j = -r; j <= r; j++) {
			k = i + j < 0 ? 0 : i + j >= n ? n - 1 : i + j;
			sum += bell[j + r] * p[k * step];
		}
		line[i] = sum;
	}
	for (i = 0; i < n; i++)
		p[i * step] = line[i];
}

static void blur(float *p, int width, int height, double sigma)
{
	float bell[33], *line = malloc(sizeof *line * 8192), sum = 0;
	int r = (int)ceil(3 * sigma), i, j;

	if (sigma < 0.1 || r > 16) {
		free(line);
		return;
	}
	for (i = -r; i <= r; i++)
		sum += bell[i + r] = (float)exp(-i * i / (2 * sigma * sigma));
	for (i = 0; i <= 2 * r; i++)
		bell[i] /= sum;
	for (j = 0; j < height; j++)
		for (i = 0; i < 3; i++)
			blur_run(p + 3 * width * j + i, width, 3, bell, r,
			    line);
	for (j = 0; j < width; j++)
		for (i = 0; i < 3; i++)
			blur_run(p + 3 * j + i, height, 3 * width, bell, r,
			    line);
	free(line);
}

static int to_byte(double v)
{
	return v < 0 ? 0 : v > 255 ? 255 : (int)(v + 0.5);
}

static uint8_t *develop(float *p, int width, int height,
    const struct specimen_shot *s, uint64_t seed, size_t *n)
{
	struct chance c = chance_from(seed ^ 0x5eed);
	gdImagePtr g = gdImageCreateTrueColor(width, height);
	uint8_t *jpeg, *copy;
	int x, y, i, v[3], size;

	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++, p += 3) {
			for (i = 0; i < 3; i++)
				v[i] = to_byte((double)p[i] +
				    s->noise * chance_bell(&c));
			g->tpixels[y][x] = gdTrueColor(v[0], v[1], v[2]);
		}
	jpeg = gdImageJpegPtr(g, &size, s->quality);
	gdImageDestroy(g);
	copy = malloc((size_t)size);
	memcpy(copy, jpeg, (size_t)size);
	gdFree(jpeg);
	*n = (size_t)size;
	return copy;
}

uint8_t *specimen_photo(const struct photo_image *card,
    const struct specimen_shot *s, uint64_t seed, size_t *n)
{
	int long_side = s->side, short_side = s->side * 3 / 4, x, y, i;
	int width = s->turned % 180 ? short_side : long_side;
	int height = s->turned % 180 ? long_side : short_side;
	struct levels l = { { (struct photo_image *)card }, 1 };
	struct plane plane;
	uint8_t *out;
	double v[3];
	float *p, *q;

	for (; l.n < 5; l.n++)
		l.im[l.n] = halved(l.im[l.n - 1]);
	camera(s, width, height, &plane);
	q = p = malloc(sizeof *p * 3 * (size_t)width * (size_t)height);
	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++, q += 3) {
			see(&l, s, &plane, x + 0.5, y + 0.5, v);
			for (i = 0; i < 3; i++)
				q[i] = (float)v[i];
		}
	blur(p, width, height, s->blur);
	out = develop(p, width, height, s, seed, n);
	free(p);
	for (i = 1; i < l.n; i++)
		photo_image_free(l.im[i]);
	return out;
}
