/*
 * What the check of a package found, on one page of A4: some rows of names
 * and values, the verdict, what is wrong and how often, the first photos that
 * it is wrong with. Texts as in receipt.h.
 */
#ifndef GP_PAPER_FINDINGS_H
#define GP_PAPER_FINDINGS_H

#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

#define FINDINGS_HEADS 8
#define FINDINGS_KINDS 14	/* shown; the caller puts the worst first */
#define FINDINGS_PHOTOS 18

struct findings {
	const char *title, *issuer, *verdict;
	struct { const char *name, *value; } head[FINDINGS_HEADS];
	int heads;
	const char *kind_title, *kind_columns[2];	/* failed, warned */
	struct {
		const char *what;
		const char *failed, *warned;
	} kind[FINDINGS_KINDS];
	int kinds;
	const char *photo_title;
	struct {
		const char *student_no, *name, *department, *what;
	} photo[FINDINGS_PHOTOS];
	int photos;
	const char *more;		/* what is not shown, or "" */
};

/* The caller frees *out. ERR_INTERNAL: no font, said in the log. */
enum err findings_pdf(const struct findings *f, const char *font,
    uint8_t **out, size_t *n);

#endif
