/* See receipt.h. libharu writes only the glyphs that are used. */
#include "receipt.h"

#include "lib/base/log.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

/* Points. A4 is 595 x 842. */
#define WIDTH 595.0f
#define HEIGHT 842.0f
#define LEFT 64.0f
#define RIGHT (WIDTH - LEFT)
#define LINE 20.0f

struct sheet {
	HPDF_Doc doc;
	HPDF_Page page;
	HPDF_Font font;
	float y;		/* of the next line */
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *arg)
{
	(void)detail;
	log_error("receipt: libharu says 0x%04lx", (unsigned long)error);
	*(int *)arg = 1;
}

/* Four bytes a character: libharu knows none of these. */
static void plain(const char *s, char *out, size_t size)
{
	size_t n = 0, len;

	while (*s && n + 4 < size) {
		len = (unsigned char)*s >= 0xf0 ? 4 : 1;
		memcpy(out + n, len == 4 ? "\xe2\x96\xa1" : s,
		    len == 4 ? 3 : 1);
		n += len == 4 ? 3 : 1;
		s += strnlen(s, len);
	}
	out[n] = '\0';
}

static void text(struct sheet *s, float size, float x, int right,
    const char *words)
{
	char out[600];

	plain(words, out, sizeof out);
	HPDF_Page_SetFontAndSize(s->page, s->font, size);
	if (right)
		x -= HPDF_Page_TextWidth(s->page, out);
	HPDF_Page_BeginText(s->page);
	HPDF_Page_TextOut(s->page, x, s->y, out);
	HPDF_Page_EndText(s->page);
}

static void ink(struct sheet *s, float grey)
{
	HPDF_Page_SetRGBFill(s->page, grey, grey, grey);
	HPDF_Page_SetRGBStroke(s->page, grey, grey, grey);
}

static void rule(struct sheet *s)
{
	ink(s, 0.75f);
	HPDF_Page_SetLineWidth(s->page, 0.7f);
	HPDF_Page_MoveTo(s->page, LEFT, s->y + LINE * 0.55f);
	HPDF_Page_LineTo(s->page, RIGHT, s->y + LINE * 0.55f);
	HPDF_Page_Stroke(s->page);
	s->y -= LINE * 0.5f;
}

static void rows(struct sheet *s, const struct receipt_row *row, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		ink(s, 0.35f);
		text(s, 10.5f, LEFT, 0, row[i].name);
		ink(s, 0.0f);
		text(s, 10.5f, RIGHT, 1, row[i].value);
		if (*row[i].note) {
			s->y -= LINE * 0.7f;
			ink(s, 0.5f);
			text(s, 8.5f, LEFT, 0, row[i].note);
		}
		s->y -= LINE;
	}
}

/* A word that nobody overlooks, and that hides nothing. */
static void mark(struct sheet *s, const char *words)
{
	float y = s->y;

	ink(s, 0.9f);
	s->y = HEIGHT / 6;
	HPDF_Page_SetFontAndSize(s->page, s->font, 72);
	text(s, 72, WIDTH / 2 + HPDF_Page_TextWidth(s->page, words) / 2, 1,
	    words);
	s->y = y;
}

static void draw(struct sheet *s, const struct receipt *rc)
{
	int i;

	mark(s, rc->mark);
	ink(s, 0.0f);
	text(s, 22, LEFT, 0, rc->title);
	s->y -= LINE * 1.2f;
	ink(s, 0.35f);
	text(s, 11, LEFT, 0, rc->issuer);
	s->y -= LINE * 1.6f;
	rows(s, rc->head, rc->heads);
	rule(s);
	rows(s, rc->bill, rc->bills);
	rule(s);
	ink(s, 0.0f);
	text(s, 13, LEFT, 0, rc->total_name);
	text(s, 13, RIGHT, 1, rc->total);
	s->y -= LINE * 2;
	ink(s, 0.45f);
	for (i = 0; i < 4 && rc->notes[i]; i++) {
		text(s, 9, LEFT, 0, rc->notes[i]);
		s->y -= LINE * 0.8f;
	}
}

static enum err save(HPDF_Doc doc, uint8_t **out, size_t *n)
{
	HPDF_UINT32 len;
	uint8_t *p;

	if (HPDF_SaveToStream(doc) != HPDF_OK)
		return ERR_INTERNAL;
	len = HPDF_GetStreamSize(doc);
	HPDF_ResetStream(doc);
	p = malloc(len + 1);
	if (!p)
		log_abort("receipt: out of memory");
	HPDF_ReadFromStream(doc, p, &len);
	*out = p;
	*n = len;
	return OK;
}

enum err receipt_pdf(const struct receipt *rc, const char *font,
    uint8_t **out, size_t *n)
{
	struct sheet s = { .y = HEIGHT - 90 };
	const size_t len = strlen(font);
	const char *name;
	enum err e = ERR_INTERNAL;
	int failed = 0;

	s.doc = HPDF_New(on_error, &failed);
	if (!s.doc)
		return ERR_INTERNAL;
	HPDF_SetCompressionMode(s.doc, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(s.doc);
	name = len > 4 && strcmp(font + len - 4, ".ttc") == 0 ?
	    HPDF_LoadTTFontFromFile2(s.doc, font, 0, HPDF_TRUE) :
	    HPDF_LoadTTFontFromFile(s.doc, font, HPDF_TRUE);
	if (name)
		s.font = HPDF_GetFont(s.doc, name, "UTF-8");
	if (s.font) {
		s.page = HPDF_AddPage(s.doc);
		HPDF_Page_SetSize(s.page, HPDF_PAGE_SIZE_A4,
		    HPDF_PAGE_PORTRAIT);
		draw(&s, rc);
		if (!failed)
			e = save(s.doc, out, n);
	} else {
		log_error("receipt: no font in %s", font);
	}
	HPDF_Free(s.doc);
	return e;
}
