/*
 * The student program: every handler of routes.c, and what its files share.
 */
#ifndef GP_STUDENT_H
#define GP_STUDENT_H

#include "cgi-bin/web/route.h"

extern const struct route student_routes[];

/* --- health.c: for load balancers and ./dev --------------------------- */
int health(struct req *r);

/* --- account: entry, register, login, activate, reset, home, me -------- */

/* --- collect: identity to preview -------------------------------------- */
int collect_identity_page(struct req *r);
int collect_identity_post(struct req *r);
int collect_code_page(struct req *r);
int collect_code_post(struct req *r);
int collect_confirm_page(struct req *r);
int collect_confirm_post(struct req *r);
int collect_correction_post(struct req *r);
int collect_route_page(struct req *r);
int collect_route_post(struct req *r);
int collect_guide_page(struct req *r);
int collect_camera_page(struct req *r);
int collect_preview_page(struct req *r);
int collect_preview_post(struct req *r);
int collect_photo_result(struct req *r);
int collect_photo_original(struct req *r);

/* --- money: prints, orders, pay, collections ---------------------------- */
int prints_page(struct req *r);
int prints_post(struct req *r);
int order_list_page(struct req *r);
int order_page(struct req *r);
int order_cancel(struct req *r);
int order_pay(struct req *r);
int order_pay_page(struct req *r);
int order_wait(struct req *r);
int collection_list_page(struct req *r);
int collection_page(struct req *r);

#endif
