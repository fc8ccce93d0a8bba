/*
 * What the client sent, taken apart: query, cookies and the two encodings of
 * forms. All of it is bounded, costs time linear in the bytes, and either
 * fits struct req or is an error.
 */
#ifndef GP_WEB_PARSE_REQUEST_H
#define GP_WEB_PARSE_REQUEST_H

#include "req.h"

/* From the CGI variables ("NAME=value", NULL at the end). ERR_INPUT: the
 * request line or the query makes no sense (400). */
enum err request_parse(struct req *r, char **envp);

/* Fills form and upload from r->body by its Content-Type; other types are
 * left as they are. ERR_INPUT: malformed, not UTF-8, or too many fields. */
enum err body_parse(struct req *r);

/* "a=1&b=2" with % escapes, n bytes, into list. */
enum err pairs_parse(struct arena *a, const char *s, size_t n,
    struct pair *list, int *count);
/* 1: UTF-8 without control characters but tab, CR and LF. */
int text_valid(const char *s, size_t n);

/* multipart.c: RFC 7578. type is the whole Content-Type. */
enum err multipart_parse(struct req *r, const char *type);

#endif
