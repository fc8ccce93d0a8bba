/* The site map of the pages of staff. */
#include "jobs.h"

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

	/* the department */
	{ GET, "/admin/department", STAFF | REVIEWER, 0, 0, department },
	{ GET, "/admin/missing", STAFF | REVIEWER, 0, 0, missing_list },
	{ POST, "/admin/missing/remind", STAFF | REVIEWER, 4 * KB, 6,
	  missing_remind },
	{ GET, "/admin/review", STAFF | REVIEWER, 0, 0, review_wall },
	{ POST, "/admin/review/next", STAFF | REVIEWER, 4 * KB, 0,
	  review_next },
	{ POST, "/admin/review/accept", STAFF | REVIEWER, 8 * KB, 0,
	  review_accept_many },
	{ POST, "/admin/review/undo", STAFF | REVIEWER, 4 * KB, 0,
	  review_undo },
	{ GET, "/admin/review/:token", STAFF | REVIEWER, 0, 0, review_one },
	{ POST, "/admin/review/:token/take", STAFF | REVIEWER, 8 * KB, 0,
	  review_take },
	{ POST, "/admin/review/:token/accept", STAFF | REVIEWER, 4 * KB, 0,
	  review_accept },
	{ POST, "/admin/review/:token/reject", STAFF | REVIEWER, 4 * KB, 0,
	  review_reject },
	{ POST, "/admin/review/:token/skip", STAFF | REVIEWER, 4 * KB, 0,
	  review_skip },
	{ GET, "/admin/photos/:token/result.jpg",
	  STAFF | REVIEWER | REGISTRAR, 0, 0, photo_result },
	{ GET, "/admin/photos/:token/original.jpg",
	  STAFF | REVIEWER | REGISTRAR, 0, 0, photo_original },

	/* from the department to the registrar */
	{ GET, "/admin/batches", STAFF | REVIEWER | REGISTRAR, 0, 0,
	  batch_list_page },
	{ POST, "/admin/batches", STAFF | REVIEWER, 4 * KB, 0, batch_make },
	{ GET, "/admin/batches/:token", STAFF | REVIEWER | REGISTRAR, 0, 0,
	  batch_page },
	{ POST, "/admin/batches/:token/accept", STAFF | REGISTRAR, 4 * KB, 0,
	  batch_accept_post },
	{ POST, "/admin/batches/:token/return", STAFF | REGISTRAR, 4 * KB, 0,
	  batch_return_post },

	/* the registrar */
	{ GET, "/admin/roster", STAFF | REGISTRAR, 0, 0, roster_show },
	{ POST, "/admin/roster", STAFF | REGISTRAR, 21 * MB, 10, roster_post },
	{ GET, "/admin/progress", STAFF | REGISTRAR, 0, 0, progress },
	{ GET, "/admin/exports", STAFF | REGISTRAR, 0, 0, exports_show },
	{ POST, "/admin/exports", STAFF | REGISTRAR, 4 * KB, 6,
	  exports_post },
	{ POST, "/admin/exports/check", STAFF | REGISTRAR, 4 * KB, 6,
	  exports_check_post },

	/* long work */
	{ GET, "/admin/jobs", STAFF, 0, 0, jobs_list },
	{ GET, "/admin/jobs/:token", STAFF, 0, 0, jobs_show },
	{ GET, "/admin/jobs/:token/state", STAFF, 0, 0, jobs_state },
	{ POST, "/admin/jobs/:token/piece", STAFF, JOB_PIECE, 0, jobs_piece },
	{ POST, "/admin/jobs/:token/start", STAFF, 4 * KB, 0, jobs_start },
	{ POST, "/admin/jobs/:token/cancel", STAFF, 4 * KB, 0, jobs_cancel },
	{ GET, "/admin/jobs/:token/file", STAFF, 0, 0, jobs_file },

	/* administrator */
	{ GET, "/admin/staff", STAFF | ADMINISTRATOR, 0, 0, staff_page },
	{ POST, "/admin/staff", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_add_post },
	{ GET, "/admin/staff/new", STAFF | ADMINISTRATOR, 0, 0, staff_new },
	{ GET, "/admin/staff/:id", STAFF | ADMINISTRATOR, 0, 0, staff_one },
	{ POST, "/admin/staff/:id", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_edit_post },
	{ POST, "/admin/staff/:id/grant", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_grant_post },
	{ POST, "/admin/staff/:id/revoke", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_revoke_post },
	{ POST, "/admin/staff/:id/state", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_state_post },
	{ POST, "/admin/staff/:id/reset", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_reset_post },
	{ POST, "/admin/staff/:id/out", STAFF | ADMINISTRATOR, 4 * KB, 20,
	  staff_out_post },
	{ GET, "/admin/audit", STAFF | ADMINISTRATOR, 0, 0, audit_show },
	{ POST, "/admin/audit/export", STAFF | ADMINISTRATOR, 4 * KB, 10,
	  audit_export_post },

	{ 0 }
};
