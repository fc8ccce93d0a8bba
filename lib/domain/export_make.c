/* See export.h: the zip, the list in it, and what is kept of it. */
#include "export.h"

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/db/audit.h"
#include "lib/pack/archive.h"
#include "lib/pack/table.h"

#include <stdio.h>
#include <string.h>

#define KEEP 200	/* photos a transaction keeps */

static const struct table_column columns[2][14] = {
	{
		{ "学号", 14, 0 }, { "姓名", 12, 0 }, { "院系", 20, 0 },
		{ "专业", 20, 0 }, { "班级", 12, 0 }, { "文件", 34, 0 },
		{ "SHA-256", 20, 0 }, { "宽", 6, 1 }, { "高", 6, 1 },
		{ "字节", 8, 1 }, { "来源", 10, 0 }, { "审核人", 10, 0 },
		{ "与上次相比", 12, 0 }, { NULL, 0, 0 }
	}, {
		{ "Student no", 14, 0 }, { "Name", 12, 0 },
		{ "Department", 20, 0 }, { "Major", 20, 0 },
		{ "Class", 12, 0 }, { "File", 34, 0 }, { "SHA-256", 20, 0 },
		{ "Width", 6, 1 }, { "Height", 6, 1 }, { "Bytes", 8, 1 },
		{ "Source", 10, 0 }, { "Reviewed by", 10, 0 },
		{ "Since last time", 14, 0 }, { NULL, 0, 0 }
	}
};

static const char *const states[][2] = {
	[EXPORT_NEW] = { "新增", "new" },
	[EXPORT_CHANGED] = { "更换", "changed" },
	[EXPORT_SAME] = { "未变", "same" },
	[EXPORT_REMOVED] = { "已撤回，请删除", "taken back: delete it" },
	[EXPORT_MISSING] = { "未导出：文件缺失", "left out: no file" },
	[EXPORT_DAMAGED] = { "未导出：文件损坏", "left out: damaged" },
};

static const struct {
	const char *route, *words[2];
} sources[] = {
	{ "online", { "线上采集", "online" } },
	{ "department", { "院系上传", "department" } },
	{ "onsite", { "现场采集", "on site" } },
};

struct kept {
	uint64_t roster;
	const char *sha256, *who, *name;
};

struct make {
	struct export *x;
	const struct export_files *f;
	struct archive *zip;
	struct table *list;
	uint64_t package;
	int64_t total;			/* photos, all in all */
	struct arena *arena;		/* of kept */
	struct kept kept[KEEP];
	int n;
};

static const char *source(const struct package_row *r, int en)
{
	size_t i;

	for (i = 0; i < sizeof sources / sizeof *sources; i++)
		if (r->route && !strcmp(sources[i].route, r->route))
			return sources[i].words[en];
	return "";
}

static void list_row(struct make *m, const struct export_photo *p)
{
	const struct package_row *r = p->row;
	char width[12] = "", height[12] = "", bytes[24] = "";
	const char *const cells[] = {
		r->student_no, r->name, r->department, r->major,
		r->class_name, p->name, *p->name ? r->sha256 : "", width,
		height, bytes, source(r, m->x->en), r->reviewer,
		states[p->state][m->x->en]
	};

	if (*p->name) {
		snprintf(width, sizeof width, "%d", p->width);
		snprintf(height, sizeof height, "%d", p->height);
		snprintf(bytes, sizeof bytes, "%zu", p->n);
	}
	table_row(m->list, cells);
}

static enum err store_kept(struct db *db, void *arg)
{
	const struct make *m = arg;
	enum err e = OK;
	int i;

	for (i = 0; i < m->n && e == OK; i++)
		e = package_add(db, m->package, m->kept[i].roster,
		    m->kept[i].sha256, m->kept[i].who, m->kept[i].name);
	return e;
}

static enum err flush(struct make *m)
{
	enum err e = db_transaction(m->x->db, store_kept, m);

	m->n = 0;
	arena_reset(m->arena);
	return e;
}

/* A number that differs from another's only in what names can't hold. */
static enum err add_file(struct make *m, const struct export_photo *p,
    const char **name)
{
	size_t stem = strlen(p->name) - 4;
	enum err e = archive_add(m->zip, p->name, p->row->sha256, p->n);
	int i;

	*name = p->name;
	for (i = 2; e == ERR_CONFLICT && i < 100; i++) {
		*name = arena_printf(m->arena, "%.*s (%d).jpg", (int)stem,
		    p->name, i);
		e = archive_add(m->zip, *name, p->row->sha256, p->n);
	}
	return e;
}

static enum err add(void *arg, const struct export_photo *photo)
{
	struct make *m = arg;
	struct export_photo p = *photo;
	struct kept *k = &m->kept[m->n];
	const char *name = "";
	enum err e = OK;

	if (*p.name)
		e = add_file(m, &p, &name);
	if (e != OK)
		return e;
	p.name = name;
	list_row(m, &p);
	if (p.state > EXPORT_REMOVED)
		return OK;
	*k = (struct kept){ .roster = p.row->roster_id,
	    .sha256 = *name ? arena_strdup(m->arena, p.row->sha256) : NULL,
	    .who = arena_printf(m->arena, "%s %s", p.row->student_no,
	    p.row->name), .name = arena_strdup(m->arena, name) };
	return ++m->n < KEEP ? OK : flush(m);
}

/* --- hooks of the archive --------------------------------------------- */

static enum err bytes(void *arg, struct arena *a, const char *key,
    uint8_t **p, size_t *n)
{
	struct make *m = arg;

	return m->x->files->ops->get(m->x->files, a, key, p, n);
}

/* Reading every photo was one half of the work. */
static int goes_on(void *arg, int part)
{
	struct make *m = arg;

	return m->x->goes_on(m->x->arg, m->total + m->total * part / 1000,
	    2 * m->total);
}

static int half(void *arg, int64_t done, int64_t total)
{
	struct make *m = arg;

	m->total = total;
	return m->x->goes_on(m->x->arg, done, 2 * total);
}

/* --- the whole ------------------------------------------------------------ */

static enum err begin(struct db *db, void *arg)
{
	struct make *m = arg;
	const struct export *x = m->x;

	return package_begin(db, &(struct package){ .token = x->token,
	    .campaign_id = x->campaign, .department_id = x->department,
	    .staff_id = x->staff, .template = x->template,
	    .changed = x->changed, .created_at = clock_now() },
	    &m->package);
}

static enum err end(struct db *db, void *arg)
{
	const struct make *m = arg;
	const struct export *x = m->x;
	char photos[24];
	enum err e = package_done(db, &(struct package){ .id = m->package,
	    .photos = x->photos, .removed = x->removed,
	    .faulty = x->faulty, .bytes = x->bytes }, clock_now());

	snprintf(photos, sizeof photos, "%lld", (long long)x->photos);
	return e == OK ? audit_add(db, x->staff ? "staff" : "operator",
	    x->staff, "package.made", "package", m->package, photos) : e;
}

static enum err read_photos(struct make *m)
{
	struct export inner = *m->x;
	enum err e;

	inner.goes_on = half;
	inner.arg = m;
	e = export_each(&inner, add, m);
	m->x->photos = inner.photos;
	m->x->removed = inner.removed;
	m->x->faulty = inner.faulty;
	m->x->bytes = inner.bytes;
	return e == OK && m->n > 0 ? flush(m) : e;
}

static enum err add_lists(struct make *m)
{
	int en = m->x->en;
	enum err e = table_close(m->list);

	if (e == OK)
		e = archive_add_file(m->zip, en ? "list.csv" : "清单.csv",
		    m->f->csv);
	if (e == OK)
		e = archive_add_file(m->zip, en ? "list.xlsx" : "清单.xlsx",
		    m->f->xlsx);
	if (e == OK && m->f->extra)
		e = archive_add_file(m->zip, m->f->extra_name, m->f->extra);
	return e;
}

static enum err make(struct make *m, const struct archive_hooks *hooks)
{
	const struct export_files *f = m->f;
	enum err e = archive_new(f->zip, hooks, &m->zip);

	if (e == OK)
		e = table_new(f->csv, f->xlsx, m->x->en ? "Photos" : "清单",
		    columns[m->x->en], &m->list);
	if (e == OK)
		e = db_transaction(m->x->db, begin, m);
	if (e == OK)
		e = read_photos(m);
	if (e == OK)
		e = add_lists(m);
	if (e == OK)
		e = archive_close(m->zip);
	if (e == OK)
		e = db_transaction(m->x->db, end, m);
	return e;
}

enum err export_make(struct export *x, const struct export_files *f)
{
	struct make *m = arena_alloc(x->arena, sizeof *m);
	struct archive_hooks hooks = { m, bytes, goes_on };
	enum err e;

	m->x = x;
	m->f = f;
	m->arena = arena_new();
	e = make(m, &hooks);
	if (e != OK)
		remove(f->zip);
	archive_free(m->zip);
	table_free(m->list);
	arena_free(m->arena);
	return e;
}
