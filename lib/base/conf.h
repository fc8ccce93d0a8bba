/*
 * Configuration: `name = value` lines; every name stands in one table
 * (conf.c) with type, default and help. Secrets are paths of files.
 * --config FILE, else GRADPHOTO_CONF, else SYSCONFDIR/gradphoto.conf (that
 * one may be missing: the defaults hold). Lines that begin with # are
 * comments; %p in a value is the program's name (log_program_name).
 */
#ifndef GP_BASE_CONF_H
#define GP_BASE_CONF_H

#include "err.h"

#include <stdint.h>

struct conf;

/* file NULL: the default search. Unknown names and bad values are errors;
 * `why` gets "FILE:LINE: what is wrong". */
enum err conf_load(const char *file, struct conf **out, char why[256]);
void conf_free(struct conf *c);

/* An unknown name aborts: it is a bug. An unset text is "". */
const char *conf_text(const struct conf *c, const char *name);
int64_t conf_int(const struct conf *c, const char *name);
int conf_yes(const struct conf *c, const char *name);

void conf_print(const struct conf *c);	/* --print-config: all, with help */

#endif
