/*
 * What a 采集码 says. The cipher of CHSI's codes is not public, so schemes
 * are a table: one is added here when a collecting centre gives its reader.
 *
 * The test fixture, for demonstration sites and tests only:
 *	GPTEST1;name=*三;id=110101********1234;no=20210001;school=10246
 * with name and number masked as CHSI masks them, the student number and
 * the school's code. Every field but `no` may be missing.
 */
#include "scan.h"

#include <string.h>

static int starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

#define FIXTURE "GPTEST1;"

static int fixture_claims(const char *payload)
{
	return starts(payload, FIXTURE);
}

/* The value of `key` ("no=") among the ';'-separated fields, or "". */
static const char *fixture_field(struct arena *a, const char *s,
    const char *key)
{
	for (; s; s = strchr(s, ';')) {
		s += *s == ';';
		if (starts(s, key)) {
			s += strlen(key);
			return arena_strndup(a, s, strcspn(s, ";"));
		}
	}
	return "";
}

static enum err fixture_read(struct arena *a, const char *payload,
    struct scan_person *out)
{
	const char *s = payload + strlen(FIXTURE);
	struct scan_person p;

	p.name = fixture_field(a, s, "name=");
	p.id_no = fixture_field(a, s, "id=");
	p.student_no = fixture_field(a, s, "no=");
	p.school_code = fixture_field(a, s, "school=");
	if (!*p.student_no)
		return ERR_INPUT;
	*out = p;
	return OK;
}

static int opaque_claims(const char *payload)
{
	return *payload != '\0';
}

static const struct scan_scheme schemes[] = {
	{ "fixture", 1, fixture_claims, fixture_read },
	{ "opaque", 0, opaque_claims, NULL },
};

const struct scan_scheme *scan_scheme_of(const char *payload, int demo)
{
	const struct scan_scheme *s = schemes;
	const struct scan_scheme *last = schemes +
	    sizeof schemes / sizeof *schemes - 1;

	while (s < last && ((s->demo && !demo) || !s->claims(payload)))
		s++;
	return s;
}

int scan_is_foreign(const char *payload)
{
	static const char *const other[] = {
		"wxp://", "weixin://", "https://u.wechat.com/",
		"https://qr.alipay.com/", "HTTPS://QR.ALIPAY.COM/",
		"https://qm.qq.com/", "https://wx.tenpay.com/",
		"WIFI:", "BEGIN:VCARD", "MECARD:", "tel:", "smsto:", "mailto:",
	};
	size_t i;

	for (i = 0; i < sizeof other / sizeof *other; i++)
		if (starts(payload, other[i]))
			return 1;
	return 0;
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
