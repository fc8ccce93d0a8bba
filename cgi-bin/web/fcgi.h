/*
 * The wire: FastCGI by libfcgi, or one plain CGI request on standard input
 * and output. The only place that knows which of the two it is.
 */
#ifndef GP_WEB_FCGI_H
#define GP_WEB_FCGI_H

#include "req.h"

struct fcgi;

/* listen_fd -1: plain CGI. */
struct fcgi *fcgi_new(int listen_fd);
void fcgi_free(struct fcgi *f);

/* Takes a connection, if there is one: r->io and r->read are set and *envp
 * holds the CGI variables until fcgi_finish. ERR_NOTFOUND: another process
 * was faster, or the client left. */
enum err fcgi_accept(struct fcgi *f, struct req *r, char ***envp);

/* Sends r's status, headers and body. A client that left is no error. */
void fcgi_send(struct fcgi *f, struct req *r);
void fcgi_finish(struct fcgi *f);

/* After `seconds` of processor time, or ten times as many on the clock, the
 * client gets r's answer as it is at this moment, and the process ends with
 * FCGI_EXIT_LATE. Must be called off before anything else is sent. */
void fcgi_deadline(struct fcgi *f, const struct req *r, int seconds);
void fcgi_deadline_off(struct fcgi *f);

#define FCGI_EXIT_LATE 3

#endif
