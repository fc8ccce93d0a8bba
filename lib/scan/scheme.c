/*
 * What a 采集码 says. The cipher of CHSI's codes is not public, so schemes
 * are a table: one is added here when a collecting centre gives its reader.
 */
#include "scan.h"

#include <string.h>
#include <strings.h>

static int opaque_claims(const struct scan_keys *k, const char *payload)
{
	(void)k;
	return *payload != '\0';
}

static const struct scan_scheme opaque = { "opaque", opaque_claims, NULL };

const struct scan_scheme *scan_scheme_of(const struct scan_keys *k,
    const char *payload)
{
	static const struct scan_scheme *const schemes[] = {
		&scan_scheme_test, &opaque
	};
	size_t i = 0, last = sizeof schemes / sizeof *schemes - 1;

	while (i < last && !schemes[i]->claims(k, payload))
		i++;
	return schemes[i];
}

/* A web address that isn't CHSI's: theirs might hold a 采集码 one day. */
static int is_elsewhere(const char *payload)
{
	const char *host = strstr(payload, "://");
	size_t n;

	if (!host || (strncasecmp(payload, "http:", 5) &&
	    strncasecmp(payload, "https:", 6)))
		return 0;
	host += 3;
	n = strcspn(host, "/?#:");
	if (n >= 11 && !strncasecmp(host + n - 11, "chsi.com.cn", 11) &&
	    (n == 11 || host[n - 12] == '.'))
		return 0;
	return 1;
}

enum scan_kind scan_kind_of(const char *payload)
{
	static const struct {
		const char *prefix;
		enum scan_kind kind;
	} other[] = {
		{ "wxp://", SCAN_PAYMENT },
		{ "weixin://wxpay/", SCAN_PAYMENT },
		{ "https://qr.alipay.com/", SCAN_PAYMENT },
		{ "https://wx.tenpay.com/", SCAN_PAYMENT },
		{ "https://payapp.weixin.qq.com/", SCAN_PAYMENT },
		{ "https://qr.95516.com/", SCAN_PAYMENT },
		{ "https://u.wechat.com/", SCAN_CONTACT },
		{ "https://weixin.qq.com/", SCAN_CONTACT },
		{ "https://work.weixin.qq.com/", SCAN_CONTACT },
		{ "https://qm.qq.com/", SCAN_CONTACT },
		{ "BEGIN:VCARD", SCAN_CONTACT }, { "MECARD:", SCAN_CONTACT },
		{ "tel:", SCAN_CONTACT }, { "smsto:", SCAN_CONTACT },
		{ "mailto:", SCAN_CONTACT },
		{ "GPT1", SCAN_TICKET },
		{ "weixin://", SCAN_OTHER }, { "WIFI:", SCAN_OTHER },
		{ "BEGIN:VEVENT", SCAN_OTHER }, { "geo:", SCAN_OTHER },
		{ "otpauth://", SCAN_OTHER },
	};
	size_t i;

	for (i = 0; i < sizeof other / sizeof *other; i++)
		if (!strncasecmp(payload, other[i].prefix,
		    strlen(other[i].prefix)))
			return other[i].kind;
	return is_elsewhere(payload) ? SCAN_WEB : SCAN_UNKNOWN;
}

static const char *next_character(const char *s)
{
	do
		s++;
	while ((*s & 0xc0) == 0x80);
	return s;
}

/* As many stars as hidden characters, or one star for several: both are
 * met, so a run of stars stands for one or more characters. On a mismatch
 * the last run takes one character more. */
int scan_mask_fits(const char *masked, const char *plain)
{
	const char *mask = masked, *after = NULL, *taken = NULL;

	if (*masked == '\0')
		return 1;
	while (*plain || *mask) {
		if (*mask == '*' && *plain) {
			mask += strspn(mask, "*");
			after = mask;
			taken = plain = next_character(plain);
		} else if (*mask == *plain) {
			mask++;
			plain++;
		} else if (after && *taken) {
			mask = after;
			taken = plain = next_character(taken);
		} else {
			return 0;
		}
	}
	return 1;
}
