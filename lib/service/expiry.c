/* See expiry.h. */
#include "expiry.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <time.h>

static int64_t end_of(const X509 *x)
{
	struct tm tm;

	/* One that can't be read counts as over. */
	return ASN1_TIME_to_tm(X509_get0_notAfter(x), &tm) == 1 ?
	    (int64_t)timegm(&tm) : 0;
}

enum err expiry_of(const char *path, int64_t *at)
{
	BIO *bio = BIO_new_file(path, "r");
	int64_t end, first = 0;
	X509 *x;
	int n = 0;

	if (!bio) {
		ERR_clear_error();
		return ERR_NOTFOUND;
	}
	while ((x = PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
		end = end_of(x);
		if (!n++ || end < first)
			first = end;
		X509_free(x);
	}
	ERR_clear_error();	/* the end of the file is one */
	BIO_free(bio);
	if (!n)
		return ERR_INPUT;
	*at = first;
	return OK;
}
