/* On-site tickets: the text and its signature; the database is the pages'
 * tests' business (tests/page/collect.t). */
#include "tests/unit/unit.h"
#include "lib/domain/ticket.h"

#include <string.h>

static const struct keys k = { .lookup = { 9, 8, 7 } };

static enum ticket_verdict verdict(const char *text, int64_t now)
{
	struct arena *a = arena_new();
	struct ticket t;

	assert_int_equal(ticket_check(NULL, &k, a, text, now, &t), OK);
	arena_free(a);
	return t.verdict;
}

static void test_text(void **state)
{
	char text[TICKET_TEXT], again[TICKET_TEXT];

	(void)state;
	ticket_text(&k, 77, 1800000000, text);
	assert_int_equal(strlen(text), TICKET_TEXT - 1);
	assert_int_equal(strncmp(text, "GPT1-0000-", 10), 0);
	ticket_text(&k, 77, 1800000000, again);
	assert_string_equal(text, again);
	ticket_text(&k, 78, 1800000000, again);
	assert_string_not_equal(text, again);
	/* Expired, not foreign: it was read. */
	assert_int_equal(verdict(text, 1800000000), TICKET_EXPIRED);
}

static void test_forged(void **state)
{
	char text[TICKET_TEXT], bad[TICKET_TEXT];
	size_t i;

	(void)state;
	ticket_text(&k, UINT64_MAX, 4000000000, text);
	assert_int_equal(verdict(text, 4000000000), TICKET_EXPIRED);
	for (i = 0; i < strlen(text); i++) {
		if (text[i] == '-')
			continue;
		memcpy(bad, text, sizeof bad);
		bad[i] = bad[i] == '3' ? '4' : '3';
		assert_int_equal(verdict(bad, 1), TICKET_FOREIGN);
		memcpy(bad, text, sizeof bad);
		bad[i] = '\0';
		assert_int_equal(verdict(bad, 1), TICKET_FOREIGN);
	}
	assert_int_equal(verdict("", 1), TICKET_FOREIGN);
	assert_int_equal(verdict("GPT1", 1), TICKET_FOREIGN);
}

/* As people type it. */
static void test_typed(void **state)
{
	char text[TICKET_TEXT], typed[3 * TICKET_TEXT], *p = typed;
	size_t i;

	(void)state;
	ticket_text(&k, 1, 1, text);
	for (i = 0; text[i]; i++) {
		if (text[i] == '-')
			continue;
		*p++ = text[i] == '0' ? 'o' : text[i] == '1' ? 'l' : text[i];
		*p++ = i % 3 ? ' ' : '-';
	}
	*p = '\0';
	/* The prefix's own 1 was changed as well. */
	assert_int_equal(verdict(typed, 1), TICKET_EXPIRED);
	*p++ = '7';
	*p = '\0';
	assert_int_equal(verdict(typed, 1), TICKET_FOREIGN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_forged),
		cmocka_unit_test(test_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
