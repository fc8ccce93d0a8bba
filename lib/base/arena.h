/*
 * Memory with the life of one request. Nothing is freed by hand; running out
 * logs and aborts (the parent starts a new process).
 */
#ifndef GP_BASE_ARENA_H
#define GP_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);	/* runs what was deferred; NULL is ok */
void arena_reset(struct arena *a);	/* the same, and ready for use again */

void *arena_alloc(struct arena *a, size_t n);	/* zeroed, aligned to 16 */
void *arena_dup(struct arena *a, const void *p, size_t n);
char *arena_strdup(struct arena *a, const char *s);	/* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* Runs fn(p) when the arena is reset or freed, last registered first. */
void arena_defer(struct arena *a, void (*fn)(void *), void *p);

#endif
