/* See poster.h. */
#include "poster.h"

#include "sheet.h"

#define WIDTH (SHEET_RIGHT - SHEET_LEFT)
#define CODE 264.0f		/* 93 mm */
#define NAMES 92.0f		/* the column of names */

static void code(struct sheet *s, const struct poster *p)
{
	const float module = CODE / (float)p->side;
	const float left = (SHEET_WIDTH - CODE) / 2;
	int x, y, end;

	sheet_ink(s, 0.0f);
	for (y = 0; y < p->side; y++)
		for (x = 0; x < p->side; x = end + 1) {
			const uint8_t *row = p->dark + y * p->side;

			for (end = x; end < p->side && row[end]; end++)
				;
			if (end > x)
				HPDF_Page_Rectangle(s->page,
				    left + module * (float)x,
				    s->y - module * (float)(y + 1),
				    module * (float)(end - x), module);
		}
	HPDF_Page_Fill(s->page);
	s->y -= CODE + 36;
}

static void head(struct sheet *s, const struct poster *p)
{
	s->y = SHEET_HEIGHT - 84;
	sheet_ink(s, 0.2f);
	sheet_text_centre(s, 20, WIDTH, p->school);
	s->y -= 44;
	sheet_ink(s, 0.0f);
	sheet_text_centre(s, 32, WIDTH, p->title);
	s->y -= 32;
	sheet_ink(s, 0.2f);
	sheet_text_centre(s, 15, WIDTH, p->call);
	s->y -= 32;
	code(s, p);
	sheet_ink(s, 0.35f);
	sheet_text_centre(s, 11, WIDTH, p->address);
	s->y -= 26;
}

static void rows(struct sheet *s, const struct poster *p)
{
	int i;

	for (i = 0; i < p->rows; i++) {
		sheet_ink(s, 0.35f);
		sheet_text_within(s, 12.5f, SHEET_LEFT, NAMES - 8,
		    p->row[i].name);
		sheet_ink(s, 0.0f);
		sheet_text_lines(s, 12.5f, SHEET_LEFT + NAMES, WIDTH - NAMES,
		    p->row[i].value);
		s->y -= 2;
	}
}

static void steps(struct sheet *s, const struct poster *p)
{
	int i;

	s->y -= 14;
	sheet_ink(s, 0.0f);
	sheet_text(s, 13, SHEET_LEFT, 0, p->steps_title);
	s->y -= 21;
	sheet_ink(s, 0.2f);
	for (i = 0; i < p->steps; i++)
		sheet_text_lines(s, 11.5f, SHEET_LEFT, WIDTH, p->step[i]);
}

enum err poster_pdf(const struct poster *p, const char *font, uint8_t **out,
    size_t *n)
{
	struct sheet s;
	enum err e = sheet_open(&s, font);

	if (e == OK) {
		sheet_mark(&s, p->mark);
		head(&s, p);
		sheet_rule(&s);
		s.y -= 14;
		rows(&s, p);
		steps(&s, p);
		s.y -= 8;
		sheet_ink(&s, 0.35f);
		sheet_text_lines(&s, 11.5f, SHEET_LEFT, WIDTH, p->foot);
		e = sheet_save(&s, out, n);
	}
	sheet_close(&s);
	return e;
}
