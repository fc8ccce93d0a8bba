/*
 * Codes shown again, for measurements: every text of a manifest as a code on
 * a phone's page (20 % of its width), as screenshots of several densities, in
 * bad JPEG, photographed from the screen, and as students' albums have it
 * otherwise.
 * usage: shown MANIFEST.tsv OUT	writes OUT/CONDITION-NAME, manifest.tsv
 */
#include "shown.h"

#include <gdfontg.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_W 1080
#define PAGE_H 2340
#define QUIET 4

/* The code fills a square of `side` px with its quiet zone; modules of whole
 * pixels would be kinder than phones are. */
static void code(gdImagePtr im, const QRcode *q, int x0, int y0, int side)
{
	int n = q->width + 2 * QUIET, i, x, y;

	gdImageFilledRectangle(im, x0, y0, x0 + side - 1, y0 + side - 1,
	    0xffffff);
	for (i = 0; i < q->width * q->width; i++) {
		if (!(q->data[i] & 1))
			continue;
		x = i % q->width + QUIET;
		y = i / q->width + QUIET;
		gdImageFilledRectangle(im, x0 + x * side / n,
		    y0 + y * side / n, x0 + (x + 1) * side / n - 1,
		    y0 + (y + 1) * side / n - 1, 0x000000);
	}
}

/* A page of a phone at `scale`; the code's square is `part` of its width. */
static gdImagePtr page(const QRcode *q, double scale, double part, int height)
{
	int w = (int)(PAGE_W * scale), h = (int)(height * scale), y;
	int side = (int)(w * part), step = h / 40;
	unsigned char line[] = "Student status archive  Image collection code";
	gdImagePtr im = gdImageCreateTrueColor(w, h);

	gdImageFilledRectangle(im, 0, 0, w - 1, h - 1, 0xf2f3f5);
	gdImageFilledRectangle(im, 0, 0, w - 1, h / 16, 0x1684fc);
	gdImageFilledRectangle(im, w / 20, h / 10, w * 19 / 20, h / 2,
	    0xffffff);
	gdImageFilledRectangle(im, w / 12, h * 8 / 10, w * 11 / 12,
	    h * 85 / 100, 0x1684fc);
	for (y = h * 52 / 100; y < h * 78 / 100; y += step)
		gdImageString(im, gdFontGetGiant(), w / 12, y, line,
		    0x333333);
	code(im, q, (w - side) / 2, h * 3 / 10 - side / 2, side);
	return im;
}

static gdImagePtr make_page(const QRcode *q, const struct shown *s)
{
	return page(q, s->scale, s->part, PAGE_H);
}

static gdImagePtr make_long(const QRcode *q, const struct shown *s)
{
	return page(q, s->scale, s->part, 12000);
}

static gdImagePtr make_dark(const QRcode *q, const struct shown *s)
{
	gdImagePtr im = page(q, s->scale, s->part, PAGE_H);

	shown_levels(im, 8, 60);
	shown_noise(im, 5);
	return im;
}

static gdImagePtr make_mirror(const QRcode *q, const struct shown *s)
{
	gdImagePtr im = page(q, s->scale, s->part, PAGE_H);

	gdImageFlipHorizontal(im);
	return im;
}

/* The screen through a camera: s->k of badness, 1 to 5. */
static gdImagePtr make_photo(const QRcode *q, const struct shown *s)
{
	gdImagePtr screen = page(q, 1, s->part, PAGE_H), im;

	im = shown_photo(screen, s->k);
	gdImageDestroy(screen);
	return im;
}

/* A 12 MP photo of a desk, the code somewhere on it. */
static gdImagePtr make_desk(const QRcode *q, const struct shown *s)
{
	gdImagePtr im = gdImageCreateTrueColor(4000, 3000);
	int side = (int)(4000 * s->part);

	shown_desk(im);
	code(im, q, 2300, 700, side);
	shown_blur(im, 2300 - 20, 700 - 20, side + 40);
	shown_noise(im, 8);
	return im;
}

static const struct shown conditions[] = {
	{ "shot-0.5x", make_page, 0.5, 0.2, 0, 0 },
	{ "shot-1x", make_page, 1, 0.2, 0, 0 },
	{ "shot-2x", make_page, 2, 0.2, 0, 0 },
	{ "jpeg40-0.5x", make_page, 0.5, 0.2, 0, 40 },
	{ "jpeg40-1x", make_page, 1, 0.2, 0, 40 },
	{ "screen-mild", make_photo, 1, 0.6, 1, 75 },
	{ "screen", make_photo, 1, 0.6, 2, 75 },
	{ "screen-hard", make_photo, 1, 0.6, 3, 60 },
	{ "screen-side", make_photo, 1, 0.6, 5, 60 },
	{ "screen-20%", make_photo, 1, 0.2, 2, 75 },
	{ "long", make_long, 1, 0.2, 0, 0 },
	{ "dark", make_dark, 1, 0.2, 0, 60 },
	{ "mirrored", make_mirror, 1, 0.2, 0, 0 },
	{ "desk-8%", make_desk, 1, 0.08, 0, 80 },
};

static int save(gdImagePtr im, const char *path, int quality)
{
	FILE *f = fopen(path, "wb");

	if (!f)
		return 0;
	if (quality)
		gdImageJpeg(im, f, quality);
	else
		gdImagePngEx(im, f, 1);
	return fclose(f) == 0;
}

/* "\n" and its like, as the manifest writes them. */
static void plain(char *s)
{
	char *out = s;

	for (; *s; s++) {
		if (*s == '\\' && strchr("nr\\", s[1]) && s[1]) {
			s++;
			*out++ = *s == 'n' ? '\n' : *s == 'r' ? '\r' : '\\';
		} else {
			*out++ = *s;
		}
	}
	*out = '\0';
}

static int show(const char *out, const char *name, const char *truth,
    FILE *list)
{
	static char text[8192];
	const struct shown *c, *end = conditions +
	    sizeof conditions / sizeof *conditions;
	char path[600], file[300];
	gdImagePtr im;
	QRcode *q;
	int ok = 1;

	snprintf(text, sizeof text, "%s", truth);
	plain(text);
	q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	for (c = conditions; q && c < end && ok; c++) {
		snprintf(file, sizeof file, "%s-v%02d-%.*s.%s", c->name,
		    q->version, (int)strcspn(name, "."), name,
		    c->quality ? "jpg" : "png");
		snprintf(path, sizeof path, "%s/%s", out, file);
		im = c->make(q, c);
		ok = save(im, path, c->quality);
		gdImageDestroy(im);
		fprintf(list, "%s\t-\t-\t%s\t-\n", file, truth);
	}
	if (q)
		QRcode_free(q);
	return ok;
}

int main(int argc, char **argv)
{
	static char line[16384];
	char path[600], *field[5], *p;
	FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL, *list;
	int i, ok = 1;

	if (!in) {
		fputs("usage: shown MANIFEST.tsv OUT\n", stderr);
		return 2;
	}
	snprintf(path, sizeof path, "%s/manifest.tsv", argv[2]);
	list = fopen(path, "w");
	ok = list && fgets(line, sizeof line, in) && fputs(line, list) >= 0;
	while (ok && fgets(line, sizeof line, in)) {
		for (p = line, i = 0; i < 5 && p; i++)
			field[i] = strsep(&p, "\t\n");
		if (i >= 4 && field[3][0] != '(')
			ok = show(argv[2], field[0], field[3], list);
	}
	fclose(in);
	return ok && list && fclose(list) == 0 ? 0 : 1;
}
