/*
 * The texts of SMS, in both languages. A provider registers them under the
 * same names; the spool writes them out.
 */
#ifndef GP_SERVICE_MESSAGES_H
#define GP_SERVICE_MESSAGES_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

/* params: a JSON object whose texts take the places of {name}. ERR_INPUT: no
 * such template, or a parameter is missing. */
enum err message_text(struct arena *a, const char *template, const char *lang,
    const char *params, char **out);

#endif
