#!/bin/bash
# The schema as files and as a database; what refuses a wrong one; what each
# program's account may do.
. "$(dirname "$0")/../page/lib.sh"

# none QUERY WHAT: no row, or shows them.
none() {
	local _rows
	_rows=$(sql "$1" 2>&1)
	ok '[ -z "$_rows" ]' "$2" || sed 's/^/# /' <<<"$_rows"
}

# fails PATTERN WHAT COMMAND...: ends with 1 and says so.
fails() {
	local _pattern=$1 _what=$2 _said _rc
	shift 2
	_said=$("$@" 2>&1)
	_rc=$?
	ok '[ $_rc = 1 ] && grep -qE "$_pattern" <<<"$_said"' "$_what" ||
	    sed 's/^/# /' <<<"$_rc $_said"
}

# --- tables -------------------------------------------------------------

ours="table_schema = '$database' AND table_type = 'BASE TABLE'"
ok '[ "$(sql "SELECT COUNT(*) FROM information_schema.tables WHERE $ours")" \
    -ge 27 ]' 'the schema builds from nothing'
none "SELECT table_name, engine FROM information_schema.tables
    WHERE $ours AND engine <> 'InnoDB'" 'every table is InnoDB'
none "SELECT table_name FROM information_schema.tables t WHERE $ours AND
    NOT EXISTS (SELECT 1 FROM information_schema.table_constraints c
    WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name
    AND constraint_type = 'PRIMARY KEY')" 'every table has a primary key'
none "SELECT table_name, table_collation FROM information_schema.tables
    WHERE $ours AND table_collation <> 'utf8mb4_unicode_ci'" \
    'every table is utf8mb4'
none "SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = '$database' AND collation_name IS NOT NULL AND
    collation_name <> 'utf8mb4_unicode_ci'" 'every text column is utf8mb4'
none "SELECT k.table_name, k.column_name, k.referenced_table_name
    FROM information_schema.key_column_usage k
    JOIN information_schema.columns a ON a.table_schema = k.table_schema
    AND a.table_name = k.table_name AND a.column_name = k.column_name
    LEFT JOIN information_schema.columns b
    ON b.table_schema = k.referenced_table_schema
    AND b.table_name = k.referenced_table_name
    AND b.column_name = k.referenced_column_name
    WHERE k.table_schema = '$database'
    AND k.referenced_table_name IS NOT NULL
    AND (b.column_type IS NULL OR a.column_type <> b.column_type)" \
    'foreign keys refer to a column of the same type'
none "SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = '$database'
    AND data_type IN ('timestamp', 'float', 'double', 'decimal')" \
    'times are DATETIME, money is integer'

# --- files --------------------------------------------------------------

files=("$GP_SRC"/schema/[0-9]*.sql)
names=$(printf '%s\n' "${files[@]##*/}")
ok '! grep -qvE "^[0-9]{4}-[a-z0-9-]+\.sql$" <<<"$names"' \
    'migrations are named NNNN-what.sql'
is "$(cut -c1-4 <<<"$names" | uniq -d)" '' 'each number is used once'
ok '! sed "s/--.*//" "${files[@]}" |
    grep -iqE "MyISAM|RETURNING|LOCK TABLES|GET_LOCK|SEQUENCE"' \
    'nothing that Galera or MySQL 8 would refuse'
one_step=1
for f in "${files[@]:1}"; do
	[ "$(grep -c ';$' "$f")" = 1 ] || one_step=$f
done
is "$one_step" 1 'every migration after the first is one step'

# --- versions -----------------------------------------------------------

serve() {
	timeout 10 "$GP_BUILD/student.fcgi" --config "$T/gradphoto.conf" \
	    </dev/null
}

is "$(tool migrate)" '0 migrations applied' 'migrating again does nothing'
sql "INSERT INTO schema_version VALUES (9998, 'future', UTC_TIMESTAMP())"
fails 'install the newer programs' 'a newer database is not migrated' \
    tool migrate
fails 'install the newer programs' 'nor used' tool campaign list
fails 'install the newer programs' 'nor served' serve
sql 'DELETE FROM schema_version WHERE version = 9998'

mkdir "$T/schema"
cp "$GP_SRC"/schema/*.sql "$T/schema"
sed -i "s|^schema_dir = .*|schema_dir = $T/schema|" "$T/gradphoto.conf"
cat >"$T/schema/9001-step.sql" <<'END'
-- Adds a table; two steps here, to fail between them.
CREATE TABLE step (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY     -- a comment; with a semicolon
) ENGINE=InnoDB;
CREATE TABLE step (id BIGINT UNSIGNED NOT NULL PRIMARY KEY) ENGINE=InnoDB;
END
fails "run 'gradphoto migrate'" 'an older database is not used' \
    tool campaign list
fails "run 'gradphoto migrate'" 'nor served' serve
fails '9001-step.sql stopped at its statement 2' \
    'a migration that fails says where' tool migrate
none 'SELECT name FROM schema_version WHERE version = 9001' \
    'and is not recorded'
sql 'DROP TABLE step'
sed -i '$d' "$T/schema/9001-step.sql"
is "$(tool migrate 2>/dev/null)" '1 migration applied' 'mended, it runs'
is "$(tool migrate 2>/dev/null)" '0 migrations applied' 'once'
echo 'CREATE TABLE cut (id INT PRIMARY KEY)' >"$T/schema/9002-cut.sql"
fails "does not end in ';'" 'half a file is noticed' tool migrate
sed -i "s|^schema_dir = .*|schema_dir = $T/nothing|" "$T/gradphoto.conf"
fails 'no NNNN-what.sql' 'a wrong schema_dir is noticed' tool campaign list
sed -i "s|^schema_dir = .*|schema_dir = $GP_SRC/schema|" "$T/gradphoto.conf"
sql 'DROP TABLE step; DELETE FROM schema_version WHERE version > 9000'
is "$(tool campaign list 2>&1 | wc -l)" 2 'and all is well again'

# --- accounts -----------------------------------------------------------

# as PROGRAM STATEMENT: with the program's account.
as() {
	MYSQL_PWD=$(cat "$db_dir/$1.password") mariadb --no-defaults \
	    --socket="$(cat "$db_dir/socket")" --user="gp_$1" -N -B \
	    -D "$database" -e "$2" 2>&1
}

may() {
	local _said
	_said=$(as "$1" "$2")
	ok '! grep -q denied <<<"$_said"' "gp_$1 may $2" || echo "# $_said"
}

may_not() {
	local _said
	_said=$(as "$1" "$2")
	ok 'grep -q "command denied" <<<"$_said"' "gp_$1 may not $2" ||
	    echo "# $_said"
}

may student 'SELECT password FROM account LIMIT 1'
may photo 'SELECT id, state, lang FROM account LIMIT 1'
may_not photo 'SELECT password FROM account'
may_not photo 'SELECT id_sealed FROM account'
may_not photo 'SELECT name FROM account'
may_not photo 'SELECT name FROM roster'
may_not photo 'SELECT * FROM address'
may_not photo 'SELECT * FROM payment'
may_not photo 'SELECT report FROM photo'
may_not photo 'SELECT remark FROM photo'
may_not photo 'SELECT amount_fen FROM orders'
may_not photo 'SELECT * FROM deletion'
may photo 'SELECT state FROM handoff LIMIT 1'
may_not photo 'UPDATE handoff SET device = NULL'
may_not worker 'SELECT nonce FROM handoff'
may_not notify 'SELECT nonce FROM handoff'
may_not student 'DELETE FROM handoff'
may_not photo 'SELECT params FROM outbox'
may_not photo 'INSERT INTO session VALUES ()'
may_not student 'SELECT params FROM outbox'
may_not notify 'SELECT password FROM account'
may_not notify 'SELECT name FROM roster'
may_not worker 'SELECT password FROM account'
may_not notify 'SELECT token_hash FROM session'
may admin 'SELECT * FROM wording'
may_not admin 'DELETE FROM wording'
may worker 'SELECT * FROM wording'
may_not worker 'UPDATE wording SET body_zh = ""'
may_not student 'SELECT * FROM wording'
may_not jobs 'SELECT * FROM wording'
for program in student photo notify worker; do
	may $program 'SELECT version FROM schema_version'
	for table in orders payment payment_event refund audit consent \
	    deletion schema_version account roster collection; do
		may_not $program "DELETE FROM $table"
	done
	may_not $program 'UPDATE audit SET detail = ""'
	may_not $program 'UPDATE payment SET amount_fen = 1'
	may_not $program 'UPDATE campaign SET price_fen = 1'
	may_not $program 'UPDATE orders SET amount_fen = 1'
	# A student takes over what was handed in before there was an account.
	[ $program = student ] ||
		may_not $program 'UPDATE collection SET account_id = 1'
	may_not $program 'UPDATE roster SET name = ""'
	may_not $program 'CREATE TABLE x (id INT)'
	may_not $program 'DROP TABLE setting'
done
none "SELECT grantee, privilege_type FROM information_schema.user_privileges
    WHERE grantee LIKE '%gp\\_%' AND privilege_type <> 'USAGE'" \
    'no account has a right on the whole server'

done_testing
