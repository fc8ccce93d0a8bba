/*
 * 468 points of a face. The region comes first from the detector's box and
 * then, in a second run, from the points themselves: [M] that is what makes
 * cheeks and chin hold still.
 */
#include "face.h"

#include "sample.h"

#include <math.h>

/* Points by their number in the model; the person's right is seen left. */
enum {
	NOSE_TIP = 1, FOREHEAD = 10, CHIN = 152,
	CHEEK_LEFT = 234, CHEEK_RIGHT = 454,
	LIP_UPPER = 13, LIP_LOWER = 14, MOUTH_LEFT = 61, MOUTH_RIGHT = 291,
	EYE_LEFT_OUTER = 33, EYE_LEFT_INNER = 133,
	EYE_RIGHT_INNER = 362, EYE_RIGHT_OUTER = 263
};

static struct photo_point middle(const struct face *f, int a, int b)
{
	struct photo_point p = { (f->mesh[a].x + f->mesh[b].x) / 2,
	    (f->mesh[a].y + f->mesh[b].y) / 2 };

	return p;
}

static double eye_angle(const struct face *f)
{
	return atan2(f->eye[1].y - f->eye[0].y, f->eye[1].x - f->eye[0].x);
}

static int run_once(struct photo_engine *e, const struct photo_image *im,
    double cx, double cy, double side, double angle, struct face *f)
{
	float *in = engine_input(e, NET_MESH);
	double step = side / MESH_SIDE, co = cos(angle), si = sin(angle);
	const float *p;
	int i, err;

	sample_turned(im, cx, cy, step, angle, MESH_SIDE, in);
	sample_scale(in, MESH_SIDE * MESH_SIDE * 3, 1 / 255.0f, 0);
	if ((err = engine_run(e, NET_MESH)) != PHOTO_OK)
		return err;
	p = engine_output(e, NET_MESH, 0);
	for (i = 0; i < MESH_POINTS; i++, p += 3) {
		double u = (p[0] - MESH_SIDE / 2.0) * step;
		double v = (p[1] - MESH_SIDE / 2.0) * step;

		f->mesh[i].x = cx + u * co - v * si;
		f->mesh[i].y = cy + u * si + v * co;
		f->mesh[i].z = p[2] * step;
	}
	f->presence = 1 / (1 + exp(-*engine_output(e, NET_MESH, 1)));
	return PHOTO_OK;
}

/* Box and eyes from the points. */
static void box_mesh(struct face *f)
{
	double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
	int i;

	for (i = 0; i < MESH_POINTS; i++) {
		x0 = fmin(x0, f->mesh[i].x);
		x1 = fmax(x1, f->mesh[i].x);
		y0 = fmin(y0, f->mesh[i].y);
		y1 = fmax(y1, f->mesh[i].y);
	}
	f->x = x0;
	f->y = y0;
	f->width = x1 - x0;
	f->height = y1 - y0;
	f->eye[0] = middle(f, EYE_LEFT_OUTER, EYE_LEFT_INNER);
	f->eye[1] = middle(f, EYE_RIGHT_INNER, EYE_RIGHT_OUTER);
}

/* [M] pupils lie above the middle of the corners, in distances of the eyes:
 * 0.03 in the median of 45 faces. */
#define PUPIL_RISE 0.03

static struct photo_point pupil(const struct face *f, int eye)
{
	struct photo_point p = f->eye[eye];

	p.x += PUPIL_RISE * (f->eye[1].y - f->eye[0].y);
	p.y -= PUPIL_RISE * (f->eye[1].x - f->eye[0].x);
	return p;
}

double face_eye_line(const struct face *f)
{
	return (pupil(f, 0).y + pupil(f, 1).y) / 2;
}

int face_mesh(struct photo_engine *e, const struct photo_image *im,
    struct face *f)
{
	int i, err = PHOTO_OK;

	for (i = 0; i < 2 && err == PHOTO_OK; i++) {
		double side = 1.5 * fmax(f->width, f->height);	/* [MP] */

		err = run_once(e, im, f->x + f->width / 2,
		    f->y + f->height / 2, side, eye_angle(f), f);
		if (err == PHOTO_OK)
			box_mesh(f);
	}
	return err;
}

struct photo_point face_mark(const struct face *f, enum photo_mark mark)
{
	static const struct {
		int a, b;
	} of[PHOTO_MARKS] = {
		[PHOTO_NOSE] = { NOSE_TIP, NOSE_TIP },
		[PHOTO_MOUTH] = { LIP_UPPER, LIP_LOWER },
		[PHOTO_CHIN] = { CHIN, CHIN },
		[PHOTO_CROWN] = { FOREHEAD, FOREHEAD },
		[PHOTO_HAIRLINE] = { FOREHEAD, FOREHEAD },
		[PHOTO_CHEEK_LEFT] = { CHEEK_LEFT, CHEEK_LEFT },
		[PHOTO_CHEEK_RIGHT] = { CHEEK_RIGHT, CHEEK_RIGHT },
	};

	if (mark == PHOTO_EYE_LEFT || mark == PHOTO_EYE_RIGHT)
		return pupil(f, mark == PHOTO_EYE_RIGHT);
	return middle(f, of[mark].a, of[mark].b);
}

double face_width(const struct face *f)
{
	return fabs(f->mesh[CHEEK_RIGHT].x - f->mesh[CHEEK_LEFT].x);
}

double face_mouth_open(const struct face *f)
{
	return hypot(f->mesh[LIP_UPPER].x - f->mesh[LIP_LOWER].x,
	    f->mesh[LIP_UPPER].y - f->mesh[LIP_LOWER].y) /
	    hypot(f->mesh[MOUTH_LEFT].x - f->mesh[MOUTH_RIGHT].x,
	    f->mesh[MOUTH_LEFT].y - f->mesh[MOUTH_RIGHT].y);
}
