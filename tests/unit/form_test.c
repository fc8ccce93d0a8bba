/* Forms as tables: what a field takes, and what the page gets back. */
#include "tests/unit/unit.h"
#include "cgi-bin/web/form.h"
#include "cgi-bin/web/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
	char *name, *secret, *phone, *email, *sex, *lines;
	int agreed;
};

#define MESSAGE "Text.Error.Message422"

static const struct field fields[] = {
	{ "Name", FORM_TEXT, 1, 6, offsetof(struct person, name), MESSAGE,
	  NULL },
	{ "Secret", FORM_SECRET, 1, 6, offsetof(struct person, secret),
	  MESSAGE, NULL },
	{ "Phone", FORM_PHONE, 0, 20, offsetof(struct person, phone),
	  MESSAGE, NULL },
	{ "Email", FORM_EMAIL, 0, 254, offsetof(struct person, email),
	  MESSAGE, NULL },
	{ "Sex", FORM_CHOICE, 0, 2, offsetof(struct person, sex), MESSAGE,
	  "M|F|MM" },
	{ "Agreed", FORM_CHECK, 0, 0, offsetof(struct person, agreed),
	  MESSAGE, NULL },
	{ "Lines", FORM_LINES, 0, 20, offsetof(struct person, lines),
	  MESSAGE, NULL },
	{ 0 }
};

static int setup(void **state)
{
	static struct req r;
	const char *src = getenv("GP_SRC");
	char dir[512];

	snprintf(dir, sizeof dir, "%s/templates", src ? src : ".");
	r = (struct req){ .lang = "en" };
	r.arena = arena_new();
	r.hdf = hdf_new();
	*state = &r;
	return view_open(dir, &r.view) != OK;
}

static int teardown(void **state)
{
	struct req *r = *state;

	view_close(r->view);
	hdf_free(r->hdf);
	arena_free(r->arena);
	return 0;
}

static void add(struct req *r, const char *name, const char *value)
{
	r->form[r->form_count].name = name;
	r->form[r->form_count++].value = value;
}

static void good(void **state)
{
	struct req *r = *state;
	struct person p;

	add(r, "Name", "\xe3\x80\x80 a  b ");
	add(r, "Secret", " x ");
	add(r, "Phone", "+86 139-1234-5678");
	add(r, "Sex", "MM");
	add(r, "Agreed", "");
	add(r, "Lines", "\r\n a  b \r\nc\n\r\n\nd\n\n");
	assert_int_equal(form_read(r, fields, &p), OK);
	assert_string_equal(p.name, "a b");
	assert_string_equal(p.secret, " x ");
	assert_string_equal(p.phone, "13912345678");
	assert_string_equal(p.email, "");
	assert_string_equal(p.sex, "MM");
	assert_int_equal(p.agreed, 1);
	assert_string_equal(p.lines, "a b\nc\n\nd");
	assert_null(hdf_get(r->hdf, "Form.Error"));
	assert_string_equal(hdf_get(r->hdf, "Form.Name.Value"), "a b");
}

static void a_secret_is_never_shown(void **state)
{
	struct req *r = *state;
	struct person p;

	add(r, "Name", "a");
	add(r, "Secret", "too long");
	assert_int_equal(form_read(r, fields, &p), ERR_INPUT);
	assert_null(hdf_get(r->hdf, "Form.Secret.Value"));
	assert_non_null(hdf_get(r->hdf, "Form.Secret.Error"));
	assert_string_equal(hdf_get(r->hdf, "Form.Name.Value"), "a");
	assert_null(hdf_get(r->hdf, "Form.Name.Error"));
}

static void bad(void **state, const char *name, const char *value)
{
	struct req *r = *state;
	struct person p;
	char error[64];

	hdf_free(r->hdf);
	r->hdf = hdf_new();
	r->form_count = 0;
	add(r, name, value);
	add(r, "Name", "a");
	add(r, "Secret", "b");
	snprintf(error, sizeof error, "Form.%s.Error", name);
	assert_int_equal(form_read(r, fields, &p), ERR_INPUT);
	/* The text, and not its key. */
	assert_non_null(hdf_get(r->hdf, error));
	assert_string_not_equal(hdf_get(r->hdf, error), MESSAGE);
	assert_string_equal(hdf_get(r->hdf, "Form.Error"),
	    hdf_get(r->hdf, error));
}

static void bad_values(void **state)
{
	bad(state, "Name", "");
	bad(state, "Name", " \t\r\n ");
	bad(state, "Name", "1234567");
	bad(state, "Name", "\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad");
	bad(state, "Phone", "1391234567");
	bad(state, "Email", "a@b");
	bad(state, "Sex", "X");
	bad(state, "Sex", "M|");
	bad(state, "Sex", "|");
}

static void several_errors(void **state)
{
	struct req *r = *state;
	struct person p;

	add(r, "Phone", "1");
	assert_int_equal(form_read(r, fields, &p), ERR_INPUT);
	assert_non_null(hdf_get(r->hdf, "Form.Name.Error"));
	assert_non_null(hdf_get(r->hdf, "Form.Secret.Error"));
	assert_non_null(hdf_get(r->hdf, "Form.Phone.Error"));
	assert_null(hdf_get(r->hdf, "Form.Sex.Error"));
	assert_string_equal(hdf_get(r->hdf, "Form.Phone.Value"), "1");
	/* The summary: each field once, in the order of the form. */
	form_error(r, "Name", MESSAGE);
	form_error(r, NULL, MESSAGE);
	assert_string_equal(hdf_get(r->hdf, "Form.Errors.0.Field"), "Name");
	assert_string_equal(hdf_get(r->hdf, "Form.Errors.1.Field"), "Secret");
	assert_string_equal(hdf_get(r->hdf, "Form.Errors.2.Field"), "Phone");
	assert_null(hdf_get(r->hdf, "Form.Errors.3.Field"));
	assert_non_null(hdf_get(r->hdf, "Form.Errors.3.Text"));
	assert_null(hdf_get(r->hdf, "Form.Errors.4.Text"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(good, setup, teardown),
		cmocka_unit_test_setup_teardown(a_secret_is_never_shown,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(bad_values, setup, teardown),
		cmocka_unit_test_setup_teardown(several_errors, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
