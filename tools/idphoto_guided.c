/*
 * The colour guided filter (He, Sun, Tang 2013): within every window the
 * matte is the linear function of the colour that best fits the coarse mask,
 * so that its edges fall where the picture's do, hair included.
 */
#include "tools/idphoto_scene.h"

#include <string.h>

#define EPSILON 1e-4	/* [M] on 0..1 colours; larger smears hair */
enum {		/* window means, each its own plane */
	R, G, B, P, RR, RG, RB, GG, GB, BB, RP, GP, BP, MEANS
};

/* Products of the colour planes and the mask whose means are wanted. */
static const struct {
	int a, b;
} products[] = {
	[RR] = { R, R }, [RG] = { R, G }, [RB] = { R, B }, [GG] = { G, G },
	[GB] = { G, B }, [BB] = { B, B }, [RP] = { R, P }, [GP] = { G, P },
	[BP] = { B, P },
};

static void fill(const struct photo_image *im, const struct plane *mask,
    struct plane m[MEANS])
{
	size_t i, n = plane_size(mask);
	int k;

	for (i = 0; i < n; i++) {
		for (k = R; k <= B; k++)
			m[k].v[i] = im->rgb[3 * i + (size_t)k] / 255.0f;
		m[P].v[i] = mask->v[i];
	}
	for (k = RR; k <= BP; k++)
		for (i = 0; i < n; i++)
			m[k].v[i] = m[products[k].a].v[i] *
			    m[products[k].b].v[i];
}

/*
 * From the means at one pixel to the window's line: three slopes, left in
 * R G B, and the offset, left in P. Solves (cov + eps) a = cov(I, p) by
 * cofactors; the matrix is symmetric.
 */
static void solve(struct plane m[MEANS], size_t i)
{
	/* In double: walls are nearly grey, so the determinant is a small
	 * difference of large terms. */
	double r = m[R].v[i], g = m[G].v[i], b = m[B].v[i], p = m[P].v[i];
	double rr = m[RR].v[i] - r * r + EPSILON, rg = m[RG].v[i] - r * g;
	double rb = m[RB].v[i] - r * b, gb = m[GB].v[i] - g * b;
	double gg = m[GG].v[i] - g * g + EPSILON;
	double bb = m[BB].v[i] - b * b + EPSILON;
	double rp = m[RP].v[i] - r * p, gp = m[GP].v[i] - g * p;
	double bp = m[BP].v[i] - b * p;
	double c0 = gg * bb - gb * gb, c1 = gb * rb - rg * bb;
	double c2 = rg * gb - gg * rb, c3 = rr * bb - rb * rb;
	double c4 = rb * rg - rr * gb, c5 = rr * gg - rg * rg;
	double det = rr * c0 + rg * c1 + rb * c2;
	double ar = (c0 * rp + c1 * gp + c2 * bp) / det;
	double ag = (c1 * rp + c3 * gp + c4 * bp) / det;
	double ab = (c2 * rp + c4 * gp + c5 * bp) / det;

	m[R].v[i] = (float)ar;
	m[G].v[i] = (float)ag;
	m[B].v[i] = (float)ab;
	m[P].v[i] = (float)(p - ar * r - ag * g - ab * b);
}

/* The lines on the picture's own colours. */
static void apply(struct plane m[MEANS], const struct photo_image *im,
    struct plane *out)
{
	size_t i, n = plane_size(out);
	int k;

	for (i = 0; i < n; i++) {
		float a = m[P].v[i];

		for (k = R; k <= B; k++)
			a += m[k].v[i] * im->rgb[3 * i + (size_t)k] / 255.0f;
		out->v[i] = a < 0 ? 0 : a > 1 ? 1 : a;
	}
}

int guided_matte(const struct photo_image *im, const struct plane *mask,
    int radius, struct plane *out)
{
	struct plane m[MEANS];
	size_t i;
	int k, err = PHOTO_OK;

	memset(m, 0, sizeof m);
	for (k = 0; k < MEANS && err == PHOTO_OK; k++)
		err = plane_new(mask->width, mask->height, &m[k]);
	if (err == PHOTO_OK)
		fill(im, mask, m);
	for (k = 0; k < MEANS && err == PHOTO_OK; k++)
		err = plane_blur(&m[k], radius, &m[k]);
	for (i = 0; err == PHOTO_OK && i < plane_size(mask); i++)
		solve(m, i);
	for (k = R; k <= P && err == PHOTO_OK; k++)
		err = plane_blur(&m[k], radius, &m[k]);
	if (err == PHOTO_OK)
		err = plane_new(mask->width, mask->height, out);
	if (err == PHOTO_OK)
		apply(m, im, out);
	for (k = 0; k < MEANS; k++)
		plane_free(&m[k]);
	return err;
}
