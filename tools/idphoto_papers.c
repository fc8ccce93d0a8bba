/* What comes with a finished photo: its certificate of origin, and prints. */
#include "tools/idphoto.h"

#include "lib/image/certificate.h"
#include "lib/image/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int certificate_write(const struct tool *t, const struct photo_report *r)
{
	struct certificate_key *key;
	char why[160], *text;
	int code = EXIT_USAGE;

	if (t->key == NULL) {
		fputs("idphoto: --certificate needs --key PRIVATE.pem "
		    "(openssl genpkey -algorithm ed25519 -out ...)\n", stderr);
		return EXIT_USAGE;
	}
	key = certificate_key_private(t->key, why);
	if (key == NULL) {
		fprintf(stderr, "idphoto: %s\n", why);
		return EXIT_USAGE;
	}
	text = certificate_sign(key, r, &t->profile, (int64_t)time(NULL));
	if (text != NULL)
		code = tool_write(t->certificate, text, strlen(text));
	free(text);
	certificate_key_free(key);
	return code;
}

static int verified(const struct tool *t, enum certificate_state s)
{
	FILE *to = s == CERTIFICATE_GOOD ? stdout : stderr;

	fprintf(to, "%s: %s\n", t->in, certificate_state_text(s));
	if (s == CERTIFICATE_GOOD && t->key == NULL)
		fputs("Only the key inside the certificate was used: --key "
		    "PUBLIC.pem would tell who signed.\n", to);
	return s == CERTIFICATE_GOOD ? EXIT_GOOD :
	    s == CERTIFICATE_UNREADABLE ? EXIT_UNREADABLE : EXIT_REFUSED;
}

int verify_run(struct tool *t)
{
	uint8_t *cert = NULL, *photo = NULL, *original = NULL;
	size_t cert_len, photo_len, original_len = 0;
	struct certificate_key *key = NULL;
	char why[160];
	int code;

	if (t->key != NULL &&
	    (key = certificate_key_public(t->key, why)) == NULL) {
		fprintf(stderr, "idphoto: %s\n", why);
		return EXIT_USAGE;
	}
	code = tool_read(t->in, &cert, &cert_len);
	if (code == EXIT_GOOD)
		code = tool_read(t->out, &photo, &photo_len);
	if (code == EXIT_GOOD && t->original != NULL)
		code = tool_read(t->original, &original, &original_len);
	if (code == EXIT_GOOD)
		code = verified(t, certificate_verify((char *)cert, cert_len,
		    photo, photo_len, original, original_len, key));
	free(cert);
	free(photo);
	free(original);
	certificate_key_free(key);
	return code;
}

/* The names that an option takes, after a wrong one. */
static int no_such(const char *option, const char *value)
{
	const struct print_size *s;
	const struct print_paper *p;
	size_t i, n;

	fprintf(stderr, "idphoto: %s %s: there is", option, value);
	if (strcmp(option, "--size") == 0)
		for (s = print_sizes(&n), i = 0; i < n; i++)
			fprintf(stderr, " %s (%d x %d mm)", s[i].name,
			    s[i].mm_width, s[i].mm_height);
	else
		for (p = print_papers(&n), i = 0; i < n; i++)
			fprintf(stderr, " %s", p[i].name);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

int sheet_run(struct tool *t)
{
	const struct print_size *s = print_size_find(t->size ? t->size :
	    "33x48");
	const struct print_paper *p = print_paper_find(t->paper ? t->paper :
	    "6inch");
	size_t n, len = strlen(t->out);
	int pdf = len > 4 && strcmp(t->out + len - 4, ".pdf") == 0, code, e;
	uint8_t *data, *out;

	if (s == NULL)
		return no_such("--size", t->size);
	if (p == NULL)
		return no_such("--paper", t->paper);
	if ((code = tool_read(t->in, &data, &n)) != EXIT_GOOD)
		return code;
	e = (pdf ? print_pdf : print_jpeg)(data, n, s, p, &out, &len);
	free(data);
	if (e != PHOTO_OK)
		return tool_explain(t->in, e);
	code = tool_write(t->out, out, len);
	free(out);
	return code;
}
