/*
 * gradphoto doctor: is the installation complete? One line a check: ok, or
 * what is wrong and what to do. Run it as the user whose files it reads,
 * root in production.
 */
#include "gradphoto.h"

#include "lib/base/keys.h"
#include "lib/base/log.h"
#include "lib/db/grants.h"
#include "lib/domain/regions.h"
#include "lib/image/photo.h"
#include "lib/read/read.h"
#include "lib/service/service.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOCKET_PATH	107		/* bytes that an address takes */

static const char *const programs[] = {
	"student", "photo", "notify", "admin", "jobs", "worker"
};

struct doctor {
	struct tool *tool;
	int bad;
};

static void
ok(const char *what, const char *detail)
{
	printf("ok    %s: %s\n", what, detail);
}

static void
bad(struct doctor *d, const char *what, const char *wrong, const char *todo)
{
	printf("BAD   %s: %s; %s\n", what, wrong, todo);
	d->bad++;
}

/* A name of a directory that must be there, and be written to or not. */
static void
check_dir(struct doctor *d, const char *what, const char *dir, int write)
{
	struct stat st;

	if (stat(dir, &st) || !S_ISDIR(st.st_mode))
		bad(d, what, dir, "no such directory: make it, or mend the "
		    "configuration");
	else if (access(dir, write ? R_OK | W_OK | X_OK : R_OK | X_OK))
		bad(d, what, dir, strerror(errno));
	else
		ok(what, dir);
}

static void
check_configuration(struct doctor *d)
{
	struct conf *c = d->tool->conf;
	int demo = conf_yes(c, "demo");

	if (!demo && strncmp(conf_text(c, "base_url"), "https://", 8))
		bad(d, "configuration", conf_text(c, "base_url"),
		    "set base_url to the https address of the site");
	else if (!demo && !strcmp(conf_text(c, "sms"), "spool"))
		bad(d, "configuration", "sms = spool sends nothing",
		    "choose a provider, or demo = yes");
	else
		ok("configuration", demo ? "a demonstration" : "read");
}

static void
check_keys(struct doctor *d)
{
	struct keys k;

	if (keys_load(d->tool->conf, &k) == OK)
		ok("keys", "read");
	else
		bad(d, "keys", "not usable, see the line above", "each is a "
		    "file of 32 random bytes, mode 0600: openssl rand 32");
	explicit_bzero(&k, sizeof k);
	if (*conf_text(d->tool->conf, "code_test_key_file") &&
	    !conf_yes(d->tool->conf, "demo"))
		bad(d, "test codes", "taken for real ones",
		    "empty code_test_key_file: whoever has the key can make "
		    "collection codes");
}

/* Each provider is asked something that costs nothing. */
static void
check_payment(struct doctor *d)
{
	struct conf *c = d->tool->conf;
	struct service s = {0};
	const char *what, *name;
	int i;

	if (service_open(c, SERVICE_PAY, &s) != OK)
		bad(d, "payment", "not usable, see the line above",
		    "mend the configuration");
	else if (!s.pays)
		bad(d, "payment", "nobody takes payments",
		    "name a provider in payment");
	for (i = 0; i < s.pays; i++) {
		name = s.pay[i]->ops->name;
		what = "no proof";
		if (s.pay[i]->ops->prove(s.pay[i], d->tool->arena,
		    &what) == OK)
			ok(name, what);
		else
			bad(d, name, what, "nobody can pay there until this "
			    "is mended");
	}
	service_close(&s);
}

static void
check_database(struct doctor *d)
{
	struct tool *t = d->tool;
	const char *dir = conf_text(t->conf, "schema_dir");

	if (db_open(t->conf, &t->db) != OK)
		bad(d, "database", "no connection, see the line above",
		    "is the server running, are db_* right?");
	else if (db_schema_check(t->db, dir) != OK)
		bad(d, "database", "another schema, see the line above",
		    "gradphoto migrate");
	else
		ok("database", conf_text(t->conf, "db_name"));
}

/* With the program's own configuration, account and password. */
static void
check_account(struct doctor *d, const struct conf *c, const char *program)
{
	struct tool *t = d->tool;
	const char *user = conf_text(c, "db_user");
	struct db *db = NULL;
	char *file, *missing;

	file = arena_printf(t->arena, "%s/grants.sql",
	    conf_text(c, "schema_dir"));
	if (db_open(c, &db) != OK)
		bad(d, program, user, "no connection, see the line above: "
		    "make the account and its password file");
	else if (grants_missing(db, t->arena, file, user, &missing) != OK)
		bad(d, program, file, "not readable, or the database failed");
	else if (*missing)
		bad(d, program, arena_printf(t->arena, "%s may not use %s",
		    user, missing), "apply grants.sql as administrator");
	else
		ok(program, "account and grants");
	db_close(db);
}

static void
check_socket(struct doctor *d, const struct conf *c, const char *program)
{
	const char *path = conf_text(c, "listen");
	char *dir, *slash;

	if (*path != '/')
		return;
	if (strlen(path) > SOCKET_PATH) {
		bad(d, program, path, "longer than the 107 bytes of a socket: "
		    "choose a shorter directory");
		return;
	}
	dir = arena_strdup(d->tool->arena, path);
	slash = strrchr(dir, '/');
	*slash = '\0';
	check_dir(d, program, *dir ? dir : "/", 0);
}

static void
check_programs(struct doctor *d)
{
	struct conf *c;
	char why[256];
	size_t i;

	for (i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		log_program(programs[i]);
		if (conf_load(d->tool->conf_file, &c, why) != OK) {
			bad(d, programs[i], why, "mend the file");
			continue;
		}
		check_account(d, c, programs[i]);
		if (strcmp(programs[i], "worker") &&
		    strcmp(programs[i], "jobs"))
			check_socket(d, c, programs[i]);
		conf_free(c);
	}
	log_program("gradphoto");
}

/* What receipts and addresses are made with. */
static void
check_papers(struct doctor *d)
{
	const char *font = conf_text(d->tool->conf, "receipt_font_file");
	const char *file = conf_text(d->tool->conf, "regions_file");
	struct regions all;

	if (access(font, R_OK))
		bad(d, "receipts", font, "install fonts-wqy-zenhei, or set "
		    "receipt_font_file");
	else
		ok("receipts", font);
	if (regions_load(file, d->tool->arena, &all) != OK)
		bad(d, "addresses", file, "install the file again, or set "
		    "regions_file");
	else
		ok("addresses", file);
}

static void
check_models(struct doctor *d)
{
	const char *dir = conf_text(d->tool->conf, "models_dir");
	const char *own = conf_text(d->tool->conf, "segmenter");
	struct photo_models *m = NULL;
	struct photo_engine *e = NULL;
	char why[160];

	if (photo_models_open(dir, &m, why) != PHOTO_OK)
		bad(d, "models", why, "install them again into models_dir");
	else if (*own != '\0' &&
	    photo_models_segmenter(m, own, why) != PHOTO_OK)
		bad(d, "models", why, "look at segmenter in the "
		    "configuration");
	else if (photo_engine_new(m, &e) != PHOTO_OK)
		bad(d, "models", dir, "they load but don't run: runtime and "
		    "models must come from one installation");
	else
		ok("models", dir);
	photo_engine_free(e);
	photo_models_free(m);
}

static void
check_reading(struct doctor *d)
{
	const char *dir = conf_text(d->tool->conf, "models_dir");
	struct reader *rd = reader_new(dir);
	char why[160];

	if (reader_load(rd, why) == OK)
		ok("reading of documents", dir);
	else
		bad(d, "reading of documents", why, "install the models "
		    "again into models_dir");
	reader_free(rd);
}

/* NAME of NAME.conf; 0 where the file is something else. */
static int
profile_name(const char *file, char out[48])
{
	size_t n = strlen(file);

	if (n < 6 || n - 5 >= 48 || strcmp(file + n - 5, ".conf"))
		return 0;
	memcpy(out, file, n - 5);
	out[n - 5] = '\0';
	return 1;
}

static void
check_profiles(struct doctor *d)
{
	const char *dir = conf_text(d->tool->conf, "profiles_dir");
	struct photo_profile p;
	char why[160], name[48];
	struct dirent *de;
	int n = 0, before = d->bad;
	DIR *list = opendir(dir);

	if (!list) {
		bad(d, "profiles", dir, strerror(errno));
		return;
	}
	while ((de = readdir(list))) {
		if (!profile_name(de->d_name, name))
			continue;
		n++;
		if (photo_profile_load(dir, name, &p, why) != PHOTO_OK)
			bad(d, "profiles", why, "mend the file");
	}
	closedir(list);
	if (!n)
		bad(d, "profiles", dir, "holds none: mend profiles_dir");
	else if (d->bad == before)
		ok("profiles", dir);
}

/* Every texts file must be there in both languages. */
static void
check_texts(struct doctor *d)
{
	static const char zh[] = ".zh-CN.hdf";
	struct arena *a = d->tool->arena;
	const char *dir = arena_printf(a, "%s/lang",
	    conf_text(d->tool->conf, "templates_dir"));
	const size_t tail = sizeof zh - 1;
	struct dirent *de;
	DIR *list = opendir(dir);
	int missing = 0, found = 0;
	size_t n;

	while (list && (de = readdir(list))) {
		n = strlen(de->d_name);
		if (n <= tail || strcmp(de->d_name + n - tail, zh))
			continue;
		found++;
		missing += access(arena_printf(a, "%s/%.*s.en.hdf", dir,
		    (int)(n - tail), de->d_name), R_OK) != 0;
	}
	if (list)
		closedir(list);
	if (!found || missing)
		bad(d, "texts", dir, "files of one language are missing: "
		    "install the templates again");
	else
		ok("texts", dir);
}

static void
check_templates(struct doctor *d)
{
	static const char *const needed[] = {
		"layout/top.cs", "layout/bottom.cs", "error/page.cs",
		"student/login.cs", "student/home.cs"
	};
	struct arena *a = d->tool->arena;
	const char *dir = conf_text(d->tool->conf, "templates_dir"), *file;
	size_t i;

	for (i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		file = arena_printf(a, "%s/%s", dir, needed[i]);
		if (access(file, R_OK)) {
			bad(d, "templates", file, strerror(errno));
			return;
		}
	}
	ok("templates", dir);
}

/* Keys, clock and way; nothing is sent. */
static void
check_messages(struct doctor *d)
{
	static const char *const names[] = { "SMS", "e-mail" };
	const char *todo;
	char *what, why[256];
	struct conf *c;
	int i;

	log_program("worker");
	if (conf_load(d->tool->conf_file, &c, why) == OK) {
		for (i = 0; i < 2; i++) {
			messages_check(d->tool, c, i, &what, &todo);
			if (todo)
				bad(d, names[i], what, todo);
			else
				ok(names[i], what);
		}
		conf_free(c);
	}
	log_program("gradphoto");
}

static void
check_stores(struct doctor *d)
{
	const struct conf *c = d->tool->conf;

	check_dir(d, "photo files", conf_text(c, "files_dir"), 1);
}

int
command_doctor(struct tool *t, int argc, char **argv)
{
	static void (*const checks[])(struct doctor *) = {
		check_configuration, check_keys, check_payment,
		check_database, check_programs, check_papers,
		check_models, check_reading,
		check_profiles, check_templates, check_texts,
		check_stores, check_messages
	};
	static const struct option_row none[] = { { .name = NULL } };
	struct doctor d = { .tool = t };
	size_t i;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	/* The log says the details; each before the line that it explains. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < sizeof checks / sizeof checks[0]; i++)
		checks[i](&d);
	printf("%d problem%s\n", d.bad, d.bad == 1 ? "" : "s");
	return d.bad ? EXIT_REFUSED : EXIT_GOOD;
}
