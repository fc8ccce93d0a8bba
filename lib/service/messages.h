/*
 * The texts of messages, in both languages. A provider of SMS registers them
 * under numbers of its own; the spool and e-mail write them out.
 */
#ifndef GP_SERVICE_MESSAGES_H
#define GP_SERVICE_MESSAGES_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#define MESSAGE_PLACES 4	/* {name}s a text may have */

/* The text of an SMS, without the signature. params: a JSON object whose
 * texts take the places of {name}. ERR_INPUT: no such template, or a
 * parameter is missing. */
enum err message_text(struct arena *a, const char *template, const char *lang,
    const char *params, char **out);

/* An administrator's own words of an e-mail. */
struct message_words {
	const char *subject, *body;	/* body with its {places} */
};
/* The same as an e-mail, with greeting and a word on who writes. own NULL,
 * or with places that a later release has not: ours. */
enum err message_mail(struct arena *a, const char *template, const char *lang,
    const char *params, const struct message_words *own, char **subject,
    char **text);
/* The place that a body lacks, or has and should not: "{amount}", "{" for a
 * brace without its other; NULL: it fits, in any order. Each is needed. */
const char *message_misfit(struct arena *a, const char *template,
    const char *body);
/* Parameters to try a template with. ERR_INPUT: no such template. */
enum err message_sample(struct arena *a, const char *template,
    const char *lang, char **params);

/* The template at i, NULL past the last; its text with its places. */
const char *message_name(int i);
const char *message_pattern(const char *template, const char *lang);
const char *message_subject(const char *template, const char *lang);
/* The names of its places in the order of the Chinese text, which is the
 * order of providers that number them; ends with NULL. ERR_INPUT: no such
 * template. */
enum err message_places(struct arena *a, const char *template,
    const char *out[MESSAGE_PLACES + 1]);
/* Their values, in that order. */
enum err message_values(struct arena *a, const char *template,
    const char *params, const char *out[MESSAGE_PLACES + 1]);

#endif
