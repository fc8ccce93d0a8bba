/* The few things that can stand in each place of a card. */
#include "card_words.h"

#include "lib/base/clock.h"
#include "lib/base/err.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define NAME_MOST	(25 * 3)	/* bytes: the longest on a card */
#define BEIJING		(8 * 3600)

/* Bytes of the character at s, and its code. */
static size_t code_at(const char *s, unsigned long *code)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : *p >= 0xc0 ? 2 : 1, i;

	*code = n == 1 ? *p : *p & (0x3fu >> (n - 1));
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return i;
		*code = *code << 6 | (p[i] & 0x3f);
	}
	return n;
}

static int is_chinese(unsigned long c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* What a recognizer makes of the dot between names. */
static int is_dot(unsigned long c)
{
	return c == 0xb7 || c == 0x2022 || c == 0x30fb || c == 0x2027 ||
	    c == '.';
}

void words_name(char *s)
{
	char *out = s;
	const char *in;
	unsigned long c;
	size_t n;

	/* A dot of one byte may become two: so never before it was read. */
	for (in = s; *in && out - s < NAME_MOST; in += n) {
		n = code_at(in, &c);
		if (is_chinese(c)) {
			memmove(out, in, n);
			out += n;
		} else if (is_dot(c) && out > s && in + n - out >= 2) {
			memcpy(out, "·", 2);
			out += 2;
		}
	}
	while (out - s >= 2 && !memcmp(out - 2, "·", 2))
		out -= 2;
	*out = '\0';
}

void words_sex(char *s)
{
	const char *m = strstr(s, "男"), *f = strstr(s, "女");

	if (!m == !f)
		s[0] = '\0';
	else
		memcpy(s, m ? "M" : "F", 2);
}

static const char *const peoples[] = {
	"汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜",
	"满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳",
	"佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜",
	"土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯",
	"阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂",
	"保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴",
	"珞巴", "基诺", "其他", "穿青人",
};

void words_people(char *s)
{
	size_t i, best = 0;
	const char *found = NULL;

	/* The longest: 土家 is not 土. */
	for (i = 0; i < sizeof peoples / sizeof *peoples; i++)
		if (strstr(s, peoples[i]) && strlen(peoples[i]) > best) {
			found = peoples[i];
			best = strlen(found);
		}
	memcpy(s, found ? found : "", best);
	s[best] = '\0';
}

/* Numbers of a text, whatever is between them. */
static int numbers(const char *s, int *list, int max)
{
	int n = 0;

	while (*s) {
		if (*s < '0' || *s > '9') {
			s++;
			continue;
		}
		if (n == max)
			return max + 1;
		for (list[n] = 0; *s >= '0' && *s <= '9'; s++)
			if (list[n] < 100000)
				list[n] = list[n] * 10 + *s - '0';
		n++;
	}
	return n;
}

void words_birth(char *s)
{
	char date[48], full[64];
	int v[4];
	int64_t t;

	s[numbers(s, v, 3) == 3 ? strlen(s) : 0] = '\0';
	if (!s[0])
		return;
	snprintf(date, sizeof date, "%04d-%02d-%02d", v[0], v[1], v[2]);
	snprintf(full, sizeof full, "%s 00:00:00", date);
	if (strlen(date) != 10 || v[0] < 1880 ||
	    clock_from_sql(full, &t) != OK || t - BEIJING >= clock_now())
		s[0] = '\0';
	else
		memcpy(s, date, sizeof "2000-01-31");
}

void words_address(char *s)
{
	char *out = s;
	unsigned long c;
	size_t n;

	for (; *s; s += n) {
		n = code_at(s, &c);
		if (c != ' ' && c != 0x3000) {
			memmove(out, s, n);
			out += n;
		}
	}
	*out = '\0';
}

/* "20150801-20350801", "2015.08.01-2035.08.01", "2015.08.01-长期". */
static void valid_until(const char *s, char until[16])
{
	char digits[32];
	size_t n = 0;

	if (strstr(s, "长期")) {
		snprintf(until, 16, "长期");
		return;
	}
	for (; *s && *s != '\n' && n < sizeof digits - 1; s++)
		if (*s >= '0' && *s <= '9')
			digits[n++] = *s;
	digits[n] = '\0';
	if (n == 16)
		snprintf(until, 16, "%.4s-%.2s-%.2s", digits + 8, digits + 12,
		    digits + 14);
}

/* A line with two dates, wherever its label went. */
static const char *line_of_dates(const char *all)
{
	const char *s, *line = all;
	int digits = 0;

	for (s = all; *s; s++) {
		if (*s == '\n') {
			line = s + 1;
			digits = 0;
		}
		digits += *s >= '0' && *s <= '9';
		if (digits == 16)
			return line;
	}
	return NULL;
}

int words_back(const char *all, char until[16])
{
	static const char *const words[] = {
		"居民身份证", "中华人民共和国", "签发机关", "有效期限"
	};
	const char *dates = strstr(all, "长期");
	size_t i;
	int n = 0;

	until[0] = '\0';
	for (i = 0; i < sizeof words / sizeof *words; i++)
		n += strstr(all, words[i]) != NULL;
	/* A picture with both sides, as copies have them, is a front. */
	if (n < 1 || strstr(all, "公民身份号码") || strstr(all, "住址"))
		return 0;
	if (!dates)
		dates = line_of_dates(all);
	if (dates)
		valid_until(dates, until);
	return 1;
}
