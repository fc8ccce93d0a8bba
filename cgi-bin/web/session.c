/* See session.h. */
#include "session.h"
#include "kept.h"
#include "lang.h"
#include "site.h"

#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/keys.h"
#include "lib/db/sessions.h"

#include <string.h>

#define VALUES_MAX 32

/* A row is made to last longer at most this often. */
#define EXTEND_SECONDS 60

/* Kept in the request once read: pages ask for several. */
struct session_values {
	struct session_value list[VALUES_MAX];
	int n;
};

static int64_t expiry(const struct req *r)
{
	return clock_now() + 60 * conf_int(r->conf, "session_minutes");
}

static void token_hash(const struct req *r, uint8_t out[CRYPTO_HASH])
{
	crypto_sha256(r->session_token, strlen(r->session_token), out);
}

static void token_use(struct req *r, const char *token)
{
	uint8_t mac[CRYPTO_HASH];

	memcpy(r->session_token, token, ID_SIZE);
	keys_lookup(r->keys, "csrf", token, mac);
	crypto_hex(mac, sizeof mac, r->csrf);
}

static void token_new(struct req *r)
{
	char token[ID_SIZE];

	id_new(token);
	token_use(r, token);
	req_set_cookie_path(r, r->site->path, r->site->cookie, token, 0);
}

void session_token_new(struct req *r, uint8_t hash[CRYPTO_HASH])
{
	token_new(r);
	token_hash(r, hash);
}

void session_token_drop(struct req *r)
{
	r->session_token[0] = r->csrf[0] = '\0';
	req_set_cookie_path(r, r->site->path, r->site->cookie, "", -1);
}

static int is_token(const char *s)
{
	return s && strlen(s) == ID_SIZE - 1 &&
	    strspn(s, "0123456789abcdef") == ID_SIZE - 1;
}

enum err session_load(struct req *r)
{
	const char *token = req_cookie(r, r->site->cookie);
	uint8_t hash[CRYPTO_HASH];

	if (!is_token(token))
		return OK;
	token_use(r, token);
	token_hash(r, hash);
	return r->site->session(r, hash);
}

static enum err student(struct req *r, const uint8_t hash[CRYPTO_HASH])
{
	int64_t until = expiry(r);
	struct session_row row;
	enum err e;

	e = session_row_find(r->db, r->arena, hash, clock_now(), &row);
	if (e == ERR_NOTFOUND)
		return OK;
	if (e != OK)
		return e;
	r->session = row.id;
	r->account = row.account;
	r->lang = lang_choose(req_cookie(r, "gp_lang"), row.lang,
	    r->accept_language);
	if (row.expires_at + EXTEND_SECONDS > until)
		return OK;
	return session_row_extend(r->db, row.id, until);
}

const struct site site_students = {
	.cookie = "gp_session",
	.path = "/",
	.home = "/",
	.login = "/login",
	.error = "error/page",
	.session = student,
};

enum err session_begin(struct req *r)
{
	if (!r->session_token[0])
		token_new(r);
	return OK;
}

/* A row for a visitor's token. */
static enum err row_make(struct req *r)
{
	uint8_t hash[CRYPTO_HASH];
	enum err e;

	session_begin(r);
	token_hash(r, hash);
	e = session_row_add(r->db, hash, 0, expiry(r), &r->session);
	if (e != ERR_CONFLICT)
		return e;
	/* The cookie is that of a session that ended but is not swept yet. */
	token_new(r);
	token_hash(r, hash);
	return session_row_add(r->db, hash, 0, expiry(r), &r->session);
}

enum err session_login(struct req *r, uint64_t account)
{
	uint8_t hash[CRYPTO_HASH];
	enum err e;

	session_token_new(r, hash);
	if (r->session)
		e = session_row_renew(r->db, r->session, hash, account,
		    expiry(r));
	else
		e = session_row_add(r->db, hash, account, expiry(r),
		    &r->session);
	if (e == OK) {
		r->account = account;
		kept_owner(r, account);
	}
	return e;
}

enum err session_logout(struct req *r)
{
	enum err e = OK;

	if (r->session)
		e = session_row_remove(r->db, r->session);
	if (e != OK)
		return e;
	r->session = r->account = 0;
	r->values = NULL;
	kept_owner(r, 0);
	session_token_drop(r);
	return OK;
}

enum err session_put(struct req *r, const char *name, const char *value)
{
	enum err e = OK;

	r->values = NULL;
	if (!value)
		return r->session ?
		    session_value_remove(r->db, r->session, name) : OK;
	if (!r->session)
		e = row_make(r);
	if (e == OK)
		e = session_value_put(r->db, r->session, name, value);
	return e;
}

const char *session_get(struct req *r, const char *name)
{
	struct session_values *v = r->values;
	int i;

	if (!r->session)
		return NULL;
	if (!v) {
		v = arena_alloc(r->arena, sizeof *v);
		if (session_value_list(r->db, r->arena, r->session, v->list,
		    VALUES_MAX, &v->n) != OK)
			return NULL;
		r->values = v;
	}
	for (i = 0; i < v->n; i++)
		if (!strcmp(v->list[i].name, name))
			return v->list[i].value;
	return NULL;
}

int session_csrf_ok(const struct req *r, const char *token)
{
	size_t n = strlen(r->csrf);

	return n && token && strlen(token) == n &&
	    crypto_equal(r->csrf, token, n);
}
