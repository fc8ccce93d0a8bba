/* See findings.h. */
#include "findings.h"

#include "sheet.h"

#define SMALL 15.0f	/* points of a line of the lists */

static void heads(struct sheet *s, const struct findings *f)
{
	int i;

	for (i = 0; i < f->heads; i++) {
		sheet_ink(s, 0.35f);
		sheet_text(s, 10.5f, SHEET_LEFT, 0, f->head[i].name);
		sheet_ink(s, 0.0f);
		sheet_text(s, 10.5f, SHEET_RIGHT, 1, f->head[i].value);
		s->y -= SHEET_LINE * 0.9f;
	}
}

static void kinds(struct sheet *s, const struct findings *f)
{
	int i;

	if (!f->kinds)
		return;
	sheet_ink(s, 0.35f);
	sheet_text(s, 9, SHEET_LEFT, 0, f->kind_title);
	sheet_text(s, 9, SHEET_RIGHT - 60, 1, f->kind_columns[0]);
	sheet_text(s, 9, SHEET_RIGHT, 1, f->kind_columns[1]);
	s->y -= SMALL;
	sheet_ink(s, 0.0f);
	for (i = 0; i < f->kinds; i++) {
		sheet_text_within(s, 9.5f, SHEET_LEFT, 350, f->kind[i].what);
		sheet_text(s, 9.5f, SHEET_RIGHT - 60, 1, f->kind[i].failed);
		sheet_text(s, 9.5f, SHEET_RIGHT, 1, f->kind[i].warned);
		s->y -= SMALL;
	}
	s->y -= SMALL;
	sheet_rule(s);
}

static void photos(struct sheet *s, const struct findings *f)
{
	int i;

	if (!f->photos)
		return;
	sheet_ink(s, 0.35f);
	sheet_text(s, 9, SHEET_LEFT, 0, f->photo_title);
	s->y -= SMALL;
	sheet_ink(s, 0.0f);
	for (i = 0; i < f->photos; i++) {
		sheet_text_within(s, 9, SHEET_LEFT, 72,
		    f->photo[i].student_no);
		sheet_text_within(s, 9, SHEET_LEFT + 76, 58,
		    f->photo[i].name);
		sheet_text_within(s, 9, SHEET_LEFT + 138, 88,
		    f->photo[i].department);
		sheet_text_within(s, 9, SHEET_LEFT + 230, SHEET_RIGHT -
		    SHEET_LEFT - 230, f->photo[i].what);
		s->y -= SMALL;
	}
	sheet_ink(s, 0.35f);
	sheet_text(s, 9, SHEET_LEFT, 0, f->more);
}

enum err findings_pdf(const struct findings *f, const char *font,
    uint8_t **out, size_t *n)
{
	struct sheet s;
	enum err e = sheet_open(&s, font);

	if (e == OK) {
		s.y = SHEET_HEIGHT - 70;
		sheet_text_within(&s, 20, SHEET_LEFT, SHEET_RIGHT -
		    SHEET_LEFT, f->title);
		s.y -= SHEET_LINE;
		sheet_ink(&s, 0.35f);
		sheet_text_within(&s, 11, SHEET_LEFT, SHEET_RIGHT -
		    SHEET_LEFT, f->issuer);
		s.y -= SHEET_LINE * 1.4f;
		heads(&s, f);
		sheet_rule(&s);
		sheet_ink(&s, 0.0f);
		sheet_text(&s, 14, SHEET_LEFT, 0, f->verdict);
		s.y -= SHEET_LINE * 1.4f;
		sheet_rule(&s);
		kinds(&s, f);
		photos(&s, f);
		e = sheet_save(&s, out, n);
	}
	sheet_close(&s);
	return e;
}
