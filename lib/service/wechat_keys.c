/*
 * The key ring: read from the configured files at start, then kept up to
 * date from the provider, since certificates are replaced every few years
 * and the new one signs before anybody edits our files.
 */
#include "wechat.h"

#include "http.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "rsa.h"

#include <jansson.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* A stranger can send us any serial number; this bounds what it costs. */
#define LEARN_EVERY 600
#define LEARN_AGAIN 30		/* after one that failed */

static void ring_drop(struct wechat_ring *ring, int i)
{
	EVP_PKEY_free(ring->keys[i].key);
	ring->n--;
	memmove(&ring->keys[i], &ring->keys[i + 1],
	    (size_t)(ring->n - i) * sizeof ring->keys[i]);
}

/* What has expired makes room, else what expires first. */
static void make_room(struct wechat_ring *ring)
{
	int64_t now = clock_now();
	int i, first = -1;

	for (i = ring->n - 1; i >= 0; i--)
		if (ring->keys[i].expires && ring->keys[i].expires <= now)
			ring_drop(ring, i);
	if (ring->n < WECHAT_RING)
		return;
	for (i = 0; i < ring->n; i++)
		if (ring->keys[i].expires && (first < 0 ||
		    ring->keys[i].expires < ring->keys[first].expires))
			first = i;
	if (first >= 0)
		ring_drop(ring, first);
}

void wechat_ring_add(struct wechat_ring *ring, const char *serial,
    EVP_PKEY *take_key, int64_t expires)
{
	struct wechat_key *k;
	int i;

	for (i = 0; i < ring->n; i++)
		if (!strcmp(ring->keys[i].serial, serial))
			break;
	if (i < ring->n || strlen(serial) >= sizeof k->serial) {
		EVP_PKEY_free(take_key);
		return;
	}
	make_room(ring);
	if (ring->n == WECHAT_RING) {	/* of keys without an end */
		EVP_PKEY_free(take_key);
		return;
	}
	k = &ring->keys[ring->n++];
	snprintf(k->serial, sizeof k->serial, "%s", serial);
	k->key = take_key;
	k->expires = expires;
}

/* The serial number as the provider writes it: upper-case hex. */
static enum err add_certificate(struct wechat_ring *ring, X509 *x)
{
	time_t now = (time_t)clock_now();
	struct tm end;
	BIGNUM *bn;
	EVP_PKEY *key;
	char *serial;

	if (ASN1_TIME_to_tm(X509_get0_notAfter(x), &end) != 1 ||
	    X509_cmp_time(X509_get0_notBefore(x), &now) > 0 ||
	    X509_cmp_time(X509_get0_notAfter(x), &now) < 0)
		return ERR_DENIED;
	bn = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x), NULL);
	serial = bn ? BN_bn2hex(bn) : NULL;
	key = X509_get_pubkey(x);
	if (serial && key)
		wechat_ring_add(ring, serial, key, (int64_t)timegm(&end));
	else
		EVP_PKEY_free(key);
	OPENSSL_free(serial);
	BN_free(bn);
	return serial && key ? OK : ERR_INPUT;
}

static enum err add_certificate_pem(struct wechat_ring *ring, const char *pem)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *x = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
	enum err e = x ? add_certificate(ring, x) : ERR_INPUT;

	X509_free(x);
	BIO_free(bio);
	return e;
}

/* Opens a file that the configuration names. A secret may be read by its
 * owner and group (one group for the programs that pay), by nobody else. */
static FILE *open_file(const struct conf *c, const char *name, int secret)
{
	const char *path = conf_text(c, name);
	struct stat st;
	FILE *f = fopen(path, "re");

	if (!f) {
		log_error("%s: %s: %s", name, path, strerror(errno));
		return NULL;
	}
	if (secret && (fstat(fileno(f), &st) || st.st_mode & 027)) {
		log_error("%s: %s: others may read it; chmod o=,g-w", name,
		    path);
		fclose(f);
		return NULL;
	}
	return f;
}

static enum err load_api_key(const struct conf *c, struct wechat *w)
{
	FILE *f = open_file(c, "wechat_apiv3_file", 1);
	size_t n;

	if (!f)
		return ERR_INPUT;
	n = fread(w->api_key, 1, sizeof w->api_key, f);
	fclose(f);
	if (n != sizeof w->api_key)
		log_error("wechat_apiv3_file: shorter than 32 characters");
	return n == sizeof w->api_key ? OK : ERR_INPUT;
}

static enum err load_certificate(const struct conf *c, struct wechat *w)
{
	FILE *f = open_file(c, "wechat_certificate_file", 0);
	X509 *x;
	enum err e;

	if (!f)
		return ERR_INPUT;
	x = PEM_read_X509(f, NULL, NULL, NULL);
	fclose(f);
	e = x ? add_certificate(&w->ring, x) : ERR_INPUT;
	X509_free(x);
	if (e != OK)
		log_error("wechat_certificate_file: %s", e == ERR_DENIED ?
		    "out of its time" : "not a certificate (PEM)");
	return e;
}

static enum err load_public(const struct conf *c, struct wechat *w)
{
	EVP_PKEY *key;

	if (!*conf_text(c, "wechat_public_key_id")) {
		log_error("wechat_public_key_file needs wechat_public_key_id");
		return ERR_INPUT;
	}
	if (rsa_public(c, "wechat_public_key_file", &key) != OK)
		return ERR_INPUT;
	wechat_ring_add(&w->ring, conf_text(c, "wechat_public_key_id"), key,
	    0);
	return OK;
}

static enum err check_names(const struct conf *c)
{
	static const char *const names[] = {
		"wechat_appid", "wechat_mchid", "wechat_serial"
	};
	enum err e = OK;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (*conf_text(c, names[i]))
			continue;
		log_error("%s is not set", names[i]);
		e = ERR_INPUT;
	}
	return e;
}

enum err wechat_keys_load(const struct conf *c, struct wechat *w)
{
	enum err e = check_names(c);

	if (e == OK)
		e = rsa_private(c, "wechat_key_file", &w->key);
	if (e == OK)
		e = load_api_key(c, w);
	if (e == OK && *conf_text(c, "wechat_certificate_file"))
		e = load_certificate(c, w);
	if (e == OK && *conf_text(c, "wechat_public_key_file"))
		e = load_public(c, w);
	if (e == OK && !w->ring.n) {
		log_error("wechat: neither wechat_certificate_file nor "
		    "wechat_public_key_file is set");
		e = ERR_INPUT;
	}
	return e;
}

void wechat_keys_free(struct wechat *w)
{
	int i;

	for (i = 0; i < w->ring.n; i++)
		EVP_PKEY_free(w->ring.keys[i].key);
	EVP_PKEY_free(w->key);
	OPENSSL_cleanse(w->api_key, sizeof w->api_key);
}

/* Only who has our APIv3 key can seal a certificate so that it opens. */
static void add_sealed(struct wechat *w, struct wechat_ring *ring,
    struct arena *a, json_t *item)
{
	const char *nonce, *associated, *ciphertext;
	char *pem;

	if (json_unpack(item, "{s:{s:s,s:s,s:s}}", "encrypt_certificate",
	    "nonce", &nonce, "associated_data", &associated,
	    "ciphertext", &ciphertext) == 0 &&
	    wechat_open(a, w->api_key, nonce, associated, ciphertext,
	    &pem) == OK && add_certificate_pem(ring, pem) == OK)
		return;
	log_warn("wechat: a certificate of the list is not usable");
}

enum err wechat_keys_take(struct wechat *w, struct arena *a,
    const struct http_answer *s, int *n)
{
	const struct pay_signature sig = wechat_signature(s);
	struct wechat_ring fresh = {0};
	json_t *list = json_loadb(s->body, s->n, 0, NULL), *item;
	size_t i;
	enum err e;

	json_array_foreach(json_object_get(list, "data"), i, item)
		if (fresh.n < WECHAT_RING)
			add_sealed(w, &fresh, a, item);
	json_decref(list);
	*n = fresh.n;
	/* The list is signed with one of the certificates it brings, which
	 * may be new to us, or with the public key that we have. */
	e = wechat_check(&fresh, &sig, s->body, s->n);
	if (e == ERR_NOTFOUND)
		e = wechat_check(&w->ring, &sig, s->body, s->n);
	for (i = 0; i < (size_t)fresh.n; i++) {
		if (e == OK)
			wechat_ring_add(&w->ring, fresh.keys[i].serial,
			    fresh.keys[i].key, fresh.keys[i].expires);
		else
			EVP_PKEY_free(fresh.keys[i].key);
	}
	return e;
}

enum err wechat_keys_learn(struct wechat *w, struct arena *a)
{
	struct http_answer s;
	int64_t now = clock_now();
	int n = 0;
	enum err e;

	if (now < w->learn_at)
		return ERR_LIMIT;
	w->learn_at = now + LEARN_AGAIN;
	e = wechat_send(w, a, "GET", "/v3/certificates", NULL,
	    WECHAT_ANSWER, &s);
	if (e != OK || s.status != 200)
		return ERR_UPSTREAM;
	e = wechat_keys_take(w, a, &s, &n);
	if (e == OK)
		w->learn_at = now + LEARN_EVERY;
	log_info("wechat: certificates asked for, %d came: %s", n,
	    err_name(e));
	return e;
}

enum err wechat_check_learn(struct wechat *w, struct arena *a,
    const struct pay_signature *s, const char *body, size_t n)
{
	enum err e = wechat_check(&w->ring, s, body, n);

	if (e == ERR_NOTFOUND && wechat_keys_learn(w, a) == OK)
		e = wechat_check(&w->ring, s, body, n);
	return e == ERR_NOTFOUND ? ERR_DENIED : e;
}
