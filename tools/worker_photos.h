/* Jobs of the department: photos of many students at once. */
#ifndef GP_TOOLS_WORKER_PHOTOS_H
#define GP_TOOLS_WORKER_PHOTOS_H

#include "lib/domain/job.h"

/* photos.import: a zip of files named "学号 姓名.jpg", each matched to the
 * roster of the params' department, made into a photo as a student's own
 * upload is, and handed in for review; with "dry" only looked at. A report of
 * every file is the output. */
enum err worker_photos(struct job_run *j);

#endif
