/*
 * Where a registrar works: the campaigns and departments that a role of
 * theirs covers.
 */
#ifndef GP_DB_REGISTRAR_H
#define GP_DB_REGISTRAR_H

#include "db.h"

struct registrar_campaign {
	uint64_t id, school_id;
	const char *token, *name_zh, *name_en, *school_zh, *school_en;
	int64_t closes_at;
};

/* The latest first. */
enum err registrar_campaigns(struct db *db, struct arena *a, uint64_t staff,
    struct registrar_campaign *list, int max, int *n);

struct registrar_department {
	uint64_t id;
	const char *name;
};

/* Those with students in the campaign, by id. */
enum err registrar_departments(struct db *db, struct arena *a,
    uint64_t staff, uint64_t campaign, struct registrar_department *list,
    int max, int *n);

#endif
