/* The cards of /admin/system, and from when on a line is not good. */
#include "system.h"

#include "lib/db/health.h"
#include "lib/service/expiry.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define LEASES 50

/* --- the sheet ----------------------------------------------------------- */

const char *sheet_tone(enum tone tone)
{
	static const char *const words[] = {
		[NOTE] = "", [GOOD] = "good", [WARN] = "warn", [BAD] = "bad"
	};

	return words[tone];
}

void sheet_problem(struct sheet *s, enum tone tone, const char *what,
    const char *value)
{
	int i = s->problems++;

	req_set_item(s->r, "Problems", i, "Name", what);
	req_set_item(s->r, "Problems", i, "Value", value);
	req_set_item(s->r, "Problems", i, "Tone", sheet_tone(tone));
}

void sheet_card(struct sheet *s, const char *title)
{
	req_set_item(s->r, "Cards", s->cards++, "Title",
	    req_text(s->r, title));
	s->rows = 0;
}

void sheet_line(struct sheet *s, enum tone tone, const char *name,
    const char *value)
{
	struct req *r = s->r;
	const char *list = arena_printf(r->arena, "Cards.%d.Rows",
	    s->cards - 1);
	int i = s->rows++;

	name = req_text(r, name);
	req_set_item(r, list, i, "Name", name);
	req_set_item(r, list, i, "Value", value);
	req_set_item(r, list, i, "Tone", sheet_tone(tone));
	if (tone > GOOD)
		sheet_problem(s, tone, name, value);
}

const char *sheet_span(struct req *r, int64_t seconds)
{
	static const struct {
		int64_t from, unit;
		const char *text;
	} units[] = {
		{ 2 * DAY, DAY, "Text.System.Days" },
		{ 2 * HOUR, HOUR, "Text.System.Hours" },
		{ 2 * MINUTE, MINUTE, "Text.System.Minutes" },
		{ 0, 1, "Text.System.Seconds" },
	};
	int i = 0;

	if (seconds < 0)
		seconds = 0;
	while (seconds < units[i].from)
		i++;
	return arena_printf(r->arena, "%" PRId64 " %s",
	    seconds / units[i].unit, req_text(r, units[i].text));
}

static const char *size(struct req *r, uint64_t bytes)
{
	static const char *const units[] = { "B", "KB", "MB", "GB", "TB" };
	double n = (double)bytes;
	int i = 0;

	for (; n >= 1024 && i < 4; i++)
		n /= 1024;
	return arena_printf(r->arena, i ? "%.1f %s" : "%.0f %s", n, units[i]);
}

static const char *number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%" PRId64, n);
}

/* Older than these is not good. */
static enum tone by_age(int64_t age, int64_t warn, int64_t bad)
{
	return age > bad ? BAD : age > warn ? WARN : GOOD;
}

/* --- the database -------------------------------------------------------- */

static enum err database(struct sheet *s)
{
	struct req *r = s->r;
	struct health_db h;
	enum err e = health_db(r->db, r->arena, &h);

	if (e != OK)
		return e;
	sheet_card(s, "Text.System.Database");
	sheet_line(s, NOTE, "Text.System.Version", h.version);
	sheet_line(s, h.ms > 500 ? BAD : h.ms > 50 ? WARN : GOOD,
	    "Text.System.Answer", arena_printf(r->arena, "%.2f ms", h.ms));
	sheet_line(s, h.connections * 10 > h.connections_max * 8 ? WARN :
	    GOOD, "Text.System.Connections", arena_printf(r->arena,
	    "%" PRId64 " / %" PRId64, h.connections, h.connections_max));
	sheet_line(s, NOTE, "Text.System.Size", size(r, (uint64_t)h.bytes));
	sheet_line(s, NOTE, "Text.System.Schema", number(r, h.schema));
	sheet_line(s, NOTE, "Text.System.Uptime", sheet_span(r, h.uptime));
	if (h.nodes)
		sheet_line(s, NOTE, "Text.System.Nodes", number(r, h.nodes));
	return OK;
}

/* --- what waits ---------------------------------------------------------- */

static enum err jobs(struct sheet *s, int64_t now)
{
	struct health_jobs h = { 0 };
	enum err e = health_jobs(s->r->db, now - DAY, &h);

	if (e != OK)
		return e;
	s->busy = h.running > h.stuck;
	sheet_card(s, "Text.System.Jobs");
	sheet_line(s, NOTE, "Text.System.Waiting", number(s->r, h.waiting));
	if (h.oldest)
		sheet_line(s, by_age(now - h.oldest, 10 * MINUTE, HOUR),
		    "Text.System.Oldest", sheet_span(s->r, now - h.oldest));
	sheet_line(s, NOTE, "Text.System.Running", number(s->r, h.running));
	if (h.stuck)
		sheet_line(s, WARN, "Text.System.Stuck",
		    number(s->r, h.stuck));
	sheet_line(s, NOTE, "Text.System.Failed", number(s->r, h.failed));
	return OK;
}

static enum err messages(struct sheet *s, int64_t now)
{
	struct health_outbox h = { 0 };
	enum err e = health_outbox(s->r->db, now, &h);

	if (e != OK)
		return e;
	sheet_card(s, "Text.System.Messages");
	sheet_line(s, NOTE, "Text.System.Waiting", number(s->r, h.waiting));
	if (h.late)
		sheet_line(s, by_age(now - h.late, 5 * MINUTE, 30 * MINUTE),
		    "Text.System.Late", sheet_span(s->r, now - h.late));
	sheet_line(s, h.dead ? WARN : GOOD, "Text.System.GivenUp",
	    number(s->r, h.dead));
	return OK;
}

static enum err audit(struct sheet *s, int64_t now)
{
	struct health_audit h = { 0 };
	enum err e = health_audit(s->r->db, &h);

	if (e != OK)
		return e;
	sheet_card(s, "Text.System.Audit");
	sheet_line(s, NOTE, "Text.System.Sealed", number(s->r, h.sealed));
	sheet_line(s, NOTE, "Text.System.Unsealed", number(s->r, h.waiting));
	if (h.oldest)
		sheet_line(s, by_age(now - h.oldest, 5 * MINUTE, HOUR),
		    "Text.System.Oldest", sheet_span(s->r, now - h.oldest));
	return OK;
}

static enum err leases(struct sheet *s)
{
	struct health_lease list[LEASES];
	struct req *r = s->r;
	int n = 0, i;
	enum err e = health_leases(r->db, r->arena, list, LEASES, &n);

	if (e != OK || !n)
		return e;
	for (i = 0; i < n; i++) {
		req_set_item(r, "Leases", i, "Name", list[i].name);
		req_set_item(r, "Leases", i, "Left", list[i].left < 0 ?
		    req_text(r, "Text.System.LeaseOver") :
		    sheet_span(r, list[i].left));
	}
	return OK;
}

/* --- the machine --------------------------------------------------------- */

static void disk(struct sheet *s, const char *name, const char *dir)
{
	struct req *r = s->r;
	struct statvfs v;
	double share;

	if (statvfs(dir, &v) || !v.f_blocks) {
		sheet_line(s, BAD, name, req_text(r, "Text.System.NoDir"));
		return;
	}
	share = 100.0 * (double)v.f_bavail / (double)v.f_blocks;
	sheet_line(s, share < 5 ? BAD : share < 10 ? WARN : GOOD, name,
	    arena_printf(r->arena, "%s (%.0f%%)",
	    size(r, (uint64_t)v.f_bavail * v.f_frsize), share));
}

static void backup(struct sheet *s, int64_t now)
{
	const char *file = conf_text(s->r->conf, "backup_stamp_file");
	struct stat st;

	if (!*file)
		sheet_line(s, NOTE, "Text.System.Backup",
		    req_text(s->r, "Text.System.NotSet"));
	else if (stat(file, &st))
		sheet_line(s, BAD, "Text.System.Backup",
		    req_text(s->r, "Text.System.NoBackup"));
	else
		sheet_line(s, by_age(now - st.st_mtime, 26 * HOUR, 3 * DAY),
		    "Text.System.Backup", req_time(s->r, st.st_mtime));
}

static void machine(struct sheet *s, int64_t now)
{
	const struct conf *c = s->r->conf;

	sheet_card(s, "Text.System.Disk");
	disk(s, "Text.System.Files", conf_text(c, "files_dir"));
	disk(s, "Text.System.JobFiles", conf_text(c, "job_dir"));
	backup(s, now);
}

/* --- what ends ----------------------------------------------------------- */

static void ends(struct sheet *s, const char *name, const char *file,
    int64_t now)
{
	int64_t at = 0, left;
	enum err e = expiry_of(file, &at);

	if (e == ERR_INPUT)	/* a bare key has no end */
		return;
	left = at - now;
	if (e != OK)
		sheet_line(s, WARN, name,
		    req_text(s->r, "Text.System.Unreadable"));
	else
		sheet_line(s, left < 7 * DAY ? BAD : left < 30 * DAY ? WARN :
		    GOOD, name, req_time(s->r, at));
}

static void certificates(struct sheet *s, int64_t now)
{
	static const struct {
		const char *conf, *name;
	} all[] = {
		{ "tls_certificate_file", "Text.System.Tls" },
		{ "wechat_certificate_file", "Text.System.Wechat" },
		{ "alipay_certificate_file", "Text.System.Alipay" },
		{ "alipay_public_key_file", "Text.System.AlipayKey" },
		{ "alipay_root_file", "Text.System.AlipayRoot" },
	};
	const char *file;
	size_t i;

	sheet_card(s, "Text.System.Certificates");
	for (i = 0; i < sizeof all / sizeof *all; i++) {
		file = conf_text(s->r->conf, all[i].conf);
		if (*file)
			ends(s, all[i].name, file, now);
	}
	if (!s->rows)
		sheet_line(s, NOTE, "Text.System.Tls",
		    req_text(s->r, "Text.System.NotSet"));
}

enum err system_cards(struct sheet *s, int64_t now)
{
	enum err e = database(s);

	if (e == OK)
		e = jobs(s, now);
	if (e == OK)
		e = messages(s, now);
	if (e == OK)
		e = audit(s, now);
	if (e == OK)
		e = leases(s);
	if (e != OK)
		return e;
	machine(s, now);
	certificates(s, now);
	return OK;
}
