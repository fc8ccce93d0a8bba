/* Against published vectors: FIPS 180-2, RFC 4231, RFC 4648, RFC 7914 and
 * test case 16 of McGrew and Viega's GCM; then every way to be refused. */
#include "tests/unit/unit.h"
#include "lib/base/crypto.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(a)	(sizeof (a) / sizeof (a)[0])

static const uint8_t key[CRYPTO_KEY] = "0123456789abcdef0123456789abcde";

static void sha256(void **state)
{
	uint8_t hash[CRYPTO_HASH];
	char hex[2 * CRYPTO_HASH + 1];

	(void)state;
	crypto_sha256("abc", 3, hash);
	crypto_hex(hash, sizeof hash, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	crypto_sha256("", 0, hash);
	crypto_hex(hash, sizeof hash, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
}

/* Cases 1 to 4 have keys under 32 bytes; HMAC fills a key up with zeros, so
 * ours give the same. */
static void hmac(void **state)
{
	static const struct { const char *key, *text, *mac; } cases[] = {
		{ "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
		  "4869205468657265",
		  "b0344c61d8db38535ca8afceaf0bf12b"
		  "881dc200c9833da726e9376c2e32cff7" },
		{ "4a656665",
		  "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
		  "5bdcc146bf60754e6a042426089575c7"
		  "5a003f089d2739839dec58b964ec3843" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		  "dddddddddddddddddddddddddddddddddddddddddddddddddd"
		  "dddddddddddddddddddddddddddddddddddddddddddddddddd",
		  "773ea91e36800e46854db8ebd09181a7"
		  "2959098b3ef8c122d9635514ced565fe" },
		{ "0102030405060708090a0b0c0d0e0f10111213141516171819",
		  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
		  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
		  "82558a389a443c0ea4cc819899f2083a"
		  "85f0faa3e578f8077a2e3ff46729665b" },
	};
	uint8_t k[CRYPTO_KEY], text[64], mac[CRYPTO_HASH];
	char hex[2 * CRYPTO_HASH + 1];
	size_t i, n;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(k, 0, sizeof k);
		n = strlen(cases[i].key) / 2;
		assert_int_equal(crypto_unhex(cases[i].key, k, n), OK);
		n = strlen(cases[i].text) / 2;
		assert_int_equal(crypto_unhex(cases[i].text, text, n), OK);
		crypto_hmac(k, text, n, mac);
		crypto_hex(mac, sizeof mac, hex);
		assert_string_equal(hex, cases[i].mac);
	}
}

static void hex(void **state)
{
	static const char *const bad[] = { "", "00", "0g1", "001122", "00g1",
	    "0 11", "00 1", "-011", "001\x80" };
	uint8_t two[2] = { 7, 7 };
	char s[5];
	size_t i;

	(void)state;
	crypto_hex("\x00\xfe", 2, s);
	assert_string_equal(s, "00fe");
	crypto_hex("", 0, s);
	assert_string_equal(s, "");
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(crypto_unhex(bad[i], two, 2), ERR_INPUT);
		assert_memory_equal(two, "\7\7", 2);
	}
	assert_int_equal(crypto_unhex("aBCd", two, 2), OK);
	assert_memory_equal(two, "\xab\xcd", 2);
	assert_int_equal(crypto_unhex("", two, 0), OK);
}

static void equal(void **state)
{
	(void)state;
	assert_true(crypto_equal("a\0b", "a\0b", 3));
	assert_false(crypto_equal("a\0b", "a\0c", 3));
	assert_true(crypto_equal("x", "y", 0));
}

static void base64(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\xfb\xff\xbf", "+/+/" },
	};
	static const char *const bad[] = {
		"Z", "Zg", "Zg=", "Zg===", "Zg==Zg==", "=", "====", "Z===",
		"Zm9v\n", " Zm9v", "Zm9v ", "Zm-v", "Zm9vZ", "Zh==", "Zm9=",
		"Zg==\n", "Z=g=", "Zm\xc3\xa9",
	};
	char s[16], out[16] = "untouched";
	size_t i, n = 5;

	(void)state;
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(crypto_unbase64(bad[i], out, &n), ERR_INPUT);
		assert_string_equal(out, "untouched");
		assert_int_equal(n, 5);
	}
	for (i = 0; i < COUNT(cases); i++) {
		crypto_base64(cases[i][0], strlen(cases[i][0]), s);
		assert_string_equal(s, cases[i][1]);
		assert_int_equal(crypto_unbase64(s, out, &n), OK);
		assert_int_equal(n, strlen(cases[i][0]));
		assert_memory_equal(out, cases[i][0], n);
	}
}

static void base64_all_bytes(void **state)
{
	uint8_t in[257], back[258];
	char s[4 * 86 + 1];
	size_t i, n, got;

	(void)state;
	for (i = 0; i < sizeof in; i++)
		in[i] = (uint8_t)(i * 7);
	for (n = 0; n <= sizeof in; n++) {
		crypto_base64(in, n, s);
		assert_int_equal(strlen(s), 4 * ((n + 2) / 3));
		assert_int_equal(crypto_unbase64(s, back, &got), OK);
		assert_int_equal(got, n);
		assert_memory_equal(in, back, n);
	}
}

/* The version byte, then nonce, text and tag as the test case has them; its
 * associated data hold no zero byte, so they pass as text. */
static void gcm_vector(void **state)
{
	static const char sealed[] = "01" "cafebabefacedbaddecaf888"
	    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
	    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
	    "76fc6ece0f4e1768cddf8853bb2d551b";
	static const char open[] =
	    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
	    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
	enum { N = sizeof sealed / 2 };
	uint8_t k[CRYPTO_KEY], what[21], in[N], out[N - CRYPTO_SEAL + 1];
	char text[sizeof open];

	(void)state;
	assert_int_equal(crypto_unhex("feffe9928665731c6d6a8f9467308308"
	    "feffe9928665731c6d6a8f9467308308", k, sizeof k), OK);
	assert_int_equal(crypto_unhex("feedfacedeadbeeffeedfacedeadbeef"
	    "abaddad2" "00", what, sizeof what), OK);
	assert_int_equal(crypto_unhex(sealed, in, N), OK);
	assert_int_equal(crypto_open(k, (const char *)what, in, N, out), OK);
	crypto_hex(out, N - CRYPTO_SEAL, text);
	assert_string_equal(text, open);
	assert_int_equal(out[N - CRYPTO_SEAL], 0);
}

static void seal(void **state)
{
	static const char text[] = "11010519491231002X";
	enum { N = sizeof text - 1 };
	uint8_t a[N + CRYPTO_SEAL], b[N + CRYPTO_SEAL];
	char out[N + 1];

	(void)state;
	crypto_seal(key, "account.id_no", text, N, a);
	crypto_seal(key, "account.id_no", text, N, b);
	assert_memory_not_equal(a, b, sizeof a);
	assert_int_equal(crypto_open(key, "account.id_no", a, sizeof a,
	    (uint8_t *)out), OK);
	assert_string_equal(out, text);
	crypto_seal(key, "", "", 0, a);
	assert_int_equal(crypto_open(key, "", a, CRYPTO_SEAL, (uint8_t *)out),
	    OK);
	assert_string_equal(out, "");
}

static void seal_refuses(void **state)
{
	uint8_t other[CRYPTO_KEY], a[5 + CRYPTO_SEAL];
	char out[6] = "xxxxx";
	size_t i;

	(void)state;
	memcpy(other, key, sizeof key);
	other[31] ^= 1;
	crypto_seal(key, "a.b", "hello", 5, a);
	for (i = 0; i < sizeof a; i++) {	/* each byte counts */
		a[i] ^= 0x40;
		assert_int_equal(crypto_open(key, "a.b", a, sizeof a,
		    (uint8_t *)out), ERR_INPUT);
		a[i] ^= 0x40;
		/* The first is refused by its version, before any work. */
		assert_memory_equal(out, i ? "\0\0\0\0\0" : "xxxxx", 5);
	}
	for (i = 0; i < sizeof a; i++)
		assert_int_equal(crypto_open(key, "a.b", a, i,
		    (uint8_t *)out), ERR_INPUT);
	assert_int_equal(crypto_open(key, "a.c", a, sizeof a, (uint8_t *)out),
	    ERR_INPUT);
	assert_int_equal(crypto_open(other, "a.b", a, sizeof a,
	    (uint8_t *)out), ERR_INPUT);
	assert_int_equal(crypto_open(key, "a.b", a, sizeof a, (uint8_t *)out),
	    OK);
	assert_string_equal(out, "hello");
}

/* RFC 7914, section 12; our hash is the first half of theirs, salts are "",
 * "NaCl" and "SodiumChloride". */
static void scrypt_vectors(void **state)
{
	(void)state;
	assert_true(crypto_password_verify("",
	    "$s1$16$1$1$$77d6576238657b203b19ca42c18a0497"
	    "f16b4844e3074ae8dfdffa3fede21442"));
	assert_true(crypto_password_verify("password",
	    "$s1$1024$8$16$4e61436c$fdbabe1c9d3472007856e7190d01e9fe"
	    "7c6ad7cbc8237830e77376634b373162"));
	assert_true(crypto_password_verify("pleaseletmein",
	    "$s1$16384$8$1$536f6469756d43686c6f72696465$7023bdcb3afd7348"
	    "461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"));
}

static void password(void **state)
{
	char a[CRYPTO_PASSWORD], b[CRYPTO_PASSWORD];

	(void)state;
	crypto_password_hash("Correct-8", a);
	crypto_password_hash("Correct-8", b);
	assert_string_not_equal(a, b);
	assert_memory_equal(a, "$s1$32768$8$1$", 14);
	assert_true(crypto_password_verify("Correct-8", a));
	assert_false(crypto_password_verify("correct-8", a));
	assert_false(crypto_password_verify("", a));
	assert_false(crypto_password_verify("Correct-8", NULL));
}

static void password_malformed(void **state)
{
#define HASH "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
	static const char *const bad[] = {
		"", "$", "password", "s1$1024$8$16$4e61436c$" HASH,
		"$s2$1024$8$16$4e61436c$" HASH, "$s1$1024$8$16$4e61436c",
		"$s1$1024$8$16$4e61436c$" HASH "$",
		"$s1$1024$8$16$4e61436c$" HASH "00",
		"$s1$x$8$16$4e61436c$" HASH, "$s1$1024$$16$4e61436c$" HASH,
		"$s1$1024$8$-1$4e61436c$" HASH, "$s1$1024$8$16$$" HASH,
		"$s1$1024$8$16$4e61436$" HASH, "$s1$1024$8$16$4e6143zz$" HASH,
		"$s1$1023$8$16$4e61436c$" HASH,		/* no power of two */
		"$s1$1073741824$8$16$4e61436c$" HASH,	/* 1 TiB */
		"x$s1$1024$8$16$4e61436c$" HASH,
		HASH HASH HASH,
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_false(crypto_password_verify("password", bad[i]));
}

static void random_differs(void **state)
{
	uint8_t a[32] = {0}, b[32] = {0};

	(void)state;
	crypto_random(a, sizeof a);
	crypto_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
}

/* Writes a key file of that content and mode, loads it, removes it. */
static enum err load_as(gid_t group, const void *p, size_t n, mode_t mode,
    uint8_t *out)
{
	char path[] = "/tmp/gp-key-XXXXXX";
	int fd = mkstemp(path);
	enum err e;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	assert_int_equal(fchown(fd, (uid_t)-1, group), 0);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
	e = crypto_key_load(path, out);
	unlink(path);
	return e;
}

/* With a group that is not root's: ours, or any where we are root. */
static enum err load(const void *p, size_t n, mode_t mode, uint8_t *out)
{
	gid_t group = getegid();

	return load_as(group ? group : 65534, p, n, mode, out);
}

static void key_file_of_roots_group(void **state)
{
	uint8_t out[CRYPTO_KEY];

	(void)state;
	/* Only root may give a file to root's group. cmocka's skip() prints
	 * "not ok", which Automake counts as a failure. */
	if (geteuid() != 0) {
		print_message("# not root: not tried\n");
		return;
	}
	assert_int_equal(load_as(0, key, sizeof key, 0440, out), OK);
	assert_int_equal(load_as(0, key, sizeof key, 0444, out), ERR_DENIED);
}

static void key_files(void **state)
{
	static const char text[] = "3031323334353637383961626364656630"
	    "313233343536373839616263646500\n";
	uint8_t out[CRYPTO_KEY];

	(void)state;
	assert_int_equal(load(key, sizeof key, 0600, out), OK);
	assert_memory_equal(out, key, sizeof key);
	memset(out, 7, sizeof out);
	assert_int_equal(load(text, 65, 0400, out), OK);
	assert_memory_equal(out, key, sizeof key);
	assert_int_equal(load(text, 64, 0600, out), OK);

	memset(out, 7, sizeof out);
	assert_int_equal(load(key, sizeof key, 0640, out), ERR_DENIED);
	assert_int_equal(load(key, sizeof key, 0604, out), ERR_DENIED);
	assert_int_equal(load(key, sizeof key, 0601, out), ERR_DENIED);
	assert_int_equal(load("", 0, 0600, out), ERR_INPUT);
	assert_int_equal(load(key, 31, 0600, out), ERR_INPUT);
	assert_int_equal(load(text, 63, 0600, out), ERR_INPUT);
	assert_int_equal(load("x", 1, 0600, out), ERR_INPUT);
	assert_int_equal(load(HASH "\n\n", 66, 0600, out), ERR_INPUT);
	assert_int_equal(load(HASH HASH, 128, 0600, out), ERR_INPUT);
	assert_int_equal(crypto_key_load("/tmp", out), ERR_INPUT);
	assert_int_equal(crypto_key_load("/nonexistent/key", out),
	    ERR_NOTFOUND);
	assert_int_equal(out[0], 7);
}

/* RFC 8032, 7.1, test 3. */
static void signatures(void **state)
{
	static const char seed_hex[] =
	    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";
	static const char public_hex[] =
	    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";
	static const char sig_hex[] =
	    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
	    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";
	uint8_t seed[CRYPTO_KEY], public[CRYPTO_KEY], sig[CRYPTO_SIGNATURE];
	uint8_t want[CRYPTO_SIGNATURE];

	(void)state;
	assert_int_equal(crypto_unhex(seed_hex, seed, sizeof seed), OK);
	crypto_sign_public(seed, public);
	assert_int_equal(crypto_unhex(public_hex, want, CRYPTO_KEY), OK);
	assert_memory_equal(public, want, CRYPTO_KEY);
	crypto_sign(seed, "\xaf\x82", 2, sig);
	assert_int_equal(crypto_unhex(sig_hex, want, sizeof want), OK);
	assert_memory_equal(sig, want, sizeof want);
	assert_true(crypto_signed(public, "\xaf\x82", 2, sig));
	assert_false(crypto_signed(public, "\xaf\x83", 2, sig));
	sig[63] ^= 1;
	assert_false(crypto_signed(public, "\xaf\x82", 2, sig));
	sig[63] ^= 1;
	public[0] ^= 1;
	assert_false(crypto_signed(public, "\xaf\x82", 2, sig));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures),
		cmocka_unit_test(sha256), cmocka_unit_test(hmac),
		cmocka_unit_test(hex), cmocka_unit_test(equal),
		cmocka_unit_test(base64), cmocka_unit_test(base64_all_bytes),
		cmocka_unit_test(gcm_vector), cmocka_unit_test(seal),
		cmocka_unit_test(seal_refuses),
		cmocka_unit_test(scrypt_vectors), cmocka_unit_test(password),
		cmocka_unit_test(password_malformed),
		cmocka_unit_test(random_differs), cmocka_unit_test(key_files),
		cmocka_unit_test(key_file_of_roots_group),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
