/* See erase.h. */
#include "erase.h"

#include "lib/base/clock.h"
#include "lib/db/accounts.h"
#include "lib/db/audit.h"
#include "lib/db/consents.h"
#include "lib/db/uploads.h"

struct erasing {
	struct arena *a;
	uint64_t account;
	const char *purpose;
	int photos;
};

static enum err erase(struct db *db, void *arg)
{
	struct erasing *s = arg;
	struct erasure_open left;
	struct account acc;
	int64_t now = clock_now();
	/* First, because it locks the account's collections: an order made
	 * meanwhile is either seen below or finds nothing to order. */
	enum err e = erasure_withdraw(db, s->account, 0);

	if (e == OK)
		e = account_get(db, s->a, s->account, &acc);
	if (e == OK)
		e = erasure_open(db, s->account, &left);
	if (e == OK && left.pending > 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = upload_drop_account(db, s->account, "account");
	if (e == OK)
		e = erasure_photos(db, s->account, 1, "account", now);
	if (e == OK)
		e = erasure_account(db, s->account, acc.phone, now);
	if (e == OK)
		e = audit_add(db, "student", s->account, "account.delete",
		    "account", s->account, NULL);
	return e;
}

enum err erase_account(struct db *db, struct arena *a, uint64_t account)
{
	struct erasing s = { .a = a, .account = account };

	return db_transaction(db, erase, &s);
}

static enum err withdraw(struct db *db, void *arg)
{
	const struct erasing *s = arg;
	struct erasure_open left = { 0 };
	int64_t now = clock_now();
	enum err e = OK;

	/* First, as in erase. */
	if (s->photos)
		e = erasure_withdraw(db, s->account, 1);
	if (e == OK && s->photos)
		e = erasure_open(db, s->account, &left);
	if (e == OK && left.pending > 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = consent_withdraw(db, s->account, s->purpose, now);
	if (e == OK && s->photos)
		e = upload_drop_account(db, s->account, "consent");
	if (e == OK && s->photos)
		e = erasure_photos(db, s->account, 0, "consent", now);
	if (e == OK)
		e = audit_add(db, "student", s->account, "consent.withdraw",
		    "account", s->account, s->purpose);
	return e;
}

enum err erase_withdraw(struct db *db, uint64_t account, const char *purpose,
    int photos)
{
	struct erasing s = {
		.account = account, .purpose = purpose, .photos = photos
	};

	return db_transaction(db, withdraw, &s);
}
