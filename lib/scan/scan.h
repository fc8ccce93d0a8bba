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

/* A 采集码 scheme: the cipher of the real one is not public, so reading it
 * is a plug-in. The last in the table takes every payload and reads nothing
 * (opaque: the student proves the match with the last four of the ID). */
struct scan_scheme {
	const char *name;	/* as stored with the code */
	int demo;		/* only on a demonstration site */
	int (*claims)(const char *payload);
	/* ERR_INPUT: it claims to be of this scheme, but is broken.
	 * NULL: nothing can be read. */
	enum err (*read)(struct arena *a, const char *payload,
	    struct scan_person *out);
};

const struct scan_scheme *scan_scheme_of(const char *payload, int demo);
/* 1: certainly some other kind of code (payment, WeChat card, Wi-Fi). */
int scan_is_foreign(const char *payload);
/* 1: the plain text can be what was masked; an empty mask fits everything. */
int scan_mask_fits(const char *masked, const char *plain);

#endif
