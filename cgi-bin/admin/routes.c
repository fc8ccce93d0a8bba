/* The site map of the pages of staff. */
#include "admin.h"

const struct route admin_routes[] = {
	/* method path  access  body  rate  handler */
	{ GET, "/admin/healthz", PUBLIC, 0, 0, health },

	/* who it is */
	{ GET, "/admin/login", FORM, 0, 0, login_show },
	{ POST, "/admin/login", FORM, 4 * KB, 20, login_post },
	{ GET, "/admin/second", FORM, 0, 0, second_show },
	{ POST, "/admin/second", FORM, 4 * KB, 20, second_post },
	{ GET, "/admin/password", FORM, 0, 0, password_show },
	{ POST, "/admin/password", FORM, 4 * KB, 20, password_post },
	{ GET, "/admin/setup", FORM, 0, 0, setup_show },
	{ POST, "/admin/setup", FORM, 4 * KB, 20, setup_post },
	{ POST, "/admin/logout", FORM, 4 * KB, 0, logout },
	{ POST, "/admin/lang/:token", FORM, 4 * KB, 0, lang_post },
	{ GET, "/admin", STAFF, 0, 0, home },
	{ GET, "/admin/me", STAFF, 0, 0, me },
	{ POST, "/admin/me/sessions/:id/end", STAFF, 4 * KB, 0,
	  me_session_end },
	{ POST, "/admin/me/recovery", STAFF, 4 * KB, 10, me_recovery },

	{ 0 }
};
