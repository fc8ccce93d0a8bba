/*
 * The page that asks for an SMS code, shared by all flows that need one:
 * /register/phone, /activate/code, /reset/code, /me/phone/code.
 */
#ifndef GP_STUDENT_CODE_H
#define GP_STUDENT_CODE_H

#include "cgi-bin/web/req.h"

enum {
	CODE_DECOY = 1,		/* the phone is one of sms_code_decoy */
	CODE_QUIET = 2		/* a limit is not told: it would say whose
				 * phone this is */
};

/*
 * Sends a code and remembers in the session where it went. shown: what the
 * code page says of the phone, NULL for nothing. The same phone again within
 * a minute is OK and sends nothing: it is a double submit. ERR_LIMIT: too
 * many to this phone.
 */
enum err code_begin(struct req *r, const char *purpose, const char *phone,
    const char *shown, int flags);

#endif
