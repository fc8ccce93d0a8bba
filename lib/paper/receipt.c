/* See receipt.h. */
#include "receipt.h"

#include "sheet.h"

static void rows(struct sheet *s, const struct receipt_row *row, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		sheet_ink(s, 0.35f);
		sheet_text(s, 10.5f, SHEET_LEFT, 0, row[i].name);
		sheet_ink(s, 0.0f);
		sheet_text(s, 10.5f, SHEET_RIGHT, 1, row[i].value);
		if (*row[i].note) {
			s->y -= SHEET_LINE * 0.7f;
			sheet_ink(s, 0.5f);
			sheet_text(s, 8.5f, SHEET_LEFT, 0, row[i].note);
		}
		s->y -= SHEET_LINE;
	}
}

static void draw(struct sheet *s, const struct receipt *rc)
{
	int i;

	sheet_mark(s, rc->mark);
	sheet_ink(s, 0.0f);
	sheet_text(s, 22, SHEET_LEFT, 0, rc->title);
	s->y -= SHEET_LINE * 1.2f;
	sheet_ink(s, 0.35f);
	sheet_text(s, 11, SHEET_LEFT, 0, rc->issuer);
	s->y -= SHEET_LINE * 1.6f;
	rows(s, rc->head, rc->heads);
	sheet_rule(s);
	rows(s, rc->bill, rc->bills);
	sheet_rule(s);
	sheet_ink(s, 0.0f);
	sheet_text(s, 13, SHEET_LEFT, 0, rc->total_name);
	sheet_text(s, 13, SHEET_RIGHT, 1, rc->total);
	s->y -= SHEET_LINE * 2;
	sheet_ink(s, 0.45f);
	for (i = 0; i < 4 && rc->notes[i]; i++) {
		sheet_text(s, 9, SHEET_LEFT, 0, rc->notes[i]);
		s->y -= SHEET_LINE * 0.8f;
	}
}

enum err receipt_pdf(const struct receipt *rc, const char *font,
    uint8_t **out, size_t *n)
{
	struct sheet s;
	enum err e = sheet_open(&s, font);

	if (e == OK) {
		draw(&s, rc);
		e = sheet_save(&s, out, n);
	}
	sheet_close(&s);
	return e;
}
