/* gradphoto export: a package of a campaign's finished photos, or a check. */
#include "export_check.h"
#include "gradphoto.h"

#include "lib/base/id.h"
#include "lib/db/campaigns.h"
#include "lib/db/roster.h"
#include "lib/domain/export.h"
#include "lib/image/photo.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const advice[] = {
	[PACK_NAME_LONG] = "empty, or longer than 200 bytes",
	[PACK_NAME_VARIABLE] = "unknown variable, or a brace by itself; there "
	    "are {student_no} {name} {id_no} {department} {major} {class}",
	[PACK_NAME_NUMBER] = "the file's own name needs {student_no} or "
	    "{id_no}, or two files might have the same",
	[PACK_NAME_END] = "must end in .jpg",
	[PACK_NAME_PATH] = "an empty folder, a folder that begins with a dot, "
	    "or one of \\ : * ? \" < > |",
};

static int goes_on(void *arg, int64_t done, int64_t total)
{
	int *shown = arg;
	int part = total ? (int)(done * 100 / total) : 100;

	if (isatty(STDERR_FILENO) && part != *shown)
		fprintf(stderr, "\r%d %%%s", part, part == 100 ? "\n" : "");
	*shown = part;
	return 1;
}

/* The names that the campaign's photo profile asks for. */
static int template_of(struct tool *t, const struct campaign *c,
    const char **template)
{
	struct photo_profile p;
	enum pack_name_fault fault;
	char why[160];

	if (!*template) {
		if (photo_profile_load(conf_text(t->conf, "profiles_dir"),
		    c->profile_base, &p, why) != PHOTO_OK ||
		    photo_profile_over(&p, c->profile_overrides, why) !=
		    PHOTO_OK) {
			fprintf(stderr, "gradphoto: %s\n", why);
			return 0;
		}
		*template = arena_strdup(t->arena, p.file_name);
	}
	fault = pack_name_check(*template, NULL);
	if (fault)
		fprintf(stderr, "gradphoto: %s: %s\n", *template,
		    advice[fault]);
	return !fault;
}

static int department_of(struct tool *t, const struct campaign *c,
    const char *name, uint64_t *id)
{
	enum err e;

	*id = 0;
	if (!name)
		return 1;
	e = department_find(t->db, c->school_id, name, id);
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no such department: %s\n", name);
	return e == OK;
}

static int report(const struct export *x, const char *zip, enum err e)
{
	if (e != OK) {
		fprintf(stderr, "gradphoto: nothing was exported\n");
		return EXIT_REFUSED;
	}
	printf("%s: %lld photos, %lld bytes; %lld taken back since\n", zip,
	    (long long)x->photos, (long long)x->bytes,
	    (long long)x->removed);
	if (x->faulty)
		printf("%lld left out: the store has no such file, or it is "
		    "damaged; the list says which\n", (long long)x->faulty);
	return x->faulty ? EXIT_REFUSED : EXIT_GOOD;
}

/* What both commands share: the store, the keys, the names of the files that
 * lie beside `file`. */
struct outfit {
	struct service svc;
	struct keys keys;
	char token[ID_SIZE];
	int shown;
	const char *csv, *xlsx;
};

static enum err outfit_open(struct tool *t, struct export *x, struct outfit *d,
    const char *file)
{
	int stem = (int)strlen(file) - 4;
	enum err e = keys_load(t->conf, &d->keys);

	id_new(d->token);
	d->shown = -1;
	d->csv = arena_printf(t->arena, "%.*s.csv", stem, file);
	d->xlsx = arena_printf(t->arena, "%.*s.xlsx", stem, file);
	x->db = t->db;
	x->arena = t->arena;
	x->token = d->token;
	x->keys = &d->keys;
	x->goes_on = goes_on;
	x->arg = &d->shown;
	if (e == OK)
		e = service_open(t->conf, SERVICE_FILES, &d->svc);
	x->files = d->svc.files;
	return e;
}

static int make(struct tool *t, struct export *x, const char *zip)
{
	struct outfit d = { 0 };
	struct export_files f = { .zip = zip };
	enum err e = outfit_open(t, x, &d, zip);

	f.csv = d.csv;
	f.xlsx = d.xlsx;
	if (e == OK)
		e = export_make(x, &f);
	service_close(&d.svc);
	return report(x, zip, e);
}

static int check(struct tool *t, struct export *x, const struct campaign *c,
    const char *pdf)
{
	struct outfit d = { 0 };
	struct export_check *k = NULL;
	struct export_check_counts n = { 0 };
	enum err e = outfit_open(t, x, &d, pdf);

	if (e == OK)
		e = export_check_new(t->conf, c, x->en, d.csv, d.xlsx, &k);
	if (e == OK)
		e = export_check_run(k, x);
	if (e == OK)
		e = export_check_paper(k, pdf);
	if (e == OK)
		n = export_check_counts(k);
	export_check_free(k);
	service_close(&d.svc);
	if (e != OK) {
		fprintf(stderr, "gradphoto: the check failed\n");
		return EXIT_REFUSED;
	}
	printf("%s: %lld photos of %lld people; %lld fail, %lld with a "
	    "warning\n", pdf, (long long)n.photos, (long long)n.people,
	    (long long)n.failed, (long long)n.warned);
	return n.failed ? EXIT_REFUSED : EXIT_GOOD;
}

/* The campaign and the file of the command line. */
static int arguments(struct tool *t, const char *other[2],
    const char *ending, struct campaign *c, int *status)
{
	const char *end = strrchr(other[1], '.');
	enum err e;

	*status = EXIT_USAGE;
	if (!end || strcmp(end, ending) != 0) {
		fprintf(stderr, "gradphoto: %s: must end in %s\n", other[1],
		    ending);
		return 0;
	}
	*status = EXIT_REFUSED;
	e = campaign_by_feature(t->db, t->arena, other[0], c);
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no such campaign: %s\n",
		    other[0]);
	return e == OK;
}

int command_export(struct tool *t, int argc, char **argv)
{
	const char *template = NULL, *department = NULL, *other[2];
	struct export x = { 0 };
	const struct option_row table[] = {
		{ .name = "--template", .value = &template },
		{ .name = "--department", .value = &department },
		{ .name = "--changed", .flag = &x.changed },
		{ .name = "--en", .flag = &x.en },
		{ .name = NULL },
	};
	struct campaign c;
	int status;

	if (options_read(table, argc, argv, other, 2) != OK)
		return EXIT_USAGE;
	if (!arguments(t, other, ".zip", &c, &status))
		return status;
	if (!department_of(t, &c, department, &x.department) ||
	    !template_of(t, &c, &template))
		return EXIT_REFUSED;
	x.campaign = c.id;
	x.template = template;
	return make(t, &x, other[1]);
}

int command_export_check(struct tool *t, int argc, char **argv)
{
	const char *template = NULL, *department = NULL, *other[2];
	struct export x = { 0 };
	const struct option_row table[] = {
		{ .name = "--department", .value = &department },
		{ .name = "--en", .flag = &x.en },
		{ .name = NULL },
	};
	struct campaign c;
	int status;

	if (options_read(table, argc, argv, other, 2) != OK)
		return EXIT_USAGE;
	if (!arguments(t, other, ".pdf", &c, &status))
		return status;
	if (!department_of(t, &c, department, &x.department) ||
	    !template_of(t, &c, &template))
		return EXIT_REFUSED;
	x.campaign = c.id;
	x.template = template;
	return check(t, &x, &c, other[1]);
}
