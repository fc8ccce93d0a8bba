/* See print.h. */
#include "print.h"

#include "sample.h"

#include <hpdf.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* px at 300 dpi: room to cut between prints, and what printers leave white
 * at the edge of the paper. */
#define GAP	30
#define MARGIN	50
#define MARK	20	/* length of a cutting mark */
#define GREY	150	/* its colour */

static const struct print_size sizes[] = {
	{ "33x48", "毕业证书、护照", "diploma, passport", 33, 48, 390, 567 },
	{ "1inch", "一寸", "1 inch", 25, 35, 295, 413 },
	{ "1inch-small", "小一寸", "small 1 inch", 22, 32, 260, 378 },
	{ "2inch", "二寸", "2 inch", 35, 49, 413, 579 },
	{ "2inch-small", "小二寸", "small 2 inch", 35, 45, 413, 531 },
	{ "2inch-large", "大二寸", "large 2 inch", 35, 53, 413, 626 },
};

static const struct print_paper papers[] = {
	{ "6inch", 152, 102, 1795, 1205 },
	{ "a4", 210, 297, 2480, 3508 },
	{ "single", 0, 0, 0, 0 },
};

const struct print_size *print_sizes(size_t *n)
{
	*n = sizeof sizes / sizeof *sizes;
	return sizes;
}

const struct print_paper *print_papers(size_t *n)
{
	*n = sizeof papers / sizeof *papers;
	return papers;
}

const struct print_size *print_size_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (strcmp(sizes[i].name, name) == 0)
			return &sizes[i];
	return NULL;
}

const struct print_paper *print_paper_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof papers / sizeof *papers; i++)
		if (strcmp(papers[i].name, name) == 0)
			return &papers[i];
	return NULL;
}

/* --- layout -------------------------------------------------------------- */

static int fit(int paper, int tile)
{
	return (paper - 2 * MARGIN + GAP) / (tile + GAP);
}

/* px from the paper's edge, so that n tiles stand in its middle. */
static int first(int paper, int tile, int n)
{
	return (paper - n * tile - (n - 1) * GAP) / 2;
}

void print_layout(const struct print_size *s, const struct print_paper *p,
    struct print_layout *out)
{
	int upright = fit(p->width, s->width) * fit(p->height, s->height);
	int turned = fit(p->width, s->height) * fit(p->height, s->width);
	int w, h;

	memset(out, 0, sizeof *out);
	if (p->width == 0) {
		out->columns = out->rows = 1;
		return;
	}
	out->turned = turned > upright;
	w = out->turned ? s->height : s->width;
	h = out->turned ? s->width : s->height;
	out->columns = fit(p->width, w);
	out->rows = fit(p->height, h);
	out->x = first(p->width, w, out->columns);
	out->y = first(p->height, h, out->rows);
	out->pitch_x = w + GAP;
	out->pitch_y = h + GAP;
}

/* --- drawing ------------------------------------------------------------- */

/* The photo at the print's size: cut to its shape, then made smaller. */
static int tile_new(const struct photo_image *im, const struct print_size *s,
    struct photo_image **out)
{
	double step = fmin((double)im->width / s->width,
	    (double)im->height / s->height);
	struct region r = {
		.x = (im->width - step * s->width) / 2, .y = 0, .step = step,
		.width = s->width, .height = s->height
	};

	return sample_image(im, &r, KERNEL_CUBIC, out);
}

/* A quarter turn clockwise: the top of the head comes to the right. */
static int turn(struct photo_image **tile)
{
	const struct photo_image *im = *tile;
	struct photo_image *t;
	int x, y, err;

	err = photo_image_new(im->height, im->width, &t);
	if (err != PHOTO_OK)
		return err;
	for (y = 0; y < im->height; y++)
		for (x = 0; x < im->width; x++)
			memcpy(t->rgb + 3 * ((size_t)x * (size_t)t->width +
			    (size_t)(im->height - 1 - y)), im->rgb + 3 *
			    ((size_t)y * (size_t)im->width + (size_t)x), 3);
	photo_image_free(*tile);
	*tile = t;
	return PHOTO_OK;
}

static void put(struct photo_image *sheet, const struct photo_image *tile,
    int x, int y)
{
	int i;

	for (i = 0; i < tile->height; i++)
		memcpy(sheet->rgb + 3 * ((size_t)(y + i) *
		    (size_t)sheet->width + (size_t)x), tile->rgb +
		    3 * (size_t)i * (size_t)tile->width,
		    3 * (size_t)tile->width);
}

static void line(struct photo_image *sheet, int x, int y, int w, int h)
{
	int i;

	for (i = 0; i < h; i++)
		memset(sheet->rgb + 3 * ((size_t)(y + i) *
		    (size_t)sheet->width + (size_t)x), GREY, 3 * (size_t)w);
}

/* Two lines outside every corner; those of neighbours meet in the gap. */
static void marks(struct photo_image *sheet, int x, int y, int w, int h)
{
	line(sheet, x - MARK, y, MARK, 1);
	line(sheet, x + w, y, MARK, 1);
	line(sheet, x - MARK, y + h - 1, MARK, 1);
	line(sheet, x + w, y + h - 1, MARK, 1);
	line(sheet, x, y - MARK, 1, MARK);
	line(sheet, x + w - 1, y - MARK, 1, MARK);
	line(sheet, x, y + h, 1, MARK);
	line(sheet, x + w - 1, y + h, 1, MARK);
}

static int sheet_new(const struct photo_image *tile,
    const struct print_paper *p, const struct print_layout *l,
    struct photo_image **out)
{
	struct photo_image *sheet;
	int i, x, y, err;

	err = photo_image_new(p->width, p->height, &sheet);
	if (err != PHOTO_OK)
		return err;
	memset(sheet->rgb, 255, 3 * (size_t)p->width * (size_t)p->height);
	for (i = 0; i < l->columns * l->rows; i++) {
		x = l->x + i % l->columns * l->pitch_x;
		y = l->y + i / l->columns * l->pitch_y;
		marks(sheet, x, y, tile->width, tile->height);
		put(sheet, tile, x, y);
	}
	*out = sheet;
	return PHOTO_OK;
}

static int draw(const uint8_t *jpeg, size_t len, const struct print_size *s,
    const struct print_paper *p, struct photo_image **out)
{
	struct photo_image *im = NULL, *tile = NULL;
	struct print_layout l;
	struct photo_input info;
	double scale;
	int err;

	print_layout(s, p, &l);
	err = photo_decode(jpeg, len, 0, &info, &scale, &im);
	if (err == PHOTO_OK)
		err = tile_new(im, s, &tile);
	if (err == PHOTO_OK && l.turned)
		err = turn(&tile);
	if (err == PHOTO_OK && p->width > 0) {
		err = sheet_new(tile, p, &l, out);
	} else if (err == PHOTO_OK) {
		*out = tile;
		tile = NULL;
	}
	photo_image_free(tile);
	photo_image_free(im);
	return err;
}

int print_jpeg(const uint8_t *jpeg, size_t len, const struct print_size *s,
    const struct print_paper *p, uint8_t **out, size_t *n)
{
	struct photo_profile paper = {
		.dpi = PRINT_DPI, .quality_min = 92, .quality_max = 92
	};
	struct photo_image *im = NULL;
	int err, quality;

	err = draw(jpeg, len, s, p, &im);
	if (err == PHOTO_OK) {
		paper.width = im->width;
		paper.height = im->height;
		paper.bytes_max = 3 * im->width * im->height;
		err = photo_encode_jpeg(im, &paper, out, n, &quality);
	}
	photo_image_free(im);
	return err;
}

/* --- PDF ----------------------------------------------------------------- */

/* libharu keeps the first error and does nothing after it. */
static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *arg)
{
	(void)error;
	(void)detail;
	(void)arg;
}

static float points(double mm)
{
	return (float)(mm * 72 / 25.4);
}

static void pdf_page(HPDF_Doc doc, const uint8_t *jpeg, size_t n, float w,
    float h)
{
	HPDF_Page page = HPDF_AddPage(doc);
	HPDF_Image im = HPDF_LoadJpegImageFromMem(doc, jpeg, (HPDF_UINT)n);

	HPDF_Page_SetWidth(page, w);
	HPDF_Page_SetHeight(page, h);
	HPDF_Page_DrawImage(page, im, 0, 0, w, h);
	/* A viewer's "fit to page" would change the size of the prints. */
	HPDF_SetViewerPreference(doc, HPDF_PRINT_SCALING_NONE);
}

static int pdf_bytes(HPDF_Doc doc, uint8_t **out, size_t *n)
{
	HPDF_UINT32 len;
	uint8_t *buf;

	if (HPDF_SaveToStream(doc) != HPDF_OK)
		return PHOTO_EENCODE;
	len = HPDF_GetStreamSize(doc);
	HPDF_ResetStream(doc);
	buf = malloc(len);
	if (buf == NULL)
		return PHOTO_ENOMEM;
	HPDF_ReadFromStream(doc, buf, &len);
	*out = buf;
	*n = len;
	return HPDF_GetError(doc) == HPDF_OK ? PHOTO_OK : PHOTO_EENCODE;
}

int print_pdf(const uint8_t *jpeg, size_t len, const struct print_size *s,
    const struct print_paper *p, uint8_t **out, size_t *n)
{
	HPDF_Doc doc = NULL;
	uint8_t *sheet = NULL;
	size_t sheet_len;
	int err;

	err = print_jpeg(jpeg, len, s, p, &sheet, &sheet_len);
	if (err == PHOTO_OK && (doc = HPDF_New(on_error, NULL)) == NULL)
		err = PHOTO_ENOMEM;
	if (err == PHOTO_OK) {
		pdf_page(doc, sheet, sheet_len,
		    points(p->width ? p->mm_width : s->mm_width),
		    points(p->width ? p->mm_height : s->mm_height));
		err = pdf_bytes(doc, out, n);
	}
	if (doc != NULL)
		HPDF_Free(doc);
	free(sheet);
	return err;
}
