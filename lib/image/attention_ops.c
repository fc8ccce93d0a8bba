/*
 * The operations that MediaPipe added to TensorFlow Lite for its attention
 * mesh: find the square round some points (lips, an eye), cut it out of a
 * feature map, and carry the finer points found in it back. Written from
 * what they compute; tensors of other shapes are refused.
 */
#include "attention.h"
#include "tflite_op.h"

#include <math.h>
#include <string.h>

#define CUT	16		/* side of what is cut out, samples */
#define ROOM	1.5f		/* of the points' own extent, both ways */
#define BAD	1		/* kTfLiteError */

_Static_assert(sizeof(struct op_tensor) == 112, "TfLiteTensor of 2.9");

static const struct op_tensor *tensor(void *context, const struct op_ints *of,
    int i)
{
	struct op_context *c = context;

	return i < of->size ? &c->tensor[of->data[i]] : NULL;
}

/* Is it a tensor of 32-bit floats, and of that many? */
static int holds(const struct op_tensor *t, int count)
{
	int i, n = 1;

	if (t == NULL || t->type != 1 || t->data == NULL)
		return 0;
	for (i = 0; i < t->dims->size; i++)
		n *= t->dims->data[i];
	return n == count;
}

/* The options are a FlexBuffer. Of it only the list of points (16-bit, as
 * they are all over 255 or mixed) tells the three nodes apart. */
static void *part_init(void *context, const char *options, size_t n)
{
	int i;

	(void)context;
	for (i = 0; i < ATTENTION_PARTS; i++)
		if (memmem(options, n, attention_parts[i].point,
		    2 * (size_t)attention_parts[i].count) != NULL)
			return (void *)&attention_parts[i];
	return NULL;
}

static void part_free(void *context, void *user)
{
	(void)context;
	(void)user;
}

/* Extent of the points along axes turned by the angle of co and si. */
static void extent(const struct attention_part *part, const float *xyz,
    float co, float si, float low[2], float high[2])
{
	int i, k;

	low[0] = low[1] = INFINITY;
	high[0] = high[1] = -INFINITY;
	for (i = 0; i < part->count; i++) {
		const float *p = xyz + 3 * part->point[i];
		float v[2] = { co * p[0] + si * p[1],
		    co * p[1] - si * p[0] };

		for (k = 0; k < 2; k++) {
			low[k] = fminf(low[k], v[k]);
			high[k] = fmaxf(high[k], v[k]);
		}
	}
}

/*
 * Points to the affine map (two rows of a 4 x 4 matrix) from the cut's
 * samples to the plane of the points.
 */
static int points_to_matrix(void *context, void *node)
{
	const struct op_node *n = node;
	const struct attention_part *part = n->user;
	const struct op_tensor *in = tensor(context, n->in, 0);
	const struct op_tensor *out = tensor(context, n->out, 0);
	const float *a, *b;
	float low[2], high[2], len, co, si, mx, my, sx, sy, *m;

	if (part == NULL || !holds(in, 3 * MESH_POINTS) || !holds(out, 16))
		return BAD;
	a = in->data + 3 * part->from;
	b = in->data + 3 * part->to;
	len = hypotf(b[0] - a[0], b[1] - a[1]);
	co = len > 0 ? (b[0] - a[0]) / len : 1;
	si = len > 0 ? (b[1] - a[1]) / len : 0;
	extent(part, in->data, co, si, low, high);
	mx = (low[0] + high[0]) / 2;
	my = (low[1] + high[1]) / 2;
	sx = ROOM * (high[0] - low[0]) / CUT;
	sy = ROOM * (high[1] - low[1]) / CUT;
	m = out->data;
	memset(m, 0, 16 * sizeof *m);
	m[0] = co * sx;
	m[1] = -si * sy;
	m[4] = si * sx;
	m[5] = co * sy;
	m[10] = m[15] = 1;
	m[3] = co * mx - si * my - CUT / 2 * (m[0] + m[1]);
	m[7] = si * mx + co * my - CUT / 2 * (m[4] + m[5]);
	return 0;
}

/* Samples `channels` values at (x, y), which lies inside. */
static void sample(const float *map, int width, int height, int channels,
    float x, float y, float *out)
{
	int x0 = (int)x, y0 = (int)y, i;
	int right = x0 + 1 < width ? channels : 0;
	int below = y0 + 1 < height ? channels * width : 0;
	float u = x - (float)x0, v = y - (float)y0;
	const float *p = map + channels * (y0 * width + x0);

	for (i = 0; i < channels; i++) {
		float up = p[i] + u * (p[right + i] - p[i]);
		float low = p[below + i] +
		    u * (p[below + right + i] - p[below + i]);

		out[i] = up + v * (low - up);
	}
}

/* Cuts a turned rectangle out of a map; zeroes outside of it. */
static int cut_out(void *context, void *node)
{
	const struct op_node *n = node;
	const struct op_tensor *map = tensor(context, n->in, 0);
	const struct op_tensor *mat = tensor(context, n->in, 1);
	const struct op_tensor *out = tensor(context, n->out, 0);
	int x, y, w, h, c;

	if (map == NULL || map->dims->size != 4)
		return BAD;
	h = map->dims->data[1];
	w = map->dims->data[2];
	c = map->dims->data[3];
	if (!holds(map, w * h * c) || !holds(mat, 16) ||
	    !holds(out, CUT * CUT * c))
		return BAD;
	for (y = 0; y < CUT; y++)
		for (x = 0; x < CUT; x++) {
			const float *m = mat->data;
			float u = (float)x + 0.5f, v = (float)y + 0.5f;
			float at_x = m[0] * u + m[1] * v + m[3] - 0.5f;
			float at_y = m[4] * u + m[5] * v + m[7] - 0.5f;
			float *to = out->data + (y * CUT + x) * c;

			if (at_x >= 0 && at_y >= 0 && at_x <= (float)(w - 1) &&
			    at_y <= (float)(h - 1))
				sample(map->data, w, h, c, at_x, at_y, to);
			else
				memset(to, 0, (size_t)c * sizeof *to);
		}
	return 0;
}

/* Points in the plane through the map. */
static int carry_points(void *context, void *node)
{
	const struct op_node *n = node;
	const struct op_tensor *in = tensor(context, n->in, 0);
	const struct op_tensor *mat = tensor(context, n->in, 1);
	const struct op_tensor *out = tensor(context, n->out, 0);
	int i, count;

	if (in == NULL || in->dims->size != 3 || in->dims->data[2] != 2)
		return BAD;
	count = in->dims->data[1];
	if (!holds(in, 2 * count) || !holds(mat, 16) ||
	    !holds(out, 2 * count))
		return BAD;
	for (i = 0; i < count; i++) {
		const float *m = mat->data, *p = in->data + 2 * i;
		float x = m[0] * p[0] + m[1] * p[1] + m[3];
		float y = m[4] * p[0] + m[5] * p[1] + m[7];

		out->data[2 * i] = x;
		out->data[2 * i + 1] = y;
	}
	return 0;
}

const struct registration attention_ops[ATTENTION_OPS] = {
	{ .init = part_init, .free = part_free, .invoke = points_to_matrix,
	    .custom_name = "Landmarks2TransformMatrix", .version = 2 },
	{ .invoke = cut_out, .custom_name = "TransformTensorBilinear",
	    .version = 2 },
	{ .invoke = carry_points, .custom_name = "TransformLandmarks",
	    .version = 2 },
};
