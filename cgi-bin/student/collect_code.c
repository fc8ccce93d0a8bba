/* /collect/code: a graduate's 采集码, from an album picture or typed in. */
#include "collect.h"

#include "cgi-bin/web/form.h"
#include "lib/base/log.h"
#include "lib/base/parse.h"
#include "lib/scan/scan.h"

#include <ctype.h>
#include <string.h>

#define CODES 4		/* in one picture; more than one is refused */

/* Why a code is not taken: field it belongs to, message. */
struct refusal {
	int status;
	const char *field, *key;
};

/* On a demonstration site: a code of the test scheme for this student. */
static void show_example(struct req *r, const struct work *w)
{
	const char *path = conf_text(r->conf, "code_test_key_file"), *text;
	struct scan_person p = { .student_no = w->e.roster.student_no,
	    .school_code = w->campaign.school_code };
	uint8_t seed[CRYPTO_KEY];

	if (*path && crypto_key_load(path, seed) == OK &&
	    scan_test_code(r->arena, seed, &p, &text) == OK)
		req_set(r, "Code.Example", text);
}

static int show(struct req *r, int status, const struct work *w)
{
	struct chsi_code code;
	enum err e = chsi_code_get(r->db, r->arena, w->e.id, &code);

	if (e == OK)
		req_set_time(r, "Code.At", code.created_at);
	else if (e != ERR_NOTFOUND)
		return req_fail(r, e);
	if (conf_yes(r->conf, "demo"))
		show_example(r, w);
	return req_page_status(r, status, "student/collect_code");
}

int collect_code_page(struct req *r)
{
	struct work w;
	int status = work_load(r, STEP_INFORMATION, &w);

	if (status)
		return status;
	return w.graduate ? show(r, 200, &w) :
	    req_redirect(r, "/collect/confirm");
}

/* The one code of the picture; codes of other kinds beside it (an app's
 * address below it, say) are passed over. */
static int one_of(const struct scan_code *list, int n, const char **payload)
{
	int i, own = 0;

	for (i = 0; i < n; i++)
		if (n == 1 || scan_kind_of(list[i].text) == SCAN_UNKNOWN) {
			*payload = list[i].text;
			own++;
		}
	return own == 1;
}

static int from_picture(struct req *r, const struct upload *u,
    const char **payload, struct refusal *no)
{
	struct scan_code list[CODES];
	int n = 0;
	enum err e = scan_qr(r->arena, u->data, u->n, list, CODES, &n);

	*no = (struct refusal){ err_http(e), "Picture", NULL };
	if (e == OK && one_of(list, n, payload))
		return 1;
	log_info("code picture: %s, %d codes", err_name(e), n);
	if (e == OK)
		*no = (struct refusal){ 422, "Picture",
		    "Text.Collect.CodeSeveral" };
	else if (e == ERR_NOTFOUND)
		*no = (struct refusal){ 422, "Picture",
		    "Text.Collect.CodeNone" };
	else if (e == ERR_INPUT)
		no->key = "Text.Collect.CodeNoPicture";
	else if (e == ERR_LIMIT)
		*no = (struct refusal){ 413, "Picture",
		    "Text.Collect.CodeLarge" };
	else
		no->key = "Text.Error.Message500";
	return 0;
}

/* What was pasted, without the blanks a copy brings along. */
static const char *pasted(struct req *r)
{
	const char *s = req_form(r, "Payload");
	size_t n;

	if (!s)
		return "";
	s += strspn(s, " \t\r\n");
	n = strlen(s);
	while (n > 0 && strchr(" \t\r\n", s[n - 1]))
		n--;
	form_set(r, "Payload", arena_strndup(r->arena, s, n));
	return arena_strndup(r->arena, s, n);
}

static int read_payload(struct req *r, const char **payload,
    struct refusal *no)
{
	const struct upload *u = req_upload(r, "Picture");
	const char *text = pasted(r);

	no->field = u && u->n > 0 ? "Picture" : "Payload";
	if (u && u->n > 0)
		return from_picture(r, u, payload, no);
	*payload = text;
	if (*text && strlen(text) <= SCAN_PAYLOAD)
		return 1;
	*no = *text ? (struct refusal){ 422, "Payload",
	    "Text.Collect.CodeLong" } : (struct refusal){ 422, "Picture",
	    "Text.Collect.CodeMissing" };
	return 0;
}

/* The roster's whole ID number, for a comparison only. */
static enum err id_number(struct req *r, const struct work *w, char **out)
{
	return keys_open(r->keys, r->arena, "id", w->e.roster.id_sealed,
	    w->e.roster.id_sealed_n, out);
}

/* What the code gives away must be this student. */
static int fits(struct req *r, const struct work *w,
    const struct scan_scheme *s, const struct scan_keys *k,
    const char *payload, const char *id, struct refusal *no)
{
	struct scan_person p;
	const struct roster *ro = &w->e.roster;

	if (!s->read)
		return 1;
	*no = (struct refusal){ 422, no->field, "Text.Collect.CodeBroken" };
	if (s->read(k, r->arena, payload, &p) != OK)
		return 0;
	if (!scan_mask_fits(p.student_no, ro->student_no))
		no->key = "Text.Collect.CodeOtherStudentNo";
	else if (!scan_mask_fits(p.name, ro->name))
		no->key = "Text.Collect.CodeOtherName";
	else if (!scan_mask_fits(p.id_no, id))
		no->key = "Text.Collect.CodeOtherId";
	else if (!scan_mask_fits(p.school_code, w->campaign.school_code))
		no->key = "Text.Collect.CodeOtherSchool";
	else
		return 1;
	return 0;
}

/* The last four as typed, kept for the page that may come back. */
static const char *last_four(struct req *r)
{
	const char *sent = req_form(r, "Last4");
	char *s = arena_strdup(r->arena, sent ? sent : ""), *p;

	parse_trim(s);
	for (p = s; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	form_set(r, "Last4", s);
	return s;
}

static int ends_with(const char *id, const char *four)
{
	return strlen(four) == 4 && strlen(id) >= 4 &&
	    strcmp(four, id + strlen(id) - 4) == 0;
}

/* 1: some other kind of code, which the page names. */
static int foreign(const char *payload, struct refusal *no)
{
	static const char *const keys[] = {
		[SCAN_PAYMENT] = "Text.Collect.CodeIsPayment",
		[SCAN_CONTACT] = "Text.Collect.CodeIsContact",
		[SCAN_WEB] = "Text.Collect.CodeIsWeb",
		[SCAN_TICKET] = "Text.Collect.CodeIsTicket",
		[SCAN_OTHER] = "Text.Collect.CodeForeign",
	};
	enum scan_kind kind = scan_kind_of(payload);

	if (kind == SCAN_UNKNOWN)
		return 0;
	*no = (struct refusal){ 422, no->field, keys[kind] };
	return 1;
}

static int keep(struct req *r, const struct work *w, const char *payload,
    const char *four, struct refusal *no)
{
	const struct scan_scheme *s;
	struct scan_keys k = { 0 };
	char *id = NULL;
	enum err e = id_number(r, w, &id);

	if (foreign(payload, no))
		return 0;
	if (e == OK)
		e = work_scan_keys(r, &k);
	s = scan_scheme_of(&k, payload);
	if (e == OK && !ends_with(id, four)) {
		*no = (struct refusal){ 422, "Last4",
		    "Text.Collect.CodeLast4" };
		return 0;
	}
	if (e == OK && !fits(r, w, s, &k, payload, id, no)) {
		log_info("code refused: %s", no->key);
		return 0;
	}
	if (e == OK)
		e = collect_code(r->db, r->keys, r->arena, &w->c, s->name,
		    payload);
	if (e == OK)
		return 1;
	*no = (struct refusal){ err_http(e), no->field, e == ERR_CONFLICT ?
	    "Text.Collect.CodeTaken" : "Text.Error.Message500" };
	return 0;
}

int collect_code_post(struct req *r)
{
	const char *payload = NULL, *four = last_four(r);
	struct refusal no = { 0 };
	struct work w;
	int status = work_load(r, STEP_INFORMATION, &w);

	if (status)
		return status;
	if (!w.graduate || (read_payload(r, &payload, &no) &&
	    keep(r, &w, payload, four, &no)))
		return req_redirect(r, "/collect/confirm");
	form_error(r, no.field, no.key);
	return show(r, no.status, &w);
}
