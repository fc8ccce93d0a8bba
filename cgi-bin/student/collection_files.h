/* What a finished collection offers, shared by its pages and downloads. */
#ifndef GP_STUDENT_COLLECTION_FILES_H
#define GP_STUDENT_COLLECTION_FILES_H

#include "collect.h"

struct finished {
	struct collection c;
	struct campaign campaign;
	struct enrolment e;
	struct photo p;
};

/* Of the route's :token; ERR_NOTFOUND too while nothing is handed in. */
enum err finished_load(struct req *r, struct finished *f);
/* By the profile's template, "22300010001 林晓雯.jpg". */
const char *finished_name(struct req *r, const struct finished *f);

#endif
