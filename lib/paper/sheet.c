/* See sheet.h. */
#include "sheet.h"

#include "lib/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *arg)
{
	(void)detail;
	log_error("paper: libharu says 0x%04lx", (unsigned long)error);
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

void sheet_text(struct sheet *s, float size, float x, int right,
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

void sheet_text_within(struct sheet *s, float size, float x, float width,
    const char *words)
{
	char out[600];
	size_t n;

	plain(words, out, sizeof out - 3);
	HPDF_Page_SetFontAndSize(s->page, s->font, size);
	for (n = strlen(out); n > 0 &&
	    HPDF_Page_TextWidth(s->page, out) > width;) {
		do
			n--;
		while (n > 0 && ((unsigned char)out[n] & 0xc0) == 0x80);
		snprintf(out + n, sizeof out - n, "\xe2\x80\xa6");
	}
	sheet_text(s, size, x, 0, out);
}

void sheet_text_centre(struct sheet *s, float size, float width,
    const char *words)
{
	char out[600];
	float wide;

	plain(words, out, sizeof out);
	HPDF_Page_SetFontAndSize(s->page, s->font, size);
	wide = HPDF_Page_TextWidth(s->page, out);
	if (wide > width) {
		size *= width / wide;
		wide = width;
	}
	sheet_text(s, size, (SHEET_WIDTH - wide) / 2, 0, out);
}

/* The bytes of words that fit; a line of Latin ends at a blank. */
static size_t fitting(struct sheet *s, float width, const char *words)
{
	char out[600];
	size_t n = 0, next, blank = 0;

	for (; words[n] && n + 4 < sizeof out; n = next) {
		for (next = n + 1; ((unsigned char)words[next] & 0xc0) ==
		    0x80; next++)
			;
		memcpy(out, words, next);
		out[next] = '\0';
		if (HPDF_Page_TextWidth(s->page, out) > width)
			break;
		if (words[n] == ' ')
			blank = next;
	}
	return words[n] && blank && (unsigned char)words[n] < 0x80 ? blank :
	    n;
}

void sheet_text_lines(struct sheet *s, float size, float x, float width,
    const char *words)
{
	char line[600], all[600];
	const char *at = all;
	size_t n;

	plain(words, all, sizeof all);
	for (; *at; at += n) {
		HPDF_Page_SetFontAndSize(s->page, s->font, size);
		n = fitting(s, width, at);
		if (!n)
			return;
		memcpy(line, at, n);
		line[n] = '\0';
		sheet_text(s, size, x, 0, line);
		s->y -= size * 1.5f;
	}
}

void sheet_mark(struct sheet *s, const char *words)
{
	float y = s->y;

	sheet_ink(s, 0.9f);
	s->y = SHEET_HEIGHT / 6;
	sheet_text_centre(s, 72, SHEET_RIGHT - SHEET_LEFT, words);
	s->y = y;
}

void sheet_ink(struct sheet *s, float grey)
{
	HPDF_Page_SetRGBFill(s->page, grey, grey, grey);
	HPDF_Page_SetRGBStroke(s->page, grey, grey, grey);
}

void sheet_rule(struct sheet *s)
{
	sheet_ink(s, 0.75f);
	HPDF_Page_SetLineWidth(s->page, 0.7f);
	HPDF_Page_MoveTo(s->page, SHEET_LEFT, s->y + SHEET_LINE * 0.55f);
	HPDF_Page_LineTo(s->page, SHEET_RIGHT, s->y + SHEET_LINE * 0.55f);
	HPDF_Page_Stroke(s->page);
	s->y -= SHEET_LINE * 0.5f;
}

enum err sheet_save(struct sheet *s, uint8_t **out, size_t *n)
{
	HPDF_UINT32 len;
	uint8_t *p;

	if (s->failed || HPDF_SaveToStream(s->doc) != HPDF_OK)
		return ERR_INTERNAL;
	len = HPDF_GetStreamSize(s->doc);
	HPDF_ResetStream(s->doc);
	p = malloc(len + 1);
	if (!p)
		log_abort("paper: out of memory");
	HPDF_ReadFromStream(s->doc, p, &len);
	*out = p;
	*n = len;
	return OK;
}

enum err sheet_open(struct sheet *s, const char *font)
{
	const size_t len = strlen(font);
	const char *name;

	*s = (struct sheet){ .y = SHEET_HEIGHT - 90 };
	s->doc = HPDF_New(on_error, &s->failed);
	if (!s->doc)
		return ERR_INTERNAL;
	HPDF_SetCompressionMode(s->doc, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(s->doc);
	name = len > 4 && strcmp(font + len - 4, ".ttc") == 0 ?
	    HPDF_LoadTTFontFromFile2(s->doc, font, 0, HPDF_TRUE) :
	    HPDF_LoadTTFontFromFile(s->doc, font, HPDF_TRUE);
	if (name)
		s->font = HPDF_GetFont(s->doc, name, "UTF-8");
	if (!s->font) {
		log_error("paper: no font in %s", font);
		return ERR_INTERNAL;
	}
	s->page = HPDF_AddPage(s->doc);
	HPDF_Page_SetSize(s->page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
	return OK;
}

void sheet_close(struct sheet *s)
{
	if (s->doc)
		HPDF_Free(s->doc);
}
