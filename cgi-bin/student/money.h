/* What the pages about orders and finished collections share. */
#ifndef GP_STUDENT_MONEY_H
#define GP_STUDENT_MONEY_H

#include "student.h"

#include "lib/db/campaigns.h"
#include "lib/db/collections.h"
#include "lib/db/photos.h"
#include "lib/db/trails.h"
#include "lib/domain/checkout.h"

/* An order with what a page shows beside it. */
struct purchase {
	struct order o;
	struct collection c;
	struct campaign campaign;
	struct photo photo;
};

struct checkout money_checkout(struct req *r);
/* The order of the path, by its owner. 0, or the status of an answer. */
int money_load(struct req *r, struct purchase *p);
/* "/orders/<token><tail>" */
const char *money_path(struct req *r, const char *token, const char *tail);

/* "一寸 25 × 35 mm" for a name of lib/image/print.h. */
const char *money_size(struct req *r, const char *size);
/* Items.<i>.{Text,Note,Amount}: what an order is made up of. */
enum err money_items(struct req *r, const struct order *o);
/* A line of a bill in words: *note is about its sets, may be "". */
const char *money_item(struct req *r, const struct order_item *item,
    const char **note);
/* Timeline.<i>.{Text,Note,At,State}: what happened, in the order of time,
 * then what goes on now (State next) and after that (later). State bad:
 * somebody must see to it. */
enum err timeline_show(struct req *r, const struct purchase *p,
    const struct trail *list, int n);

/* The word for a state, in the student's language. */
const char *money_order_state(struct req *r, const char *state);
const char *money_collection_state(struct req *r, const char *state);
const char *money_shipment_state(struct req *r, const char *state);

#endif
