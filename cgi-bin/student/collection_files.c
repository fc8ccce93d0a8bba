/* /collections/:token/...: the photo under its proper name, its certificate
 * of origin, and a card to show to the department. */
#include "collection_files.h"
#include "money.h"

#include "lib/base/clock.h"
#include "lib/service/service.h"

#include <string.h>

enum err finished_load(struct req *r, struct finished *f)
{
	enum err e = collection_get(r->db, r->arena, r->account, r->arg,
	    &f->c);

	if (e == OK && !f->c.submitted_at)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = campaign_get(r->db, r->arena, f->c.campaign_id,
		    &f->campaign);
	if (e == OK)
		e = enrolment_get(r->db, r->arena, r->account,
		    f->c.enrolment_id, &f->e);
	if (e == OK)
		e = photo_of(r->db, r->arena, f->c.id, f->c.photo_id, &f->p);
	return e;
}

/* The template in the profile that is kept with the photo. */
static char *template_of(struct req *r, const char *profile)
{
	static const char key[] = "file_name = ";
	const char *line = profile;

	while (line && strncmp(line, key, sizeof key - 1) != 0) {
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	line = line ? line + sizeof key - 1 : "{student_no}.jpg";
	return arena_strndup(r->arena, line, strcspn(line, "\n"));
}

/* What a {word} of the template stands for; "" where it is unknown. */
static const char *word(const struct finished *f, const char *s, size_t n)
{
	const struct {
		const char *name, *value;
	} words[] = {
		{ "student_no", f->e.roster.student_no },
		{ "name", f->e.roster.name },
		{ "department", f->e.roster.department },
		{ "major", f->e.roster.major },
		{ "class", f->e.roster.class_name },
	};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].name) == n &&
		    strncmp(words[i].name, s, n) == 0)
			return words[i].value;
	return "";
}

/* What no system takes in a name. */
static void tame(char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || strchr("/\\:*?\"<>|", *s))
			*s = '_';
}

const char *finished_name(struct req *r, const struct finished *f)
{
	const char *s = template_of(r, f->p.profile), *end;
	struct buf out = { 0 };
	char *name;
	size_t n;

	for (; *s; s += n) {
		end = *s == '{' ? strchr(s, '}') : NULL;
		n = end ? (size_t)(end - s) + 1 : 1;
		if (end)
			buf_adds(&out, word(f, s + 1, n - 2));
		else
			buf_add(&out, s, 1);
	}
	name = arena_strndup(r->arena, out.p, out.n);
	buf_free(&out);
	tame(name);
	return name;
}

/* "attachment" with a name that old browsers take and the real one. */
static void disposition(struct req *r, const char *plain, const char *name)
{
	req_header(r, "Content-Disposition", arena_printf(r->arena,
	    "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain,
	    req_escape(r, name)));
	req_header(r, "Cache-Control", "private, no-store");
}

int collection_photo(struct req *r)
{
	struct finished f;
	uint8_t *data;
	size_t n;
	enum err e = finished_load(r, &f);

	if (e == OK && (f.p.removed_at || !f.p.result_sha256))
		e = ERR_NOTFOUND;
	if (e == OK)
		e = r->svc->files->ops->get(r->svc->files, r->arena,
		    f.p.result_sha256, &data, &n);
	if (e != OK)
		return req_fail(r, e);
	disposition(r, "photo.jpg", finished_name(r, &f));
	return req_send(r, 200, "image/jpeg", data, n);
}

int collection_certificate(struct req *r)
{
	struct finished f;
	enum err e = finished_load(r, &f);

	if (e == OK && (f.p.removed_at || !f.p.certificate))
		e = ERR_NOTFOUND;
	if (e != OK)
		return req_fail(r, e);
	disposition(r, "certificate.json", arena_printf(r->arena, "%s.json",
	    finished_name(r, &f)));
	return req_send(r, 200, "application/json", f.p.certificate,
	    strlen(f.p.certificate));
}

/* "3f9a 2c71 b04d 91e2": who has the file can compare. */
static void set_words(struct req *r, const char *sha256)
{
	req_setf(r, "Card.Words", "%.4s %.4s %.4s %.4s", sha256, sha256 + 4,
	    sha256 + 8, sha256 + 12);
}

int collection_card(struct req *r)
{
	struct finished f;
	enum err e = finished_load(r, &f);

	if (e != OK)
		return req_fail(r, e);
	if (!f.p.removed_at && f.p.result_sha256) {
		req_set(r, "Card.Photo", f.p.token);
		set_words(r, f.p.result_sha256);
	}
	req_set(r, "Card.Token", f.c.token);
	req_set(r, "Card.School", work_school(r, &f.campaign));
	req_set(r, "Card.Campaign", work_campaign(r, &f.campaign));
	req_set(r, "Card.StateText", money_collection_state(r, f.c.state));
	req_set_time(r, "Card.At", f.c.submitted_at);
	req_set_time(r, "Card.Now", clock_now());
	req_set(r, "Card.Name", f.e.roster.name);
	req_set(r, "Card.StudentNo", f.e.roster.student_no);
	req_set(r, "Card.Department", f.e.roster.department);
	return req_page(r, "student/collection_card");
}
