/*
 * The standard's numbers drawn over a finished photo, from its stored report:
 *   Ruler.{Width,Height} where there is something to draw;
 *   Ruler.Marks.<i>.{Kind,Verdict,At,From,Size,Above,Below,Value,Range}: a
 *   level line at At, the allowed band from From, Size high, and the two
 *   heights of its words; Kind is crown or eyes;
 *   Ruler.Face.{Verdict,Value,Range,Left,Right,Y,Middle}: cheek to cheek;
 *   along the lower edge the cheeks may be in the bands from OuterLeft and
 *   from InnerRight, each Band wide;
 *   Ruler.Crop.{X,Y,Width,Height} of Ruler.Input.{Width,Height}: what part of
 *   the original it is.
 * Lengths are pixels of the picture drawn on.
 */
#ifndef GP_STUDENT_RULER_H
#define GP_STUDENT_RULER_H

#include "cgi-bin/web/req.h"

#include <jansson.h>

void ruler_show(struct req *r, const json_t *report);

#endif
