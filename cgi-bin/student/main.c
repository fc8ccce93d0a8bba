/* student.fcgi: all pages of students. */
#include "student.h"

#include "cgi-bin/web/program.h"
#include "lib/service/service.h"

int main(int argc, char **argv)
{
	static const struct program student = {
		.name = "student",
		.routes = student_routes,
		.services = SERVICE_PAY | SERVICE_FILES,
		.data_key = 1,
	};

	return web_main(&student, argc, argv);
}
