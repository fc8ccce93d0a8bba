/*
 * The file store on a local disk. A file appears under its name only once
 * its bytes are on the disk: written aside, synced, linked by rename, and
 * the directory synced too.
 */
#include "directory.h"

#include "lib/base/crypto.h"
#include "lib/base/id.h"
#include "lib/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (64u << 20)	/* nothing larger was ever put */

struct directory {
	struct files files;	/* first: a struct files * is this */
	int fd;
};

static struct directory *self(struct files *f)
{
	return (struct directory *)f;
}

/* "ab/cdef..."; 0 where the name is no SHA-256. */
static int path_of(const char *sha256, char out[66])
{
	if (strlen(sha256) != 64 ||
	    strspn(sha256, "0123456789abcdef") != 64)
		return 0;
	snprintf(out, 66, "%.2s/%s", sha256, sha256 + 2);
	return 1;
}

static enum err failed(const char *what, const char *path)
{
	log_error("files: %s %s: %s", what, path, strerror(errno));
	return ERR_INTERNAL;
}

static int write_all(int fd, const uint8_t *p, size_t n)
{
	ssize_t k;

	while (n > 0) {
		k = write(fd, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		p += k;
		n -= (size_t)k;
	}
	return fsync(fd);
}

/* Names in `path`'s directory reach the disk with the directory itself. */
static int sync_directory(int at, const char *path)
{
	int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r;

	if (fd < 0)
		return -1;
	r = fsync(fd);
	close(fd);
	return r;
}

/* The two-letter directory, durable once it exists. */
static int make_directory(int at, const char *path)
{
	char dir[3] = { path[0], path[1], '\0' };

	if (mkdirat(at, dir, 0770) == 0)
		return sync_directory(at, ".");
	return errno == EEXIST ? 0 : -1;
}

static int write_aside(int at, const char *temp, const char *path,
    const void *p, size_t n)
{
	int fd = openat(at, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0640);
	int r;

	if (fd < 0)
		return -1;
	r = write_all(fd, p, n);
	if (close(fd) < 0)
		r = -1;
	if (r == 0)
		r = renameat(at, temp, at, path);
	if (r < 0)
		unlinkat(at, temp, 0);
	return r;
}

static int put_file(int at, const char *path, const void *p, size_t n)
{
	char temp[ID_SIZE + 8], dir[3] = { path[0], path[1], '\0' };
	char id[ID_SIZE];
	struct stat st;

	/* A file under its name is whole, but whoever put it may have been
	 * killed before its name was on the disk. */
	if (fstatat(at, path, &st, 0) == 0 && (size_t)st.st_size == n)
		return sync_directory(at, dir);
	id_new(id);
	snprintf(temp, sizeof temp, "%s/.%s", dir, id);
	if (make_directory(at, path) < 0 ||
	    write_aside(at, temp, path, p, n) < 0)
		return -1;
	return sync_directory(at, dir);
}

static enum err put(struct files *f, const void *p, size_t n, char sha256[65])
{
	uint8_t hash[CRYPTO_HASH];
	char name[65], path[66];

	crypto_sha256(p, n, hash);
	crypto_hex(hash, sizeof hash, name);
	path_of(name, path);
	if (put_file(self(f)->fd, path, p, n) < 0)
		return failed("writing", path);
	memcpy(sha256, name, sizeof name);
	return OK;
}

static enum err read_all(int fd, struct arena *a, uint8_t **p, size_t *n)
{
	struct stat st;
	size_t done = 0;
	ssize_t k = 1;
	uint8_t *data;

	if (fstat(fd, &st) < 0 || st.st_size < 0 || st.st_size > FILE_MAX)
		return ERR_INTERNAL;
	data = arena_alloc(a, (size_t)st.st_size + 1);
	while (k != 0 && done < (size_t)st.st_size) {
		k = read(fd, data + done, (size_t)st.st_size - done);
		if (k < 0 && errno != EINTR)
			return ERR_INTERNAL;
		done += k > 0 ? (size_t)k : 0;
	}
	if (done < (size_t)st.st_size)
		return ERR_INTERNAL;
	*p = data;
	*n = done;
	return OK;
}

static enum err get(struct files *f, struct arena *a, const char *sha256,
    uint8_t **p, size_t *n)
{
	char path[66];
	enum err e;
	int fd;

	if (!path_of(sha256, path))
		return ERR_NOTFOUND;
	fd = openat(self(f)->fd, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? ERR_NOTFOUND :
		    failed("opening", path);
	e = read_all(fd, a, p, n);
	if (e != OK)
		failed("reading", path);
	close(fd);
	return e;
}

/* A process that died meanwhile has left it aside. */
static enum err put_aside(int at, const char *path, const char *aside)
{
	if (renameat(at, path, at, aside) == 0)
		return OK;
	if (errno == ENOENT)
		return faccessat(at, aside, F_OK, 0) == 0 ? OK : ERR_NOTFOUND;
	return failed("moving", path);
}

/* Removing twice is fine too. */
static enum err erase(struct files *f, const char *sha256,
    enum err (*wanted)(const char *sha256, void *arg), void *arg)
{
	int at = self(f)->fd;
	char path[66], aside[80], dir[3];
	enum err e, answer;

	if (!path_of(sha256, path))
		return ERR_NOTFOUND;
	snprintf(dir, sizeof dir, "%.2s", path);
	snprintf(aside, sizeof aside, "%s/.gone-%s", dir, sha256 + 2);
	e = put_aside(at, path, aside);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	answer = wanted(sha256, arg);
	if (answer == ERR_NOTFOUND ? unlinkat(at, aside, 0) < 0 :
	    renameat(at, aside, at, path) < 0)
		return failed("removing or putting back", path);
	if (sync_directory(at, dir) < 0)
		return failed("syncing", dir);
	return answer == ERR_NOTFOUND ? OK : answer;
}

static void release(struct files *f)
{
	if (!f)
		return;
	close(self(f)->fd);
	free(f);
}

static const struct files_ops ops = { put, get, erase, release };

enum err directory_open(const char *dir, struct files **out)
{
	struct directory *d;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return failed("opening", dir);
	if (faccessat(fd, ".", R_OK | W_OK | X_OK, 0) < 0) {
		failed("may not write", dir);
		close(fd);
		return ERR_INTERNAL;
	}
	d = malloc(sizeof *d);
	if (!d)
		log_abort("files: out of memory");
	d->files.ops = &ops;
	d->fd = fd;
	*out = &d->files;
	return OK;
}
