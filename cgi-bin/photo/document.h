/* Documents that fill in a form: which forms, and what they take. */
#ifndef GP_PHOTO_DOCUMENT_H
#define GP_PHOTO_DOCUMENT_H

#include "cgi-bin/web/req.h"
#include "lib/read/document.h"

struct document_form {
	const char *read;	/* address that takes the picture */
	const char *page, *view;
	const char *number;	/* the field that holds a number */
};

/* Values for the form; "Name.Unsure" marks one that is to be checked. */
#define DOCUMENT_VALUES 10
struct document_taken {
	struct pair list[DOCUMENT_VALUES];
	int n;
};

/* NULL: `out` has what the form takes, and *said is what the page tells. Else
 * the text that says why it takes nothing. */
const char *document_judge(struct req *r, const struct document_form *f,
    const struct read_document *d, struct document_taken *out,
    const char **said);

#endif
