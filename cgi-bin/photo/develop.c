/*
 * A picture becomes a shot: made and judged at once; good or not, the
 * original, the result and the report are kept, and the preview tells.
 */
#include "darkroom.h"

#include "cgi-bin/web/gate.h"
#include "lib/base/clock.h"
#include "lib/base/crypto.h"
#include "lib/base/log.h"
#include "lib/domain/collect.h"
#include "lib/image/certificate.h"
#include "lib/service/service.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Why there is no photo to show: status and message. */
struct refusal {
	int status;
	const char *key;
};

/* What the photo core says of a picture that it can't make a photo from. */
static struct refusal refusal_of(enum photo_err e)
{
	static const struct {
		enum photo_err e;
		struct refusal no;
	} table[] = {
		{ PHOTO_EFORMAT, { 422, "Text.Photo.Format" } },
		{ PHOTO_EDAMAGED, { 422, "Text.Photo.Damaged" } },
		{ PHOTO_ETOOBIG, { 413, "Text.Photo.TooBig" } },
		{ PHOTO_ETOOSMALL, { 422, "Text.Photo.TooSmall" } },
		{ PHOTO_EENCODE, { 422, "Text.Photo.Encode" } },
		{ PHOTO_ENOMEM, { 503, "Text.Photo.Busy" } },
	};
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].e == e)
			return table[i].no;
	return (struct refusal){ 500, "Text.Error.Message500" };
}

static void free_result(void *p)
{
	photo_result_free(p);
}

/* NULL where there is no result to certify, or no key. */
static const char *certificate(struct req *r, const struct shooting *s,
    const struct photo_result *res)
{
	struct darkroom *d = r->program;
	char *text;

	if (!d->key || !res->jpeg)
		return NULL;
	text = certificate_sign(d->key, &res->report, &s->profile,
	    clock_now());
	if (text)
		arena_defer(r->arena, free, text);
	return text;
}

/* Files first: a row never names a file that is not on the disk. */
static enum err store(struct req *r, const struct shooting *s,
    const uint8_t *data, size_t n, const struct photo_result *res)
{
	struct shelf f;
	char original[65], result[65], shown[65], token[ID_SIZE];
	struct photo p = {
		.collection_id = s->c.id, .profile = s->profile_text
	};
	char *report = photo_report_json(&res->report, 0);
	enum err e;

	if (!report)
		log_abort("photo: out of memory");
	arena_defer(r->arena, free, report);
	id_new(token);
	p.token = token;
	p.report = report;
	p.certificate = certificate(r, s, res);
	p.original_sha256 = original;
	p.original_type = photo_format_name(res->report.input.format);
	p.verdict = photo_verdict_name(res->report.verdict);
	p.phash = res->report.phash;
	shelf_open(&f, r->db, r->svc->files);
	e = shelf_put(&f, data, n, original);
	if (e == OK && res->jpeg) {
		e = shelf_put(&f, res->jpeg, res->jpeg_len, result);
		p.result_sha256 = result;
	}
	if (e == OK && (e = shown_store(&f, res->input, shown)) == OK)
		p.shown_sha256 = shown;
	else if (e == ERR_NOTFOUND)
		e = OK;
	if (e == OK)
		e = collect_shot(r->db, r->arena, &s->c, &p, s->handoff);
	if (e == OK)
		shelf_named(&f);
	return e;
}

static void log_photo(const struct photo_report *p)
{
	const struct photo_finding *f = photo_report_first(p);

	log_info("photo %dx%d %zu bytes: %s%s%s, %.0f ms of %.0f",
	    p->input.width, p->input.height, p->input.bytes,
	    photo_verdict_name(p->verdict), f ? " " : "",
	    f ? f->rule->id : "", p->ms.total, p->ms.wall);
}

static int made(struct req *r, const char *next)
{
	char *json;

	if (!req_wants_json(r))
		return req_redirect(r, next);
	json = arena_printf(r->arena, "{\"next\":\"%s\"}\n", next);
	return req_send(r, 200, "application/json", json, strlen(json));
}

/* An earlier one is shown by its token: the preview shows the last. */
int developed(struct req *r, const struct shooting *s, const char *sha256,
    int *status)
{
	struct photo p;
	enum err e = photo_same(r->db, r->arena, s->c.id, sha256,
	    s->profile_text, &p);

	if (e == ERR_NOTFOUND)
		return 0;
	/* Sent again, it is wanted again. */
	p.profile = s->profile_text;
	if (e == OK)
		e = collect_shot(r->db, r->arena, &s->c, &p, s->handoff);
	log_info("photo sent again");
	if (e == ERR_CONFLICT)
		*status = refuse(r, s, 409, "Text.Photo.Locked");
	else if (e != OK)
		*status = req_fail(r, e);
	else
		*status = made(r, arena_printf(r->arena, "%s?photo=%s",
		    s->next, p.token));
	return 1;
}

/* The queue is served in order, so who comes next waits as long as this one
 * did. Above this a phone is better told than kept: its line may break. */
#define QUEUE_SECONDS 4

int darkroom_wait(struct req *r)
{
	int seconds = (int)(r->waited + 0.5);

	if (r->waited < QUEUE_SECONDS)
		return 0;
	log_warn("photos wait %d s in the queue: one sent away", seconds);
	return seconds;
}

int darkroom_full(struct req *r)
{
	int seconds = darkroom_wait(r);

	return seconds ? req_full(r, seconds, "Text.Photo.Queue") : 0;
}

#define ALIKE_MAX 8	/* one is enough to say so */

/* Is it one that was sent back, or another student's? */
static enum err repeated(struct req *r, const struct shooting *s,
    struct photo_report *p)
{
	struct photo_look look = { s->c.account_id, s->c.campaign_id,
	    p->phash, PHOTO_SAME_PICTURE };
	uint64_t list[ALIKE_MAX];
	int n = 0;
	enum err e = photo_alike(r->db, &look, list, ALIKE_MAX, &n);

	if (e == OK)
		photo_report_repeat(p, list, (size_t)n);
	return e;
}

static int make(struct req *r, const struct shooting *s, const uint8_t *data,
    size_t n)
{
	struct darkroom *d = r->program;
	struct photo_result *res = NULL;
	struct refusal no;
	enum err e;
	int pe = photo_make(d->engine, data, n, &s->profile, &res);

	if (pe != PHOTO_OK) {
		no = refusal_of(pe);
		log_info("photo of %zu bytes: %s", n, photo_err_name(pe));
		return refuse(r, s, no.status, no.key);
	}
	arena_defer(r->arena, free_result, res);
	e = repeated(r, s, &res->report);
	log_photo(&res->report);
	if (e == OK)
		e = store(r, s, data, n, res);
	if (e == ERR_CONFLICT)	/* ordered in another tab meanwhile */
		return refuse(r, s, 409, "Text.Photo.Locked");
	return e == OK ? made(r, s->next) : req_fail(r, e);
}

int develop(struct req *r, const struct shooting *s, const uint8_t *data,
    size_t n)
{
	uint8_t hash[CRYPTO_HASH];
	char hex[2 * CRYPTO_HASH + 1];
	int status;

	if (n > PHOTO_MAX_BYTES)
		return refuse(r, s, 413, "Text.Photo.TooBig");
	crypto_sha256(data, n, hash);
	crypto_hex(hash, sizeof hash, hex);
	if (developed(r, s, hex, &status))
		return status;
	status = darkroom_full(r);
	if (!status)
		status = gate_rate(r, arena_printf(r->arena,
		    "develop %" PRIu64, s->c.id), 20);
	return status ? status : make(r, s, data, n);
}
