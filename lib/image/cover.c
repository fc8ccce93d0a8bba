/*
 * What lies on or before a face and is neither hair nor skin: hats, veils,
 * masks; and ears by their skin. All by colour, so a black cap on black hair
 * is not seen.
 */
#include "facial.h"
#include "patch.h"

#include <math.h>

#define PERSON	0.95f

/* Points of the mesh. */
enum {
	FOREHEAD = 10, CHIN = 152, NOSE_BASE = 2, CHEEK_LEFT = 234,
	CHEEK_RIGHT = 454
};

struct box {
	double x0, y0, x1, y1;
};

/* The person, and `room` px of it all round. */
static int is_person(const struct plane *m, int x, int y, int room)
{
	return x >= room && y >= room && x < m->width - room &&
	    y < m->height - room &&
	    m->v[(y - room) * m->width + x] >= PERSON &&
	    m->v[(y + room) * m->width + x] >= PERSON &&
	    m->v[y * m->width + x - room] >= PERSON &&
	    m->v[y * m->width + x + room] >= PERSON;
}

/* Sum of f over every second pixel of the person within a box, and how many
 * there were. */
static double over(const struct photo_image *im, const struct plane *mask,
    const struct box *b, double (*f)(const struct lab *, const void *),
    const void *with, double *n)
{
	struct light l;
	struct lab lab;
	double sum = 0;
	int x, y;

	for (y = (int)fmax(b->y0, 0); y < b->y1 && y < im->height; y += 2)
		for (x = (int)fmax(b->x0, 0); x < b->x1 && x < im->width;
		    x += 2) {
			if (!is_person(mask, x, y, 4))
				continue;
			l = light_of(patch_pixel(im, x, y));
			lab = light_lab(&l);
			sum += f(&lab, with);
			++*n;
		}
	return sum;
}

/* 1 for what no hair or skin looks like; white and bright red may be hair,
 * and are half. */
static double foreign(const struct lab *lab, const void *unused)
{
	double chroma = hypot(lab->a, lab->b);
	double hue = atan2(lab->b, lab->a) * 180 / 3.14159265358979323846;

	(void)unused;
	if (chroma > 14 && (hue < 10 || hue > 100))
		return 1;
	return (chroma <= 14 && lab->l > 72) || (chroma > 35 && hue < 38) ?
	    0.5 : 0;
}

double cover_head(const struct photo_image *im, const struct plane *mask,
    const struct face *f)
{
	double w = face_width(f), n = 0, sum;
	struct box b = { f->mesh[CHEEK_LEFT].x, 0,
	    f->mesh[CHEEK_RIGHT].x, f->mesh[FOREHEAD].y };

	sum = over(im, mask, &b, foreign, NULL, &n);
	return n < 0.01 * w * w ? NAN : sum / n;
}

/* In colour alone, not in brightness. */
static double differ(const struct lab *a, const struct lab *b)
{
	return hypot(a->a - b->a, a->b - b->b);
}

static double skin_like(const struct lab *lab, const void *like)
{
	const struct lab *s = like;

	return lab->l > 0.4 * s->l && lab->l < 1.35 * s->l &&
	    differ(lab, s) < 12;
}

static struct lab skin_of(const struct photo_image *im, const struct face *f)
{
	struct light a = patch_cheek(im, f, 0), b = patch_cheek(im, f, 1);
	int i;

	for (i = 0; i < 3; i++)
		a.c[i] = (a.c[i] + b.c[i]) / 2;
	return light_lab(&a);
}

static struct lab lab_at(const struct photo_image *im, const struct face *f,
    int point)
{
	const struct point3 *p = &f->mesh[point];
	struct light l = patch_disc(im, p->x, p->y, 0.02 * face_width(f));

	return light_lab(&l);
}

/* Skin above any mask: between the brows, or below an eye where hair hangs
 * over them. */
static struct lab bare_skin(const struct photo_image *im, const struct face *f)
{
	struct lab brow = lab_at(im, f, 9), cheek = lab_at(im, f, 117);

	return brow.l < 0.6 * cheek.l ? cheek : brow;
}

/* Are the lips of another colour than the chin? */
static int has_lips(const struct photo_image *im, const struct face *f)
{
	struct lab lip = lab_at(im, f, 15), chin = lab_at(im, f, 200);

	return differ(&lip, &chin) > 5;
}

double cover_face(const struct photo_image *im, const struct face *f)
{
	/* Nose, upper lip, chin, both sides of the mouth. */
	static const int low[] = { 4, 164, 200, 192, 416, 135, 364 };
	struct lab skin = bare_skin(im, f), lab;
	double off, n = 0;
	int lips = has_lips(im, f), dark_nose = 0, i;
	int count = (int)(sizeof low / sizeof *low);

	for (i = 0; i < count; i++) {
		lab = lab_at(im, f, low[i]);
		off = differ(&lab, &skin);
		/* Beards are darker than skin, but not on a nose. */
		if (i == 0)
			dark_nose = lab.l < 0.5 * skin.l;
		if (lab.l < 0.75 * skin.l)
			n += off > 25 || (dark_nose &&
			    lab.l < 0.5 * skin.l);
		else
			n += off > (lips ? 20 : 9);
	}
	return n / count;
}

/* Both sides of the head between two rows, `from` to `to` face widths
 * beyond the cheeks. */
static void beside(const struct face *f, double y0, double y1, double from,
    double to, struct box out[2])
{
	double w = face_width(f);

	out[0] = (struct box){ f->mesh[CHEEK_LEFT].x - to * w, y0,
	    f->mesh[CHEEK_LEFT].x - from * w, y1 };
	out[1] = (struct box){ f->mesh[CHEEK_RIGHT].x + from * w, y0,
	    f->mesh[CHEEK_RIGHT].x + to * w, y1 };
}

double ears_uneven(const struct photo_image *im, const struct plane *mask,
    const struct face *f)
{
	double w = face_width(f), n = 0, sum[2], area;
	struct lab skin = skin_of(im, f);
	struct box b[2];
	int i;

	beside(f, (f->eye[0].y + f->eye[1].y) / 2, f->mesh[NOSE_BASE].y, 0,
	    0.12, b);
	area = 0.12 * w * (b[0].y1 - b[0].y0) / 4;
	for (i = 0; i < 2; i++)
		sum[i] = over(im, mask, &b[i], skin_like, &skin, &n) / area;
	return fabs(sum[0] - sum[1]);
}
