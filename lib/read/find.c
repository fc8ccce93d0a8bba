/*
 * Where lines of text are: PP-OCRv4's detector says for each pixel how likely
 * it is inside a line (shrunk, so that lines don't touch); connected parts
 * become turned rectangles, which are grown back.
 */
#include "ocr.h"

#include "pixels.h"
#include "reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LIKELY		0.3f	/* a pixel belongs to text */
#define BOX_LIKELY	0.5	/* the mean of a box's pixels */
#define UNCLIP		1.6	/* as the network was taught to shrink */
#define PIXELS_LEAST	12	/* of a part, or it is a speck */
#define SIDE_LEAST	3.0

/* ImageNet's mean and deviation, blue first. */
static const struct pixels_norm norm = {
	.scale = { 1 / 255.0f / 0.229f, 1 / 255.0f / 0.224f,
	    1 / 255.0f / 0.225f },
	.bias = { -0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f },
};

struct point {
	double x, y;
};

/* The detector's answer while parts of it are taken. */
struct map {
	const float *p;
	int width, height;
	uint8_t *seen;
	int *stack;
	struct point *edge;	/* both ends of each row of a part */
};

struct part {
	int n, edges;
	double sum;
};

static void push(struct map *m, int x, int y, int *top)
{
	int i = y * m->width + x;

	if (x < 0 || y < 0 || x >= m->width || y >= m->height ||
	    m->seen[i] || m->p[i] <= LIKELY)
		return;
	m->seen[i] = 1;
	m->stack[(*top)++] = i;
}

/* A pixel with a neighbour outside is where the outline can pass. */
static int on_edge(const struct map *m, int x, int y)
{
	return x == 0 || y == 0 || x == m->width - 1 || y == m->height - 1 ||
	    m->p[y * m->width + x - 1] <= LIKELY ||
	    m->p[y * m->width + x + 1] <= LIKELY ||
	    m->p[(y - 1) * m->width + x] <= LIKELY ||
	    m->p[(y + 1) * m->width + x] <= LIKELY;
}

/* All that is connected with pixel i. */
static struct part part_from(struct map *m, int i)
{
	struct part part = { 0, 0, 0 };
	int top = 0, x, y, dx, dy;

	push(m, i % m->width, i / m->width, &top);
	while (top > 0) {
		i = m->stack[--top];
		x = i % m->width;
		y = i / m->width;
		part.n++;
		part.sum += (double)m->p[i];
		if (on_edge(m, x, y))
			m->edge[part.edges++] = (struct point){ x, y };
		for (dy = -1; dy <= 1; dy++)
			for (dx = -1; dx <= 1; dx++)
				push(m, x + dx, y + dy, &top);
	}
	return part;
}

static int by_x(const void *a, const void *b)
{
	const struct point *p = a, *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return p->y < q->y ? -1 : p->y > q->y;
}

static double turn(struct point a, struct point b, struct point c)
{
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* One half of the hull of sorted points, `step` 1 or -1 through them. */
static int half_hull(const struct point *p, int n, int step,
    struct point *hull)
{
	int i, k = 0;

	for (i = step > 0 ? 0 : n - 1; i >= 0 && i < n; i += step) {
		while (k >= 2 && turn(hull[k - 2], hull[k - 1], p[i]) <= 0)
			k--;
		hull[k++] = p[i];
	}
	return k - 1;		/* its end is the other half's begin */
}

/* The rectangle along the direction (c, s) that holds all points. */
static struct ocr_box box_along(const struct point *p, int n, double c,
    double s)
{
	double u0 = HUGE_VAL, u1 = -HUGE_VAL, v0 = HUGE_VAL, v1 = -HUGE_VAL;
	double u, v;
	int i;

	for (i = 0; i < n; i++) {
		u = p[i].x * c + p[i].y * s;
		v = -p[i].x * s + p[i].y * c;
		u0 = fmin(u0, u);
		u1 = fmax(u1, u);
		v0 = fmin(v0, v);
		v1 = fmax(v1, v);
	}
	u = (u0 + u1) / 2;
	v = (v0 + v1) / 2;
	return (struct ocr_box){
		.x = u * c - v * s + 0.5, .y = u * s + v * c + 0.5,
		.width = u1 - u0 + 1, .height = v1 - v0 + 1,
		.angle = atan2(s, c),
	};
}

/* The smallest rectangle round the points; one side lies on the hull. */
static struct ocr_box box_round(struct point *p, int n, struct point *hull)
{
	struct ocr_box best = box_along(p, n, 1, 0), b;
	double dx, dy, len;
	int k, i;

	qsort(p, (size_t)n, sizeof *p, by_x);
	k = half_hull(p, n, 1, hull);
	k += half_hull(p, n, -1, hull + k);
	for (i = 0; i < k; i++) {
		dx = hull[(i + 1) % k].x - hull[i].x;
		dy = hull[(i + 1) % k].y - hull[i].y;
		len = hypot(dx, dy);
		if (len == 0)
			continue;
		b = box_along(hull, k, dx / len, dy / len);
		if (b.width * b.height < best.width * best.height)
			best = b;
	}
	return best;
}

/* Width along the longer side, the angle in -45..135 degrees. */
static void box_settle(struct ocr_box *b)
{
	double t;

	if (b->height > b->width) {
		t = b->width;
		b->width = b->height;
		b->height = t;
		b->angle += M_PI / 2;
	}
	while (b->angle > 3 * M_PI / 4)
		b->angle -= M_PI;
	while (b->angle <= -M_PI / 4)
		b->angle += M_PI;
}

static void box_grow(struct ocr_box *b)
{
	double d = b->width * b->height * UNCLIP /
	    (2 * (b->width + b->height));

	b->width += 2 * d;
	b->height += 2 * d;
}

/* From pixels of the map to pixels of the picture. */
static void box_place(struct ocr_box *b, const struct ocr_box *view,
    double step)
{
	double x = b->x * step - view->width / 2;
	double y = b->y * step - view->height / 2;

	b->x = view->x + x * cos(view->angle) - y * sin(view->angle);
	b->y = view->y + x * sin(view->angle) + y * cos(view->angle);
	b->width *= step;
	b->height *= step;
	b->angle += view->angle;
}

static int boxes_of(struct map *m, const struct ocr_box *view, double step,
    struct ocr_box *list)
{
	struct point *hull = m->edge + m->width * m->height;
	struct part part;
	struct ocr_box b;
	int i, n = 0;

	for (i = 0; i < m->width * m->height && n < OCR_BOXES; i++) {
		if (m->seen[i] || m->p[i] <= LIKELY)
			continue;
		part = part_from(m, i);
		if (part.n < PIXELS_LEAST || part.sum < BOX_LIKELY * part.n)
			continue;
		b = box_round(m->edge, part.edges, hull);
		if (fmin(b.width, b.height) < SIDE_LEAST)
			continue;
		b.score = part.sum / part.n;
		box_settle(&b);
		box_grow(&b);
		box_place(&b, view, step);
		box_settle(&b);
		list[n++] = b;
	}
	return n;
}

static enum err take_boxes(const float *p, int width, int height,
    const struct ocr_box *view, double step, struct ocr_box *list, int *n)
{
	size_t area = (size_t)width * (size_t)height;
	struct map m = { p, width, height, calloc(area, 1),
	    malloc(area * sizeof *m.stack),
	    malloc((2 * area + 8) * sizeof *m.edge) };
	enum err e = ERR_INTERNAL;

	if (m.seen && m.stack && m.edge) {
		*n = boxes_of(&m, view, step, list);
		e = OK;
	}
	free(m.seen);
	free(m.stack);
	free(m.edge);
	return e;
}

static int up32(double v)
{
	int n = ((int)ceil(v) + 31) / 32 * 32;

	return n < 32 ? 32 : n;
}

enum err ocr_find(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *view, int side, struct ocr_box list[OCR_BOXES],
    int *n)
{
	struct ocr_box all = { im->width / 2.0, im->height / 2.0, im->width,
	    im->height, 0, 1 };
	double step;
	int width, height;
	int64_t dims[4];
	const float *p;
	float *in;
	enum err e = reader_load(rd, NULL);

	if (e != OK)
		return e;
	if (!view)
		view = &all;
	step = fmax(view->width, view->height) / side;
	/* The part beyond the view, up to the next 32, is shown as well. */
	width = up32(view->width / step);
	height = up32(view->height / step);
	all = *view;
	all.width = width * step;
	all.height = height * step;
	in = malloc(sizeof *in * 3 * (size_t)width * (size_t)height);
	if (!in)
		return ERR_INTERNAL;
	pixels_sample(im, &all, width, height, width, &norm, in);
	e = ort_run(rd->find, in, height, width, &p, dims);
	free(in);
	if (e == OK && (dims[2] != height || dims[3] != width))
		e = ERR_INTERNAL;
	return e == OK ? take_boxes(p, width, height, &all, step, list, n) :
	    e;
}
