/*
 * Photo profiles: small text files, so that an operator reads and changes
 * them without a database, and a campaign may override single values.
 */
#include "photo.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { INTEGER, REAL, COLOUR, TEXT, WORD };

#define FIELD(f) offsetof(struct photo_profile, f)
#define NONE { NULL, NULL }

static const struct field {
	const char *name;
	enum kind kind;
	size_t at;
	double min, max;	/* TEXT: max is the room */
	const char *words[2];	/* WORD: of 0 and 1 */
} fields[] = {
	{ "width", INTEGER, FIELD(width), 100, 2000, NONE },
	{ "height", INTEGER, FIELD(height), 100, 2000, NONE },
	{ "dpi", INTEGER, FIELD(dpi), 72, 1200, NONE },
	{ "background_rgb", COLOUR, FIELD(background), 0, 255, NONE },
	{ "quality_min", INTEGER, FIELD(quality_min), 1, 100, NONE },
	{ "quality_max", INTEGER, FIELD(quality_max), 1, 100, NONE },
	{ "bytes_min", INTEGER, FIELD(bytes_min), 0, 10000000, NONE },
	{ "bytes_max", INTEGER, FIELD(bytes_max), 1000, 10000000, NONE },
	{ "eye_y_min", REAL, FIELD(eye_y_min), 0, 2000, NONE },
	{ "eye_y_max", REAL, FIELD(eye_y_max), 0, 2000, NONE },
	{ "crown_y_min", REAL, FIELD(crown_y_min), 0, 2000, NONE },
	{ "crown_y_max", REAL, FIELD(crown_y_max), 0, 2000, NONE },
	{ "face_width_min", REAL, FIELD(face_width_min), 1, 2000, NONE },
	{ "face_width_max", REAL, FIELD(face_width_max), 1, 2000, NONE },
	{ "centre_tolerance", REAL, FIELD(centre_tolerance), 0, 2000, NONE },
	{ "roll_max", REAL, FIELD(roll_max), 0, 90, NONE },
	{ "yaw_max", REAL, FIELD(yaw_max), 0, 90, NONE },
	{ "pitch_max", REAL, FIELD(pitch_max), 0, 90, NONE },
	{ "head_cover", WORD, FIELD(head_cover), 0, 0,
	    { "forbidden", "allowed" } },
	{ "background", WORD, FIELD(ground), 0, 0, { "replace", "keep" } },
	{ "file_name", TEXT, FIELD(file_name), 1,
	    sizeof ((struct photo_profile *)0)->file_name, NONE },
	{ "rules_version", TEXT, FIELD(rules_version), 1,
	    sizeof ((struct photo_profile *)0)->rules_version, NONE },
};

#define FIELDS ((int)(sizeof fields / sizeof *fields))

static int field_find(const char *name)
{
	int i;

	for (i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return i;
	return -1;
}

static int parse_number(const char *s, const struct field *f, double *out)
{
	char *end;
	double v;

	errno = 0;
	v = strtod(s, &end);
	if (end == s || *end != '\0' || errno != 0 || !isfinite(v) ||
	    v < f->min || v > f->max)
		return PHOTO_EPROFILE;
	if (f->kind == INTEGER && v != floor(v))
		return PHOTO_EPROFILE;
	*out = v;
	return PHOTO_OK;
}

static int parse_colour(const char *s, uint8_t out[3])
{
	unsigned v[3];
	int n = 0, i;

	if (sscanf(s, "%3u ,%3u ,%3u%n", &v[0], &v[1], &v[2], &n) != 3 ||
	    s[n] != '\0')
		return PHOTO_EPROFILE;
	for (i = 0; i < 3; i++)
		if (v[i] > 255)
			return PHOTO_EPROFILE;
	for (i = 0; i < 3; i++)
		out[i] = (uint8_t)v[i];
	return PHOTO_OK;
}

/* The fields are enums, which are as wide as int. */
static int parse_word(const char *s, const struct field *f, int *out)
{
	int i;

	for (i = 0; i < 2; i++)
		if (strcmp(s, f->words[i]) == 0) {
			*out = i;
			return PHOTO_OK;
		}
	return PHOTO_EPROFILE;
}

int photo_profile_set(struct photo_profile *p, const char *name,
    const char *value)
{
	int i = field_find(name), err;
	double v;
	char *at;

	if (i < 0)
		return PHOTO_EPROFILE;
	at = (char *)p + fields[i].at;
	switch (fields[i].kind) {
	case COLOUR:
		return parse_colour(value, (uint8_t *)at);
	case WORD:
		return parse_word(value, &fields[i], (int *)at);
	case TEXT:
		if (*value == '\0' || strlen(value) >= (size_t)fields[i].max)
			return PHOTO_EPROFILE;
		memcpy(at, value, strlen(value) + 1);
		return PHOTO_OK;
	case INTEGER:
	case REAL:
		break;
	}
	if ((err = parse_number(value, &fields[i], &v)) != PHOTO_OK)
		return err;
	if (fields[i].kind == INTEGER)
		*(int *)at = (int)v;
	else
		*(double *)at = v;
	return PHOTO_OK;
}

/* Pairs whose first may not exceed the second. */
static int in_order(const struct photo_profile *p)
{
	return p->quality_min <= p->quality_max &&
	    p->bytes_min < p->bytes_max && p->eye_y_min < p->eye_y_max &&
	    p->crown_y_min < p->crown_y_max &&
	    p->face_width_min < p->face_width_max &&
	    p->eye_y_max < p->height && p->face_width_max <= p->width;
}

static char *trim(char *s)
{
	char *end;

	s += strspn(s, " \t\r\n");
	for (end = s + strlen(s); end > s && strchr(" \t\r\n", end[-1]);)
		*--end = '\0';
	return s;
}

/* One line into p; its field's bit into seen. NULL, or what is wrong. */
static const char *read_line(char *line, struct photo_profile *p,
    unsigned *seen)
{
	char *value;

	line = trim(line);
	if (*line == '\0' || *line == '#')
		return NULL;
	if ((value = strchr(line, '=')) == NULL)
		return "no '='";
	*value++ = '\0';
	line = trim(line);
	if (field_find(line) < 0)
		return "unknown name";
	if (photo_profile_set(p, line, trim(value)) != PHOTO_OK)
		return "bad value";
	*seen |= 1u << field_find(line);
	return NULL;
}

int photo_profile_over(struct photo_profile *p, const char *lines,
    char why[160])
{
	char line[256];
	const char *bad = NULL;
	unsigned seen = 0;
	size_t len;
	int n;

	for (n = 1; !bad && *lines; n++) {
		len = strcspn(lines, "\n");
		snprintf(line, sizeof line, "%.*s", (int)len, lines);
		bad = len < sizeof line ? read_line(line, p, &seen) :
		    "too long";
		if (bad && why)
			snprintf(why, 160, "profile %s, own line %d: %s",
			    p->name, n, bad);
		lines += len + (lines[len] != '\0');
	}
	return bad ? PHOTO_EPROFILE : PHOTO_OK;
}

static int read_all(FILE *f, struct photo_profile *p, char *why)
{
	char line[256];
	unsigned seen = 0;
	const char *bad;
	int n, i;

	for (n = 1; fgets(line, sizeof line, f) != NULL; n++)
		if ((bad = read_line(line, p, &seen)) != NULL) {
			snprintf(why, 160, "profile %s, line %d: %s",
			    p->name, n, bad);
			return PHOTO_EPROFILE;
		}
	for (i = 0; i < FIELDS; i++)
		if (!(seen & 1u << i)) {
			snprintf(why, 160, "profile %s: %s is missing",
			    p->name, fields[i].name);
			return PHOTO_EPROFILE;
		}
	if (!in_order(p)) {
		snprintf(why, 160, "profile %s: a minimum is not below its "
		    "maximum", p->name);
		return PHOTO_EPROFILE;
	}
	return PHOTO_OK;
}

int photo_profile_load(const char *dir, const char *name,
    struct photo_profile *out, char why[160])
{
	struct photo_profile p;
	char path[4096], unused[160];
	FILE *f;
	int err;

	if (why == NULL)
		why = unused;
	memset(&p, 0, sizeof p);
	/* The name may come from outside: never a path. */
	if (*name == '\0' || strlen(name) >= sizeof p.name ||
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")]) {
		snprintf(why, 160, "not a profile's name");
		return PHOTO_EPROFILE;
	}
	memcpy(p.name, name, strlen(name) + 1);
	snprintf(path, sizeof path, "%s/%s.conf", dir, name);
	if ((f = fopen(path, "r")) == NULL) {
		snprintf(why, 160, "%.100s: %.40s", path, strerror(errno));
		return PHOTO_EPROFILE;
	}
	err = read_all(f, &p, why);
	fclose(f);
	if (err == PHOTO_OK)
		*out = p;
	return err;
}

static int print_value(const struct field *f, const char *at, char *out,
    size_t size)
{
	const uint8_t *rgb = (const uint8_t *)at;

	switch (f->kind) {
	case INTEGER:
		return snprintf(out, size, "%d", *(const int *)at);
	case REAL:
		return snprintf(out, size, "%g", *(const double *)at);
	case COLOUR:
		return snprintf(out, size, "%d,%d,%d", rgb[0], rgb[1],
		    rgb[2]);
	case WORD:
		return snprintf(out, size, "%s", f->words[*(const int *)at]);
	case TEXT:
		break;
	}
	return snprintf(out, size, "%s", at);
}

void photo_profile_print(const struct photo_profile *p, char *out, size_t size)
{
	char value[128];
	size_t n = 0;
	int i, k;

	for (i = 0; i < FIELDS && n < size; i++) {
		print_value(&fields[i], (const char *)p + fields[i].at, value,
		    sizeof value);
		k = snprintf(out + n, size - n, "%s = %s\n", fields[i].name,
		    value);
		n += k > 0 ? (size_t)k : 0;
	}
}
