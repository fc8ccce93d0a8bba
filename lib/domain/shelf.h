/*
 * The ways into the file store and out of it. Files are shared by content and
 * rows of the database name them, so two things must never happen: that a
 * file goes while somebody is about to name it, and that one stays which
 * nobody names.
 *
 * Coming: a claim (file_claim) is committed before the bytes are written, and
 * taken back once the row is. Going: the file is moved out of sight, then it
 * is asked whether a row or a claim names it, and only then it is removed;
 * whoever claims it later finds it gone and writes it again. Claims of a
 * process that died are due after SHELF_SECONDS, and their files go.
 */
#ifndef GP_DOMAIN_SHELF_H
#define GP_DOMAIN_SHELF_H

#include "lib/base/id.h"
#include "lib/db/db.h"
#include "lib/service/service.h"

#define SHELF_SECONDS 3600	/* no request and no photo of a job takes it */
#define SHELF_FILES 64		/* removed in one go */

/* One claim, of as many files as are named together. */
struct shelf {
	struct db *db;
	struct files *files;
	char claim[ID_SIZE];
};
void shelf_open(struct shelf *s, struct db *db, struct files *f);
/* Not inside a transaction. sha256: the file's name. */
enum err shelf_put(struct shelf *s, const void *p, size_t n, char sha256[65]);
/* Rows name the files now. Never called where they don't: then the claim
 * comes due. A failure is logged; the claim comes due and changes nothing. */
void shelf_named(struct shelf *s);

/* Files whose deletion records are open; at most SHELF_FILES of them. *n how
 * many went. One that is claimed waits. An error is that of the last one
 * which did not go. */
enum err shelf_erase(struct db *db, struct arena *a, struct files *f, int *n);
/* The same for claims that are due; *n how many files nobody named. */
enum err shelf_sweep(struct db *db, struct arena *a, struct files *f, int *n);

#endif
