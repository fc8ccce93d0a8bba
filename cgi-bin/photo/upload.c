/*
 * A picture in pieces, for a line that breaks:
 *
 *	POST /collect/upload?size=N&sha256=HEX&offset=O
 *	X-Piece-Sha256: HEX of the body
 *
 * answers {"offset": N}, where to go on, until the picture is whole and a
 * shot; then {"next": "/collect/preview"}. Without a body it only asks. The
 * picture is known by its SHA-256, so every request can be repeated, after
 * any accident, to any process.
 */
#include "darkroom.h"

#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/domain/arrive.h"

#include <inttypes.h>
#include <string.h>

static int is_hash(const char *s)
{
	return s && strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

/* 0: what the query says can't be. */
static int said(struct req *r, struct arrival *p, uint64_t *offset)
{
	uint64_t size;

	p->sha256 = req_query(r, "sha256");
	if (!is_hash(p->sha256) ||
	    parse_u64(req_query(r, "size"), &size) != OK || !size ||
	    parse_u64(req_query(r, "offset"), offset) != OK)
		return 0;
	p->size = size > PHOTO_MAX_BYTES ? PHOTO_MAX_BYTES + 1 :
	    (size_t)size;
	return 1;
}

static int go_on(struct req *r, uint64_t offset)
{
	char *json = arena_printf(r->arena, "{\"offset\":%" PRIu64 "}\n",
	    offset);

	return req_send(r, 200, "application/json", json, strlen(json));
}

/* A piece whose bytes changed on the way is as good as none. */
static int intact(struct req *r)
{
	const char *want = req_http(r, "X_PIECE_SHA256");
	uint8_t hash[CRYPTO_HASH];
	char hex[65];

	crypto_sha256(r->body, r->body_len, hash);
	crypto_hex(hash, sizeof hash, hex);
	return want && strcmp(want, hex) == 0;
}

static enum err take(struct req *r, const struct arrival *p,
    uint64_t offset)
{
	if (!intact(r)) {
		log_info("upload: a damaged piece");
		return ERR_CONFLICT;
	}
	return arrive_piece(r->db, r->arena, r->svc->files, p, offset,
	    r->body, r->body_len);
}

/* How the picture was taken, for whoever wonders why so many fail. */
static const char *source(const struct req *r)
{
	static const char *const known[] = { "camera", "frame", "file" };
	const char *s = req_query(r, "source");
	size_t i;

	for (i = 0; s && i < sizeof known / sizeof *known; i++)
		if (strcmp(s, known[i]) == 0)
			return known[i];
	return "unknown";
}

static int whole(struct req *r, const struct shooting *s,
    const struct arrival *p)
{
	int status = darkroom_full(r);
	uint8_t *data;
	enum err e;

	if (status)
		return status;
	e = arrive_whole(r->db, r->arena, r->svc->files, p, &data);
	if (e == ERR_CONFLICT)
		return go_on(r, 0);
	if (e != OK)
		return req_fail(r, e);
	log_info("upload of %zu bytes, source %s", p->size, source(r));
	return develop(r, s, data, p->size);
}

static int upload(struct req *r,
    int (*admit)(struct req *, struct shooting *))
{
	struct shooting s;
	struct arrival p;
	uint64_t offset, have = 0;
	int status = admit(r, &s);
	enum err e = OK;

	if (status)
		return status;
	if (!said(r, &p, &offset))
		return req_fail_text(r, ERR_INPUT, "Text.Error.Malformed");
	if (p.size > PHOTO_MAX_BYTES)
		return refuse(r, &s, 413, "Text.Photo.TooBig");
	p.collection = s.c.id;
	if (developed(r, &s, p.sha256, &status))
		return status;
	if (r->body_len)
		e = take(r, &p, offset);
	if (e == OK || e == ERR_CONFLICT)
		e = upload_have(r->db, p.collection, p.sha256, &have);
	if (e != OK)
		return req_fail(r, e);
	return have < p.size ? go_on(r, have) : whole(r, &s, &p);
}

int photo_upload(struct req *r)
{
	return upload(r, admit_student);
}

int friend_photo_upload(struct req *r)
{
	return upload(r, admit_friend);
}

/* For a page that was open while its student logged in anew elsewhere. */
static int token(struct req *r,
    int (*admit)(struct req *, struct shooting *))
{
	struct shooting s;
	int status = admit(r, &s);
	char *json;

	if (status)
		return status;
	json = arena_printf(r->arena, "{\"csrf\":\"%s\"}\n", r->csrf);
	return req_send(r, 200, "application/json", json, strlen(json));
}

int photo_upload_token(struct req *r)
{
	return token(r, admit_student);
}

int friend_photo_upload_token(struct req *r)
{
	return token(r, admit_friend);
}
