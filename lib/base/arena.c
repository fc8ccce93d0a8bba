/*
 * Blocks in a list; the first is the one being filled. A request that is too
 * large for a fresh block gets one of its own behind the first, so that the
 * rest of the first is not wasted.
 */
#include "arena.h"
#include "log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN	16
#define BLOCK	((size_t)64 << 10)	/* a page's memory, as a rule */

struct block {
	struct block *next;
	size_t cap, used;
	_Alignas(ALIGN) unsigned char data[];
};

struct defer {
	struct defer *next;
	void (*fn)(void *);
	void *p;
};

struct arena {
	struct block *first;
	struct defer *defers;
};

static struct block *block_new(size_t cap, struct block *next)
{
	struct block *b = malloc(sizeof *b + cap);

	if (!b)
		log_abort("out of memory: block of %zu bytes", cap);
	b->next = next;
	b->cap = cap;
	b->used = 0;
	return b;
}

struct arena *arena_new(void)
{
	struct arena *a = calloc(1, sizeof *a);

	if (!a)
		log_abort("out of memory: arena");
	a->first = block_new(BLOCK, NULL);
	return a;
}

void arena_reset(struct arena *a)
{
	struct block *b, *next;
	struct defer *d;

	/* Taken off before it runs: fn may itself use the arena. */
	while ((d = a->defers)) {
		a->defers = d->next;
		d->fn(d->p);
	}
	for (b = a->first->next; b; b = next) {
		next = b->next;
		free(b);
	}
	a->first->next = NULL;
	a->first->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	free(a->first);
	free(a);
}

void *arena_alloc(struct arena *a, size_t n)
{
	struct block *b = a->first;
	void *p;

	/* Half the address space is a bug, and the sums below may wrap. */
	if (n > SIZE_MAX / 2)
		log_abort("out of memory: %zu bytes asked", n);
	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (n > BLOCK) {
		b = block_new(n, b->next);
		a->first->next = b;
	} else if (n > b->cap - b->used) {
		b = block_new(BLOCK, b);
		a->first = b;
	}
	p = b->data + b->used;
	b->used += n;
	return memset(p, 0, n);
}

void *arena_dup(struct arena *a, const void *p, size_t n)
{
	void *q = arena_alloc(a, n);

	if (n)
		memcpy(q, p, n);
	return q;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *q;

	if (!s)
		return NULL;
	n = strnlen(s, n);
	q = arena_alloc(a, n + 1);
	memcpy(q, s, n);
	return q;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_dup(a, s, strlen(s) + 1) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		log_abort("arena_printf: cannot format '%s'", fmt);
	s = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return s;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *p)
{
	struct defer *d = arena_alloc(a, sizeof *d);

	d->next = a->defers;
	d->fn = fn;
	d->p = p;
	a->defers = d;
}
