/* The site map of notify.fcgi: what providers call, nothing else, so that a
 * rush of students can't keep a payment from arriving. */
#include "notify.h"

const struct route notify_routes[] = {
	/* method path            access  body     rate handler */
	{ POST, "/notify/alipay", SIGNED, 64 * KB, 0,   notify_alipay },
	{ POST, "/notify/wechat", SIGNED, 64 * KB, 0,   notify_wechat },
	{ 0 }
};
