/*
 * What was typed into a form that could not be taken, because its session
 * had ended or its token was stale: kept sealed in a cookie for a quarter of
 * an hour, and put back into the same form when the same person opens it
 * again. Passwords are never kept, nor is anything another site has sent.
 */
#ifndef GP_WEB_KEPT_H
#define GP_WEB_KEPT_H

#include "req.h"

/* Keeps r's form for the page at `path`. 0: it is not ours, or too much. */
int kept_put(struct req *r, const char *path);
/* Into the page that is about to be rendered, once; nothing kept for this
 * path and this person is no error. */
void kept_show(struct req *r);
/* From another program, which has no key of ID numbers: r's form and, in its
 * place where names agree, the n values of `list`, for the page at `path`. A
 * name "Number.Unsure" becomes Form.Number.Unsure. 0: too much. */
int kept_hand(struct req *r, const char *path, const struct pair *list,
    int n);
/* Into this very answer: what r's form says. */
void kept_again(struct req *r);
/* Remembers who is logged in, for a form that comes after the session. */
void kept_owner(struct req *r, uint64_t account);
/* 1: a page of this site has sent the request, as far as the browser says. */
int kept_same_origin(struct req *r);

#endif
