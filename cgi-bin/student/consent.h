/*
 * The texts a student consents to, one a purpose: Text.Consent.<Purpose>Title,
 * -Body and -Version. A changed text needs a new version.
 */
#ifndef GP_STUDENT_CONSENT_H
#define GP_STUDENT_CONSENT_H

#include "cgi-bin/web/req.h"
#include "lib/db/consents.h"

/* What accepting now, in this language, puts on record. purpose: terms,
 * photo, face, sms or mailing. */
void consent_now(struct req *r, const char *purpose, const char *lang,
    struct consent *out);
/* 0 where photo and face may be processed; else the status of an answer
 * already made, which leads to where the consent can be given again. */
int consent_required(struct req *r);
/* What signing up needs, and SMS notices where they were ticked; returns how
 * many. The form's fields must have been required. */
#define CONSENT_MAX 4
int consent_signup(struct req *r, const char *lang, int sms,
    struct consent out[CONSENT_MAX]);

#endif
