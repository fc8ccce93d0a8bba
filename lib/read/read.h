/*
 * Reading documents: what a photo of a Chinese ID card or of a passport's
 * machine readable zone says, by OCR. Pictures come in memory and nothing
 * of them, or of what they say, is stored or logged here.
 *
 * A reader costs nothing until its first use, which maps the models and
 * makes them ready (some 0.2 s, 60 MB); it serves one thread, and a process
 * that forks makes it after. docs/SCAN.md has the figures.
 */
#ifndef GP_READ_READ_H
#define GP_READ_READ_H

#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct reader;

/* dir: where tools/fetch-models.sh put runtime and models. Never NULL. */
struct reader *reader_new(const char *dir);
void reader_free(struct reader *rd);
/* Makes ready now. ERR_INTERNAL: something is missing; `why` (may be NULL)
 * gets a sentence. Reading does it by itself. */
enum err reader_load(struct reader *rd, char why[160]);

/* One thing that was read. */
struct read_field {
	char text[256];		/* "": not found */
	double sure;		/* 0..1, of the least sure character */
	int certain;		/* 1: proved by more than the OCR's own word
				 * (check digits, a second print of it); a
				 * name or an address never is */
};

struct read_point {
	double x, y;		/* pixels of the picture, upright (EXIF) */
};

enum read_seen {
	READ_NOTHING,		/* no text, or none that can be read */
	READ_OTHER,		/* text, but neither side of an ID card */
	READ_CARD_BACK,		/* the side with the emblem */
	READ_CARD_FRONT		/* the side with the number */
};

/*
 * The front of a resident identity card (居民身份证). The number has 18
 * characters when it passes GB 11643 with a past date and a region that
 * exists; a text of another length or with a wrong check digit is given too,
 * never as certain. birth is "1999-01-31", sex "M" or "F", ethnicity the
 * Chinese name without 族 ("汉").
 */
struct read_card {
	enum read_seen seen;
	struct read_point corner[4];	/* of the card, from its top left
					 * clockwise as the holder reads it */
	int turned;		/* 0, 90, 180, 270: the picture's degrees
				 * clockwise from upright */
	struct read_field number, name, sex, ethnicity, birth, address;
	char valid_until[16];	/* back: "2035-08-01", "长期", or "" */
};

/*
 * OK: something was seen, and out->seen says what. ERR_INPUT: no picture, or
 * damaged. ERR_LIMIT: too many bytes or pixels. ERR_INTERNAL: no models, no
 * memory.
 */
enum err read_id_card(struct reader *rd, const uint8_t *data, size_t n,
    struct read_card *out);

/* --- passports and cards with a machine readable zone (mrz*.c) --------- */

enum mrz_format { MRZ_NONE, MRZ_TD1, MRZ_TD2, MRZ_TD3, MRZ_MRVA, MRZ_MRVB };

/*
 * ICAO 9303. Dates are "1999-01-31", countries as printed ("CHN", "D"), sex
 * "M", "F" or "". A field with a check digit is certain when that digit holds,
 * and after a repair the composite one too.
 */
struct read_mrz {
	enum mrz_format format;		/* MRZ_NONE: no zone was found */
	char line[3][46];		/* as read, after repair */
	struct read_field type, country, number, surname, given, nationality,
	    birth, sex, expiry, optional;
	int composite;		/* 1: the last check digit holds as well */
	int repaired;		/* characters that check digits mended */
};

/* As read_id_card; OK with MRZ_NONE where there is no zone. */
enum err read_mrz(struct reader *rd, const uint8_t *data, size_t n,
    struct read_mrz *out);

#endif
