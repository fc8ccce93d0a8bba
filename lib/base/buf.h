/*
 * A growing byte buffer, always NUL-terminated past its end. Out of memory
 * aborts. Start from `struct buf b = {0};`, end with buf_free.
 */
#ifndef GP_BASE_BUF_H
#define GP_BASE_BUF_H

#include <stddef.h>

struct buf {
	char *p;
	size_t n, cap;
};

void buf_add(struct buf *b, const void *p, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
/* Percent-encoded: all but RFC 3986's unreserved characters. */
void buf_add_escaped(struct buf *b, const char *s);
void buf_reset(struct buf *b);	/* empty, memory kept */
void buf_free(struct buf *b);

#endif
