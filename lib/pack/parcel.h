/*
 * A zip of pictures that somebody sends: what is in it, and the bytes of one
 * file at a time. Nothing is ever written under a name of the zip. Folders and
 * what systems add by themselves (__MACOSX, .DS_Store, Thumbs.db) are left
 * out. Names are UTF-8, or GB18030 as Chinese Windows writes them.
 */
#ifndef GP_PACK_PARCEL_H
#define GP_PACK_PARCEL_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

#define PARCEL_FILES	10000			/* entries, folders too */
#define PARCEL_FILE	((size_t)20 << 20)	/* bytes of one, unpacked */
#define PARCEL_BYTES	((size_t)32 << 30)	/* of all, as the zip says */

enum parcel_fault {
	PARCEL_GOOD,
	PARCEL_NAME,		/* in no encoding of ours */
	PARCEL_PATH,		/* absolute, or leads out by ".." */
	PARCEL_LINK,		/* a link or a device */
	PARCEL_LOCKED,		/* with a password */
	PARCEL_EMPTY,
	PARCEL_LARGE,		/* more than PARCEL_FILE */
	PARCEL_FAULTS
};

struct parcel_file {
	const char *name;		/* with its folders, as far as it can
					 * be read */
	const char *base;		/* what follows the last / or \ */
	size_t bytes;			/* as the zip says */
	enum parcel_fault fault;
};

struct parcel;

/* The arena closes it. ERR_INPUT: no zip, or damaged; ERR_LIMIT: more entries
 * or bytes than above. */
enum err parcel_open(struct arena *a, const char *file, struct parcel **out);
int parcel_files(const struct parcel *p);
const struct parcel_file *parcel_file(const struct parcel *p, int i);
/* The bytes of a good one; the caller frees *data. ERR_INPUT: damaged, or more
 * than the zip said. */
enum err parcel_read(struct parcel *p, int i, uint8_t **data, size_t *n);

#endif
