/* What an administrator does with the words of messages, on record. */
#ifndef GP_DOMAIN_WORDS_H
#define GP_DOMAIN_WORDS_H

#include "lib/db/wordings.h"
#include "lib/service/messages.h"

/* The words of an e-mail in a language; NULL where ours count. */
const struct message_words *words_of(struct arena *a,
    const struct wording *w, const char *lang);

/* ERR_INPUT: places of a text are not those of the template. ERR_CONFLICT:
 * as wording_put. All texts empty: ours again. */
enum err words_change(struct db *db, struct arena *a, uint64_t staff,
    const struct wording *w);
/* As an e-mail with samples, to the address that staff has. ERR_INPUT: they
 * have none; ERR_NOTFOUND: no such template. */
enum err words_try(struct db *db, struct arena *a, uint64_t staff,
    const char *template, const char *lang);

#endif
