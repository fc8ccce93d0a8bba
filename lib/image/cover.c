/*
 * What lies on or before a face and is neither hair nor skin: hats, veils,
 * masks; and ears by their skin. All by colour, so a black cap on black hair
 * is not seen.
 */
#include "facial.h"
#include "patch.h"

#include <math.h>
#include <string.h>

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
    const struct box *b, double (*f)(const double lab[3], const void *),
    const void *with, double *n)
{
	double sum = 0, lab[3];
	int x, y;

	for (y = (int)fmax(b->y0, 0); y < b->y1 && y < im->height; y += 2)
		for (x = (int)fmax(b->x0, 0); x < b->x1 && x < im->width;
		    x += 2) {
			struct light l;

			if (!is_person(mask, x, y, 4))
				continue;
			l = light_of(patch_pixel(im, x, y));
			light_lab(&l, lab);
			sum += f(lab, with);
			++*n;
		}
	return sum;
}

/* 1 for what no hair or skin looks like; white and bright red may be hair,
 * and are half. */
static double foreign(const double lab[3], const void *unused)
{
	double chroma = hypot(lab[1], lab[2]);
	double hue = atan2(lab[2], lab[1]) * 180 / 3.14159265358979323846;

	(void)unused;
	if (chroma > 14 && (hue < 10 || hue > 100))
		return 1;
	return (chroma <= 14 && lab[0] > 72) || (chroma > 35 && hue < 38) ?
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

static double skin_like(const double lab[3], const void *like)
{
	const double *s = like;

	return lab[0] > 0.4 * s[0] && lab[0] < 1.35 * s[0] &&
	    hypot(lab[1] - s[1], lab[2] - s[2]) < 12;
}

static void skin_of(const struct photo_image *im, const struct face *f,
    double lab[3])
{
	struct light a = patch_cheek(im, f, 0), b = patch_cheek(im, f, 1);
	int i;

	for (i = 0; i < 3; i++)
		a.c[i] = (a.c[i] + b.c[i]) / 2;
	light_lab(&a, lab);
}

static void lab_at(const struct photo_image *im, const struct face *f,
    int point, double lab[3])
{
	const struct point3 *p = &f->mesh[point];
	struct light l = patch_disc(im, p->x, p->y, 0.02 * face_width(f));

	light_lab(&l, lab);
}

static double differ(const double a[3], const double b[3])
{
	return hypot(a[1] - b[1], a[2] - b[2]);
}

/* Skin above any mask: between the brows, or below an eye where hair hangs
 * over them. */
static void bare_skin(const struct photo_image *im, const struct face *f,
    double skin[3])
{
	double other[3];

	lab_at(im, f, 9, skin);
	lab_at(im, f, 117, other);
	if (skin[0] < 0.6 * other[0])
		memcpy(skin, other, 3 * sizeof *skin);
}

/* Are the lips of another colour than the chin? */
static int has_lips(const struct photo_image *im, const struct face *f)
{
	double lip[3], chin[3];

	lab_at(im, f, 15, lip);
	lab_at(im, f, 200, chin);
	return differ(lip, chin) > 5;
}

double cover_face(const struct photo_image *im, const struct face *f)
{
	/* Nose, upper lip, chin, both sides of the mouth. */
	static const int low[] = { 4, 164, 200, 192, 416, 135, 364 };
	double skin[3], lab[3], off, n = 0;
	int lips = has_lips(im, f), dark_nose = 0, i;
	int count = (int)(sizeof low / sizeof *low);

	bare_skin(im, f, skin);
	for (i = 0; i < count; i++) {
		lab_at(im, f, low[i], lab);
		off = differ(lab, skin);
		/* Beards are darker than skin, but not on a nose. */
		if (i == 0)
			dark_nose = lab[0] < 0.5 * skin[0];
		if (lab[0] < 0.75 * skin[0])
			n += off > 25 || (dark_nose &&
			    lab[0] < 0.5 * skin[0]);
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
	double w = face_width(f), skin[3], n = 0, sum[2], area;
	struct box b[2];
	int i;

	skin_of(im, f, skin);
	beside(f, (f->eye[0].y + f->eye[1].y) / 2, f->mesh[NOSE_BASE].y, 0,
	    0.12, b);
	area = 0.12 * w * (b[0].y1 - b[0].y0) / 4;
	for (i = 0; i < 2; i++)
		sum[i] = over(im, mask, &b[i], skin_like, skin, &n) / area;
	return fabs(sum[0] - sum[1]);
}
