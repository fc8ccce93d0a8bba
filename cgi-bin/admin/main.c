/* admin.fcgi: all pages of a school's staff. */
#include "admin.h"

#include "cgi-bin/web/program.h"
#include "lib/service/service.h"

int main(int argc, char **argv)
{
	static const struct program admin = {
		.name = "admin",
		.routes = admin_routes,
		.site = &site_staff,
		.services = SERVICE_FILES,
		.data_key = 1,
	};

	return web_main(&admin, argc, argv);
}
