/*
 * How far a student is, as part of a statement: the numbers of enum stage
 * (cohort.h). STAGE is an expression over what STAGE_FROM joins: ro, the row
 * of the roster, k, its campaign, and c, what is going on.
 */
#ifndef GP_DB_COHORT_STAGE_H
#define GP_DB_COHORT_STAGE_H

#define STAGE_DEPARTMENT "c.route = 'department' "
/* An earlier attempt came back, and nothing was handed in since: 2. */
#define STAGE "CASE WHEN c.state = 'submitted' AND " STAGE_DEPARTMENT \
	"THEN 3 WHEN c.state = 'approved' AND " STAGE_DEPARTMENT "THEN 4 " \
	"WHEN c.state = 'handed_in' THEN 5 " \
	"WHEN c.state IN ('accepted', 'confirmed') AND " STAGE_DEPARTMENT \
	"THEN 6 " \
	"WHEN c.state NOT IN ('draft', 'photo_ready', 'ordered') THEN 7 " \
	"WHEN EXISTS (SELECT 1 FROM collection x " \
	"WHERE x.roster_id = ro.id AND x.live IS NULL " \
	"AND x.state IN ('rejected', 'returned')) THEN 2 " \
	"WHEN c.state IS NOT NULL THEN 1 ELSE 0 END"
#define STAGE_FROM "FROM roster ro JOIN campaign k ON k.id = ro.campaign_id " \
	"LEFT JOIN collection c ON c.roster_id = ro.id AND c.live = 1 "

/* As cohort_class() writes it; ro is the row of the roster. */
#define CLASS_KEY "CONCAT(ro.major, ' / ', ro.class_name)"

#endif
