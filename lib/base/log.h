/*
 * One line an event, to standard error:
 *   2026-11-22T22:01:37.123Z info student[123] 9f0c…: order paid order=…
 * Never secrets, phone numbers, ID numbers, names or photos.
 */
#ifndef GP_BASE_LOG_H
#define GP_BASE_LOG_H

void log_program(const char *name);	/* borrowed for ever */
const char *log_program_name(void);	/* "gradphoto" until it is set */
void log_request(const char *id);	/* NULL: between requests; copied */

void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* For what cannot go on: a bug, no memory. The parent starts a new process. */
_Noreturn void log_abort(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));

#endif
