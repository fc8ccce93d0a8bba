/* See degrade.h. */
#include "degrade.h"

#include "pictures.h"

#include "lib/image/sample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What every one of them is told. */
struct job {
	const struct photo_image *im;
	const struct photo_face *f;
	const struct photo_matte *m;
	double s;		/* strength */
	double width, cx, chin;	/* of the face */
	double apart, eye_y;	/* of the eyes */
};

static void need(int ok)
{
	if (!ok) {
		fprintf(stderr, "degrade: no memory\n");
		abort();
	}
}

static struct photo_image *blank(int width, int height)
{
	struct photo_image *im;

	need(photo_image_new(width, height, &im) == PHOTO_OK);
	return im;
}

static uint8_t level(double v)
{
	return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v + 0.5);
}

static double alpha(const struct job *j, int x, int y)
{
	return j->m->alpha[(size_t)y * (size_t)j->m->width + (size_t)x] /
	    255.0;
}

static double noise(uint64_t *seed)
{
	double sum = 0;
	int i;

	for (i = 0; i < 12; i++) {	/* nearly normal, sigma 1 */
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		sum += (double)(*seed >> 11) / 9007199254740992.0;
	}
	return sum - 6;
}

/* Each changes the three levels v of the pixel at (x, y). */

static void darken(const struct job *j, int x, int y, double v[3])
{
	int c;

	(void)x;
	(void)y;
	for (c = 0; c < 3; c++)
		v[c] *= 1 - j->s;
}

static void side_light(const struct job *j, int x, int y, double v[3])
{
	double t = (x - j->cx) / j->width + 0.5;
	int c;

	(void)y;
	for (c = 0; c < 3; c++)
		v[c] *= 1 - j->s * fmin(fmax(t, 0), 1);
}

static void hot_spot(const struct job *j, int x, int y, double v[3])
{
	double d = hypot(x - j->cx, y - (j->eye_y - 0.4 * j->width));
	double t = d / (j->s * j->width);
	int c;

	for (c = 0; c < 3; c++)
		v[c] += fmax(0, 1.15 - t * t) * 300 * exp(-t * t);
}

static void cast_blue(const struct job *j, int x, int y, double v[3])
{
	(void)x;
	(void)y;
	v[0] *= 1 - j->s;
	v[2] *= 1 + j->s;
}

static void cast_yellow(const struct job *j, int x, int y, double v[3])
{
	(void)x;
	(void)y;
	v[2] *= 1 - j->s;
}

static void cast_green(const struct job *j, int x, int y, double v[3])
{
	(void)x;
	(void)y;
	v[0] *= 1 - j->s;
	v[2] *= 1 - j->s;
}

static void wall_add(const struct job *j, int x, int y, double more,
    double v[3])
{
	double wall = 1 - alpha(j, x, y);
	int c;

	for (c = 0; c < 3; c++)
		v[c] += wall * more;
}

static void wall_gradient(const struct job *j, int x, int y, double v[3])
{
	wall_add(j, x, y, -j->s * x / j->im->width, v);
}

static void wall_shadow(const struct job *j, int x, int y, double v[3])
{
	double d = hypot(x - j->cx - 0.75 * j->width, y - j->eye_y);

	wall_add(j, x, y, -j->s / (1 + exp((d - 0.5 * j->width) /
	    (0.05 * j->width))), v);
}

static void wall_dark(const struct job *j, int x, int y, double v[3])
{
	double wall = 1 - alpha(j, x, y);
	int c;

	for (c = 0; c < 3; c++)
		v[c] *= 1 - j->s * wall;
}

static void moire(const struct job *j, int x, int y, double v[3])
{
	int c;

	for (c = 0; c < 3; c++)
		v[c] *= 1 + j->s * cos(2 * M_PI * (0.231 * x + 0.043 * y) +
		    c * 2.1) + j->s * cos(2 * M_PI * (0.227 * y - 0.039 * x));
}

static void clothes_as_wall(const struct job *j, int x, int y, double v[3])
{
	/* Beside the chin, at the picture's edge. */
	const uint8_t *wall = j->im->rgb + 3 * (int)j->chin * j->im->width;
	int c;

	if (y > j->chin + 0.1 * j->width && fabs(x - j->cx) > 0.4 * j->width)
		for (c = 0; c < 3; c++)
			v[c] += alpha(j, x, y) * j->s * (wall[c] - v[c]);
}

static void grey(const struct job *j, int x, int y, double v[3])
{
	double l = 0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2];
	int c;

	(void)x;
	(void)y;
	for (c = 0; c < 3; c++)
		v[c] += j->s * (l - v[c]);
}

/* Between the four pixels round where it came from. */
static void turn(const struct job *j, int x, int y, double v[3])
{
	double a = j->s * M_PI / 180, dx = x - j->cx, dy = y - j->eye_y;
	double from_x = j->cx + cos(a) * dx + sin(a) * dy;
	double from_y = j->eye_y - sin(a) * dx + cos(a) * dy;
	const struct photo_image *im = j->im;
	int x0, y0, c;

	from_x = fmin(fmax(from_x, 0), im->width - 1.001);
	from_y = fmin(fmax(from_y, 0), im->height - 1.001);
	x0 = (int)from_x;
	y0 = (int)from_y;
	from_x -= x0;
	from_y -= y0;
	for (c = 0; c < 3; c++) {
		const uint8_t *p = im->rgb + 3 * (y0 * im->width + x0) + c;
		const uint8_t *q = p + 3 * im->width;

		v[c] = (1 - from_y) * ((1 - from_x) * p[0] + from_x * p[3]) +
		    from_y * ((1 - from_x) * q[0] + from_x * q[3]);
	}
}

static void (*const pixel[])(const struct job *, int, int, double *) = {
	[DARKEN] = darken, [SIDE_LIGHT] = side_light, [HOT_SPOT] = hot_spot,
	[CAST_BLUE] = cast_blue, [CAST_YELLOW] = cast_yellow,
	[CAST_GREEN] = cast_green, [WALL_GRADIENT] = wall_gradient,
	[WALL_SHADOW] = wall_shadow, [WALL_DARK] = wall_dark,
	[MOIRE] = moire, [CLOTHES_AS_WALL] = clothes_as_wall, [GREY] = grey,
	[TURN] = turn,
};

static struct photo_image *each_pixel(const struct job *j,
    void (*change)(const struct job *, int, int, double *))
{
	struct photo_image *out = blank(j->im->width, j->im->height);
	int x, y, c;

	for (y = 0; y < out->height; y++)
		for (x = 0; x < out->width; x++) {
			size_t at = 3 * ((size_t)y * (size_t)out->width +
			    (size_t)x);
			double v[3];

			for (c = 0; c < 3; c++)
				v[c] = j->im->rgb[at + (size_t)c];
			change(j, x, y, v);
			for (c = 0; c < 3; c++)
				out->rgb[at + (size_t)c] = level(v[c]);
		}
	return out;
}

static struct photo_image *copy(const struct photo_image *im)
{
	struct photo_image *out = blank(im->width, im->height);

	memcpy(out->rgb, im->rgb, 3 * (size_t)im->width *
	    (size_t)im->height);
	return out;
}

static struct photo_image *noisy(const struct job *j)
{
	struct photo_image *out = copy(j->im);
	size_t i, n = 3 * (size_t)out->width * (size_t)out->height;
	uint64_t seed = 1;

	for (i = 0; i < n; i++)
		out->rgb[i] = level(out->rgb[i] + j->s * noise(&seed));
	return out;
}

/* Weighted mean round (x, y); range 0: a plain Gaussian. */
static void smooth_at(const struct photo_image *im, int x, int y,
    double sigma, double range, uint8_t out[3])
{
	const uint8_t *middle = im->rgb + 3 * (y * im->width + x), *p;
	double sum[3] = { 0, 0, 0 }, all = 0, w, d;
	int r = (int)(2.5 * sigma + 0.5), i, k, c;

	for (k = y - r; k <= y + r; k++)
		for (i = x - r; i <= x + r; i++) {
			if (i < 0 || k < 0 || i >= im->width ||
			    k >= im->height)
				continue;
			p = im->rgb + 3 * (k * im->width + i);
			d = hypot(p[1] - middle[1], p[0] - middle[0]);
			w = exp(-((i - x) * (i - x) + (k - y) * (k - y)) /
			    (2 * sigma * sigma));
			if (range > 0)
				w *= exp(-d * d / (2 * range * range));
			for (c = 0; c < 3; c++)
				sum[c] += w * p[c];
			all += w;
		}
	for (c = 0; c < 3; c++)
		out[c] = level(sum[c] / all);
}

static struct photo_image *smooth_box(const struct job *j, double top,
    double bottom, double half, double sigma, double range)
{
	struct photo_image *out = copy(j->im);
	int x, y;

	for (y = (int)fmax(top, 0); y < bottom && y < out->height; y++)
		for (x = (int)fmax(j->cx - half, 0); x < j->cx + half &&
		    x < out->width; x++)
			smooth_at(j->im, x, y, sigma, range,
			    out->rgb + 3 * (y * out->width + x));
	return out;
}

static struct photo_image *eyes_blur(const struct job *j)
{
	return smooth_box(j, j->eye_y - 0.4 * j->apart,
	    j->eye_y + 0.4 * j->apart, j->apart, j->s * j->apart / 100, 0);
}

static struct photo_image *smooth_skin(const struct job *j)
{
	return smooth_box(j, j->eye_y - 0.6 * j->width, j->chin,
	    0.6 * j->width, 0.014 * j->width, j->s);
}

static struct photo_image *lean(const struct job *j)
{
	struct photo_image *out = copy(j->im);
	double tangent = tan(j->s * M_PI / 180);
	int x, y, w = out->width, from;

	for (y = (int)(j->chin + 0.1 * j->width); y < out->height; y++)
		for (x = 0; x < w; x++) {
			from = (int)(y - tangent * (x - j->cx));
			from = from < 0 ? 0 : from >= out->height ?
			    out->height - 1 : from;
			memcpy(out->rgb + 3 * (y * w + x),
			    j->im->rgb + 3 * (from * w + x), 3);
		}
	return out;
}

/* Part of it, `times` smaller. */
static struct photo_image *part(const struct photo_image *im, double x,
    double y, double width, double height, double times)
{
	struct region r = { x, y, times, (int)(width / times),
	    (int)(height / times) };
	struct photo_image *out;

	need(sample_image(im, &r, KERNEL_CUBIC, &out) == PHOTO_OK);
	return out;
}

static struct photo_image *smaller(const struct photo_image *im, double times)
{
	return part(im, 0, 0, im->width, im->height, times);
}

static struct photo_image *enlarged(const struct job *j)
{
	struct photo_image *small = smaller(j->im, j->s);
	struct photo_image *out = smaller(small, 1 / j->s);

	photo_image_free(small);
	return out;
}

static struct photo_image *cropped(const struct job *j)
{
	double w = j->im->width, h = j->im->height, k = 1 - 2 * j->s;

	return part(j->im, j->s * w, j->s * h, k * w, k * h, 1);
}

static struct photo_image *cut_top(const struct job *j)
{
	double top = fmax(j->eye_y - j->s * j->width, 0);

	return part(j->im, 0, (int)top, j->im->width,
	    j->im->height - (int)top, 1);
}

static struct photo_image *cut_sides(const struct job *j)
{
	double left = fmax(j->cx - j->s * j->width, 0);
	double right = fmin(j->cx + j->s * j->width, j->im->width);

	return part(j->im, (int)left, 0, right - left, j->im->height, 1);
}

static struct photo_image *recompressed(const struct job *j)
{
	struct jpeg_options o = { .quality = (int)j->s };
	struct bytes b = jpeg_of(j->im, &o);
	struct photo_image *out;
	struct photo_input in;
	double scale;

	need(photo_decode(b.p, b.n, 0, &in, &scale, &out) == PHOTO_OK);
	free(b.p);
	return out;
}

struct photo_image *degraded(const struct photo_image *im,
    const struct photo_face *f, const struct photo_matte *m,
    enum degradation how, double strength)
{
	const struct photo_point *p = f->mark;
	struct job j = { im, f, m, strength,
	    p[PHOTO_CHEEK_RIGHT].x - p[PHOTO_CHEEK_LEFT].x,
	    (p[PHOTO_CHEEK_RIGHT].x + p[PHOTO_CHEEK_LEFT].x) / 2,
	    p[PHOTO_CHIN].y, p[PHOTO_EYE_RIGHT].x - p[PHOTO_EYE_LEFT].x,
	    (p[PHOTO_EYE_LEFT].y + p[PHOTO_EYE_RIGHT].y) / 2 };

	switch (how) {
	case NOTHING:
		return copy(im);
	case EYES_BLUR:
		return eyes_blur(&j);
	case ENLARGE:
		return enlarged(&j);
	case NOISE:
		return noisy(&j);
	case SMOOTH_SKIN:
		return smooth_skin(&j);
	case LEAN:
		return lean(&j);
	case RECOMPRESS:
		return recompressed(&j);
	case CUT_TOP:
		return cut_top(&j);
	case CUT_SIDES:
		return cut_sides(&j);
	case CROP:
		return cropped(&j);
	case SMALLER:
		return smaller(im, strength);
	default:
		return each_pixel(&j, pixel[how]);
	}
}
