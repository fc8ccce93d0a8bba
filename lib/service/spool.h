/* SMS for demonstration and tests: one file a message in a directory, whole
 * or not at all, named so that they sort by time. */
#ifndef GP_SERVICE_SPOOL_H
#define GP_SERVICE_SPOOL_H

#include "service.h"

/* ERR_INPUT: dir cannot be written to (logged). */
enum err spool_open(const char *dir, struct sms **out);

#endif
