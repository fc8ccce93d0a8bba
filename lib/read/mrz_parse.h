/*
 * What a machine readable zone says: ICAO Doc 9303 parts 4 (TD3), 5 (TD1),
 * 6 (TD2) and 7 (visas), from characters that OCR is more or less sure of.
 */
#ifndef GP_READ_MRZ_PARSE_H
#define GP_READ_MRZ_PARSE_H

#include "read.h"

#define MRZ_LINES	3
#define MRZ_WIDTH	44	/* of the widest format */

struct mrz_cell {
	char c;			/* 'A'..'Z', '0'..'9' or '<' */
	double p;		/* 0..1 */
	char other;		/* the runner-up, or 0 */
};

struct mrz_row {
	struct mrz_cell cell[MRZ_WIDTH];
	int n;
};

/*
 * Tells the format from the number of rows, their length (30, 36, 44) and
 * the first letter; maps characters to what their place allows (a date has
 * digits, a country letters); where a check digit does not hold, exchanges
 * characters that OCR confuses, and keeps a single exchange that is the only
 * one to make it hold. How many check digits hold is the answer (names and
 * countries have none); -1: no zone. now: for the century of birth dates.
 */
int mrz_parse(const struct mrz_row *row, int rows, int64_t now,
    struct read_mrz *out);

/* 7-3-1 modulo 10, 9303-3 section 4.9: '0'..'9'. */
char mrz_check(const char *s, size_t n);

#endif
