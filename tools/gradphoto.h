/* Between gradphoto.c (the table of commands) and the commands' files. */
#ifndef GP_TOOLS_GRADPHOTO_H
#define GP_TOOLS_GRADPHOTO_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/conf.h"
#include "lib/db/db.h"

/* How every command ends. */
enum { EXIT_GOOD = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_UNREADABLE = 3 };

struct tool {
	const char *conf_file;	/* NULL: the default search */
	struct conf *conf;
	struct db *db;		/* NULL for commands that open their own */
	struct arena *arena;
};

/* One option of a command; exactly one of the pointers is set. */
struct option_row {
	const char *name;	/* "--price" */
	int required;
	const char **value;	/* takes a value */
	int *flag;		/* takes none */
	struct buf *lines;	/* may come again: each value is a line */
};

/* Reads options anywhere and exactly `count` other arguments into `other`.
 * ERR_INPUT after it said what is wrong; the table ends with a NULL name. */
enum err options_read(const struct option_row *table, int argc, char **argv,
    const char **other, int count);

/* A picture's bytes, to be freed with buf_free. Says what is wrong. */
enum err picture_read(const char *path, struct buf *out);

/* Commands: argv[0] is the first word behind the command's own. */
int command_migrate(struct tool *t, int argc, char **argv);
int command_doctor(struct tool *t, int argc, char **argv);
int command_school_add(struct tool *t, int argc, char **argv);
int command_campaign_add(struct tool *t, int argc, char **argv);
int command_campaign_withdraw(struct tool *t, int argc, char **argv);
int command_campaign_list(struct tool *t, int argc, char **argv);
int command_prices_list(struct tool *t, int argc, char **argv);
int command_prices_size(struct tool *t, int argc, char **argv);
int command_prices_drop(struct tool *t, int argc, char **argv);
int command_prices_postage(struct tool *t, int argc, char **argv);
int command_problems_list(struct tool *t, int argc, char **argv);
int command_problems_done(struct tool *t, int argc, char **argv);
int command_audit_verify(struct tool *t, int argc, char **argv);
int command_orders_close(struct tool *t, int argc, char **argv);
int command_parcels_list(struct tool *t, int argc, char **argv);
int command_parcels_print(struct tool *t, int argc, char **argv);
int command_parcels_ship(struct tool *t, int argc, char **argv);
int command_parcels_receive(struct tool *t, int argc, char **argv);
int command_refunds_list(struct tool *t, int argc, char **argv);
int command_refunds_retry(struct tool *t, int argc, char **argv);
int command_refunds_paid(struct tool *t, int argc, char **argv);
int command_reconcile_run(struct tool *t, int argc, char **argv);
int command_reconcile_show(struct tool *t, int argc, char **argv);
int command_reconcile_list(struct tool *t, int argc, char **argv);
int command_reconcile_explain(struct tool *t, int argc, char **argv);
int command_announce(struct tool *t, int argc, char **argv);
int command_settings_list(struct tool *t, int argc, char **argv);
int command_settings_set(struct tool *t, int argc, char **argv);
int command_export_check(struct tool *t, int argc, char **argv);
int command_export(struct tool *t, int argc, char **argv);
int command_roster_import(struct tool *t, int argc, char **argv);
/* For the doctor, with the worker's configuration: what is wrong with SMS
 * (or e-mail) and what to do, or *todo NULL and what is good. */
void messages_check(struct tool *t, const struct conf *c, int mail,
    char **what, const char **todo);
int command_code_make(struct tool *t, int argc, char **argv);
int command_ticket_check(struct tool *t, int argc, char **argv);
int command_read_id(struct tool *t, int argc, char **argv);
int command_read_mrz(struct tool *t, int argc, char **argv);
int command_scan(struct tool *t, int argc, char **argv);
int command_staff_add(struct tool *t, int argc, char **argv);
int command_staff_grant(struct tool *t, int argc, char **argv);
int command_staff_list(struct tool *t, int argc, char **argv);
int command_staff_reset(struct tool *t, int argc, char **argv);
int command_staff_state(struct tool *t, int argc, char **argv);
int command_staff_code(struct tool *t, int argc, char **argv);
int command_messages_list(struct tool *t, int argc, char **argv);
int command_messages_retry(struct tool *t, int argc, char **argv);
int command_messages_texts(struct tool *t, int argc, char **argv);
int command_messages_test(struct tool *t, int argc, char **argv);

#endif
