/*
 * One run of the mesh with attention over a face already found.
 */
#include "attention.h"

#include "sample.h"

#include <math.h>

const struct attention_part attention_parts[ATTENTION_PARTS] = {
	[PART_LIPS] = { 61, 291, LIP_POINTS, {
	    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39,
	    37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14, 317, 402,
	    318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77,
	    90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11,
	    302, 303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325,
	    292, 183, 42, 41, 38, 12, 268, 271, 272, 407 } },
	[PART_EYE_LEFT] = { 33, 133, EYE_POINTS, {
	    33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159,
	    158, 157, 173, 130, 25, 110, 24, 23, 22, 26, 112, 243, 247, 30,
	    29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244,
	    113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143,
	    111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66,
	    107, 55, 193 } },
	[PART_EYE_RIGHT] = { 362, 263, EYE_POINTS, {
	    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386,
	    385, 384, 398, 359, 255, 339, 254, 253, 252, 256, 341, 463, 467,
	    260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452,
	    453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283,
	    282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300,
	    293, 334, 296, 336, 285, 417 } },
};

/* The network's square on the picture. */
struct square {
	double cx, cy, step, co, si;
};

static void to_picture(const struct square *s, const float *xy, int count,
    struct photo_point *out)
{
	int i;

	for (i = 0; i < count; i++) {
		double u = (xy[2 * i] - MESH_SIDE / 2.0) * s->step;
		double v = (xy[2 * i + 1] - MESH_SIDE / 2.0) * s->step;

		out[i].x = s->cx + u * s->co - v * s->si;
		out[i].y = s->cy + u * s->si + v * s->co;
	}
}

int attention_look(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, struct attention *out)
{
	double angle = atan2(f->eye[1].y - f->eye[0].y,
	    f->eye[1].x - f->eye[0].x);
	struct square s = { f->x + f->width / 2, f->y + f->height / 2,
	    1.5 * fmax(f->width, f->height) / MESH_SIDE,	/* [MP] */
	    cos(angle), sin(angle) };
	float *in = engine_input(e, NET_ATTENTION);
	int i, err;

	sample_turned(im, s.cx, s.cy, s.step, angle, MESH_SIDE, in);
	sample_scale(in, MESH_SIDE * MESH_SIDE * 3, 1 / 255.0f, 0);
	if ((err = engine_run(e, NET_ATTENTION)) != PHOTO_OK)
		return err;
	to_picture(&s, engine_output(e, NET_ATTENTION, 1), LIP_POINTS,
	    out->lips);
	for (i = 0; i < 2; i++) {
		to_picture(&s, engine_output(e, NET_ATTENTION, 2 + i),
		    EYE_POINTS, out->eye[i]);
		to_picture(&s, engine_output(e, NET_ATTENTION, 4 + i),
		    IRIS_POINTS, out->iris[i]);
	}
	out->presence = 1 / (1 + exp(-*engine_output(e, NET_ATTENTION, 6)));
	return PHOTO_OK;
}
