/*
 * Where our orders, the providers' notices and their books do not agree.
 */
#ifndef GP_DB_DIFFERENCES_H
#define GP_DB_DIFFERENCES_H

#include "db.h"

/* What is looked for; the names are in differences.c and docs/MONEY.md. */
#define DIFFERENCE_KINDS 13

struct difference {
	uint64_t id;
	const char *kind, *provider, *day, *reference, *order_token;
	int64_t ours_fen, theirs_fen;
	const char *state, *note;	/* open, gone, explained */
	int64_t created_at;
};

/* Of one provider and day, which lasts from `from` to `to`. */
struct difference_scope {
	const char *provider, *day;
	int64_t from, to;
};

/* Looks for one kind, 0 to DIFFERENCE_KINDS - 1, in the order of their
 * references: at most max behind `after` ("": from the first). */
enum err difference_find(struct db *db, struct arena *a, int kind,
    const struct difference_scope *s, const char *after,
    struct difference *list, int max, int *n);
/* A comparison of a day: begin, note each, and those that were not noted are
 * gone. New, or open again where it was gone; what is explained stays so. */
enum err difference_begin(struct db *db, const struct difference_scope *s);
enum err difference_note(struct db *db, const struct difference *d,
    int64_t now);
enum err difference_gone(struct db *db, const struct difference_scope *s,
    int64_t now);

/* Open ones, or all, the latest first. */
enum err difference_list(struct db *db, struct arena *a, int all,
    struct difference *list, int max, int *n);
/* ERR_CONFLICT: no open one has this number. */
enum err difference_explain(struct db *db, uint64_t id, const char *note,
    int64_t now);

#endif
