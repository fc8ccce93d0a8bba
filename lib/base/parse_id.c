/* Numbers of people's documents, and what a page may show of them. */
#include "clock.h"
#include "parse.h"

#include <stdio.h>
#include <string.h>

#define CARD		18
#define BEIJING		(8 * 3600)

/* GB 11643-1999 (ISO 7064 MOD 11-2): the weighted sum of the first 17 digits
 * chooses the last character. */
static int check_digit_ok(const char *id)
{
	static const int weight[CARD - 1] = {
		7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
	};
	int i, sum = 0;

	for (i = 0; i < CARD - 1; i++)
		sum += weight[i] * (id[i] - '0');
	return id[CARD - 1] == "10X98765432"[sum % 11];
}

/* Digits 7 to 14 are a day that has begun in Beijing. The standard knows no
 * oldest year: its own second example was born in 1880. */
static int birth_ok(const char *id)
{
	char s[20];
	int64_t t;

	snprintf(s, sizeof s, "%.4s-%.2s-%.2s 00:00:00", id + 6, id + 10,
	    id + 12);
	return clock_from_sql(s, &t) == OK && t - BEIJING < clock_now();
}

static int card_ok(const char *id, size_t n)
{
	return n == CARD && strspn(id, "0123456789") >= CARD - 1 &&
	    id[0] != '0' && birth_ok(id) && check_digit_ok(id);
}

enum err parse_id(enum id_type t, const char *s, char out[33])
{
	char id[33];
	size_t n, i;
	int good = 0;

	n = s ? strlen(s) : 0;
	if (n >= sizeof id)
		return ERR_INPUT;
	for (i = 0; i < n; i++)
		id[i] = s[i] >= 'a' && s[i] <= 'z' ? (char)(s[i] - 32) : s[i];
	id[n] = '\0';
	if (strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n)
		return ERR_INPUT;
	switch (t) {
	case ID_CARD:		good = card_ok(id, n); break;
	case ID_PASSPORT:	good = n >= 5 && n <= 17; break;
	case ID_PERMIT:		good = n >= 8 && n <= 11; break;
	}
	if (!good)
		return ERR_INPUT;
	memcpy(out, id, n + 1);
	return OK;
}

char parse_id_sex(const char *id)
{
	return (id[16] - '0') % 2 ? 'M' : 'F';
}

/* Keeps `head` characters in front and `tail` at the end; what does not fit
 * into size is cut off before the tail, never shown. */
static void mask(const char *s, size_t n, size_t head, size_t tail, char *out,
    size_t size)
{
	size_t m = n < size ? n : size - 1;

	memset(out, '*', m);
	memcpy(out, s, head);
	memcpy(out + m - tail, s + n - tail, tail);
	out[m] = '\0';
}

/* A passport number has about nine characters: a third in front and a
 * quarter behind leave four to guess, and less is shown of shorter ones. */
void parse_mask_id(const char *id, char out[33])
{
	size_t n = strlen(id);

	if (n >= 15)
		mask(id, n, 6, 4, out, 33);
	else
		mask(id, n, n / 3, n / 4, out, 33);
}

void parse_mask_phone(const char *phone, char out[24])
{
	size_t n = strlen(phone);

	if (n >= 11)
		mask(phone, n, 3, 4, out, 24);
	else
		mask(phone, n, n / 3, n / 4, out, 24);
}

void parse_mask_name(const char *name, char out[128])
{
	size_t n;

	if (!*name) {
		out[0] = '\0';
		return;
	}
	do
		name++;
	while (((unsigned char)*name & 0xc0) == 0x80);
	n = strlen(name);
	if (n > 126) {
		n = 126;
		while (((unsigned char)name[n] & 0xc0) == 0x80)
			n--;
	}
	out[0] = '*';
	memcpy(out + 1, name, n);
	out[n + 1] = '\0';
}
