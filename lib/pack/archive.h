/*
 * A zip file that is written in one go: what goes in is only named at first,
 * and its bytes are asked for one file at a time when the archive is closed,
 * so memory does not grow with them. Names are UTF-8 and say so. JPEGs are
 * stored, other files deflated; more than 65,535 files or 4 GB become zip64.
 */
#ifndef GP_PACK_ARCHIVE_H
#define GP_PACK_ARCHIVE_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct archive;

struct archive_hooks {
	void *arg;
	/* The bytes of a file added under `key`. */
	enum err (*bytes)(void *arg, struct arena *a, const char *key,
	    uint8_t **p, size_t *n);
	/* Of 0 to 1000 parts so many are written; 0: stop. */
	int (*goes_on)(void *arg, int part);
};

/* The file appears, durable, when archive_close ends well; one that was there
 * before is replaced then. hooks: the caller's, until the archive is freed. */
enum err archive_new(const char *file, const struct archive_hooks *hooks,
    struct archive **out);
/* n: its bytes, which bytes() must give. ERR_CONFLICT: the archive has a file
 * of this name. */
enum err archive_add(struct archive *z, const char *name, const char *key,
    size_t n);
/* A file on the disk, which must stay until the archive is closed. */
enum err archive_add_file(struct archive *z, const char *name,
    const char *path);
/* ERR_CONFLICT: goes_on() said so; ERR_INTERNAL, logged. Either way nothing
 * is left of it but the struct. */
enum err archive_close(struct archive *z);
void archive_free(struct archive *z);	/* unclosed: leaves no file */

#endif
