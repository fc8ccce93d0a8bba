/* gradphoto audit verify: is the audit trail as it was written? */
#include "gradphoto.h"

#include "lib/base/keys.h"
#include "lib/domain/audit_trail.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const faults[] = {
	[AUDIT_GOOD] = "good",
	[AUDIT_CHANGED] = "this row, or the one before it, was changed, or "
	    "they were swapped",
	[AUDIT_MISSING] = "a row before this one is missing",
	[AUDIT_CUT] = "rows after this one were removed",
	[AUDIT_REPLACED] = "the trail up to this row is not the one whose "
	    "end was kept"
};

int
command_audit_verify(struct tool *t, int argc, char **argv)
{
	const char *file = conf_text(t->conf, "audit_end_file");
	const struct option_row options[] = {
		{ .name = "--end", .value = &file },
		{ .name = NULL }
	};
	struct audit_end end;
	struct audit_check c;
	struct keys k;
	enum err e;

	if (options_read(options, argc, argv, NULL, 0) != OK)
		return EXIT_USAGE;
	if (keys_load_lookup(t->conf, &k) != OK)
		return EXIT_UNREADABLE;
	e = *file ? audit_end_read(file, &end) : ERR_NOTFOUND;
	if (e == ERR_INPUT) {
		fprintf(stderr, "gradphoto: %s is not the end of a trail\n",
		    file);
		return EXIT_UNREADABLE;
	}
	if (e == ERR_INTERNAL)		/* logged */
		return EXIT_UNREADABLE;
	if (e == ERR_NOTFOUND)
		fprintf(stderr, "gradphoto: no end of the trail was kept: "
		    "rows that were removed there are not noticed\n");
	if (audit_verify(t->db, k.lookup, e == OK ? &end : NULL, &c) != OK)
		return EXIT_REFUSED;
	if (c.fault == AUDIT_GOOD) {
		printf("good: %" PRIu64 " rows, %" PRIu64
		    " wait for their seal\n", c.rows, c.unsealed);
		return EXIT_GOOD;
	}
	printf("BAD at number %" PRIu64 " (row %" PRIu64 ") after %" PRIu64
	    " good ones: %s\n", c.number, c.id, c.rows, faults[c.fault]);
	return EXIT_REFUSED;
}
