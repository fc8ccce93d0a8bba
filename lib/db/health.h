/* How the whole is, in numbers that the database knows: for administrators. */
#ifndef GP_DB_HEALTH_H
#define GP_DB_HEALTH_H

#include "db.h"

struct health_db {
	const char *version;		/* of the server */
	int64_t schema;			/* the last migration */
	int64_t bytes;			/* of the tables that this account may
					 * use */
	int64_t connections, connections_max;
	int64_t uptime;			/* seconds */
	int64_t nodes;			/* of a Galera cluster; 0: none */
	double ms;			/* that a small question takes */
};
enum err health_db(struct db *db, struct arena *a, struct health_db *out);

struct health_jobs {
	int64_t waiting, running, failed;	/* failed: since `since` */
	int64_t stuck;			/* held by nobody, and not begun */
	int64_t oldest;			/* of those that wait; 0: none */
};
enum err health_jobs(struct db *db, int64_t since, struct health_jobs *out);

struct health_outbox {
	int64_t waiting, dead;		/* dead: given up, may be retried */
	int64_t late;			/* since when the first could have gone;
					 * 0: none waits that could */
};
enum err health_outbox(struct db *db, int64_t now, struct health_outbox *out);

struct health_audit {
	int64_t sealed;			/* rows in the chain */
	int64_t waiting, oldest;	/* rows without a seal */
};
enum err health_audit(struct db *db, struct health_audit *out);

struct health_lease {
	const char *name;
	int64_t left;			/* seconds; < 0: over, and never given
					 * back */
};
enum err health_leases(struct db *db, struct arena *a,
    struct health_lease *list, int max, int *n);

/* A message that was given up, without what it says or whom it goes to. */
struct health_message {
	uint64_t id;
	const char *channel, *tmpl, *lang, *state, *reason, *provider;
	int64_t tries, created_at, ended_at;
};
/* The latest first; before: id of the last seen, 0: all. */
enum err health_dead(struct db *db, struct arena *a, uint64_t before,
    struct health_message *list, int max, int *n);

#endif
