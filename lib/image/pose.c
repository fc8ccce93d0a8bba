/*
 * Head pose: the rotation that best carries the model's canonical face onto
 * the mesh (Horn's quaternion method, weights of MediaPipe's own face
 * geometry). Two points on the midline would read 10 degrees too high.
 */
#include "face.h"

#include <math.h>
#include <string.h>

#define DEGREE (3.14159265358979323846 / 180)

/* Canonical positions (cm; x right as seen, y up, z to the camera) of the
 * points that talking and smiling move least. [MP] */
static const struct {
	int point;
	double weight;
	double at[3];
} basis[] = {
	{ 4, 0.071, { 0.000, -0.463, 7.587 } },
	{ 6, 0.032, { 0.000, 2.473, 5.789 } },
	{ 10, 0.008, { 0.000, 8.262, 4.482 } },
	{ 33, 0.059, { -4.446, 2.664, 3.173 } },
	{ 54, 0.008, { -6.279, 6.615, 1.426 } },
	{ 67, 0.009, { -3.524, 8.006, 3.729 } },
	{ 117, 0.010, { -5.259, 0.946, 2.974 } },
	{ 119, 0.015, { -3.301, 0.862, 3.873 } },
	{ 121, 0.019, { -1.821, 1.468, 4.224 } },
	{ 127, 0.005, { -7.743, 2.365, -2.005 } },
	{ 129, 0.121, { -1.786, -0.978, 4.850 } },
	{ 132, 0.006, { -7.271, -2.891, -2.252 } },
	{ 133, 0.053, { -1.856, 2.585, 3.758 } },
	{ 136, 0.067, { -5.085, -7.179, 0.715 } },
	{ 143, 0.015, { -6.408, 2.236, 1.561 } },
	{ 147, 0.014, { -6.235, -1.944, 1.664 } },
	{ 198, 0.025, { -1.247, 0.230, 5.681 } },
	{ 205, 0.047, { -3.833, -1.537, 4.138 } },
	{ 263, 0.059, { 4.446, 2.664, 3.173 } },
	{ 284, 0.008, { 6.279, 6.615, 1.426 } },
	{ 297, 0.009, { 3.524, 8.006, 3.729 } },
	{ 346, 0.010, { 5.259, 0.946, 2.974 } },
	{ 348, 0.015, { 3.301, 0.862, 3.873 } },
	{ 350, 0.019, { 1.821, 1.468, 4.224 } },
	{ 356, 0.005, { 7.743, 2.365, -2.005 } },
	{ 358, 0.121, { 1.786, -0.978, 4.850 } },
	{ 361, 0.006, { 7.271, -2.891, -2.252 } },
	{ 362, 0.053, { 1.856, 2.585, 3.758 } },
	{ 365, 0.067, { 5.085, -7.179, 0.715 } },
	{ 372, 0.015, { 6.408, 2.236, 1.561 } },
	{ 376, 0.014, { 6.235, -1.944, 1.664 } },
	{ 420, 0.025, { 1.247, 0.230, 5.681 } },
	{ 425, 0.047, { 3.833, -1.537, 4.138 } },
};

#define BASIS ((int)(sizeof basis / sizeof *basis))

static void mesh_at(const struct face *f, int i, double out[3])
{
	const struct point3 *p = &f->mesh[basis[i].point];

	out[0] = p->x;
	out[1] = -p->y;
	out[2] = -p->z;
}

/* Weighted cross-covariance of canonical and mesh, both about their means. */
static void covariance(const struct face *f, double s[3][3])
{
	double ma[3] = { 0, 0, 0 }, mb[3] = { 0, 0, 0 }, p[3], sum = 0;
	int i, j, k;

	for (i = 0; i < BASIS; i++) {
		mesh_at(f, i, p);
		for (j = 0; j < 3; j++) {
			ma[j] += basis[i].weight * basis[i].at[j];
			mb[j] += basis[i].weight * p[j];
		}
		sum += basis[i].weight;
	}
	memset(s, 0, 9 * sizeof s[0][0]);
	for (i = 0; i < BASIS; i++) {
		mesh_at(f, i, p);
		for (j = 0; j < 3; j++)
			for (k = 0; k < 3; k++)
				s[j][k] += basis[i].weight *
				    (basis[i].at[j] - ma[j] / sum) *
				    (p[k] - mb[k] / sum);
	}
}

/*
 * The unit quaternion of the best rotation is the eigenvector of the largest
 * eigenvalue of Horn's symmetric matrix. Power iteration finds it once the
 * matrix is shifted by a bound on its norm so that all eigenvalues are
 * positive; heads are near upright, so (1,0,0,0) is a good start.
 */
static void rotation(double s[3][3], double q[4])
{
	double n[4][4] = {
		{ s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1],
		    s[2][0] - s[0][2], s[0][1] - s[1][0] },
		{ s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2],
		    s[0][1] + s[1][0], s[2][0] + s[0][2] },
		{ s[2][0] - s[0][2], s[0][1] + s[1][0],
		    s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1] },
		{ s[0][1] - s[1][0], s[2][0] + s[0][2],
		    s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1] },
	};
	double shift = 0, v[4], len;
	int i, j, round;

	for (i = 0; i < 4; i++)
		for (j = 0; j < 4; j++)
			shift += fabs(n[i][j]) / 2;
	q[0] = 1;
	q[1] = q[2] = q[3] = 0;
	for (round = 0; round < 200; round++) {
		for (i = 0, len = 0; i < 4; i++) {
			v[i] = shift * q[i];
			for (j = 0; j < 4; j++)
				v[i] += n[i][j] * q[j];
			len += v[i] * v[i];
		}
		for (i = 0; i < 4 && len > 0; i++)
			q[i] = v[i] / sqrt(len);
	}
}

void face_pose(struct face *f)
{
	double s[3][3], q[4];

	covariance(f, s);
	rotation(s, q);
	/* Yaw to the right as seen, pitch up and roll clockwise are positive;
	 * turned about y, then x, then z. */
	f->yaw = asin(fmax(-1, fmin(1, 2 * (q[0] * q[2] - q[1] * q[3])))) /
	    DEGREE;
	f->pitch = -atan2(2 * (q[0] * q[1] + q[2] * q[3]),
	    1 - 2 * (q[1] * q[1] + q[2] * q[2])) / DEGREE;
	f->roll = -atan2(2 * (q[0] * q[3] + q[1] * q[2]),
	    1 - 2 * (q[2] * q[2] + q[3] * q[3])) / DEGREE;
}
