/* Messages for demonstration and tests: one file each in a directory, whole
 * or not at all, named so that they sort by time: .txt for SMS, .eml for
 * e-mail. */
#ifndef GP_SERVICE_SPOOL_H
#define GP_SERVICE_SPOOL_H

#include "service.h"

/* ERR_INPUT: the directory cannot be written to (logged). */
enum err spool_open(const struct conf *c, int mail, struct sender **out);

#endif
