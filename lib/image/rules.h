/*
 * The rule table and how a measured value becomes a finding. Internal: the
 * rest of the program sees struct photo_rule through findings.
 */
#ifndef GP_IMAGE_RULES_H
#define GP_IMAGE_RULES_H

#include "photo.h"

#define RULES_VERSION "2026.2"

/* In the order in which a report lists them. */
enum rule {
	RULE_FACE_COUNT, RULE_FACE_PRESENCE,
	RULE_INPUT_RESOLUTION, RULE_INPUT_DETAIL, RULE_INPUT_COLOUR,
	RULE_INPUT_COMPRESSION, RULE_INPUT_BLOCKS, RULE_INPUT_NOISE,
	RULE_INPUT_SCREEN, RULE_INPUT_REPEAT,
	RULE_POSE_ROLL, RULE_POSE_YAW, RULE_POSE_PITCH, RULE_POSE_SHOULDERS,
	RULE_FACE_MOUTH, RULE_FACE_EXPRESSION,
	RULE_EYES_DARK, RULE_EYES_TINT, RULE_EYES_OPEN, RULE_EYES_LIDS,
	RULE_EYES_AWAY, RULE_EYES_GAZE, RULE_EYES_GLARE, RULE_EYES_SHINE,
	RULE_EYES_VISIBLE, RULE_EYES_CLEAR, RULE_EYES_HAIR, RULE_FACE_BROWS,
	RULE_FACE_EARS, RULE_COVER_FACE, RULE_COVER_HEAD,
	RULE_COVER_HAT, RULE_COVER_DECLARED,
	RULE_GEOMETRY_HEAD, RULE_GEOMETRY_FRAME,
	RULE_GEOMETRY_EYE_Y, RULE_GEOMETRY_CROWN_Y,
	RULE_GEOMETRY_FACE_WIDTH, RULE_GEOMETRY_CENTRE,
	RULE_BACKGROUND_DARK, RULE_BACKGROUND_PLAIN, RULE_BACKGROUND_EVEN,
	RULE_BACKGROUND_GRADIENT, RULE_BACKGROUND_MATTE,
	RULE_BACKGROUND_COLOUR, RULE_BACKGROUND_SPREAD, RULE_BACKGROUND_FLAT,
	RULE_CLOTHES_CONTRAST, RULE_CLOTHES_WALL,
	RULE_LIGHT_DARK, RULE_LIGHT_BRIGHT, RULE_LIGHT_SIDE,
	RULE_LIGHT_BALANCE, RULE_LIGHT_CAST,
	RULE_SHARPNESS_EYES, RULE_RETOUCH_SKIN,
	RULE_OUTPUT_WIDTH, RULE_OUTPUT_HEIGHT, RULE_OUTPUT_DPI,
	RULE_OUTPUT_FORMAT, RULE_OUTPUT_QUALITY, RULE_OUTPUT_BYTES,
	RULE_OUTPUT_SMALL, RULE_OUTPUT_METADATA,
	RULES
};

/* Starts a report: version, profile name, PASS. p may be NULL. */
void report_begin(struct photo_report *r, const struct photo_profile *p);

/* Does the value keep the rule? NAN does. */
int rule_holds(enum rule id, const struct photo_profile *p, double value);

/* Appends a finding, its range from the table and the profile; NAN is SKIP.
 * The report's verdict becomes the worse of the two. p may be NULL for rules
 * without a range of the profile's. */
void report_add(struct photo_report *r, const struct photo_profile *p,
    enum rule id, double value);

/* Changes a finding of a finished report, or adds it in its place; the rule
 * must not take its range from a profile. */
void report_set(struct photo_report *r, enum rule id, double value);

/* Adds rules that were not measured as SKIP (without a profile: none), and
 * sorts the findings into the table's order. */
void report_finish(struct photo_report *r, const struct photo_profile *p);

#endif
