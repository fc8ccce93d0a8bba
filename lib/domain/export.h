/*
 * Export packages: the finished photos of a campaign as a zip with a list of
 * them (CSV and XLSX), all or only what differs from the last package. What
 * was in which package is kept, so it can be made again after being killed
 * anywhere, and the next one knows what is new.
 */
#ifndef GP_DOMAIN_EXPORT_H
#define GP_DOMAIN_EXPORT_H

#include "lib/base/keys.h"
#include "lib/db/packages.h"
#include "lib/pack/name.h"
#include "lib/service/service.h"

enum export_state {
	EXPORT_NEW, EXPORT_CHANGED, EXPORT_SAME,
	EXPORT_REMOVED,		/* was in a package, is not finished now */
	EXPORT_MISSING,		/* the store has no such file */
	EXPORT_DAMAGED		/* the store's file is another, or no JPEG */
};

struct export {
	struct db *db;
	struct arena *arena;
	struct files *files;
	const struct keys *keys;	/* needed where names show ID numbers */
	uint64_t staff;			/* 0: the operator */
	uint64_t campaign, department;	/* department 0: all */
	int changed;			/* 1: only what differs */
	const char *template;		/* of names; pack_name_check is good */
	const char *token;		/* of the package */
	int en;				/* 1: the list is in English */
	/* Of `total` steps so many are done; 0: stop. */
	int (*goes_on)(void *arg, int64_t done, int64_t total);
	void *arg;
	/* what came of it */
	int64_t photos, removed, faulty, bytes;
};

struct export_photo {
	const struct package_row *row;
	enum export_state state;
	const uint8_t *p;		/* the file, where there is one */
	size_t n;
	int width, height;
	const char *name;		/* of the file; "" without one */
};

/* Every photo in the order of the list: fn is called with memory that lasts
 * until it returns, and stops the walk with anything but OK. The counts of x
 * are filled. ERR_CONFLICT: goes_on said so. */
enum err export_each(struct export *x, enum err (*fn)(void *arg,
    const struct export_photo *p), void *arg);

/* Writes the zip, with the list inside and, aside, csv and xlsx; extra, which
 * may be NULL, is a file that goes in too, as extra_name. The package counts
 * from then on. ERR_CONFLICT: goes_on said so; then, as after every failure,
 * there is no zip and nothing counts. */
struct export_files {
	const char *zip, *csv, *xlsx;
	const char *extra, *extra_name;
};
enum err export_make(struct export *x, const struct export_files *f);

/* "new", "changed", "same", ... */
const char *export_word(enum export_state s);

#endif
