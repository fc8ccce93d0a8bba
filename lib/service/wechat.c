/* WeChat Pay v3: what pay_ops promise, and where it stands. */
#include "wechat.h"

#include "http.h"
#include "lib/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err ours(struct pay *p, const struct pay_result *r)
{
	struct wechat *w = (struct wechat *)p;

	return r->merchant && r->app && !strcmp(r->merchant, w->merchant) &&
	    !strcmp(r->app, w->app) ? OK : ERR_DENIED;
}

static void wechat_free(struct pay *p)
{
	struct wechat *w = (struct wechat *)p;

	if (!w)
		return;
	http_free(w->http);
	wechat_keys_free(w);
	free(w->notify_url);
	free(w);
}

static const struct pay_ops ops = {
	.name = "wechat",
	.create = wechat_create,
	.query = wechat_query,
	.close = wechat_close,
	.refund = wechat_refund,
	.refund_query = wechat_refund_query,
	.event = wechat_event,
	.bill = wechat_bill,
	.payer_url = wechat_payer_url,
	.payer = wechat_payer,
	.prove = wechat_prove,
	.ours = ours,
	.free = wechat_free
};

static char *notify_url(const struct conf *c)
{
	const char *set = conf_text(c, "notify_url");
	const char *base = conf_text(c, "base_url");
	size_t n = strlen(set) + strlen(base) + sizeof "/notify/wechat";
	char *s = calloc(1, n);

	if (!s)
		log_abort("out of memory: wechat");
	snprintf(s, n, "%s%s", *set ? set : base, *set ? "" : "/notify/wechat");
	return s;
}

/* Texts of the configuration live as long as the process. */
enum err wechat_new(const struct conf *c, struct pay **out)
{
	struct wechat *w = calloc(1, sizeof *w);
	enum err e;

	if (!w)
		log_abort("out of memory: wechat");
	w->pay.ops = &ops;
	w->http = http_new(conf_yes(c, "demo"));
	http_rest(w->http, 1000 * (int)conf_int(c, "pay_rest_seconds"));
	w->host = conf_text(c, "wechat_host");
	w->backup_host = conf_text(c, "wechat_backup_host");
	w->open_host = conf_text(c, "wechat_open_host");
	w->oauth_host = conf_text(c, "wechat_oauth_host");
	w->app = conf_text(c, "wechat_appid");
	w->merchant = conf_text(c, "wechat_mchid");
	w->serial = conf_text(c, "wechat_serial");
	w->public_id = conf_text(c, "wechat_public_key_id");
	w->secret_file = conf_text(c, "wechat_secret_file");
	w->notify_url = notify_url(c);
	w->timeout_ms = (int)conf_int(c, "wechat_timeout_ms");
	e = wechat_keys_load(c, w);
	if (e == OK)
		*out = &w->pay;
	else
		wechat_free(&w->pay);
	return e;
}
