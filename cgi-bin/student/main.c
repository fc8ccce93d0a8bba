/* student.fcgi: all pages of students. */
#include "student.h"

#include "cgi-bin/web/program.h"
#include "lib/base/log.h"
#include "lib/service/service.h"

#include <stdlib.h>

/* Before the fork: the processes share it, and nobody changes it. */
static enum err prepare(const struct conf *c, void **shared)
{
	struct student *s = calloc(1, sizeof *s);
	enum err e;

	if (!s)
		log_abort("student: out of memory");
	s->arena = arena_new();
	e = regions_load(conf_text(c, "regions_file"), s->arena, &s->regions);
	if (e == OK) {
		*shared = s;
		return OK;
	}
	arena_free(s->arena);
	free(s);
	return e;
}

static enum err begin(const struct conf *c, void *shared, void **own)
{
	(void)c;
	*own = shared;
	return OK;
}

int main(int argc, char **argv)
{
	static const struct program student = {
		.name = "student",
		.routes = student_routes,
		.prepare = prepare,
		.begin = begin,
		.services = SERVICE_PAY | SERVICE_FILES,
		.data_key = 1,
	};

	return web_main(&student, argc, argv);
}
