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
	{ GET, "/collect/identity", USER, 0, 0, collect_identity_page },
	{ POST, "/collect/identity", USER, 4 * KB, 0, collect_identity_post },
	{ GET, "/collect/code", USER, 0, 0, collect_code_page },
	{ POST, "/collect/code", USER, 21 * MB, 20, collect_code_post },
	{ GET, "/collect/confirm", USER, 0, 0, collect_confirm_page },
	{ POST, "/collect/confirm", USER, 4 * KB, 0, collect_confirm_post },
	{ POST, "/collect/correction", USER, 16 * KB, 10,
	  collect_correction_post },
	{ GET, "/collect/route", USER, 0, 0, collect_route_page },
	{ POST, "/collect/route", USER, 4 * KB, 0, collect_route_post },
	{ GET, "/collect/guide", USER, 0, 0, collect_guide_page },
	{ GET, "/collect/camera", USER, 0, 0, collect_camera_page },
	{ GET, "/collect/preview", USER, 0, 0, collect_preview_page },
	{ POST, "/collect/preview", USER, 4 * KB, 0, collect_preview_post },
	{ GET, "/collect/photo/:token/result", USER, 0, 0,
	  collect_photo_result },
	{ GET, "/collect/photo/:token/original", USER, 0, 0,
	  collect_photo_original },

	/* money */
	{ GET, "/collect/prints", USER, 0, 0, prints_page },
	{ POST, "/collect/prints", USER, 4 * KB, 20, prints_post },
	{ GET, "/orders", USER, 0, 0, order_list_page },
	{ GET, "/orders/:token", USER, 0, 0, order_page },
	{ POST, "/orders/:token/cancel", USER, KB, 20, order_cancel },
	{ POST, "/orders/:token/pay", USER, KB, 20, order_pay },
	{ GET, "/orders/:token/pay", USER, 0, 0, order_pay_page },
	{ GET, "/orders/:token/wait", USER, 0, 60, order_wait },
	{ GET, "/collections", USER, 0, 0, collection_list_page },
	{ GET, "/collections/:token", USER, 0, 0, collection_page },

	{ 0 }
};
