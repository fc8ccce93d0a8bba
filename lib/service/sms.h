/*
 * What the two providers of SMS share: the account of the configuration, the
 * numbers under which templates were approved, words for refusals.
 */
#ifndef GP_SERVICE_SMS_H
#define GP_SERVICE_SMS_H

#include "service.h"

#include "lib/base/crypto.h"
#include "http.h"

#define SMS_ANSWER (64 * 1024)

struct sms {
	struct sender sender;		/* first: sender_ops get this */
	struct http *http;
	struct arena *kept;		/* what follows */
	const char *host;		/* with scheme */
	const char *name;		/* as it is signed and sent: without
					 * scheme and port */
	const char *key_id, *secret, *sign, *app, *region;
	const char *numbers;		/* the file's text */
	int timeout_ms;
};

/* Reads account and numbers; host is the provider's own. Logs what is wrong:
 * ERR_INPUT. */
enum err sms_open(const struct conf *c, const struct sender_ops *ops,
    const char *host, struct sms **out);
void sms_free(struct sender *s);

/* The provider's number of a template; where the language has none, that of
 * the Chinese one. NULL: none (logged). */
const char *sms_number(const struct sms *s, struct arena *a,
    const char *template, const char *lang);
/* Template and language of every text without a number, "" if all have one;
 * for the doctor. */
char *sms_numbers_missing(const struct sms *s, struct arena *a);

/* HMAC-SHA256 with a key of any length. */
void sms_hmac(const void *key, size_t key_n, const char *text,
    uint8_t out[CRYPTO_HASH]);
char *sms_sha256_hex(struct arena *a, const char *p, size_t n);

/* What the beginning of a provider's code means; ends with a NULL code. */
struct sms_refusal {
	const char *code;
	enum err e;
	const char *reason;
};
/* Logs the code and returns its row's error; the table's last row is for all
 * others. */
enum err sms_refused(const struct sms_refusal *table, const char *provider,
    const char *code, struct message_answer *out);

/* sms_aliyun.c and sms_tencent.c */
enum err sms_aliyun_open(const struct conf *c, struct sender **out);
enum err sms_tencent_open(const struct conf *c, struct sender **out);

/* The signatures alone, for tests against the providers' own programs. */
struct sms_pair {
	const char *name, *value;
};
/* query: any order, ends with a NULL name; *canonical is what is sent. */
char *sms_aliyun_sign(struct arena *a, const struct sms *s,
    const char *action, const char *date, const char *nonce,
    struct sms_pair *query, char **canonical);
char *sms_tencent_sign(struct arena *a, const struct sms *s, int64_t now,
    const char *body);

#endif
