/* gradphoto settings: what /admin/settings changes, from the command line. */
#include "gradphoto.h"

#include "lib/domain/setting_edit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
command_settings_list(struct tool *t, int argc, char **argv)
{
	static const struct option_row none[] = { { .name = NULL } };
	struct settings s;
	int i;

	if (options_read(none, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (settings_load(t->db, t->arena, &s) != OK)
		return EXIT_REFUSED;
	for (i = 0; i < SETTINGS; i++)
		printf("%s = %s\n", setting_info[i].name, s.text[i]);
	return EXIT_GOOD;
}

static int
find_setting(const char *name)
{
	int i;

	for (i = 0; i < SETTINGS; i++)
		if (!strcmp(name, setting_info[i].name))
			break;
	return i;
}

int
command_settings_set(struct tool *t, int argc, char **argv)
{
	const char *word[2] = { NULL, NULL }, *value[SETTINGS];
	const struct option_row table[] = {
		{ .name = "--name", .required = 1, .value = &word[0] },
		{ .name = "--value", .required = 1, .value = &word[1] },
		{ .name = NULL }
	};
	struct settings s;
	int bad[SETTINGS], i;
	enum err e;

	if (options_read(table, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	e = settings_load(t->db, t->arena, &s);
	if (e != OK)
		return EXIT_REFUSED;
	memcpy(value, s.text, sizeof value);
	i = find_setting(word[0]);
	if (i == SETTINGS) {
		fprintf(stderr, "gradphoto: no such setting: %s\n", word[0]);
		return EXIT_REFUSED;
	}
	value[i] = word[1];
	/* The other language of a notice may follow. */
	if (!settings_good(value, bad) && bad[i]) {
		fprintf(stderr, "gradphoto: %s takes a %s of %lld to %lld%s\n",
		    word[0], setting_info[i].number ? "number" : "text",
		    (long long)setting_info[i].min,
		    (long long)setting_info[i].max,
		    setting_info[i].number ? "" : " characters");
		return EXIT_REFUSED;
	}
	e = settings_change(t->db, &s, value, "operator", getuid());
	if (e == ERR_CONFLICT)
		fprintf(stderr, "gradphoto: somebody else has changed the "
		    "settings just now; try once more\n");
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}
