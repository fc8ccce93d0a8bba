/*
 * The provinces, cities and districts of China, by their code of GB/T 2260:
 * 310000 is Shanghai, 310110 its district Yangpu. The file is made by the
 * build, one "code<TAB>name" a line, in the order of the codes.
 */
#ifndef GP_DOMAIN_REGIONS_H
#define GP_DOMAIN_REGIONS_H

#include "lib/base/arena.h"
#include "lib/base/err.h"

#include <stddef.h>

struct region {
	char code[7];
	const char *name;
};

struct regions {
	const struct region *all;
	size_t n;
};

/* ERR_INTERNAL, and said in the log: no such file, or not in order. All of
 * it is the arena's. */
enum err regions_load(const char *file, struct arena *a,
    struct regions *out);

/* NULL: there is no such code. */
const struct region *region_find(const struct regions *all,
    const char *code);

/* The first after `from` (NULL: of all) that lies directly under parent ("":
 * the provinces), or NULL. */
const struct region *region_next(const struct regions *all,
    const char *parent, const struct region *from);

/* "上海市 杨浦区" for the code of a district; the city is left out where it
 * has the province's name. NULL: not a district. */
const char *region_text(const struct regions *all, struct arena *a,
    const char *district);

#endif
