/* Which ways to pay the browser in front of us has. */
#ifndef GP_STUDENT_CASHIER_H
#define GP_STUDENT_CASHIER_H

#include "student.h"

#include "lib/service/service.h"

/* Inside an app only that app's own money works, and the other's pages are
 * not even opened. */
enum browser { BROWSER_PHONE, BROWSER_WECHAT, BROWSER_ALIPAY,
	BROWSER_DESKTOP };

struct till {
	struct pay *pay;
	enum pay_way way;
};

enum browser cashier_browser(const struct req *r);
/* The ways for this browser, the usual one first; returns how many. */
int cashier_tills(const struct req *r, struct till out[PAY_MAX]);
/* By the provider's name; NULL or "": the first. 0: not for this browser. */
int cashier_till(const struct req *r, const char *name, struct till *out);
/* "WeChat Pay", "Pay with WeChat Pay" in the student's language. */
const char *cashier_name(struct req *r, const char *provider);
const char *cashier_label(struct req *r, const char *provider);

#endif
