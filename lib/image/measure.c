/*
 * Light, colour and sharpness of a face, and the clothes below it.
 */
#include "measure.h"

#include <math.h>

static const uint8_t *
pixel(const struct photo_image *im, int x, int y)
{
	x = x < 0 ? 0 : x >= im->width ? im->width - 1 : x;
	y = y < 0 ? 0 : y >= im->height ? im->height - 1 : y;
	return im->rgb + 3 * ((size_t)y * (size_t)im->width + (size_t)x);
}

static double luma(const uint8_t *p)
{
	return 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
}

/* Calls `add` on every pixel of a disc. */
static void each_near(const struct photo_image *im, double cx, double cy,
    double radius, void (*add)(const uint8_t *, void *), void *to)
{
	int x, y;

	for (y = (int)floor(cy - radius); y <= cy + radius; y++)
		for (x = (int)floor(cx - radius); x <= cx + radius; x++)
			if (hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius)
				add(pixel(im, x, y), to);
}

/* Skin that beards, hair and glasses mostly leave free, left then right. */
static const int skin[2][4] = {
	{ 50, 101, 118, 205 }, { 280, 330, 347, 425 },
};

#define SKIN_RADIUS 0.06	/* face widths */

struct sums {
	double luma, chroma, clipped, n;
};

static void add_light(const uint8_t *p, void *to)
{
	struct sums *s = to;
	int high = p[0] > p[1] ? p[0] : p[1], low = p[0] < p[1] ? p[0] : p[1];

	high = high > p[2] ? high : p[2];
	low = low < p[2] ? low : p[2];
	s->luma += luma(p);
	s->chroma += (high - low) / 255.0;
	s->clipped += low >= 250;
	s->n++;
}

static struct sums side_sums(const struct photo_image *im,
    const struct face *f, int side)
{
	struct sums s = { 0, 0, 0, 0 };
	int i;

	for (i = 0; i < 4; i++) {
		const struct point3 *p = &f->mesh[skin[side][i]];

		each_near(im, p->x, p->y, SKIN_RADIUS * face_width(f),
		    add_light, &s);
	}
	return s;
}

static struct sums face_sums(const struct photo_image *im, const struct face *f)
{
	struct sums l = side_sums(im, f, 0), r = side_sums(im, f, 1);

	l.luma += r.luma;
	l.chroma += r.chroma;
	l.clipped += r.clipped;
	l.n += r.n;
	return l;
}

double measure_face_luma(const struct photo_image *im, const struct face *f)
{
	struct sums s = face_sums(im, f);

	return s.luma / s.n;
}

double measure_face_clipped(const struct photo_image *im, const struct face *f)
{
	struct sums s = face_sums(im, f);

	return s.clipped / s.n;
}

double measure_face_chroma(const struct photo_image *im, const struct face *f)
{
	struct sums s = face_sums(im, f);

	return s.chroma / s.n;
}

double measure_face_balance(const struct photo_image *im, const struct face *f)
{
	struct sums l = side_sums(im, f, 0), r = side_sums(im, f, 1);
	double a = l.luma / l.n, b = r.luma / r.n;

	return fabs(a - b) / fmax(fmax(a, b), 1);
}

/* Luma of a rectangle round one eye, a plane of its own. */
static int eye_plane(const struct photo_image *im, const struct face *f,
    int eye, struct plane *out)
{
	double apart = hypot(f->eye[1].x - f->eye[0].x,
	    f->eye[1].y - f->eye[0].y);
	int w = (int)(0.6 * apart) + 1, h = (int)(0.36 * apart) + 1;
	int x0 = (int)(f->eye[eye].x - w / 2.0);
	int y0 = (int)(f->eye[eye].y - h / 2.0), x, y;

	if (plane_new(w, h, out) != PHOTO_OK)
		return PHOTO_ENOMEM;
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++)
			out->v[y * w + x] =
			    (float)luma(pixel(im, x0 + x, y0 + y));
	return PHOTO_OK;
}

/* Squared differences between a plane and its blur. */
static int detail(const struct plane *p, int radius, double *sum)
{
	struct plane smooth = { 0, 0, NULL };
	size_t i;
	int err;

	if ((err = plane_new(p->width, p->height, &smooth)) != PHOTO_OK)
		return err;
	if ((err = plane_blur(p, radius, &smooth)) == PHOTO_OK)
		for (i = 0; i < plane_size(p); i++)
			*sum += (p->v[i] - smooth.v[i]) *
			    (p->v[i] - smooth.v[i]);
	plane_free(&smooth);
	return err;
}

int measure_eye_detail(const struct photo_image *im, const struct face *f,
    double *out)
{
	double fine = 0, coarse = 1;
	struct plane p;
	int eye, err = PHOTO_OK;

	for (eye = 0; eye < 2 && err == PHOTO_OK; eye++) {
		if ((err = eye_plane(im, f, eye, &p)) != PHOTO_OK)
			return err;
		err = detail(&p, 1, &fine);
		if (err == PHOTO_OK)
			err = detail(&p, 4, &coarse);
		plane_free(&p);
	}
	if (err == PHOTO_OK)
		*out = sqrt(fine / coarse);
	return err;
}

static double linear(double v)
{
	v /= 255;
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double lab_curve(double t)
{
	return t > 216 / 24389.0 ? cbrt(t) : (24389 / 27.0 * t + 16) / 116;
}

/* sRGB levels to CIE L*a*b*, D65 */
static void to_lab(const uint8_t rgb[3], double lab[3])
{
	double r = linear(rgb[0]), g = linear(rgb[1]), b = linear(rgb[2]);
	double x = lab_curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
	double y = lab_curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = lab_curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

	lab[0] = 116 * y - 16;
	lab[1] = 500 * (x - y);
	lab[2] = 200 * (y - z);
}

/* Half of what is counted is at most this. */
static double histogram_median(const int count[], int bins, int n)
{
	int i, sum = 0;

	for (i = 0; i < bins && 2 * (sum + count[i]) < n; i++)
		sum += count[i];
	return i;
}

double measure_clothes(const struct photo_image *im,
    const struct plane *alpha, const struct face *f,
    const uint8_t colour[3])
{
	/* Clear of neck and most hair: half a face height below the chin. */
	int y = (int)(face_mark(f, PHOTO_CHIN).y + 0.45 * f->height), x;
	int count[151] = { 0 }, n = 0;
	double wall[3], cloth[3], d;

	to_lab(colour, wall);
	/* Every other pixel tells as much in a quarter of the time. */
	for (y = y > 0 ? y : 0; y < im->height; y += 2)
		for (x = 0; x < im->width; x += 2) {
			if (alpha->v[(size_t)y * (size_t)im->width +
			    (size_t)x] < 0.9f)
				continue;
			to_lab(pixel(im, x, y), cloth);
			d = hypot(hypot(cloth[0] - wall[0],
			    cloth[1] - wall[1]), cloth[2] - wall[2]);
			count[d < 150 ? (int)d : 150]++;
			n++;
		}
	return n < 100 ? NAN : histogram_median(count, 151, n);
}
