/*
 * The site map of the student program. /collect/photo (POST) is photo.fcgi's
 * and /notify/ is notify.fcgi's; nginx knows.
 */
#include "student.h"

const struct route student_routes[] = {
	/* method path  access  body  rate  handler */
	{ GET, "/healthz", PUBLIC, 0, 0, health },

	/* account */

	/* collect */

	/* money */

	{ 0 }
};
