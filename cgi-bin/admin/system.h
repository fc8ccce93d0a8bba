/*
 * The state of the whole, on cards of lines, each good, to be seen to or
 * bad. Values of the page:
 *   Cards.<i>.Title, Cards.<i>.Rows.<k>.{Name,Value,Tone}
 *   Problems.<i>.{Name,Value,Tone}	what is not good
 */
#ifndef GP_ADMIN_SYSTEM_H
#define GP_ADMIN_SYSTEM_H

#include "admin.h"

enum tone { NOTE, GOOD, WARN, BAD };

struct sheet {
	struct req *r;
	int cards, rows, problems;
	int busy;			/* a long job is being done */
};

/* title, name: keys of texts. */
void sheet_card(struct sheet *s, const char *title);
void sheet_line(struct sheet *s, enum tone tone, const char *name,
    const char *value);
/* Something outside the cards. */
void sheet_problem(struct sheet *s, enum tone tone, const char *what,
    const char *value);
const char *sheet_tone(enum tone tone);
/* "3 minutes", in the language of the page. */
const char *sheet_span(struct req *r, int64_t seconds);

/* system_cards.c: all cards. */
enum err system_cards(struct sheet *s, int64_t now);

#endif
