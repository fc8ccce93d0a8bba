/* The card itself, 20 px a millimetre, by FreeType. */
#include "specimen.h"

#include "chance.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM		20
#define WIDTH		1712	/* 85.6 mm */
#define HEIGHT		1080	/* 54.0 mm */
#define FONT		"/usr/share/fonts/opentype/noto/NotoSansCJK-"
#define CHINESE		2	/* face in the collection: JP, KR, SC, ... */
#define EVEN		7	/* the same with digits of one width */

static const uint8_t black[3] = { 35, 32, 32 };
static const uint8_t blue[3] = { 40, 110, 170 };

struct pen {
	FT_Library lib;
	FT_Face text, digits;
	struct photo_image *im;
};

static void blend(struct photo_image *im, int x, int y, const uint8_t ink[3],
    int a)
{
	uint8_t *p;
	int i;

	if (x < 0 || y < 0 || x >= im->width || y >= im->height)
		return;
	p = im->rgb + 3 * (y * im->width + x);
	for (i = 0; i < 3; i++)
		p[i] = (uint8_t)(p[i] + (ink[i] - p[i]) * a / 255);
}

/* The next character of UTF-8. */
static unsigned long next_char(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	unsigned long c = *p++;
	int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

	c &= more ? 0x3ful >> more : 0x7ful;
	for (; more > 0; more--)
		c = c << 6 | (*p++ & 0x3f);
	*s = (const char *)p;
	return c;
}

static void draw_glyph(struct photo_image *im, FT_GlyphSlot g, int x, int y,
    const uint8_t ink[3])
{
	unsigned i, j;

	for (j = 0; j < g->bitmap.rows; j++)
		for (i = 0; i < g->bitmap.width; i++)
			blend(im, x + g->bitmap_left + (int)i,
			    y - g->bitmap_top + (int)j, ink,
			    g->bitmap.buffer[(int)j * g->bitmap.pitch +
			    (int)i]);
}

/* Text whose middle is at y mm, `em` mm high, from x mm on; returns its
 * end. gap: mm between characters. */
static double draw_text(struct pen *pen, FT_Face f, double x, double y,
    double em, double gap, const uint8_t ink[3], const char *s)
{
	double at = x * MM;
	int base = (int)((y + 0.38 * em) * MM);

	FT_Set_Pixel_Sizes(f, 0, (FT_UInt)(em * MM));
	while (*s) {
		if (FT_Load_Char(f, next_char(&s), FT_LOAD_RENDER))
			continue;
		draw_glyph(pen->im, f->glyph, (int)at, base, ink);
		at += (double)f->glyph->advance.x / 64 + gap * MM;
	}
	return at / MM;
}

/* Pale waves in two colours, as such cards have them. */
static void draw_ground(struct photo_image *im, struct chance *c)
{
	double p1 = 6 * chance_part(c), p2 = 6 * chance_part(c), w;
	uint8_t *p = im->rgb;
	int x, y;

	for (y = 0; y < im->height; y++)
		for (x = 0; x < im->width; x++, p += 3) {
			w = sin(y / 9.0 + 3 * sin(x / 90.0 + p1)) *
			    sin(x / 13.0 + 3 * sin(y / 70.0 + p2));
			p[0] = (uint8_t)(226 + 9 * w - 6.0 * x / im->width);
			p[1] = (uint8_t)(232 + 6 * w);
			p[2] = (uint8_t)(238 - 7 * w + 6.0 * y / im->height);
		}
}

static void draw_oval(struct photo_image *im, double x, double y, double rx,
    double ry, const uint8_t ink[3])
{
	double u, v;
	int i, j;

	for (j = (int)((y - ry) * MM); j < (y + ry) * MM; j++)
		for (i = (int)((x - rx) * MM); i < (x + rx) * MM; i++) {
			u = (i - x * MM) / (rx * MM);
			v = (j - y * MM) / (ry * MM);
			if (u * u + v * v < 1 && j < 40 * MM)
				blend(im, i, j, ink, 255);
		}
}

/* Somebody without a face. */
static void draw_portrait(struct photo_image *im)
{
	static const uint8_t skin[3] = { 222, 190, 168 };

	draw_oval(im, 67, 44, 11, 14, black);
	draw_oval(im, 67, 19, 7.2, 9.2, black);
	draw_oval(im, 67, 20.5, 6, 7.8, skin);
}

static int pen_open(struct pen *pen)
{
	memset(pen, 0, sizeof *pen);
	if (photo_image_new(WIDTH, HEIGHT, &pen->im) != PHOTO_OK ||
	    FT_Init_FreeType(&pen->lib))
		return 0;
	return !FT_New_Face(pen->lib, FONT "Regular.ttc", CHINESE,
	    &pen->text) && !FT_New_Face(pen->lib, FONT "Bold.ttc", EVEN,
	    &pen->digits);
}

static struct photo_image *pen_close(struct pen *pen, int good)
{
	if (pen->lib)
		FT_Done_FreeType(pen->lib);
	if (good)
		return pen->im;
	photo_image_free(pen->im);
	return NULL;
}

/* The address, in lines of eleven characters. */
static void draw_address(struct pen *pen, const char *s)
{
	char line[64];
	const char *p;
	double y = 29.2;
	int n;

	for (; *s; s = p, y += 5.1) {
		for (p = s, n = 0; *p && n < 22;)
			n += next_char(&p) < 128 ? 1 : 2;
		snprintf(line, sizeof line, "%.*s", (int)(p - s), s);
		draw_text(pen, pen->text, 15.5, y, 3.1, 0, black, line);
	}
}

static void draw_birth(struct pen *pen, const char *birth)
{
	char part[8];

	snprintf(part, sizeof part, "%.4s", birth);
	draw_text(pen, pen->text, 15.5, 22.2, 3.1, 0, black, part);
	draw_text(pen, pen->text, 24.5, 22.2, 2.7, 0, blue, "年");
	snprintf(part, sizeof part, "%.*s", birth[5] == '0' ? 1 : 2,
	    birth + 5 + (birth[5] == '0'));
	draw_text(pen, pen->text, 31 - 1.7 * (part[1] != 0), 22.2, 3.1, 0,
	    black, part);
	draw_text(pen, pen->text, 34.5, 22.2, 2.7, 0, blue, "月");
	snprintf(part, sizeof part, "%.*s", birth[8] == '0' ? 1 : 2,
	    birth + 8 + (birth[8] == '0'));
	draw_text(pen, pen->text, 40.5 - 1.7 * (part[1] != 0), 22.2, 3.1, 0,
	    black, part);
	draw_text(pen, pen->text, 44, 22.2, 2.7, 0, blue, "日");
}

struct photo_image *specimen_front(const struct specimen_person *p,
    uint64_t seed)
{
	struct chance c = chance_from(seed);
	struct pen pen;

	if (!pen_open(&pen))
		return pen_close(&pen, 0);
	draw_ground(pen.im, &c);
	draw_portrait(pen.im);
	draw_text(&pen, pen.text, 5, 8.2, 2.7, 0.6, blue, "姓名");
	draw_text(&pen, pen.text, 15.5, 8.2, 3.7, 0, black, p->name);
	draw_text(&pen, pen.text, 5, 15.3, 2.7, 0.6, blue, "性别");
	draw_text(&pen, pen.text, 15.5, 15.3, 3.1, 0, black,
	    *p->sex == 'M' ? "男" : "女");
	draw_text(&pen, pen.text, 26, 15.3, 2.7, 0.6, blue, "民族");
	draw_text(&pen, pen.text, 35.5, 15.3, 3.1, 0, black, p->ethnicity);
	draw_text(&pen, pen.text, 5, 22.2, 2.7, 0.6, blue, "出生");
	draw_birth(&pen, p->birth);
	draw_text(&pen, pen.text, 5, 29.2, 2.7, 0.6, blue, "住址");
	draw_address(&pen, p->address);
	draw_text(&pen, pen.text, 5, 47, 2.7, 0.2, blue, "公民身份号码");
	draw_text(&pen, pen.digits, 29, 47, 3.7, 0.95, black, p->number);
	return pen_close(&pen, 1);
}

struct photo_image *specimen_back(const char *from, const char *until,
    uint64_t seed)
{
	static const uint8_t red[3] = { 190, 40, 40 };
	struct chance c = chance_from(seed);
	char line[64];
	struct pen pen;

	if (!pen_open(&pen))
		return pen_close(&pen, 0);
	draw_ground(pen.im, &c);
	draw_oval(pen.im, 13, 14, 8, 8.5, red);
	draw_text(&pen, pen.text, 28, 11, 5, 1.2, black, "中华人民共和国");
	draw_text(&pen, pen.text, 27, 21, 7, 2, black, "居民身份证");
	draw_text(&pen, pen.text, 20, 39, 2.9, 0, blue, "签发机关");
	draw_text(&pen, pen.text, 34, 39, 3.1, 0, black, "江海市公安局");
	draw_text(&pen, pen.text, 20, 46.5, 2.9, 0, blue, "有效期限");
	snprintf(line, sizeof line, "%s-%s", from, until);
	draw_text(&pen, pen.text, 34, 46.5, 3.1, 0, black, line);
	return pen_close(&pen, 1);
}
