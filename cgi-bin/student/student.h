/*
 * The student program: every handler of routes.c, and what its files share.
 */
#ifndef GP_STUDENT_H
#define GP_STUDENT_H

#include "cgi-bin/web/route.h"
#include "lib/domain/regions.h"

extern const struct route student_routes[];

/* What the program keeps between requests: req.program. */
struct student {
	struct arena *arena;
	struct regions regions;
};

/* --- health.c: for load balancers and ./dev --------------------------- */
int health(struct req *r);

/* --- account: entry, register, login, activate, reset, home, me -------- */
int entry(struct req *r);
int entry_campaign(struct req *r);
int entry_code(struct req *r);
int register_show(struct req *r);
int register_post(struct req *r);
int login_show(struct req *r);
int login_post(struct req *r);
int logout(struct req *r);
int activate_show(struct req *r);
int activate_post(struct req *r);
int activate_phone(struct req *r);
int activate_phone_post(struct req *r);
int activate_password(struct req *r);
int activate_password_post(struct req *r);
int reset_show(struct req *r);
int reset_post(struct req *r);
int reset_password(struct req *r);
int reset_password_post(struct req *r);
int home(struct req *r);
int home_enrol(struct req *r);
int me(struct req *r);
int me_phone(struct req *r);
int me_phone_post(struct req *r);
int me_email(struct req *r);
int me_email_post(struct req *r);
int me_password(struct req *r);
int me_password_post(struct req *r);
int me_consents(struct req *r);
int me_consents_accept(struct req *r);
int me_consents_withdraw(struct req *r);
int me_data(struct req *r);
int me_data_file(struct req *r);
int me_delete(struct req *r);
int me_messages(struct req *r);
int me_messages_again(struct req *r);
int me_delete_post(struct req *r);
int help(struct req *r);
int lang(struct req *r);
/* The page for a code, of four flows; and what follows the right code. */
int code_show(struct req *r);
int code_post(struct req *r);
int code_resend(struct req *r);
int code_state(struct req *r);
int register_done(struct req *r, const char *phone);
int activate_done(struct req *r, const char *phone);
int reset_done(struct req *r, const char *phone);
int me_phone_done(struct req *r, const char *phone);

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
int collect_ticket_page(struct req *r);
int collect_guide_page(struct req *r);
int collect_camera_page(struct req *r);
int collect_preview_page(struct req *r);
int collect_recent_page(struct req *r);
int collect_recent_post(struct req *r);
int collect_submit_page(struct req *r);
int collect_submit_post(struct req *r);
int collect_preview_post(struct req *r);
int collect_photo_result(struct req *r);
int collect_photo_original(struct req *r);
int collect_photo_shown(struct req *r);
int collect_remark_back(struct req *r);
int collect_remark_post(struct req *r);
int collect_head_cover_post(struct req *r);

int collect_friend_page(struct req *r);
int collect_friend_post(struct req *r);
int collect_friend_state(struct req *r);

/* --- friend.c: the phone of somebody who helps --------------------------- */
int friend_code_page(struct req *r);
int friend_code_post(struct req *r);
int friend_start_page(struct req *r);
int friend_start_post(struct req *r);
int friend_camera_page(struct req *r);
int friend_preview_page(struct req *r);
int friend_state(struct req *r);
int friend_shot(struct req *r);
int friend_done_post(struct req *r);

/* --- money: prints, orders, pay, collections ---------------------------- */
int prints_page(struct req *r);
int prints_post(struct req *r);
int regions_json(struct req *r);
int address_book_page(struct req *r);
int address_new_page(struct req *r);
int address_new_post(struct req *r);
int address_edit_page(struct req *r);
int address_edit_post(struct req *r);
int address_delete_post(struct req *r);
int order_list_page(struct req *r);
int order_page(struct req *r);
int order_cancel(struct req *r);
int order_withdraw(struct req *r);
int order_pay(struct req *r);
int order_pay_page(struct req *r);
int order_payer(struct req *r);
int order_wait(struct req *r);
int order_problem_page(struct req *r);
int order_problem_post(struct req *r);
int order_receipt(struct req *r);
int collection_list_page(struct req *r);
int collection_page(struct req *r);
int collection_photo(struct req *r);
int collection_take_back_post(struct req *r);
int collection_certificate(struct req *r);
int collection_card(struct req *r);
int collection_prints(struct req *r);

#endif
