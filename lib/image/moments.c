/*
 * Sums of colours and their products over cells.
 */
#include "moments.h"

#include <string.h>

static int cells(int px)
{
	return (px + MOMENT_CELL - 1) / MOMENT_CELL;
}

void moments_free(struct moments *m)
{
	int k;

	for (k = 0; k < MOMENTS; k++)
		plane_free(&m->m[k]);
}

static void add(struct moments *out, size_t at, float weight,
    const uint8_t *px, const float *p)
{
	float r = px[0] * (1 / 255.0f), g = px[1] * (1 / 255.0f);
	float b = px[2] * (1 / 255.0f);
	float wr = weight * r, wg = weight * g, wb = weight * b;

	out->m[M_N].v[at] += weight;
	out->m[M_R].v[at] += wr;
	out->m[M_G].v[at] += wg;
	out->m[M_B].v[at] += wb;
	out->m[M_RR].v[at] += wr * r;
	out->m[M_RG].v[at] += wr * g;
	out->m[M_RB].v[at] += wr * b;
	out->m[M_GG].v[at] += wg * g;
	out->m[M_GB].v[at] += wg * b;
	out->m[M_BB].v[at] += wb * b;
	if (p == NULL)
		return;
	out->m[M_P].v[at] += weight * *p;
	out->m[M_RP].v[at] += wr * *p;
	out->m[M_GP].v[at] += wg * *p;
	out->m[M_BP].v[at] += wb * *p;
}

int moments_of(const struct photo_image *im, const struct plane *weight,
    const struct plane *p, struct moments *out)
{
	int w = cells(im->width), h = cells(im->height), x, y, k;
	size_t i = 0;
	int err = PHOTO_OK;

	memset(out, 0, sizeof *out);
	for (k = 0; k < (p != NULL ? MOMENTS : M_COLOURS) && err == PHOTO_OK;
	    k++)
		err = plane_new(w, h, &out->m[k]);
	if (err != PHOTO_OK) {
		moments_free(out);
		return err;
	}
	for (y = 0; y < im->height; y++) {
		size_t row = (size_t)(y / MOMENT_CELL) * (size_t)w;

		for (x = 0; x < im->width; x++, i++)
			if (weight->v[i] > 0)
				add(out, row + (size_t)(x / MOMENT_CELL),
				    weight->v[i], im->rgb + 3 * i,
				    p != NULL ? &p->v[i] : NULL);
	}
	return PHOTO_OK;
}

int moments_blur(struct moments *m, int radius, int twice)
{
	int k, i, err = PHOTO_OK;

	for (k = 0; k < MOMENTS; k++)
		for (i = 0; i <= twice && m->m[k].v != NULL &&
		    err == PHOTO_OK; i++)
			err = plane_blur(&m->m[k], radius, &m->m[k]);
	return err;
}
