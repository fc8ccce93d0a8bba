/*
 * WeChat Pay v3, inside: what wechat*.c share. Others use pay_ops of
 * service.h.
 */
#ifndef GP_SERVICE_WECHAT_H
#define GP_SERVICE_WECHAT_H

#include "lib/base/buf.h"
#include "service.h"

#include <openssl/types.h>

#define WECHAT_API_KEY 32	/* bytes of the APIv3 key */
#define WECHAT_SERIAL 64
#define WECHAT_RING 16
#define WECHAT_CLOCK 300	/* seconds a signature's time may be off */
#define WECHAT_ANSWER 65536	/* bytes of the longest answer we take */

struct http;
struct http_answer;
struct json_t;

struct wechat_key {
	char serial[WECHAT_SERIAL];
	EVP_PKEY *key;
	int64_t expires;	/* a certificate's end; 0: a public key */
};

/* Public keys by serial number. A platform certificate and the WeChat Pay
 * public key (PUB_KEY_ID_...) may both sign while a merchant moves from one
 * to the other, and certificates are replaced while we run. */
struct wechat_ring {
	struct wechat_key keys[WECHAT_RING];
	int n;
};

struct wechat {
	struct pay pay;			/* first: pay_ops get this */
	struct http *http;
	const char *host, *backup_host, *open_host, *oauth_host;
	const char *app, *merchant, *serial;
	const char *public_id;		/* PUB_KEY_ID_..., or "" */
	char *notify_url;
	const char *secret_file;	/* of the app; "": no JSAPI */
	int timeout_ms;
	EVP_PKEY *key;			/* the merchant's, private */
	uint8_t api_key[WECHAT_API_KEY];
	struct wechat_ring ring;
	int64_t learn_at;		/* not asked for before */
};

/* --- wechat_sign.c: signatures and sealed texts --------------------- */

/* AES-256-GCM, ciphertext = base64(data, 16-byte tag). ERR_DENIED: wrong
 * key, nonce, associated data or tag. The text is NUL-terminated. */
enum err wechat_open(struct arena *a, const uint8_t key[WECHAT_API_KEY],
    const char *nonce, const char *associated, const char *ciphertext,
    char **out);
/* What the provider signs: time, nonce and raw body, checked with the key
 * of its serial number. ERR_NOTFOUND: a serial we do not have; ERR_DENIED:
 * absent, a probe, too old or wrong. */
enum err wechat_check(const struct wechat_ring *ring,
    const struct pay_signature *s, const char *body, size_t n);

/* --- wechat_keys.c: the ring ---------------------------------------- */

enum err wechat_keys_load(const struct conf *c, struct wechat *w);
void wechat_keys_free(struct wechat *w);
/* Where it is full, what has expired or expires first makes room. */
void wechat_ring_add(struct wechat_ring *ring, const char *serial,
    EVP_PKEY *take_key, int64_t expires);
/* Adds the certificates of an answer of GET /v3/certificates to the ring;
 * *n of them opened. ERR_DENIED, ERR_NOTFOUND: it is not signed by the
 * provider, and nothing is added. */
enum err wechat_keys_take(struct wechat *w, struct arena *a,
    const struct http_answer *s, int *n);
/* Asks for them, at most once in some minutes. */
enum err wechat_keys_learn(struct wechat *w, struct arena *a);
/* wechat_check, after asking for new certificates where the serial is new. */
enum err wechat_check_learn(struct wechat *w, struct arena *a,
    const struct pay_signature *s, const char *body, size_t n);

/* --- wechat_call.c: one signed request, its answer verified --------- */

/* At most max bytes of an answer that nobody has verified yet: for the
 * certificates, which verify themselves, and the bill, which has a hash. */
enum err wechat_send(struct wechat *w, struct arena *a, const char *method,
    const char *path, const char *body, size_t max, struct http_answer *out);
/* *status and, where there is a body, *out: the caller frees it with
 * json_decref. ERR_UPSTREAM: no answer, or not one of the provider. */
enum err wechat_call(struct wechat *w, struct arena *a, const char *method,
    const char *path, const char *body, int *status, struct json_t **out);
struct pay_signature wechat_signature(const struct http_answer *s);

/* Serialises and frees j; the text is the arena's. */
char *wechat_text(struct arena *a, struct json_t *take_j);
/* Copies a text member; NULL where it is absent. */
char *wechat_member(struct arena *a, const struct json_t *j,
    const char *name);
/* 1: the answer's error code is this one. */
int wechat_has_code(const struct json_t *j, const char *code);

/* --- wechat_order.c, wechat_refund.c, wechat_payer.c: pay_ops -------- */

enum err wechat_create(struct pay *p, struct arena *a,
    const struct pay_order *o, struct pay_begin *out);
enum err wechat_query(struct pay *p, struct arena *a, const char *token,
    struct pay_result *out);
/* OK when nobody can pay it any more; ERR_CONFLICT when it is paid. */
enum err wechat_close(struct pay *p, struct arena *a, const char *token);
enum err wechat_refund(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out);
enum err wechat_refund_query(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out);
enum err wechat_payer_url(struct pay *p, struct arena *a, const char *back,
    const char *state, const char **url);
/* The app's secret. ERR_NOTFOUND: none is configured; ERR_INPUT: it can't be
 * read, which is logged. */
enum err wechat_secret(const struct wechat *w, struct arena *a, char **out);
enum err wechat_payer(struct pay *p, struct arena *a, const char *code,
    const char **payer);

/* --- wechat_bill.c --------------------------------------------------- */

enum err wechat_bill(struct pay *p, struct arena *a, const char *day,
    struct pay_bill *out);
/* The file, unpacked. ERR_UPSTREAM: not one, or not all of it. */
enum err wechat_bill_read(struct arena *a, char *text, size_t n,
    struct pay_bill *out);

/* --- wechat_event.c -------------------------------------------------- */

enum err wechat_event(struct pay *p, struct arena *a,
    const struct pay_signature *s, const void *body, size_t n,
    struct pay_event *out);
/* The transaction object of a query or a callback. */
enum err wechat_result(struct arena *a, const struct json_t *t,
    struct pay_result *out);

/* --- wechat_prove.c -------------------------------------------------- */

enum err wechat_prove(struct pay *p, struct arena *a, const char **what);

enum err wechat_new(const struct conf *c, struct pay **out);

#endif
