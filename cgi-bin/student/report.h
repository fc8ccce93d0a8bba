/*
 * A stored photo report as page values, in the student's language:
 *   Rules.<i>.{Group,Name,Value,Range,Verdict}, worst first; Hint where it
 *   says what to change, Ruler or Other where there is nothing to; where Bar
 *   is set: Rules.<i>.{BarFrom,BarWidth,BarAt}, per cent of the bar;
 *   Report.{Width,Height,Bytes,Dpi} of the finished file, Report.Other,
 *   Report.Cover (something covers head or face);
 *   Ruler.*: ruler.h.
 */
#ifndef GP_STUDENT_REPORT_H
#define GP_STUDENT_REPORT_H

#include "cgi-bin/web/req.h"

/* ERR_INTERNAL: it is not the JSON that the photo core writes. */
enum err report_show(struct req *r, const char *json);

#endif
