/*
 * A stored photo report as page values, in the student's language:
 *   Rules.<i>.{Name,Value,Range,Verdict,Hint,Bar}, worst first; where Bar is
 *   set: Rules.<i>.{BarFrom,BarWidth,BarAt}, per cent of the bar;
 *   Report.{Width,Height,Bytes,Dpi} of the finished file.
 */
#ifndef GP_STUDENT_REPORT_H
#define GP_STUDENT_REPORT_H

#include "cgi-bin/web/req.h"

/* ERR_INTERNAL: it is not the JSON that the photo core writes. */
enum err report_show(struct req *r, const char *json);

#endif
