/*
 * E-mail by SMTP over libcurl. The way is always encrypted (STARTTLS or
 * smtps://) and its certificate checked, but in a demonstration.
 */
#ifndef GP_SERVICE_SMTP_H
#define GP_SERVICE_SMTP_H

#include "service.h"

/* ERR_INPUT: the configuration is wrong (logged). */
enum err smtp_open(const struct conf *c, struct sender **out);

/* A message as it goes over the wire, lines ended by CR LF: From, To,
 * Subject and Message-ID <id@host of from>, the text in UTF-8 as base64. */
char *mail_format(struct arena *a, const char *from, const char *to,
    const char *id, const char *subject, const char *text, int64_t now);

#endif
