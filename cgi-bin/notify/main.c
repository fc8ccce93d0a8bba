/* notify.fcgi: payment callbacks. */
#include "notify.h"

#include "cgi-bin/web/program.h"
#include "lib/service/service.h"

int main(int argc, char **argv)
{
	static const struct program notify = {
		.name = "notify",
		.routes = notify_routes,
		.services = SERVICE_PAY
	};

	return web_main(&notify, argc, argv);
}
