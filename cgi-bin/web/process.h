/*
 * The pool: a parent that keeps the listening socket and N processes that
 * each serve one request at a time.
 */
#ifndef GP_WEB_PROCESS_H
#define GP_WEB_PROCESS_H

#define PROCESSES_MAX 256

struct process {
	int listen_fd;
	int count;
	/* A process's life. It polls listen_fd and stop_fd and returns its
	 * exit status soon after stop_fd becomes readable (SIGTERM). */
	int (*serve)(void *arg, int listen_fd, int stop_fd);
	void *arg;
};

/* The socket on fd 0, where there is one that listens; else -1. */
int process_inherited(void);
/* Binds a unix socket, mode 0660, in place of what was there. -1: logged. */
int process_listen(const char *path);

/* Returns the exit status once SIGTERM or SIGINT has ended all processes.
 * SIGHUP replaces them one by one. */
int process_run(const struct process *p);

#endif
