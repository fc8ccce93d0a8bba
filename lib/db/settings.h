/*
 * Settings: what an administrator changes while it runs, read anew for each
 * page. All else is configuration (lib/base/conf.h).
 */
#ifndef GP_DB_SETTINGS_H
#define GP_DB_SETTINGS_H

#include "db.h"

enum setting {
	SETTING_NOTICE_ZH, SETTING_NOTICE_EN,	/* above every student's page */
	SETTING_SERVICE_PHONE,	/* in place of the configuration's, where set */
	SETTING_SERVICE_HOURS,
	SETTING_REGISTRATION,	/* 0: nobody may register now */
	SETTING_ORDERS,		/* 0: nobody may order now */
	SETTING_REMIND_HOURS,	/* between two reminders to one person */
	SETTING_CLAIM_MINUTES,	/* a photo is one reviewer's */
	SETTINGS
};

struct setting_info {
	const char *name;
	int number;		/* 1: from min to max; 0: a text */
	int64_t min, max;	/* of a text: characters */
	const char *value;	/* where nobody has set it */
};

extern const struct setting_info setting_info[SETTINGS];

struct settings {
	const char *text[SETTINGS];	/* as stored, or the default */
	int64_t number[SETTINGS];	/* of numbers */
	int64_t version;
};

enum err settings_load(struct db *db, struct arena *a, struct settings *out);
/* One of them, a number; its default where the database fails. */
int64_t setting_number(struct db *db, enum setting which);

/* In the caller's transaction. ERR_CONFLICT: it is not that version any
 * more. */
enum err settings_next(struct db *db, int64_t version, int64_t now);
enum err setting_put(struct db *db, enum setting which, const char *value,
    int64_t now);

#endif
