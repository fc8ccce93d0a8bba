/*
 * What the studio does with a paid photo it does not take, for reject.t:
 *   reject CONF TOKEN REASON STAFF
 * Prints err_name().
 */
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/domain/checkout.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct checkout k = { .actor = "studio" };
	struct conf *c = NULL;
	uint64_t staff;
	char why[256];
	enum err e = ERR_INPUT;

	log_program("owner");	/* whose account of the database it is */
	if (argc != 5 || parse_u64(argv[4], &staff) != OK)
		return 2;
	if (conf_load(argv[1], &c, why) != OK)
		return fputs(why, stderr), 1;
	k.arena = arena_new();
	if (db_open(c, &k.db) == OK && db_begin_request(k.db) == OK)
		e = checkout_reject(&k, argv[2], argv[3], staff);
	puts(err_name(e));
	db_close(k.db);
	arena_free(k.arena);
	conf_free(c);
	return e != OK;
}
