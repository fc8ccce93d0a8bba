/*
 * Where a role counts, as part of a statement: staff see and change only
 * what one of their roles covers, and what lies outside is not found. The
 * one ? that STAFF_SCOPE adds is the staff's id.
 *
 *	"SELECT ... FROM batch b WHERE b.token = ? AND "
 *	    STAFF_SCOPE("'registrar'", "b.school_id", "b.department_id")
 *
 * roles: SQL literals with commas; school, department: columns (or "NULL"
 * for a department that does not matter: then only roles for all of them
 * count).
 */
#ifndef GP_DB_STAFF_SCOPE_H
#define GP_DB_STAFF_SCOPE_H

#define STAFF_SCOPE(roles, school, department) \
	"EXISTS (SELECT 1 FROM staff_role sr WHERE sr.staff_id = ? " \
	"AND sr.role IN (" roles ") " \
	"AND (sr.school_id IS NULL OR sr.school_id = " school ") " \
	"AND (sr.department_id IS NULL OR sr.department_id = " department "))"

#endif
