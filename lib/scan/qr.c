/*
 * QR codes in a picture, with zbar. Screenshots are tiny or huge, photos of
 * a screen dim and skewed, and zbar finds a code at one size and not at
 * another: so a table of views of the picture is tried, likely and cheap
 * ones first, until one gives a code.
 */
#include "qr.h"

#include "lib/base/crypto.h"
#include "lib/base/parse.h"
#include "lib/image/photo.h"

#include <gd.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

/* A phone's 12 MP are halved while decoding: QR modules stay > 3 px. */
#define SIDE 2000
#define SMALL 1300	/* px: pictures up to this are also enlarged */

struct grey {
	int width, height;
	uint8_t *p;
};

/* A view: its size, num/den of the picture's, and what is done to it. */
struct look {
	int num, den;
	int local;	/* > 0: black and white by the mean of a window of
			 * 1/local of the shorter side (uneven light) */
	int invert;	/* light modules on dark (night mode) */
};

/* Chosen on 55 pictures with a code (zxing's, jsQR's and BoofCV's test
 * sets): the first view reads 41, the first five 47, all of them 53. */
static const struct look looks[] = {
	{ 1, 1, 0, 0 },
	{ 1, 2, 0, 0 },
	{ 2, 3, 0, 0 },
	{ 2, 1, 0, 0 },
	{ 1, 4, 0, 0 },
	{ 1, 1, 16, 0 },
	{ 1, 2, 8, 0 },
	{ 2, 1, 20, 0 },
	{ 3, 1, 0, 0 },
	{ 3, 1, 20, 0 },
	{ 1, 1, 0, 1 },
	{ 1, 2, 0, 1 },
};

static int grey_new(int width, int height, struct grey *g)
{
	g->width = width;
	g->height = height;
	g->p = malloc((size_t)width * (size_t)height);
	return g->p != NULL;
}

/* Luma in integers; 77 + 150 + 29 = 256. */
static int grey_of(const struct photo_image *im, struct grey *g)
{
	const uint8_t *s = im->rgb;
	size_t i, n = (size_t)im->width * (size_t)im->height;

	if (!grey_new(im->width, im->height, g))
		return 0;
	for (i = 0; i < n; i++, s += 3)
		g->p[i] = (uint8_t)((77 * s[0] + 150 * s[1] + 29 * s[2]) >> 8);
	return 1;
}

static uint8_t mean_of(const struct grey *g, int x, int y, int side)
{
	unsigned sum = 0;
	int i, j;

	x = x + side > g->width ? g->width - side : x;
	y = y + side > g->height ? g->height - side : y;
	for (j = 0; j < side; j++)
		for (i = 0; i < side; i++)
			sum += g->p[(size_t)(y + j) * (size_t)g->width +
			    (size_t)(x + i)];
	return (uint8_t)(sum / (unsigned)(side * side));
}

/* Means when smaller, nearest when larger (edges of modules stay sharp). */
static int grey_size(const struct grey *g, int num, int den, struct grey *out)
{
	int x, y;

	if (g->width < den || g->height < den ||
	    !grey_new(g->width * num / den, g->height * num / den, out))
		return 0;
	for (y = 0; y < out->height; y++)
		for (x = 0; x < out->width; x++)
			out->p[(size_t)y * (size_t)out->width + (size_t)x] =
			    mean_of(g, x * den / num, y * den / num, den);
	return 1;
}

/* sum[(y) * (w + 1) + x]: of all pixels above and to the left. */
static uint32_t *grey_sums(const struct grey *g)
{
	size_t w = (size_t)g->width, h = (size_t)g->height, x, y;
	uint32_t *sum = calloc((w + 1) * (h + 1), sizeof *sum), row;

	for (y = 0; sum && y < h; y++)
		for (row = 0, x = 0; x < w; x++) {
			row += g->p[y * w + x];
			sum[(y + 1) * (w + 1) + x + 1] =
			    sum[y * (w + 1) + x + 1] + row;
		}
	return sum;
}

/* Each pixel against the mean of the window around it. Sums may wrap:
 * their differences don't. */
static int grey_local(struct grey *g, int part)
{
	int w = g->width, h = g->height, x, y, x0, x1, y0, y1;
	int r = (w < h ? w : h) / part / 2 + 1;
	uint32_t *sum = grey_sums(g), area, total;
	size_t stride = (size_t)w + 1;
	uint8_t *p = g->p;

	if (!sum)
		return 0;
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++, p++) {
			x0 = x > r ? x - r : 0;
			y0 = y > r ? y - r : 0;
			x1 = x + r < w ? x + r + 1 : w;
			y1 = y + r < h ? y + r + 1 : h;
			area = (uint32_t)((x1 - x0) * (y1 - y0));
			total = sum[(size_t)y1 * stride + (size_t)x1] -
			    sum[(size_t)y0 * stride + (size_t)x1] -
			    sum[(size_t)y1 * stride + (size_t)x0] +
			    sum[(size_t)y0 * stride + (size_t)x0];
			*p = *p < total / area ? 0 : 255;
		}
	free(sum);
	return 1;
}

static void grey_invert(struct grey *g)
{
	size_t n = (size_t)g->width * (size_t)g->height, i;

	for (i = 0; i < n; i++)
		g->p[i] = (uint8_t)(255 - g->p[i]);
}

static int known(const char **list, int n, const char *text)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i], text) == 0)
			return 1;
	return 0;
}

/* Payloads are text in every scheme we know of; other bytes are kept as
 * "base64:...". Line ends are text here. */
static const char *payload_text(struct arena *a, const char *data, size_t n)
{
	char *out = arena_strndup(a, data, n), *p;

	for (p = out; (p = strpbrk(p, "\r\n\t"));)
		*p = ' ';
	if (!memchr(data, 0, n) && parse_utf8(out, n))
		return arena_strndup(a, data, n);
	out = arena_alloc(a, 7 + 4 * ((n + 2) / 3) + 1);
	memcpy(out, "base64:", 7);
	crypto_base64(data, n, out + 7);
	return out;
}

/* Adds what zbar sees in g to the list. */
static enum err read_codes(zbar_image_scanner_t *scanner,
    const struct grey *g, struct arena *a, const char **list, int max, int *n)
{
	zbar_image_t *im = zbar_image_create();
	const zbar_symbol_t *s;
	const char *text;

	if (!im)
		return ERR_INTERNAL;
	zbar_image_set_format(im, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(im, (unsigned)g->width, (unsigned)g->height);
	zbar_image_set_data(im, g->p,
	    (unsigned long)g->width * (unsigned long)g->height, NULL);
	zbar_scan_image(scanner, im);
	for (s = zbar_image_first_symbol(im); s; s = zbar_symbol_next(s)) {
		if (zbar_symbol_get_data_length(s) == 0 || *n == max)
			continue;
		text = payload_text(a, zbar_symbol_get_data(s),
		    zbar_symbol_get_data_length(s));
		if (!known(list, *n, text))
			list[(*n)++] = text;
	}
	zbar_image_destroy(im);
	return OK;
}

static enum err look_at(zbar_image_scanner_t *scanner, const struct grey *g,
    const struct look *l, struct arena *a, const char **list, int max, int *n)
{
	struct grey view = {0};
	enum err e = OK;

	if (!grey_size(g, l->num, l->den, &view))
		return OK;
	if (l->invert)
		grey_invert(&view);
	if (!l->local || grey_local(&view, l->local))
		e = read_codes(scanner, &view, a, list, max, n);
	free(view.p);
	return e;
}

static enum err search(zbar_image_scanner_t *scanner, const struct grey *g,
    struct arena *a, const char **list, int max, int *n)
{
	const struct look *l, *end = looks + sizeof looks / sizeof *looks;
	enum err e = OK;

	for (l = looks; e == OK && *n == 0 && l < end; l++)
		if (l->num <= l->den ||
		    (g->width <= SMALL && g->height <= SMALL))
			e = look_at(scanner, g, l, a, list, max, n);
	return e;
}

static enum err scan_grey(struct arena *a, const struct grey *g,
    const char **list, int max, int *count)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	int n = 0;
	enum err e;

	if (!scanner)
		return ERR_INTERNAL;
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE,
	    ZBAR_CFG_ENABLE, 1);
	/* Bytes as they are: zbar's guess takes UTF-8 for Shift-JIS. */
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE,
	    ZBAR_CFG_BINARY, 1);
	e = search(scanner, g, a, list, max, &n);
	zbar_image_scanner_destroy(scanner);
	if (e == OK && n == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		*count = n;
	return e;
}

/* A code alone in its picture may be smaller than any photo: gd reads what
 * the photo core finds too small (it has checked the size by then). */
static enum err grey_tiny(const uint8_t *data, size_t n, struct grey *g)
{
	gdImagePtr im = NULL;
	enum err e = ERR_INPUT;
	int x, y, c;

	if (photo_sniff(data, n) == PHOTO_PNG)
		im = gdImageCreateFromPngPtr((int)n, (void *)data);
	else if (photo_sniff(data, n) == PHOTO_JPEG)
		im = gdImageCreateFromJpegPtr((int)n, (void *)data);
	if (!im)
		return ERR_INPUT;
	if (grey_new(gdImageSX(im), gdImageSY(im), g)) {
		for (y = 0; y < g->height; y++)
			for (x = 0; x < g->width; x++) {
				c = gdImageGetTrueColorPixel(im, x, y);
				g->p[y * g->width + x] = (uint8_t)
				    gdTrueColorGetGreen(c);
			}
		e = OK;
	}
	gdImageDestroy(im);
	return e;
}

static enum err grey_read(const uint8_t *data, size_t n, struct grey *g)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	double scale;
	int e = photo_decode(data, n, SIDE, &info, &scale, &im);

	if (e == PHOTO_ETOOSMALL)
		return grey_tiny(data, n, g);
	if (e == PHOTO_ETOOBIG)
		return ERR_LIMIT;
	if (e == PHOTO_OK && !grey_of(im, g))
		e = PHOTO_ENOMEM;
	photo_image_free(im);
	return e == PHOTO_OK ? OK : e == PHOTO_ENOMEM ? ERR_INTERNAL :
	    ERR_INPUT;
}

enum err qr_read(struct arena *a, const uint8_t *data, size_t n,
    const char **list, int max, int *count)
{
	struct grey g = {0};
	enum err e = grey_read(data, n, &g);

	if (e == OK)
		e = scan_grey(a, &g, list, max, count);
	free(g.p);
	return e;
}
