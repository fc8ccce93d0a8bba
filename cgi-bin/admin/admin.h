/*
 * admin.fcgi: pages of a school's department reviewers and registrar, and of
 * the site's administrator. A handler knows who asks by r->staff (id, name,
 * roles); where a role counts is in the SQL (lib/db/staff_scope.h).
 */
#ifndef GP_ADMIN_ADMIN_H
#define GP_ADMIN_ADMIN_H

#include "cgi-bin/web/route.h"
#include "cgi-bin/web/site.h"
#include "lib/db/schools.h"

extern const struct route admin_routes[];

extern const struct site site_staff;		/* staff_site.c */
/* The password was right: a session that can only go on to the second
 * factor. ERR_CONFLICT: it is another one by now. */
enum err staff_begin(struct req *r, const struct staff *staff);
/* The second factor was right, or has just been set up. */
enum err staff_enter(struct req *r);
enum err staff_leave(struct req *r);
/* A list to take along; never kept by a cache. name: ASCII. */
#define STAFF_CSV "text/csv; charset=utf-8"
int staff_file(struct req *r, const char *name, const char *type,
    const struct buf *b);

/* login.c */
int health(struct req *r);
int login_show(struct req *r);
int login_post(struct req *r);
int second_show(struct req *r);
int second_post(struct req *r);
int logout(struct req *r);
int lang_post(struct req *r);
/* 429 with the seconds to wait, on the page `view`. */
int must_wait(struct req *r, const char *view, int64_t seconds);

/* setup.c */
int password_show(struct req *r);
int password_post(struct req *r);
int setup_show(struct req *r);
int setup_post(struct req *r);

/* schools.c, school.c */
int schools_page(struct req *r);
int school_new(struct req *r);
int schools_post(struct req *r);
/* OK, or ERR_INPUT with what is wrong told at its fields. */
enum err school_told(struct req *r, const struct school *s);
int school_one(struct req *r);
int school_post(struct req *r);
int department_add_post(struct req *r);
int department_post(struct req *r);

/* campaigns.c, campaign_prices.c, campaign_profile.c, campaign_poster.c */
int campaigns_page(struct req *r);
int campaign_new(struct req *r);
int campaign_add_post(struct req *r);
int campaign_one(struct req *r);
int campaign_post(struct req *r);
int campaign_size_post(struct req *r);
int campaign_postage_post(struct req *r);
int campaign_profile_page(struct req *r);
int campaign_profile_post(struct req *r);
int campaign_poster(struct req *r);

/* announcements.c */
int announcements_page(struct req *r);
int announcement_new(struct req *r);
int announcement_add_post(struct req *r);
int announcement_one(struct req *r);
int announcement_post(struct req *r);
int announcement_end_post(struct req *r);

/* corrections.c */
int corrections_page(struct req *r);
int correction_one(struct req *r);
int correction_mend_post(struct req *r);
int correction_answer_post(struct req *r);

/* uploads.c */
int uploads_page(struct req *r);
int uploads_post(struct req *r);

/* enrolment.c */
int enrolment_page(struct req *r);
int enrolment_post(struct req *r);

/* roster.c */
int roster_show(struct req *r);
int roster_post(struct req *r);
int roster_template(struct req *r);
int roster_faults(struct req *r);

/* settings.c */
int settings_page(struct req *r);
int settings_post(struct req *r);

/* graduates.c, graduate.c */
int graduates_page(struct req *r);
int graduates_csv(struct req *r);
int graduate_one(struct req *r);
int graduate_post(struct req *r);

/* audit.c */
int audit_show(struct req *r);
int audit_export_post(struct req *r);

/* people.c, person.c */
int staff_page(struct req *r);
int staff_new(struct req *r);
int staff_add_post(struct req *r);
int staff_one(struct req *r);
int staff_edit_post(struct req *r);
int staff_grant_post(struct req *r);
int staff_revoke_post(struct req *r);
int staff_state_post(struct req *r);
int staff_reset_post(struct req *r);
int staff_out_post(struct req *r);

/* messages.c */
int messages_page(struct req *r);
int message_one(struct req *r);
int message_post(struct req *r);
int message_reset_post(struct req *r);
int message_test_post(struct req *r);

/* system.c */
int system_page(struct req *r);
int system_retry(struct req *r);

/* me.c, home.c */
int home(struct req *r);
int me(struct req *r);
int me_session_end(struct req *r);
int me_recovery(struct req *r);

/* department.c, missing.c */
int department(struct req *r);
int missing_list(struct req *r);
int missing_csv(struct req *r);
int missing_remind(struct req *r);

/* review.c, review_one.c, photos.c */
int review_wall(struct req *r);
int review_accept_many(struct req *r);
int review_one(struct req *r);
int review_next(struct req *r);
int review_take(struct req *r);
int review_accept(struct req *r);
int review_reject(struct req *r);
int review_skip(struct req *r);
int review_undo(struct req *r);
int photo_result(struct req *r);
int photo_original(struct req *r);
int photo_enrolment(struct req *r);

/* batches.c */
int batch_list_page(struct req *r);
int batch_make(struct req *r);
int batch_page(struct req *r);
int batch_accept_post(struct req *r);
int batch_return_post(struct req *r);

/* results.c */
int results_show(struct req *r);
int results_post(struct req *r);
int results_remind(struct req *r);

/* progress.c, exports.c */
int progress(struct req *r);
int exports_show(struct req *r);
int exports_post(struct req *r);
int exports_check_post(struct req *r);

#endif
