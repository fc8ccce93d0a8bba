/* See parcels.h. */
#include "parcels.h"

#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/outbox.h"
#include "lib/db/parcels.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

enum to { PRINTED, SHIPPED, RECEIVED };

struct step {
	const struct checkout *k;
	enum to to;
	const char *order, *courier, *number;
	uint64_t staff;
};

static enum err tell(const struct step *s, uint64_t account)
{
	json_t *j = json_pack("{s:s,s:s}", "courier", s->courier, "number",
	    s->number);
	char *text = j ? json_dumps(j, JSON_COMPACT) : NULL;
	enum err e = ERR_INPUT;

	if (text)
		e = outbox_add_account(s->k->db, account, "shipped", text,
		    clock_now());
	free(text);
	json_decref(j);
	return e;
}

static enum err change(const struct step *s, uint64_t order)
{
	struct db *db = s->k->db;
	int64_t now = clock_now();

	switch (s->to) {
	case PRINTED:
		return parcel_printed(db, order, now);
	case SHIPPED:
		return parcel_shipped(db, order, s->courier, s->number, now);
	case RECEIVED:
		break;
	}
	return parcel_received(db, order, now);
}

static enum err move(struct db *db, void *arg)
{
	static const char *const words[] = {
		[PRINTED] = "parcel.printed",
		[SHIPPED] = "parcel.shipped",
		[RECEIVED] = "parcel.received"
	};
	const struct step *s = arg;
	const char *what = NULL;
	struct order o;
	enum err e = order_lock(db, s->k->arena, s->order, &o);

	if (e == OK && strcmp(o.state, "paid"))
		e = ERR_CONFLICT;
	if (e == OK)
		e = change(s, o.id);
	if (e == OK && s->to == SHIPPED) {
		what = arena_printf(s->k->arena, "%s %s", s->courier,
		    s->number);
		e = tell(s, o.account_id);
	}
	return e == OK ? audit_add(db, s->k->actor, s->staff, words[s->to],
	    "order", o.id, what) : e;
}

enum err parcel_print(const struct checkout *k, const char *order,
    uint64_t staff)
{
	struct step s = { k, PRINTED, order, NULL, NULL, staff };

	return db_transaction(k->db, move, &s);
}

static int good(const char *s)
{
	return *s && parse_utf8(s, strlen(s)) &&
	    parse_chars(s) <= PARCEL_TEXT;
}

enum err parcel_ship(const struct checkout *k, const char *order,
    const char *courier, const char *number, uint64_t staff)
{
	struct step s = { k, SHIPPED, order, courier, number, staff };

	return good(courier) && good(number) ?
	    db_transaction(k->db, move, &s) : ERR_INPUT;
}

enum err parcel_receive(const struct checkout *k, const char *order,
    uint64_t staff)
{
	struct step s = { k, RECEIVED, order, NULL, NULL, staff };

	return db_transaction(k->db, move, &s);
}
