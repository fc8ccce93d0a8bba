/* Small files that the configuration names: passwords, keys of providers. */
#ifndef GP_SERVICE_SECRET_H
#define GP_SERVICE_SECRET_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

/* The text of a file of at most 64 KiB; name is the configuration's. Logs
 * what is wrong: ERR_INPUT. */
enum err file_read(struct arena *a, const char *name, const char *path,
    char **out);
/* The same of a file that only its owner and group may read. */
enum err secret_text(struct arena *a, const char *name, const char *path,
    char **out);
/* The same, without the line end; an empty one is none. */
enum err secret_read(struct arena *a, const char *name, const char *path,
    char **out);

#endif
