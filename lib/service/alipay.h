/*
 * Alipay, inside: what alipay*.c share. Others use pay_ops of service.h.
 *
 * To the gateway go names with values, signed together; what comes back is
 * JSON with one signature over the raw text of one member. Notices are forms,
 * signed like requests but without sign and sign_type. None of it has an age
 * or a nonce, so an answer counts only where it names what we asked about,
 * and a notice says nothing that would be wrong when said twice.
 */
#ifndef GP_SERVICE_ALIPAY_H
#define GP_SERVICE_ALIPAY_H

#include "service.h"

struct evp_pkey_st;
struct http;
struct json_t;

#define ALIPAY_ANSWER (256 * 1024)	/* bytes of an answer, at most */
#define ALIPAY_PARAMS 64		/* of a request or a notice */

struct alipay {
	struct pay pay;			/* first: pay_ops get this */
	struct http *http;
	struct evp_pkey_st *key;	/* ours: signs */
	struct evp_pkey_st *public;	/* Alipay's: verifies */
	const char *gateway, *app, *seller;
	char *app_sn, *root_sn, *public_sn;	/* certificate mode, or NULL */
	char *notify_url;
	int timeout_ms;
};

/* --- alipay_sign.c: names with values ---------------------------------- */

struct alipay_param {
	const char *name, *value;
};

/* An UTC time as Alipay writes it, in Beijing: "2026-11-22 20:00:00". */
void alipay_time(int64_t t, char out[20]);
enum err alipay_from_time(const char *s, int64_t *out);
/* 2000 fen: "20.00". */
char *alipay_yuan(struct arena *a, int64_t fen);

/* Sorts them, and joins them to the text that is signed. */
char *alipay_content(struct arena *a, struct alipay_param *p, size_t n);
/* "name=value&..." as of a query or a form, escaped. */
char *alipay_encode(struct arena *a, const struct alipay_param *p, size_t n);
/* A form taken apart. ERR_INPUT: not well-formed, a name that comes twice,
 * or more than ALIPAY_PARAMS. */
enum err alipay_decode(struct arena *a, const char *body, size_t n,
    struct alipay_param p[ALIPAY_PARAMS], size_t *count);
/* NULL where there is none. */
const char *alipay_param(const struct alipay_param *p, size_t n,
    const char *name);

/* --- alipay_certificate.c ------------------------------------------------ */

/* The numbers of the certificates that the configuration names; the caller
 * frees them. Logs what is wrong: ERR_INPUT. */
enum err alipay_certificates(const struct conf *c, struct alipay *al);

/* --- alipay_call.c: one signed request, its answer verified ------------- */

/* What the gateway said. */
struct alipay_answer {
	struct json_t *j;	/* NULL, or freed with the arena */
	const char *code;	/* "10000": done; "40004": it can't be */
	const char *sub;	/* "ACQ.TRADE_NOT_EXIST" */
	const char *why;	/* on failure: a line for the operator */
	int64_t date;		/* the gateway's clock, 0 where unknown */
};

/* The address that asks for `method` with all of it in the query; for pages
 * also where the payer comes back to. */
char *alipay_url(struct alipay *al, struct arena *a, const char *method,
    const char *content, const char *return_url);
/* OK: signed by Alipay, code 10000 or 40004. ERR_UPSTREAM: no answer, not one
 * of Alipay's, or one that means neither yes nor no. */
enum err alipay_call(struct alipay *al, struct arena *a, const char *method,
    const char *content, struct alipay_answer *out);
/* 1: refused for this reason. */
int alipay_is(const struct alipay_answer *s, const char *sub);
/* A text of the answer; NULL where there is none. */
const char *alipay_text(const struct alipay_answer *s, const char *name);
/* Serialises and frees j; the text is the arena's. */
char *alipay_json(struct arena *a, struct json_t *take_j);

/* --- the other operations of pay_ops ------------------------------------ */

/* From what a query or a notice says; paid: when, "" where never. */
enum err alipay_state(const char *word, const char *paid,
    enum pay_state *out);

enum err alipay_refund(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out);
enum err alipay_refund_query(struct pay *p, struct arena *a,
    const struct pay_refund *f, enum refund_state *out);
enum err alipay_event(struct pay *p, struct arena *a,
    const struct pay_signature *s, const void *body, size_t n,
    struct pay_event *out);
enum err alipay_bill(struct pay *p, struct arena *a, const char *day,
    struct pay_bill *out);

enum err alipay_new(const struct conf *c, struct pay **out);

#endif
