/* Whether schema/grants.sql has been applied, as an account sees it. */
#ifndef GP_DB_GRANTS_H
#define GP_DB_GRANTS_H

#include "db.h"

/* db is the account's own connection. *missing: the tables that the file
 * grants it something on and that it can't see, ", " between; "" is good.
 * ERR_NOTFOUND: the file can't be read. */
enum err grants_missing(struct db *db, struct arena *a, const char *file,
    const char *account, char **missing);

#endif
