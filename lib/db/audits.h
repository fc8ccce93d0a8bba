/*
 * The audit trail as administrators search it. Who did it is told by the
 * login of staff; of students only the number of the account is there.
 */
#ifndef GP_DB_AUDITS_H
#define GP_DB_AUDITS_H

#include "db.h"

struct audit_filter {
	const char *login;	/* of staff, or "" */
	const char *action;	/* "photo.view", or "" */
	const char *object;	/* "photo", or "" */
	uint64_t object_id;	/* 0: all */
	int64_t from, to;	/* UTC; to 0: until now */
	uint64_t before;	/* id of the last seen; 0: from the latest */
};

struct audit_row {
	uint64_t id, actor_id, object_id;
	const char *actor, *login;	/* login: staff's, or "" */
	const char *action, *object, *detail;
	int64_t created_at;
	int sealed;
};

/* The latest first. */
enum err audit_search(struct db *db, struct arena *a,
    const struct audit_filter *f, struct audit_row *list, int max, int *n);
/* The actions that occur, in alphabetical order. */
enum err audit_actions(struct db *db, struct arena *a, const char **list,
    int max, int *n);

#endif
