/*
 * A picture of some document, read in a child process with limits of its own:
 * what a photo process may take of time and memory is too little for it, and
 * models, picture and words are gone when the child ends. Costs the models'
 * loading each time, some 0.2 s.
 */
#ifndef GP_READ_DOCUMENT_H
#define GP_READ_DOCUMENT_H

#include "read.h"

struct read_limits {
	int cpu_seconds, wall_ms;
	size_t bytes;		/* of address space beyond the caller's */
};

struct read_document {
	struct read_card card;	/* seen READ_NOTHING: not looked for, too */
	struct read_mrz mrz;	/* MRZ_NONE: the same */
};

/*
 * Looks for what is expected (`passport`, or else an ID card) and, where
 * there is only other text, for the other. As read_id_card(), and
 * ERR_NOTFOUND: the limits were not enough, or the child fell. `why` gets a
 * sentence for the log with ERR_INTERNAL and ERR_NOTFOUND.
 */
enum err read_document(const char *models_dir, const struct read_limits *l,
    int passport, const uint8_t *data, size_t n, struct read_document *out,
    char why[160]);

#endif
