/* /admin/settings: what an administrator changes while it runs, and what the
 * configuration says. */
#include "admin.h"

#include "cgi-bin/web/form.h"
#include "lib/base/parse.h"
#include "lib/domain/setting_edit.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

struct wish {
	char *value[SETTINGS], *version;
};

#define AT(i) offsetof(struct wish, value[i])

/* In the order of enum setting. */
static const struct field fields[] = {
	{ "NoticeZh", FORM_TEXT, 0, 800, AT(SETTING_NOTICE_ZH),
	  "Text.Setting.NoticeBad", NULL },
	{ "NoticeEn", FORM_TEXT, 0, 800, AT(SETTING_NOTICE_EN),
	  "Text.Setting.NoticeBad", NULL },
	{ "ServicePhone", FORM_TEXT, 0, 30, AT(SETTING_SERVICE_PHONE),
	  "Text.Setting.PhoneBad", NULL },
	{ "ServiceHours", FORM_TEXT, 0, 400, AT(SETTING_SERVICE_HOURS),
	  "Text.Setting.HoursBad", NULL },
	{ "Registration", FORM_CHOICE, 1, 1, AT(SETTING_REGISTRATION),
	  "Text.Setting.Choose", "0|1" },
	{ "Orders", FORM_CHOICE, 1, 1, AT(SETTING_ORDERS),
	  "Text.Setting.Choose", "0|1" },
	{ "RemindHours", FORM_TEXT, 1, 4, AT(SETTING_REMIND_HOURS),
	  "Text.Setting.RemindBad", NULL },
	{ "ClaimMinutes", FORM_TEXT, 1, 4, AT(SETTING_CLAIM_MINUTES),
	  "Text.Setting.ClaimBad", NULL },
	{ "Version", FORM_TEXT, 1, 20, offsetof(struct wish, version),
	  "Text.Setting.Choose", NULL },
	{ 0 }
};

/* What the configuration decides: no secret, and no path of one. */
static void show_conf(struct req *r)
{
	static const char *const text[] = { "base_url", "sms", "mail",
	    "payment" };
	static const char *const number[] = { "session_minutes",
	    "staff_minutes", "staff_hours", "code_minutes", "order_minutes",
	    "ticket_minutes", "max_body_mb", "photo_seconds" };
	int i, n = 0;

	for (i = 0; i < 4; i++, n++) {
		req_set_item(r, "Conf", n, "Name", text[i]);
		req_set_item(r, "Conf", n, "Value", conf_text(r->conf,
		    text[i]));
	}
	for (i = 0; i < 8; i++, n++) {
		req_set_item(r, "Conf", n, "Name", number[i]);
		req_set_item(r, "Conf", n, "Value", arena_printf(r->arena,
		    "%" PRId64, conf_int(r->conf, number[i])));
	}
}

static int page(struct req *r, int status)
{
	show_conf(r);
	return req_page_status(r, status, "admin/settings");
}

static void fill(struct req *r, const struct settings *s)
{
	int i;

	for (i = 0; i < SETTINGS; i++)
		form_set(r, fields[i].name, s->text[i]);
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    s->version));
}

int settings_page(struct req *r)
{
	struct settings s;
	enum err e = settings_load(r->db, r->arena, &s);

	if (e != OK)
		return req_fail(r, e);
	fill(r, &s);
	return page(r, 200);
}

/* What was typed stays; the next try is on top of what is there now. */
static int changed_meanwhile(struct req *r, const struct settings *now)
{
	form_set(r, "Version", arena_printf(r->arena, "%" PRId64,
	    now->version));
	form_error(r, NULL, "Text.Setting.Meanwhile");
	return page(r, 409);
}

int settings_post(struct req *r)
{
	struct wish w = { .version = NULL };
	struct settings now;
	int64_t version = 0;
	int bad[SETTINGS], i;
	enum err e = settings_load(r->db, r->arena, &now);

	if (e != OK)
		return req_fail(r, e);
	if (form_read(r, fields, &w) != OK ||
	    parse_i64(w.version, &version) != OK)
		return page(r, 422);
	if (!settings_good((const char *const *)w.value, bad)) {
		for (i = 0; i < SETTINGS; i++)
			if (bad[i])
				form_error(r, fields[i].name,
				    fields[i].message);
		return page(r, 422);
	}
	if (version != now.version)
		return changed_meanwhile(r, &now);
	e = settings_change(r->db, &now, (const char *const *)w.value,
	    "staff", r->account);
	if (e == ERR_CONFLICT)
		return settings_load(r->db, r->arena, &now) == OK ?
		    changed_meanwhile(r, &now) : req_fail(r, e);
	return e == OK ? req_redirect_flash(r, "/admin/settings",
	    "Text.Flash.SettingsSaved") : req_fail(r, e);
}
