/* The notices we sent, what became of each, and once more where one did not
 * arrive. */
#include "student.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/db/audit.h"
#include "lib/db/outbox.h"

#include <inttypes.h>
#include <string.h>

#define SHOWN 30

static const struct word {
	const char *name, *text;
} whats[] = {
	{ "paid", "Text.Messages.Paid" },
	{ "refund", "Text.Messages.Refund" },
	{ "late", "Text.Messages.Late" },
	{ "duplicate", "Text.Messages.Duplicate" },
	{ "withdrawn", "Text.Messages.Withdrawn" },
	{ "rejected", "Text.Messages.Rejected" },
	{ "returned", "Text.Messages.Returned" },
	{ "corrected", "Text.Messages.Corrected" },
	{ "answered", "Text.Messages.Answered" },
	{ "shipped", "Text.Messages.Shipped" },
	{ "proof", "Text.Messages.Proof" },
	{ "phone", "Text.Messages.Phone" },
	{ "password", "Text.Messages.Password" },
	{ NULL, "Text.Messages.Other" }
}, states[] = {
	{ "waiting", "Text.Messages.Waiting" },
	{ "sending", "Text.Messages.Waiting" },
	{ "sent", "Text.Messages.Sent" },
	{ "arrived", "Text.Messages.Arrived" },
	{ "lost", "Text.Messages.Lost" },
	{ NULL, "Text.Messages.Failed" }
}, channels[] = {
	{ "sms", "Text.Messages.Sms" },
	{ NULL, "Text.Messages.Email" }
};

static const char *word(struct req *r, const struct word *list,
    const char *name)
{
	while (list->name && strcmp(list->name, name))
		list++;
	return req_text(r, list->text);
}

static void show(struct req *r, int i, const struct outbox *m)
{
	int bad = !strcmp(m->state, "failed") || !strcmp(m->state, "lost");

	req_set_item(r, "Messages", i, "What", word(r, whats, m->tmpl));
	req_set_item(r, "Messages", i, "State", word(r, states, m->state));
	req_set_item(r, "Messages", i, "Channel", word(r, channels,
	    m->channel));
	req_set_item(r, "Messages", i, "At", req_time(r, m->created_at));
	req_set_item(r, "Messages", i, "Bad", bad ? "1" : "");
	if (bad && *m->recipient)
		req_set_item(r, "Messages", i, "Again",
		    arena_printf(r->arena, "%" PRIu64, m->id));
}

int me_messages(struct req *r)
{
	struct outbox list[SHOWN];
	int i, k = 0, n = 0;
	enum err e = outbox_own(r->db, r->arena, r->account, list, SHOWN, &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++)
		if (strcmp(list[i].state, "off"))	/* nobody sends it */
			show(r, k++, &list[i]);
	return req_page(r, "student/me_messages");
}

struct again {
	uint64_t id, account;
};

static enum err again(struct db *db, void *arg)
{
	const struct again *s = arg;
	enum err e = outbox_own_again(db, s->id, s->account, clock_now());

	if (e != OK)
		return e;
	return audit_add(db, "student", s->account, "message.again", "outbox",
	    s->id, NULL);
}

/* A second submit finds it on its way, which is what was wanted. */
int me_messages_again(struct req *r)
{
	struct again s = { .account = r->account };
	enum err e = parse_u64(req_form(r, "Message"), &s.id);

	if (e == OK)
		e = db_transaction(r->db, again, &s);
	if (e == ERR_NOTFOUND)
		return req_redirect(r, "/me/messages");
	if (e != OK)
		return req_fail(r, e);
	log_info("message %" PRIu64 " asked for again", s.id);
	return req_redirect_flash(r, "/me/messages",
	    "Text.Flash.MessageAgain");
}
