/* The audit trail. */
#include "audit.h"

#include "lib/base/clock.h"

#include <string.h>

#define DETAIL_MAX 300		/* characters of the column */

static const char audit_insert[] =
	"INSERT INTO audit (actor, actor_id, action, object, object_id, "
	"detail, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)";

/* The first DETAIL_MAX bytes, at the end of a character: more of them are
 * never more characters than the column has. */
static void
cut(char out[DETAIL_MAX + 1], const char *s)
{
	size_t n = strnlen(s, DETAIL_MAX + 1);

	if (n > DETAIL_MAX)
		for (n = DETAIL_MAX; n && (s[n] & 0xc0) == 0x80; n--)
			;
	memcpy(out, s, n);
	out[n] = '\0';
}

enum err
audit_add(struct db *db, const char *actor, uint64_t actor_id,
    const char *action, const char *object, uint64_t object_id,
    const char *detail)
{
	char text[DETAIL_MAX + 1];
	struct db_stmt *q;
	enum err e = db_prepare(db, audit_insert, &q);

	if (e != OK)
		return e;
	cut(text, detail ? detail : "");
	db_bind_text(q, actor);
	db_bind_u64(q, actor_id);
	db_bind_text(q, action);
	db_bind_text(q, object);
	db_bind_u64(q, object_id);
	db_bind_text(q, text);
	db_bind_time(q, clock_now());
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
