/*
 * How a picture arrives in pieces: each is kept as soon as it is there, by
 * whichever process got it, until the whole becomes a shot (collect.h), its
 * sender gives up for hours, or too much waits. Nothing is lost when any
 * process is killed, and a picture sent again goes on where it stopped.
 */
#ifndef GP_DOMAIN_ARRIVE_H
#define GP_DOMAIN_ARRIVE_H

#include "lib/db/uploads.h"
#include "lib/service/service.h"

#define ARRIVE_PIECES 640		/* of one picture */
#define ARRIVE_PIECE_MIN (32u << 10)	/* but for the last one */
#define ARRIVE_WAITING (64u << 20)	/* bytes that wait, a collection */
#define ARRIVE_SECONDS (6 * 3600)	/* without a new piece */

/* One picture of a collection; sha256 and size are what its sender says. */
struct arrival {
	uint64_t collection;
	const char *sha256;
	size_t size;
};

/* Keeps n bytes that belong at `position`, which must be where the picture
 * goes on: ERR_CONFLICT where it isn't, ERR_INPUT where the piece is too
 * small or too large. Older pictures give way where too much waits. */
enum err arrive_piece(struct db *db, struct arena *a, struct files *f,
    const struct arrival *p, uint64_t position, const void *data, size_t n);
/* The picture, once it is all there, in the arena. ERR_CONFLICT: a piece was
 * lost or the whole is not what its sender said; it has been dropped and must
 * be sent again from the beginning. */
enum err arrive_whole(struct db *db, struct arena *a, struct files *f,
    const struct arrival *p, uint8_t **data);
/* Drops at most max pictures that nobody goes on sending. */
enum err arrive_sweep(struct db *db, struct arena *a, int max, int *n);

#endif
