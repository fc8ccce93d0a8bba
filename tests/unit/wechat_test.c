/*
 * WeChat Pay's signatures and sealed texts, against values made with the
 * openssl command (signatures) and Node's crypto (ciphertext).
 */
#include "tests/unit/unit.h"

#include "lib/base/clock.h"
#include "lib/service/messages.h"
#include "lib/service/rsa.h"
#include "lib/service/wechat.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <string.h>
#include <time.h>

#define SERIAL "PUB_KEY_ID_0119"
#define WHEN 1700000000

static const char public_key[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtsGa4qklDh6je+3frRRQ\n"
    "FLb8oJxGLB2ACgSE2bCS+dhlBNQhrUtEMDnhuSQoWVNpZeyAyz5irulLB5AISRdT\n"
    "9CLzdOZr9eFoeppr3sjmcS2X3EXaaefwakkrrxG4nuJUmWWSD7A/GGbXdPZaGRfI\n"
    "1hUmt1XAJ6ESP3XOiSlGeiDTFLe9ye1UqDy3DcxW7OvkHtjFse1+B4TwhQEbGaTf\n"
    "UnBufKumi3xLD0oqa7VjRFsEucCif0BTXT8zehy002qy0Bwo+IiBpEfDcm4sTJR6\n"
    "qUasteIrkGUUrvVxB9OZjA/1P2z76mHplLQG3ppvF48mFgnoKd8gAL5rTu26TgZw\n"
    "AQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";

/* Of "1700000000\nabcDEF123\n{\"id\":\"EV-1\"}\n". */
static const char signature[] =
    "b8IHqEpaAzy1WdQaj2hxlTAMOI/NtKc2REXm3jkd/pNlO/nv/ugsPY4odOc3h61y"
    "6aJfAe446zDoLuhuElJ1YzYgiRKzuDp1bq8MVLc2T7dDsjOWpFQGgbgIdfnhk+if"
    "DxKFEfR4Y67sGB6u0FlE1BdjhI0UAlrsbIBLiSwbWOTBSmiwjB1fdbuE69wwlrDT"
    "bEkPxUzLC011l7kR4g98gDvMMFvA71s6oXyuD17gFb6yl211dmQH05jEZ25kG3a0"
    "F14ibG7cxvC5kBRCGHOSdyIhWs4UofwYF0tkAXO0FIuWRFNIyv2zYEgIhFzhTPrw"
    "O3/GIDXvEFEojh7bKGkyHw==";

/* The same of an empty body, as a 204 has it. */
static const char signature_empty[] =
    "HWjLCRIWlxeINr3K2Sre6/31br2eQSgmSTsHU8Ep/A5PmpTvrMxz5/5p65MpO0CW"
    "pDVM/TaOLh7T4qw96ds68slaxiktFanM5l27CZrIpDp+p5iDISHTeGSzSODsHE3r"
    "X7DY35qFAbkqfruOMUBQLvWIL7VT++JUGaZnItvRTf9qr3kHvCF90piWOREQXxuX"
    "86x1hsSao8oLHnK/dvYldkG2h4jpl4J1z6WZogZasJHwlty01N5kev6VrMqa8cac"
    "RRs5003BE6jLBaHIjFBX4Eb8ZyWggNp29kNSbggSjMOgzI9Ayql1IMo0nurRJ/39"
    "k3BW3jO5ejwC9xPcoq14Wg==";

static const char body[] = "{\"id\":\"EV-1\"}";

static const uint8_t api_key[] = "0123456789abcdef0123456789abcdef";
static const char sealed[] =
    "ShQcIS3IoTdnC1REo7HaOjpFtOe1SvcJzLQxAGfs91uadi5gT/z91ihH08dt3h7z"
    "bULycuq3Hu/o1wO9jw==";

struct fixture {
	struct arena *arena;
	struct wechat_ring ring;
};

static EVP_PKEY *read_public(void)
{
	BIO *bio = BIO_new_mem_buf(public_key, -1);
	EVP_PKEY *key = PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);

	BIO_free(bio);
	assert_non_null(key);
	return key;
}

/* The vectors are of one second; the clock is moved there. */
static void at(int64_t t)
{
	clock_set_offset(t - (int64_t)time(NULL));
}

static int setup(void **state)
{
	static struct fixture f;

	f.arena = arena_new();
	f.ring = (struct wechat_ring){
		.keys = { { .serial = SERIAL, .key = read_public() } }, .n = 1
	};
	at(WHEN);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	EVP_PKEY_free(f->ring.keys[0].key);
	arena_free(f->arena);
	clock_set_offset(0);
	return 0;
}

static struct pay_signature good(void)
{
	return (struct pay_signature){ "1700000000", "abcDEF123", SERIAL,
	    signature };
}

static enum err check(void **state, const struct pay_signature *s,
    const char *text)
{
	struct fixture *f = *state;

	return wechat_check(&f->ring, s, text, strlen(text));
}

static void test_good(void **state)
{
	struct pay_signature s = good();

	assert_int_equal(check(state, &s, body), OK);
	s.signature = signature_empty;
	assert_int_equal(check(state, &s, ""), OK);
}

static void test_altered(void **state)
{
	struct pay_signature s = good();

	assert_int_equal(check(state, &s, "{\"id\":\"EV-2\"}"), ERR_DENIED);
	assert_int_equal(check(state, &s, "{\"id\":\"EV-1\"}\n"), ERR_DENIED);
	assert_int_equal(check(state, &s, ""), ERR_DENIED);
	s.nonce = "abcDEF124";
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s = good();
	s.timestamp = "1700000001";
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s = good();
	s.signature = signature_empty;
	assert_int_equal(check(state, &s, body), ERR_DENIED);
}

static void test_missing(void **state)
{
	struct pay_signature s = good();

	s.timestamp = NULL;
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s = good();
	s.nonce = NULL;
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s = good();
	s.serial = NULL;
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s = good();
	s.signature = NULL;
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s = good();
	s.signature = "not base64 at all";
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s.signature = "";
	assert_int_equal(check(state, &s, body), ERR_DENIED);
}

static void test_serial(void **state)
{
	struct pay_signature s = good();

	s.serial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
	assert_int_equal(check(state, &s, body), ERR_NOTFOUND);
}

/* Their monitoring must see that we verify. */
static void test_probe(void **state)
{
	struct pay_signature s = good();
	struct fixture *f = *state;

	s.signature = arena_printf(f->arena, "WECHATPAY/SIGNTEST/%s",
	    signature);
	assert_int_equal(check(state, &s, body), ERR_DENIED);
}

static void test_clock(void **state)
{
	struct pay_signature s = good();

	at(WHEN + 299);
	assert_int_equal(check(state, &s, body), OK);
	at(WHEN + 300);
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	at(WHEN - 299);
	assert_int_equal(check(state, &s, body), OK);
	at(WHEN - 301);
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	at(WHEN);
	s.timestamp = "1.7e9";
	assert_int_equal(check(state, &s, body), ERR_DENIED);
	s.timestamp = "-1700000000";
	assert_int_equal(check(state, &s, body), ERR_DENIED);
}

static void test_sign(void **state)
{
	static const char text[] = "POST\n/v3/x\n1700000000\nN\n{}\n";
	struct fixture *f = *state;
	EVP_PKEY *key = EVP_RSA_gen(2048);
	char *s = rsa_sign(f->arena, key, text, strlen(text));

	assert_int_equal(strlen(s), 344);
	assert_int_equal(rsa_verify(key, text, strlen(text), s), OK);
	assert_int_equal(rsa_verify(key, text, strlen(text) - 1, s),
	    ERR_DENIED);
	assert_int_equal(rsa_verify(f->ring.keys[0].key, text,
	    strlen(text), s), ERR_DENIED);
	EVP_PKEY_free(key);
}

static void test_open(void **state)
{
	struct fixture *f = *state;
	char *out = NULL;

	assert_int_equal(wechat_open(f->arena, api_key, "nonce1234567",
	    "transaction", sealed, &out), OK);
	assert_string_equal(out,
	    "{\"out_trade_no\":\"A1\",\"amount\":{\"total\":2000}}");
}

static void refuses(struct arena *a, const uint8_t *key, const char *nonce,
    const char *associated, const char *text)
{
	char *out = NULL;

	assert_int_equal(wechat_open(a, key, nonce, associated, text, &out),
	    ERR_DENIED);
	assert_null(out);
}

static void test_open_refuses(void **state)
{
	static const uint8_t other[] = "0123456789abcdef0123456789abcdeF";
	static const char nonce[] = "nonce1234567";
	struct fixture *f = *state;
	struct arena *a = f->arena;
	char *tag = arena_strdup(a, sealed), *text = arena_strdup(a, sealed);

	refuses(a, api_key, nonce, "refund", sealed);
	refuses(a, api_key, nonce, "", sealed);
	refuses(a, api_key, "nonce1234568", "transaction", sealed);
	refuses(a, api_key, "nonce123456", "transaction", sealed);
	refuses(a, other, nonce, "transaction", sealed);
	tag[strlen(tag) - 6] ^= 1;
	refuses(a, api_key, nonce, "transaction", tag);
	text[3] ^= 1;
	refuses(a, api_key, nonce, "transaction", text);
	refuses(a, api_key, nonce, "transaction", "AAAA");
	refuses(a, api_key, nonce, "transaction", "");
	refuses(a, api_key, nonce, "transaction", "***");
}

/* --- the ring ----------------------------------------------------------- */

static const char *serial_of(struct arena *a, int i)
{
	return arena_printf(a, "SERIAL%d", i);
}

static int has(const struct wechat_ring *ring, const char *serial)
{
	int i;

	for (i = 0; i < ring->n; i++)
		if (!strcmp(ring->keys[i].serial, serial))
			return 1;
	return 0;
}

static void fill(struct fixture *f, struct wechat_ring *ring, int64_t end)
{
	int i;

	wechat_ring_add(ring, SERIAL, read_public(), 0);
	for (i = 0; i < WECHAT_RING - 1; i++)
		wechat_ring_add(ring, serial_of(f->arena, i), read_public(),
		    end + i);
	assert_int_equal(ring->n, WECHAT_RING);
}

static void empty(struct wechat_ring *ring)
{
	while (ring->n)
		EVP_PKEY_free(ring->keys[--ring->n].key);
}

/* A process that runs for years sees more certificates than fit. */
static void test_ring_full(void **state)
{
	struct fixture *f = *state;
	struct wechat_ring ring = {0};

	fill(f, &ring, WHEN + 100);
	wechat_ring_add(&ring, "SERIAL3", read_public(), WHEN + 900);
	assert_int_equal(ring.n, WECHAT_RING);
	wechat_ring_add(&ring, "NEW", read_public(), WHEN + 900);
	assert_int_equal(ring.n, WECHAT_RING);
	assert_true(has(&ring, "NEW"));
	assert_true(has(&ring, SERIAL));
	assert_false(has(&ring, "SERIAL0"));
	assert_true(has(&ring, "SERIAL1"));
	at(WHEN + 109);
	wechat_ring_add(&ring, "NEWER", read_public(), WHEN + 900);
	assert_true(has(&ring, "NEWER"));
	assert_true(has(&ring, SERIAL));
	assert_false(has(&ring, "SERIAL9"));
	assert_true(has(&ring, "SERIAL10"));
	empty(&ring);
}

static void test_ring_odd(void **state)
{
	char longest[WECHAT_SERIAL + 1];
	struct wechat_ring ring = {0};
	int i;

	memset(longest, 'A', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	wechat_ring_add(&ring, longest, read_public(), 0);
	assert_int_equal(ring.n, 0);
	for (i = 0; i < WECHAT_RING + 1; i++)
		wechat_ring_add(&ring, serial_of(((struct fixture *)
		    *state)->arena, i), read_public(), 0);
	assert_int_equal(ring.n, WECHAT_RING);
	empty(&ring);
}

static void test_ended(void **state)
{
	struct pay_signature s = good();
	struct fixture *f = *state;

	f->ring.keys[0].expires = WHEN + 1;
	assert_int_equal(check(state, &s, body), OK);
	at(WHEN + 1);
	assert_int_equal(check(state, &s, body), ERR_NOTFOUND);
}

/* --- bills ---------------------------------------------------------------- */

#define HEAD "交易时间,微信订单号,商户订单号,交易状态,商户退款单号,退款状态," \
	"订单金额,申请退款金额,新的一列\r\n"
#define GOOD "`2026-06-30 12:00:00,`42,`A1,`SUCCESS,`0,`,`20.00,`0.00,`x\r\n"
#define SUMS "总交易单数,订单总金额\r\n`1,`20.00\r\n"

static enum err read_bill(void **state, const char *text,
    struct pay_bill *out)
{
	struct arena *a = ((struct fixture *)*state)->arena;

	return wechat_bill_read(a, arena_strdup(a, text), strlen(text), out);
}

static void test_bill(void **state)
{
	struct pay_bill b = {0};

	assert_int_equal(read_bill(state, HEAD GOOD SUMS, &b), OK);
	assert_int_equal(b.n, 1);
	assert_string_equal(b.rows[0].order_token, "A1");
	assert_string_equal(b.rows[0].transaction_no, "42");
	assert_string_equal(b.rows[0].refund_token, "");
	assert_int_equal(b.rows[0].amount_fen, 2000);
	assert_int_equal(b.rows[0].at, 1782792000);
	assert_int_equal(read_bill(state, HEAD SUMS, &b), OK);
	assert_int_equal(b.n, 0);
}

static void test_bill_bad(void **state)
{
	static const char *const bad[] = {
		"", "\xff\xfe", HEAD, HEAD GOOD, GOOD SUMS,
		"交易时间,微信订单号\r\n" GOOD SUMS,
		HEAD "`yesterday,`42,`A1,`SUCCESS,`0,`,`20.00,`0,`x\r\n" SUMS,
		HEAD "`2026-06-30 12:00:00,`42,`A1,`SUCCESS,`0,`,`-1,`0,`x\r\n"
		    SUMS,
		HEAD "`2026-06-30 12:00:00,`42,`A1,`SUCCESS\r\n" SUMS,
		HEAD "\"`2026-06-30\r\n" SUMS
	};
	struct pay_bill b = { .n = 7 };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(read_bill(state, bad[i], &b), ERR_UPSTREAM);
	assert_int_equal(b.n, 7);
}

static void test_messages(void **state)
{
	struct fixture *f = *state;
	char *out = NULL;

	assert_int_equal(message_text(f->arena, "paid", "en",
	    "{\"amount\":\"20.00\"}", &out), OK);
	assert_non_null(strstr(out, "CNY 20.00."));
	assert_int_equal(message_text(f->arena, "paid", "zh-CN",
	    "{\"amount\":\"20.00\"}", &out), OK);
	assert_non_null(strstr(out, "20.00 元"));
	assert_null(strchr(out, '{'));
	assert_int_equal(message_text(f->arena, "paid", "en", "{}", &out),
	    ERR_INPUT);
	assert_int_equal(message_text(f->arena, "paid", "en", "[", &out),
	    ERR_INPUT);
	assert_int_equal(message_text(f->arena, "lottery", "en", "{}", &out),
	    ERR_INPUT);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_good, setup, teardown),
		cmocka_unit_test_setup_teardown(test_altered, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_missing, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_serial, setup, teardown),
		cmocka_unit_test_setup_teardown(test_probe, setup, teardown),
		cmocka_unit_test_setup_teardown(test_clock, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sign, setup, teardown),
		cmocka_unit_test_setup_teardown(test_open, setup, teardown),
		cmocka_unit_test_setup_teardown(test_open_refuses, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_ring_full, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_ring_odd, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_ended, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bill, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bill_bad, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_messages, setup,
		    teardown),
	};

	return cmocka_run_group_tests_name("wechat", tests, NULL, NULL);
}
