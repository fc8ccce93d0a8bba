/* See settings.h. */
#include "settings.h"

#include <stdlib.h>
#include <string.h>

const struct setting_info setting_info[SETTINGS] = {
	[SETTING_NOTICE_ZH] = { "notice_zh", 0, 0, 200, "" },
	[SETTING_NOTICE_EN] = { "notice_en", 0, 0, 400, "" },
	[SETTING_SERVICE_PHONE] = { "service_phone", 0, 0, 30, "" },
	[SETTING_SERVICE_HOURS] = { "service_hours", 0, 0, 100, "" },
	[SETTING_REGISTRATION] = { "registration", 1, 0, 1, "1" },
	[SETTING_ORDERS] = { "orders", 1, 0, 1, "1" },
	/* At most once a day: students complain about more. */
	[SETTING_REMIND_HOURS] = { "remind_hours", 1, 24, 720, "24" },
	[SETTING_CLAIM_MINUTES] = { "claim_minutes", 1, 2, 120, "10" },
};

enum { ALL, ONE, NEXT, PUT };

static const char *const sql[] = {
	[ALL] = "SELECT name, value FROM setting",
	[ONE] = "SELECT CAST(value AS SIGNED) FROM setting WHERE name = ?",
	[NEXT] = "UPDATE setting SET value = ? + 1, updated_at = ? "
	    "WHERE name = 'version' AND value = ?",
	[PUT] = "INSERT INTO setting (name, value, updated_at) "
	    "VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value), "
	    "updated_at = VALUES(updated_at)",
};

static void take(struct settings *s, const char *name, const char *value)
{
	int i;

	if (!strcmp(name, "version"))
		s->version = atoll(value);
	for (i = 0; i < SETTINGS; i++)
		if (!strcmp(name, setting_info[i].name)) {
			s->text[i] = value;
			s->number[i] = atoll(value);
		}
}

enum err settings_load(struct db *db, struct arena *a, struct settings *out)
{
	struct db_stmt *q;
	const char *name;
	enum err e = db_prepare(db, sql[ALL], &q);
	int i;

	for (i = 0; i < SETTINGS; i++)
		take(out, setting_info[i].name, setting_info[i].value);
	out->version = 0;
	if (e != OK)
		return e;
	while ((e = db_row(q)) == OK) {
		name = db_text(q, a);
		take(out, name, db_text(q, a));
	}
	db_done(q);
	return e == ERR_NOTFOUND ? OK : e;
}

int64_t setting_number(struct db *db, enum setting which)
{
	const struct setting_info *k = &setting_info[which];
	int64_t n = atoll(k->value);
	struct db_stmt *q;

	if (db_prepare(db, sql[ONE], &q) != OK)
		return n;
	db_bind_text(q, k->name);
	if (db_row(q) == OK)
		n = db_i64(q);
	db_done(q);
	return n;
}

enum err settings_next(struct db *db, int64_t version, int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[NEXT], &q);

	if (e != OK)
		return e;
	db_bind_i64(q, version);
	db_bind_time(q, now);
	db_bind_i64(q, version);
	e = db_exec_one(q);
	db_done(q);
	return e;
}

enum err setting_put(struct db *db, enum setting which, const char *value,
    int64_t now)
{
	struct db_stmt *q;
	enum err e = db_prepare(db, sql[PUT], &q);

	if (e != OK)
		return e;
	db_bind_text(q, setting_info[which].name);
	db_bind_text(q, value);
	db_bind_time(q, now);
	e = db_exec(q, NULL);
	db_done(q);
	return e;
}
