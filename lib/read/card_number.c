/*
 * The number of a card. A check digit finds every single wrong digit, but
 * lets one in eleven of worse readings pass: so nothing is certain before a
 * second reading says the same and the printed birthday and sex agree.
 */
#include "card.h"

#include "lib/base/parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS		"0123456789X"
#define CARD		18
#define SURE		0.80	/* each character of two readings */
#define SURER		0.95	/* where no birthday could be read */

/* Provinces of GB/T 2260 since 1984; 81 to 83: residents of Hong Kong,
 * Macao and Taiwan. */
static int province_exists(int code)
{
	static const char codes[] = {
		11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37,
		41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64,
		65, 71, 81, 82, 83
	};

	return memchr(codes, code, sizeof codes) != NULL;
}

/* Counties that no longer are stay in numbers, so only the shape of the last
 * four digits is known: 01 to 70 or 90 for the prefecture, and a county
 * (00: 东莞 and a few have none). */
static int region_exists(const char *s)
{
	int province = (s[0] - '0') * 10 + s[1] - '0';
	int city = (s[2] - '0') * 10 + s[3] - '0';

	return province_exists(province) &&
	    ((city >= 1 && city <= 70) || city == 90 || province >= 81);
}

int card_number_good(const char *number)
{
	char canonical[33];

	return strlen(number) == CARD &&
	    parse_id(ID_CARD, number, canonical) == OK &&
	    region_exists(number);
}

/* The digits of a line that is to be nothing else. */
static double digits_of(const struct ocr_line *l, char out[32])
{
	double p = l->n ? 1 : 0;
	int i;

	for (i = 0; i < l->n && i < 31; i++) {
		out[i] = l->glyph[i].text[0];
		p = l->glyph[i].p < p ? l->glyph[i].p : p;
	}
	out[i] = '\0';
	return p;
}

/* Crops that differ: what they agree on is not an accident of one. Parts of
 * the box's height: more above and below, at the ends, a shift. */
static const struct {
	double taller, longer, down;
} crops[] = {
	{ 1.0, 0.3, 0 }, { 1.25, 0.8, 0 }, { 0.85, 0.2, 0 },
	{ 1.1, 1.2, 0.08 }, { 1.1, 0.5, -0.08 }, { 1.5, 0.6, 0 },
};

#define CROPS	((int)(sizeof crops / sizeof *crops))

struct vote {
	char text[32];
	double p;		/* the best reading's */
	int votes, good;
};

static void vote(struct vote *list, int *n, const char *text, double p)
{
	int i;

	if (!*text)
		return;
	for (i = 0; i < *n && strcmp(list[i].text, text); i++)
		;
	if (i == *n) {
		snprintf(list[i].text, sizeof list[i].text, "%s", text);
		list[i].votes = 0;
		list[i].p = 0;
		list[i].good = card_number_good(text);
		(*n)++;
	}
	list[i].votes++;
	list[i].p = p > list[i].p ? p : list[i].p;
}

static int better(const struct vote *a, const struct vote *b)
{
	if (a->good != b->good)
		return a->good;
	if ((strlen(a->text) == CARD) != (strlen(b->text) == CARD))
		return strlen(a->text) == CARD;
	return a->votes != b->votes ? a->votes > b->votes : a->p > b->p;
}

static int date_agrees(const char *number, const char *birth)
{
	return !strncmp(number + 6, birth, 4) &&
	    !strncmp(number + 10, birth + 5, 2) &&
	    !strncmp(number + 12, birth + 8, 2);
}

/* 1: proved. rivals: other good numbers were read as well. */
static int proved(const struct vote *v, int rivals, const char *birth,
    const char *sex)
{
	if (!v->good || rivals || v->votes < 2 ||
	    (*sex && *sex != parse_id_sex(v->text)))
		return 0;
	if (*birth)
		return date_agrees(v->text, birth) && v->p >= SURE;
	return v->votes >= 3 && v->p >= SURER;
}

static enum err read_crop(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *box, int i, struct ocr_line *l)
{
	struct ocr_box b = *box;
	double h = box->height;

	b.height *= crops[i].taller;
	b.width += crops[i].longer * h;
	b.x -= crops[i].down * h * sin(b.angle);
	b.y += crops[i].down * h * cos(b.angle);
	return ocr_read(rd, im, &b, DIGITS, l);
}

enum err card_number(struct reader *rd, const struct photo_image *im,
    const struct ocr_box *box, const char *first, double first_p,
    const char *birth, const char *sex, struct read_field *out)
{
	struct ocr_line *l = malloc(sizeof *l);
	struct vote list[CROPS + 1];
	char text[32];
	int n = 0, i, best = 0, rivals = 0;
	enum err e = l ? OK : ERR_INTERNAL;
	double p;

	vote(list, &n, first, first_p);
	for (i = 0; e == OK && i < CROPS; i++) {
		e = read_crop(rd, im, box, i, l);
		p = e == OK ? digits_of(l, text) : 0;
		if (e == OK)
			vote(list, &n, text, p);
		if (n == 1 && proved(&list[0], 0, birth, sex))
			break;
	}
	free(l);
	for (i = 1; i < n; i++)
		best = better(&list[i], &list[best]) ? i : best;
	for (i = 0; i < n; i++)
		rivals += i != best && list[i].good;
	if (e != OK || !n)
		return e;
	snprintf(out->text, sizeof out->text, "%s", list[best].text);
	out->sure = list[best].p;
	out->certain = proved(&list[best], rivals, birth, sex);
	return OK;
}
