/*
 * idphoto bench --landmarks DIR: faces with points placed by hand. Every
 * picture is cropped and scaled at random first, since some sets are aligned;
 * then a photo is made of it, and the points by hand are carried into that
 * photo: do they keep the profile's ranges, and how far is what the report
 * says from them? Exit 1 where a bar is missed.
 *
 * Many "hair_top" points of these sets lie on the skull, inside the hair:
 * --tops FILE gives the row where the hair is seen to end (name, tab, row).
 */
#include "tools/idphoto.h"
#include "lib/image/sample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIES		3	/* crops of each picture */
#define MAX_CASES	1024
#define EYE_BAR		6.0	/* px of the finished photo, p95 */
#define CROWN_BAR	12.0
#define LOSS		3.0	/* px that may be missing, as the rule has it */
#define ROOM		3.0	/* px: how sure points by hand are */

#define ON_TOP		0.03	/* face widths: the set's point is there too */

enum by_hand { EYE_L, EYE_R, CHIN, HAIRLINE, TOP, FACE_L, FACE_R, POINTS };

static const char *const names[POINTS] = {
	"pupilL=", "pupilR=", "chin=", "hairline=", "hair_top=", "face_l=",
	"face_r="
};

struct face_by_hand {
	struct photo_point at[POINTS];
	double set_top;		/* the set's own row; NAN: inside the hair */
};

enum measure {
	EYE, CROWN, SET_TOP, HAIR_Y, WIDTH, CENTRE, CHIN_Y, MEASURES
};

static const char *const titles[MEASURES] = {
	"eye line", "crown", "same, set's", "hairline", "face width",
	"face centre", "chin"
};

struct tally {
	int cases, unmade, refused, rightly;
	int solvable[2], held[2];	/* at all; with ROOM to spare */
	int count;
	double off[MEASURES][MAX_CASES];	/* report minus by hand, px */
};

/* The same crops on every run and machine. */
static double random_to(uint32_t *seed, double most)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) / 16777216.0 * most;
}

/* A line of the manifest; 0 where it has no such points. */
static int read_points(const char *line, struct face_by_hand *f)
{
	const char *s;
	int i;

	for (i = 0; i < POINTS; i++)
		if ((s = strstr(line, names[i])) == NULL ||
		    sscanf(s + strlen(names[i]), "%lf,%lf", &f->at[i].x,
		    &f->at[i].y) != 2)
			return 0;
	return 1;
}

static double eye_line(const struct face_by_hand *f)
{
	return (f->at[EYE_L].y + f->at[EYE_R].y) / 2;
}

static double face_width(const struct face_by_hand *f)
{
	return f->at[FACE_R].x - f->at[FACE_L].x;
}

static double face_centre(const struct face_by_hand *f)
{
	return (f->at[FACE_L].x + f->at[FACE_R].x) / 2;
}

/* Cuts off up to half of the room above the hair and what there is beside
 * 1.7 face widths, and scales by 0.7 to 1.1. Hardly anything below: most of
 * these pictures end where a photo of head and shoulders does. */
static int shift(const struct photo_image *im, uint32_t *seed,
    struct face_by_hand *f, struct photo_image **out)
{
	double side = 0.85 * face_width(f), mid = face_centre(f);
	double left = random_to(seed, fmax(mid - side, 0));
	double right = random_to(seed, fmax(im->width - mid - side, 0));
	double top = random_to(seed, f->at[TOP].y / 2);
	double bottom = random_to(seed, im->height / 100.0);
	struct region r = { .x = left, .y = top };
	int i;

	r.step = 1 / (0.7 + random_to(seed, 0.4));
	r.width = (int)((im->width - left - right) / r.step);
	r.height = (int)((im->height - top - bottom) / r.step);
	for (i = 0; i < POINTS; i++) {
		f->at[i].x = (f->at[i].x - r.x) / r.step;
		f->at[i].y = (f->at[i].y - r.y) / r.step;
	}
	f->set_top = (f->set_top - r.y) / r.step;
	return sample_image(im, &r, KERNEL_CUBIC, out);
}

static int within(double v, double min, double max)
{
	return v >= min && v <= max;
}

/* Is there any scale and shift that stays `room` px within the ranges, and
 * ends neither lower nor wider than the picture does? */
static int can_hold(const struct face_by_hand *f,
    const struct photo_image *im, const struct photo_profile *p, double room)
{
	double above = eye_line(f) - f->at[TOP].y, scale, eye;
	double below = im->height - eye_line(f);
	double beside = fmin(face_centre(f), im->width - face_centre(f));
	double low = (p->face_width_min + room) / face_width(f);
	double high = (p->face_width_max - room) / face_width(f);

	for (scale = low; scale <= high; scale += (high - low) / 200)
		for (eye = p->eye_y_min + room; eye <= p->eye_y_max - room;
		    eye++)
			if (within(eye - above * scale, p->crown_y_min + room,
			    p->crown_y_max - room) &&
			    p->height - eye <= below * scale + LOSS - room &&
			    p->width / 2.0 <= beside * scale + LOSS - room)
				return 1;
	return 0;
}

/* The points by hand in the finished photo. */
static void carry(const struct face_by_hand *f, const struct photo_report *r,
    double v[MEASURES])
{
	v[EYE] = (eye_line(f) - r->crop_y) * r->crop_scale;
	v[CROWN] = (f->at[TOP].y - r->crop_y) * r->crop_scale;
	v[SET_TOP] = (f->set_top - r->crop_y) * r->crop_scale;
	v[WIDTH] = face_width(f) * r->crop_scale;
	v[CENTRE] = (face_centre(f) - r->crop_x) * r->crop_scale;
	v[CHIN_Y] = (f->at[CHIN].y - r->crop_y) * r->crop_scale;
	v[HAIR_Y] = (f->at[HAIRLINE].y - r->crop_y) * r->crop_scale;
}

static double finding(const struct photo_report *r, const char *id)
{
	int i;

	for (i = 0; i < r->finding_count; i++)
		if (strcmp(r->finding[i].rule->id, id) == 0)
			return r->finding[i].value;
	return NAN;
}

/* The same as the report has it, from the finished file. */
static void reported(const struct photo_report *r,
    const struct photo_profile *p, double v[MEASURES])
{
	v[EYE] = finding(r, "geometry.eye_y");
	v[CROWN] = v[SET_TOP] = finding(r, "geometry.crown_y");
	v[WIDTH] = finding(r, "geometry.face_width");
	v[CENTRE] = finding(r, "geometry.centre") + p->width / 2.0;
	v[CHIN_Y] = (r->face[0].mark[PHOTO_CHIN].y - r->crop_y) *
	    r->crop_scale;
	v[HAIR_Y] = (r->face[0].mark[PHOTO_HAIRLINE].y - r->crop_y) *
	    r->crop_scale;
}

static int holds(const double v[MEASURES], const struct photo_profile *p)
{
	return within(v[EYE], p->eye_y_min, p->eye_y_max) &&
	    within(v[CROWN], p->crown_y_min, p->crown_y_max) &&
	    within(v[WIDTH], p->face_width_min, p->face_width_max) &&
	    fabs(v[CENTRE] - p->width / 2.0) <= p->centre_tolerance;
}

/* Does the report refuse this one for its geometry? */
static const struct photo_finding *geometry_fails(
    const struct photo_report *r)
{
	int i;

	for (i = 0; i < r->finding_count; i++)
		if (strncmp(r->finding[i].rule->id, "geometry.", 9) == 0 &&
		    r->finding[i].verdict == PHOTO_FAIL)
			return &r->finding[i];
	return NULL;
}

static void tell(const char *name, const char *what, const double hand[],
    const struct photo_finding *f)
{
	printf("%s: %s: by hand eyes %.0f, top %.0f, width %.0f, centre %.0f",
	    name, what, hand[EYE], hand[CROWN], hand[WIDTH], hand[CENTRE]);
	if (f != NULL)
		printf("; %s %.1f (%g to %g)", f->rule->id, f->value, f->min,
		    f->max);
	putchar('\n');
}

static void note(const char *name, const struct face_by_hand *f,
    const int solvable[2], const struct photo_profile *p,
    const struct photo_report *r, struct tally *t)
{
	const struct photo_finding *fail = geometry_fails(r);
	double hand[MEASURES], said[MEASURES];
	int i, held;

	carry(f, r, hand);
	reported(r, p, said);
	held = holds(hand, p);
	for (i = 0; i < 2; i++) {
		t->solvable[i] += solvable[i];
		t->held[i] += solvable[i] && held;
	}
	t->refused += fail != NULL;
	t->rightly += fail != NULL && !solvable[0];
	if (solvable[0] && !held)
		tell(name, solvable[1] ? "OUT OF RANGE" : "out of range",
		    hand, fail);
	else if (fail != NULL)
		tell(name, solvable[0] ? "refused" : "no solution", hand,
		    fail);
	for (i = 0; i < MEASURES; i++)
		t->off[i][t->count] = said[i] - hand[i];
	if (fabs(said[CROWN] - hand[CROWN]) > CROWN_BAR)
		printf("%s: crown %.0f, by hand %.0f\n", name, said[CROWN],
		    hand[CROWN]);
	t->count++;
}

/* One crop of one picture. */
static int try_one(struct tool *tool, const char *name,
    const struct photo_image *im, struct face_by_hand f, uint32_t *seed,
    struct tally *t)
{
	struct photo_profile fine = { .dpi = 72, .quality_min = 95,
	    .quality_max = 95, .bytes_max = PHOTO_MAX_BYTES };
	struct photo_result *res = NULL;
	struct photo_image *part = NULL;
	uint8_t *jpeg = NULL;
	size_t n;
	int quality, solvable[2], err;

	err = shift(im, seed, &f, &part);
	if (err == PHOTO_OK)
		err = photo_encode_jpeg(part, &fine, &jpeg, &n, &quality);
	if (err == PHOTO_OK)
		err = photo_make(tool->engine, jpeg, n, &tool->profile, &res);
	if (err == PHOTO_OK) {
		t->cases++;
		solvable[0] = can_hold(&f, part, &tool->profile, 0);
		solvable[1] = can_hold(&f, part, &tool->profile, ROOM);
		if (res->jpeg == NULL)
			t->unmade++;
		else
			note(name, &f, solvable, &tool->profile, &res->report,
			    t);
	}
	photo_result_free(res);
	photo_image_free(part);
	free(jpeg);
	return err;
}

static int try_picture(struct tool *tool, const char *name,
    const struct face_by_hand *f, uint32_t *seed, struct tally *t)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	char path[4096];
	uint8_t *data;
	double scale;
	size_t n;
	int i, err;

	if (snprintf(path, sizeof path, "%s/%s", tool->in, name) >=
	    (int)sizeof path)
		return EXIT_UNREADABLE;
	if (tool_read(path, &data, &n) != EXIT_GOOD)
		return EXIT_UNREADABLE;
	err = photo_decode(data, n, 0, &info, &scale, &im);
	for (i = 0; i < TRIES && err == PHOTO_OK && t->cases < MAX_CASES; i++)
		err = try_one(tool, name, im, *f, seed, t);
	photo_image_free(im);
	free(data);
	return err == PHOTO_OK ? EXIT_GOOD : tool_explain(path, err);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* A row of the table; p95 of the absolute errors. */
static double print_errors(const char *title, double *off, int all)
{
	double bias, p95;
	int i, n = 0;

	for (i = 0; i < all; i++)
		if (!isnan(off[i]))
			off[n++] = off[i];
	if (n == 0)
		return NAN;
	qsort(off, (size_t)n, sizeof *off, ascending);
	bias = off[n / 2];
	for (i = 0; i < n; i++)
		off[i] = fabs(off[i]);
	qsort(off, (size_t)n, sizeof *off, ascending);
	p95 = off[(int)(0.95 * (n - 1) + 0.5)];
	printf("%-12s %5d %7.1f %7.1f %7.1f %7.1f\n", title, n, bias,
	    off[n / 2], p95, off[n - 1]);
	return p95;
}

static int print_tally(struct tally *t)
{
	double p95[MEASURES];
	int i;

	if (t->count == 0)
		return EXIT_UNREADABLE;
	printf("\n%d crops, %d of them without one face\n%d have a solution,"
	    " %d of them keep every range by hand\n%d have one with %g px to "
	    "spare, %d of them keep every range by hand\n%d are refused for "
	    "geometry, %d of them have no solution\n\n", t->cases, t->unmade,
	    t->solvable[0], t->held[0], t->solvable[1], ROOM, t->held[1],
	    t->refused, t->rightly);
	printf("%-12s %5s %7s %7s %7s %7s\n", "px off", "crops", "bias",
	    "p50", "p95", "most");
	for (i = 0; i < MEASURES; i++)
		p95[i] = print_errors(titles[i], t->off[i], t->count);
	return t->held[1] == t->solvable[1] && p95[EYE] <= EYE_BAR &&
	    p95[CROWN] <= CROWN_BAR ? EXIT_GOOD : EXIT_REFUSED;
}

/* The row where the hair is seen to end, from --tops. 0: no such file, or
 * it does not name the picture. */
static int seen_top(const char *file, const char *name,
    struct face_by_hand *f)
{
	FILE *in = fopen(file, "r");
	size_t n = strlen(name);
	char line[256];
	int found = 0;

	while (in != NULL && !found && fgets(line, sizeof line, in) != NULL)
		found = strncmp(line, name, n) == 0 && line[n] == '\t' &&
		    sscanf(line + n, "%lf", &f->at[TOP].y) == 1;
	if (in != NULL)
		fclose(in);
	if (!found)
		fprintf(stderr, "idphoto: %s has no top for %s\n", file, name);
	return found;
}

static int take_line(struct tool *tool, char *line, uint32_t *seed,
    struct tally *t)
{
	struct face_by_hand f;

	if (!read_points(line, &f))
		return EXIT_GOOD;
	line[strcspn(line, "\t")] = '\0';
	f.set_top = f.at[TOP].y;
	if (tool->tops != NULL && !seen_top(tool->tops, line, &f))
		return EXIT_UNREADABLE;
	if (fabs(f.set_top - f.at[TOP].y) > ON_TOP * face_width(&f))
		f.set_top = NAN;
	return try_picture(tool, line, &f, seed, t);
}

int landmarks_run(struct tool *tool)
{
	struct tally *t = calloc(1, sizeof *t);
	char path[4096], line[4096];
	uint32_t seed = 1;
	int code = EXIT_GOOD;
	FILE *in;

	snprintf(path, sizeof path, "%s/manifest.tsv", tool->in);
	if (t == NULL || (in = fopen(path, "r")) == NULL) {
		fprintf(stderr, "idphoto: cannot read %s\n", path);
		free(t);
		return EXIT_UNREADABLE;
	}
	while (code == EXIT_GOOD && fgets(line, sizeof line, in) != NULL)
		code = take_line(tool, line, &seed, t);
	fclose(in);
	if (code == EXIT_GOOD)
		code = print_tally(t);
	free(t);
	return code;
}
