/*
 * One request and its answer: what every handler sees. All strings live in
 * r->arena; nothing of a request may outlive it.
 */
#ifndef GP_WEB_REQ_H
#define GP_WEB_REQ_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/conf.h"
#include "lib/base/err.h"
#include "lib/base/id.h"

#include <stddef.h>
#include <stdint.h>

struct db;
struct hdf;		/* view.c's; ClearSilver stays behind it */
struct view;
struct service;
struct keys;
struct route;
struct session_values;
struct site;
struct staff_session;

enum method { GET = 1, POST = 2 };

/* A name and its value out of the query, the cookies or a form. */
struct pair {
	const char *name, *value;
};

/* A file field of a multipart form, in memory. */
struct upload {
	const char *field, *file_name, *type;
	const uint8_t *data;
	size_t n;
};

#define REQ_PAIRS 64		/* more fields than this: 422 */
#define REQ_UPLOADS 4

struct req {
	struct arena *arena;
	const struct conf *conf;
	struct db *db;
	struct view *view;
	const struct service *svc;
	const struct keys *keys;
	const struct site *site;
	void *program;		/* the program's own (photo: its engine) */

	char id[ID_SIZE];	/* request id, in logs and on error pages */
	enum method method;
	const char *path, *query_string, *content_type, *remote_addr;
	const char *user_agent, *accept, *accept_language, *csrf_header;
	int64_t content_length;		/* -1: not given */
	double waited;		/* seconds in the queue of the program */
	const struct route *route;
	const char *arg;		/* the :id or :token of the path */
	uint64_t arg_id;

	struct pair query[REQ_PAIRS], cookie[REQ_PAIRS], form[REQ_PAIRS];
	int query_count, cookie_count, form_count;
	struct upload upload[REQ_UPLOADS];
	int upload_count;
	const uint8_t *body;		/* raw, NUL after it; gate reads it */
	size_t body_len;

	/* session.c fills these; account 0: nobody is logged in. A visitor
	 * has a token (CSRF needs one) but no row in the database, session
	 * 0, until there is something to keep with it. */
	uint64_t session, account;
	char session_token[ID_SIZE];
	char csrf[65];
	const char *lang;		/* "zh-CN" or "en" */
	/* Of staff: who it is, also while the second factor is missing and
	 * account is 0. Its account is the staff's id. */
	const struct staff_session *staff;

	/* the answer */
	struct hdf *hdf;
	struct buf out;			/* body */
	struct buf headers;		/* "Name: value\r\n" lines */
	int status;
	/* reads up to n bytes of the body; set by fcgi.c */
	int (*read)(struct req *r, void *p, int n);
	void *io;			/* fcgi.c's */
	char **envp;			/* CGI variables; see req_http */
	char flash[64];			/* key to show on this page, or "" */
	struct session_values *values;	/* session.c's */
};

/* Look-ups; NULL where the name is absent. The first of equals wins. */
const char *req_query(const struct req *r, const char *name);
const char *req_cookie(const struct req *r, const char *name);
const char *req_form(const struct req *r, const char *name);
/* A request header as CGI names it, without HTTP_: "WECHATPAY_SERIAL". */
const char *req_http(struct req *r, const char *name);
const struct upload *req_upload(const struct req *r, const char *field);

/* Template values. `name` is a constant of ours with dots ("Order.Name");
 * user data is only ever a value and is escaped by the template. */
void req_set(struct req *r, const char *name, const char *value);
void req_setf(struct req *r, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void req_set_int(struct req *r, const char *name, int64_t value);
/* "Orders.3.Name": list must be a constant, field may be NULL. */
void req_set_item(struct req *r, const char *list, int i, const char *field,
    const char *value);
/* A text of lang/<lang>.hdf by key ("Text.Order.Paid"); aborts if missing
 * is a bug the tests find: returns the key itself. */
const char *req_text(struct req *r, const char *key);
/* For a value in the query of an address; lives as long as the request. */
const char *req_escape(struct req *r, const char *value);
/* The address of `page` that leads on to `target`, a path of this site, maybe
 * with a query. */
const char *req_next(struct req *r, const char *page, const char *target);
/* Fen as "¥20.00", in English "CN¥20.00"; Beijing time as "2026年11月23日
 * 06:01" or "23 Nov 2026, 06:01", "" for 0. A deadline at midnight is 24:00
 * of the day before. */
const char *req_fen(struct req *r, int64_t fen);
const char *req_time(struct req *r, int64_t utc);
const char *req_deadline(struct req *r, int64_t utc);
void req_set_fen(struct req *r, const char *name, int64_t fen);
void req_set_time(struct req *r, const char *name, int64_t utc);

/* A handler returns what one of these returns: the HTTP status. */
int req_page(struct req *r, const char *view);		/* 200 */
int req_page_status(struct req *r, int status, const char *view);
int req_redirect(struct req *r, const char *path);	/* 303, same site */
/* 303 with a message for the next page ("Text.Flash.Saved"). */
int req_redirect_flash(struct req *r, const char *path, const char *key);
/* 303 to another site. Only for addresses that our own services or
 * configuration gave (a payment page), never for one out of a request. */
int req_redirect_away(struct req *r, const char *url);
int req_send(struct req *r, int status, const char *type, const void *p,
    size_t n);
/* The error page (or JSON for a fetch() that accepts it) for e. */
int req_fail(struct req *r, enum err e);
/* The same with a message of lang/ instead of the general one. */
int req_fail_text(struct req *r, enum err e, const char *key);
/* The same for a status that no enum err stands for (404, 405, 413). */
int req_error(struct req *r, int status, const char *key);
/* 503: the program has more to do than it can; `seconds` is when it may be
 * tried again. Scripts see the name "full" and the header Retry-After. */
int req_full(struct req *r, int seconds, const char *key);
/* 1: the client asked for JSON (Accept), as our own scripts do. */
int req_wants_json(const struct req *r);

void req_header(struct req *r, const char *name, const char *value);
/* HttpOnly, SameSite=Lax, Path=/, Secure where base_url is https.
 * seconds 0: until the browser closes; < 0: delete. */
void req_set_cookie(struct req *r, const char *name, const char *value,
    int64_t seconds);
/* The same for another Path. */
void req_set_cookie_path(struct req *r, const char *path, const char *name,
    const char *value, int64_t seconds);

#endif
