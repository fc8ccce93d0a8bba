/*
 * Reading codes: QR codes in a picture, and what a 采集码 says.
 */
#ifndef GP_SCAN_SCAN_H
#define GP_SCAN_SCAN_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

#define SCAN_PAYLOAD 3000	/* bytes; the largest QR code holds 2953 */

struct scan_code {
	const char *text;	/* UTF-8; "base64:..." where it is none */
	int at[8];		/* x, y of its corners in px of the picture,
				 * upright, clockwise from the code's own
				 * upper left; some px off */
};

/*
 * All different QR codes in a JPEG, PNG, WebP, HEIC or AVIF file, in
 * list[0..*count-1], at most max. Strings are the arena's. ERR_NOTFOUND: a
 * picture without a readable code, or with so much that looks like one that
 * 3 s were not enough. ERR_INPUT: no picture, or a damaged one. ERR_LIMIT:
 * too many bytes or pixels.
 */
enum err scan_qr(struct arena *a, const uint8_t *data, size_t n,
    struct scan_code *list, int max, int *count);

/* What a code gives away of its holder, "" where it doesn't: everything is
 * as masked in the code ('*' a hidden character). */
struct scan_person {
	const char *name, *id_no, *student_no, *school_code;
};

/* Keys that schemes need to read what is theirs. */
struct scan_keys {
	int test;		/* 1: the test scheme is on, with this key */
	uint8_t test_public[32];
};

/* A 采集码 scheme: the cipher of the real one is not public, so reading it
 * is a plug-in. The last in the table takes every payload and reads nothing
 * (opaque: the student proves the match with the last four of the ID). */
struct scan_scheme {
	const char *name;	/* as stored with the code */
	int (*claims)(const struct scan_keys *k, const char *payload);
	/* ERR_INPUT: it claims to be of this scheme, but is broken or
	 * forged. NULL: nothing can be read. */
	enum err (*read)(const struct scan_keys *k, struct arena *a,
	    const char *payload, struct scan_person *out);
};

const struct scan_scheme *scan_scheme_of(const struct scan_keys *k,
    const char *payload);
extern const struct scan_scheme scan_scheme_test;	/* scheme_test.c */
/* A code of the test scheme (docs/SCAN.md) for a person. ERR_INPUT: a field
 * with ';', or no student number. */
enum err scan_test_code(struct arena *a, const uint8_t seed[32],
    const struct scan_person *p, const char **out);

/* What is certainly some other kind of code. */
enum scan_kind {
	SCAN_UNKNOWN,		/* may be a 采集码 */
	SCAN_PAYMENT, SCAN_CONTACT, SCAN_WEB, SCAN_TICKET, SCAN_OTHER
};
enum scan_kind scan_kind_of(const char *payload);
/* 1: the plain text can be what was masked; an empty mask fits everything. */
int scan_mask_fits(const char *masked, const char *plain);

#endif
