/*
 * Export packages: what of a campaign can be taken out, and what was. Where
 * staff is 0 the operator asks, who sees all; else only what a registrar's
 * role covers is found.
 */
#ifndef GP_DB_PACKAGES_H
#define GP_DB_PACKAGES_H

#include "db.h"

struct package {
	uint64_t id;
	const char *token, *state;		/* making, done */
	uint64_t campaign_id, department_id, staff_id;	/* 0: all; nobody */
	const char *template;
	int changed;				/* only what was new */
	int64_t photos, removed, faulty, bytes;
	int64_t created_at, done_at;
	const char *by, *department;		/* names, or ""; read only */
};

/* Of *p token, campaign, department, staff, template, changed and created_at
 * count. A token that is known begins anew. */
enum err package_begin(struct db *db, const struct package *p,
    uint64_t *id);
/* making -> done, with the counts; ERR_CONFLICT. */
enum err package_done(struct db *db, const struct package *p, int64_t now);

/* The latest first; before: an id, 0: from the latest. */
enum err package_list(struct db *db, struct arena *a, uint64_t staff,
    uint64_t campaign, uint64_t before, struct package *list, int max,
    int *n);

/* A student whose photo is finished (accepted by the registrar, delivered,
 * confirmed), or was in a package and is not any more. */
struct package_row {
	uint64_t roster_id, department_id;
	const char *student_no, *name, *department, *major, *class_name;
	const void *id_sealed;
	size_t id_sealed_n;
	uint64_t collection_id;		/* 0: taken back */
	const char *route;		/* of the collection; or NULL */
	int head_cover;			/* 1: declared */
	uint64_t photo_id;
	const char *sha256;		/* of the result; NULL: none */
	const char *reviewer;		/* who approved it, or "" */
	/* In the last package with this student; NULL: never in any. */
	const char *last_sha256, *last_who;
};

struct package_filter {
	uint64_t campaign, department;	/* department 0: all */
	int changed;			/* 1: only what differs from the last
					 * package with the student */
	uint64_t after_department;	/* 0: from the first */
	const char *after;		/* a student number, "" */
};

/* By department and student number. ids: 1: with id_sealed. */
enum err package_rows(struct db *db, struct arena *a, uint64_t staff,
    const struct package_filter *f, int ids, struct package_row *list,
    int max, int *n);
/* How many those are in all, after_... left aside. */
enum err package_count(struct db *db, uint64_t staff,
    const struct package_filter *f, int64_t *n);

/* How many the roster has. */
enum err package_people(struct db *db, uint64_t staff, uint64_t campaign,
    uint64_t department, int64_t *n);

/* sha256 NULL: taken back. */
enum err package_add(struct db *db, uint64_t package, uint64_t roster,
    const char *sha256, const char *who, const char *name);

#endif
