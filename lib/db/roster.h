/*
 * The roster (what a school supplied, one row a student and campaign) and
 * enrolments (the account that holds a roster row). Texts are the arena's
 * and never NULL; missing ones are "".
 */
#ifndef GP_DB_ROSTER_H
#define GP_DB_ROSTER_H

#include "db.h"

struct roster {
	uint64_t id, campaign_id;
	char *department;
	char *student_no, *name;
	char *sex;			/* "M", "F" or "" */
	char *id_type;			/* card, passport, permit */
	void *id_sealed;		/* keys_open(k, a, "id", ...) */
	size_t id_sealed_n;
	char *major, *class_name, *level, *graduation, *phone, *email;
};

/* ERR_NOTFOUND where there is none. */
enum err roster_get(struct db *db, struct arena *a, uint64_t id,
    struct roster *out);
/* The rows of a person in all campaigns, the newest campaign first.
 * id_lookup: keys_lookup(k, "id", number, ...). No row is OK with *n 0. */
enum err roster_find_lookup(struct db *db, struct arena *a,
    const uint8_t id_lookup[32], struct roster *list, int max, int *n);

/* What is stored under a student number, locked until the transaction ends. */
struct roster_found {
	uint64_t id, department_id;
	const char *name;
	int same;			/* the ID number */
	int held;			/* by an account */
};

/* ERR_NOTFOUND. */
enum err roster_lock(struct db *db, struct arena *a, uint64_t campaign,
    const char *student_no, const uint8_t id_lookup[32],
    struct roster_found *out);
/* A new row (r->id 0, set then), or these values for one that was locked: of
 * sex, major and those after it NULL leaves what is stored. */
enum err roster_put(struct db *db, struct roster *r, uint64_t department_id,
    const uint8_t id_lookup[32]);
/* ERR_NOTFOUND. */
enum err department_find(struct db *db, uint64_t school, const char *name,
    uint64_t *id);
/* The department of that name, made when it is new: *made 1. */
enum err department_need(struct db *db, uint64_t school, const char *name,
    uint64_t *id, int *made);

struct enrolment {
	uint64_t id, account_id;
	int64_t created_at;
	struct roster roster;
};

/* The enrolments of an account, the newest campaign first. */
enum err enrolment_list(struct db *db, struct arena *a, uint64_t account,
    struct enrolment *list, int max, int *n);
/* ERR_NOTFOUND where it is another account's. */
enum err enrolment_get(struct db *db, struct arena *a, uint64_t account,
    uint64_t id, struct enrolment *out);
/* ERR_CONFLICT: the roster row is taken (also by this account). The new
 * row's id is db_insert_id(db). */
enum err enrolment_add(struct db *db, uint64_t account, uint64_t roster);
/* The account that holds a roster row: OK, or ERR_NOTFOUND: it is free. */
enum err enrolment_holder(struct db *db, uint64_t roster, uint64_t *account);

#endif
