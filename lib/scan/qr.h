/* scan_qr as it works in its child process. */
#ifndef GP_SCAN_QR_H
#define GP_SCAN_QR_H

#include "scan.h"

enum err qr_read(struct arena *a, const uint8_t *data, size_t n,
    struct scan_code *list, int max, int *count);

/* What a code's bytes say, in UTF-8; "base64:..." where they are no text. */
const char *qr_text(struct arena *a, const char *bytes, size_t n);

#endif
