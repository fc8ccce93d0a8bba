/* Handlers of notify.fcgi. */
#ifndef GP_NOTIFY_NOTIFY_H
#define GP_NOTIFY_NOTIFY_H

#include "cgi-bin/web/route.h"

extern const struct route notify_routes[];

int notify_alipay(struct req *r);
int notify_wechat(struct req *r);

#endif
