/* See announce.h. */
#include "announce.h"

#include "lib/db/audit.h"

struct change {
	const struct announcement *an;
	const char *actor;
	uint64_t actor_id, id;
};

static enum err add(struct db *db, void *arg)
{
	struct change *c = arg;
	enum err e = announcement_add(db, c->an, &c->id);

	return e == OK ? audit_add(db, c->actor, c->actor_id,
	    "announcement.add", "announcement", c->id, NULL) : e;
}

enum err announce(struct db *db, const struct announcement *an,
    const char *actor, uint64_t actor_id, uint64_t *id)
{
	struct change c = { an, actor, actor_id, 0 };
	enum err e = db_transaction(db, add, &c);

	if (e == OK)
		*id = c.id;
	return e;
}

static enum err save(struct db *db, void *arg)
{
	const struct change *c = arg;
	enum err e = announcement_update(db, c->an);

	return e == OK ? audit_add(db, c->actor, c->actor_id,
	    "announcement.change", "announcement", c->an->id, NULL) : e;
}

enum err announce_change(struct db *db, const struct announcement *an,
    const char *actor, uint64_t actor_id)
{
	struct change c = { an, actor, actor_id, 0 };

	return db_transaction(db, save, &c);
}
