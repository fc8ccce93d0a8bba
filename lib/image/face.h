/*
 * Faces in a decoded picture. All coordinates are pixels of that picture.
 */
#ifndef GP_IMAGE_FACE_H
#define GP_IMAGE_FACE_H

#include "engine.h"
#include "photo.h"

struct point3 {
	double x, y, z;		/* z: smaller is nearer, on the scale of x */
};

struct face {
	double score;		/* the detector's, 0..1 */
	double presence;	/* the mesh's own belief in a face, 0..1 */
	double x, y, width, height;
	struct photo_point eye[2];	/* middle of the corners; left, right */
	struct point3 mesh[MESH_POINTS];
	double yaw, pitch, roll;	/* degrees */
};

struct faces {
	int count;
	struct face face[PHOTO_MAX_FACES];	/* largest first */
};

/* Every face that the mesh confirms. The caller frees. ENOMEM EMODEL */
int face_find(struct photo_engine *e, const struct photo_image *im,
    struct faces **out);

/* Mesh and presence from the box and eyes in f, which then become the
 * mesh's own. EMODEL */
int face_mesh(struct photo_engine *e, const struct photo_image *im,
    struct face *f);

/* yaw, pitch and roll from the mesh. */
void face_pose(struct face *f);

/* Points by name; the crown needs hair, so it is segment.c's. */
struct photo_point face_mark(const struct face *f, enum photo_mark mark);
/* The pupils' height. */
double face_eye_line(const struct face *f);
/* Cheek to cheek, horizontally. */
double face_width(const struct face *f);
/* How far the lips are open, in widths of the mouth. */
double face_mouth_open(const struct face *f);

#endif
