/*
 * The photo core: phone picture in, standard-conforming certificate photo
 * out. This header is its manual. The core knows no request, database, log
 * or global state; every call is a function of its arguments, and the same
 * input gives the same bytes.
 *
 * Pictures are 8-bit sRGB, three bytes a pixel, rows top to bottom, no
 * padding. Coordinates given to callers are pixels of the oriented input
 * (EXIF orientation applied), origin at the top left, x to the right; "left"
 * and "right" mean as seen in the picture.
 *
 * In short: photo_profile_load says what a photo must be, photo_models_open
 * and photo_engine_new make the engine (once a process), photo_make makes the
 * photo, its report says whether it is good, photo_result_free ends it. The
 * models are fetched by tools/fetch-models.sh DIR and installed in
 * LIBDIR/gradphoto/models; profiles are in DATADIR/gradphoto/profiles. Link
 * with what $(IMAGE) is in the Makefile. Prints on paper: print.h;
 * certificates of origin: certificate.h.
 *
 * Sources: [99] the graduate photo standard, teaching ministry notice
 * 教毕指〔2017〕99号; [MP] MediaPipe model cards; [M] measured by us, see
 * docs/IMAGE.md.
 */
#ifndef GP_IMAGE_PHOTO_H
#define GP_IMAGE_PHOTO_H

#include <stddef.h>
#include <stdint.h>

/* Every fallible call returns one of these; results come back through the
 * last parameters and are untouched on failure. */
enum photo_err {
	PHOTO_OK = 0,
	PHOTO_EFORMAT = -1,	/* not JPEG, PNG, WebP, HEIC or AVIF */
	PHOTO_EDAMAGED = -2,	/* right format, but truncated or corrupt */
	PHOTO_ETOOBIG = -3,	/* over the byte or pixel limit */
	PHOTO_ETOOSMALL = -4,	/* too few pixels to make a photo from */
	PHOTO_ENOMEM = -5,	/* out of memory; nothing was leaked */
	PHOTO_EMODEL = -6,	/* a model or its runtime is missing, broken */
	PHOTO_EPROFILE = -7,	/* no such profile, or a bad value in it */
	PHOTO_EENCODE = -8	/* cannot fit the profile's byte limit */
};

const char *photo_err_name(enum photo_err e);	/* "format", "damaged", ... */

/* --- input --------------------------------------------------------- */

#define PHOTO_MAX_BYTES		(20u << 20)	/* 20 MiB of file */
#define PHOTO_MAX_PIXELS	50000000u	/* 50 MP, before scaling */
#define PHOTO_MAX_SCANS		100		/* progressive JPEG bombs */
#define PHOTO_MIN_SIDE		200		/* px, either side */

enum photo_format {
	PHOTO_UNKNOWN, PHOTO_JPEG, PHOTO_PNG, PHOTO_WEBP, PHOTO_HEIC,
	PHOTO_AVIF
};

struct photo_image {
	int width, height;
	uint8_t *rgb;		/* width * height * 3 */
	struct photo_image *half;	/* the core's own; NULL or owned */
};

int photo_image_new(int width, int height, struct photo_image **out);
void photo_image_free(struct photo_image *im);

struct photo_matte {
	int width, height;
	uint8_t *alpha;		/* width * height; 255 is the person */
};

int photo_matte_new(int width, int height, struct photo_matte **out);
void photo_matte_free(struct photo_matte *m);

/* What the file says of itself, before and while it is decoded. */
struct photo_input {
	enum photo_format format;
	int width, height;	/* oriented, at full size */
	int orientation;	/* EXIF 1..8; 1 where none is given */
	size_t bytes;
	char sha256[65];	/* of the file's bytes, lower-case hex */
};

/* Format from the first bytes alone; the name and MIME type are not asked. */
enum photo_format photo_sniff(const uint8_t *data, size_t n);
const char *photo_format_name(enum photo_format f);	/* "jpeg", ... */

/*
 * Decodes, orients and converts to sRGB. Bytes and pixels are checked before
 * anything is allocated. With side > 0 the picture is made no smaller than
 * needed for its longer side to stay at least `side` (JPEG is scaled while
 * decoding); 0 means full size. *scale is decoded size / full size.
 *
 * Memory, with side 1600: a baseline JPEG or plain PNG of 50 MP needs less
 * than 40 MB. Formats that must be in memory as a whole have caps of their
 * own, and what exceeds them is ETOOBIG: JPEG in several scans (progressive)
 * 180 MB of coefficients, which is 50 MP at half colour resolution, 31 at
 * full, and 12 scans of 50 MP, or 100 of fewer; WebP 40 MP; interlaced PNG
 * with alpha 47 MP; HEIC and AVIF, decoded in a forked child, 230 MB and 1.7 s
 * of processor time, which 24 MP of a phone stay under.
 * The caller frees *out. EFORMAT EDAMAGED ETOOBIG ETOOSMALL ENOMEM.
 */
int photo_decode(const uint8_t *data, size_t n, int side,
    struct photo_input *info, double *scale, struct photo_image **out);

/*
 * From now on this process and its children may map so many bytes beyond what
 * the process has mapped so far, and who asks for more gets ENOMEM, until it
 * is called again; memory that one photo has freed is kept for the next. For
 * programs that take pictures from strangers; 230 MB serve every picture
 * within the limits above. No limit under AddressSanitizer. ENOMEM: it can't
 * be set.
 */
int photo_limit_memory(size_t bytes);

/* --- profiles ------------------------------------------------------ */

/* Hats, veils and turbans: refused, or, for a student who declared a religious
 * or medical reason, a warning that tells reviewers of the declaration. The
 * face from brows to chin must be free either way. */
enum photo_cover { PHOTO_COVER_FORBIDDEN, PHOTO_COVER_ALLOWED };

/* What becomes of the wall. A photo that somebody else has made and a person
 * will review is only cropped: its wall, and what is worn before it, are then
 * for that person to judge, and the rules background.* and clothes.* warn
 * where they would refuse. */
enum photo_ground { PHOTO_GROUND_REPLACE, PHOTO_GROUND_KEEP };

/* etc/profiles/NAME.conf, `name = value`. Ranges are inclusive. */
struct photo_profile {
	char name[48];
	int width, height;		/* px */
	int dpi;
	uint8_t background[3];		/* RGB */
	int quality_min, quality_max;	/* JPEG, libjpeg scale */
	int bytes_min, bytes_max;	/* below min is a warning only */
	double eye_y_min, eye_y_max;	/* px from the top edge [99] */
	double crown_y_min, crown_y_max;	/* px, top of the head [99] */
	double face_width_min, face_width_max;	/* px, cheek to cheek [99] */
	double centre_tolerance;	/* px, face centre to picture centre */
	double roll_max, yaw_max, pitch_max;	/* degrees, absolute */
	enum photo_cover head_cover;	/* head_cover = forbidden | allowed */
	enum photo_ground ground;	/* background = replace | keep */
	char file_name[96];		/* export naming template */
	char rules_version[24];
};

#define PHOTO_PROFILE_DEFAULT "chsi-graduate-blue"

/* Reads DIR/NAME.conf. EPROFILE where it is missing or a value is bad; then
 * `why` (may be NULL) gets a sentence that names the line. */
int photo_profile_load(const char *dir, const char *name,
    struct photo_profile *out, char why[160]);
/* One `name`, `value` pair over what is there (a campaign's override). */
int photo_profile_set(struct photo_profile *p, const char *name,
    const char *value);

/* Such pairs, one "name = value" a line. EPROFILE as photo_profile_load's;
 * the lines before a bad one are set. */
int photo_profile_over(struct photo_profile *p, const char *lines,
    char why[160]);

/* The values as "name = value" lines, to be kept with a photo; cut at size
 * (2000 is ample). */
void photo_profile_print(const struct photo_profile *p, char *out,
    size_t size);

/* --- the report ---------------------------------------------------- */

enum photo_verdict { PHOTO_PASS, PHOTO_WARN, PHOTO_FAIL, PHOTO_SKIP };

/* One row of the versioned rule table (rules.c). */
struct photo_rule {
	const char *id;		/* "geometry.eye_y" */
	const char *unit;	/* "px", "deg", "ratio", "count", ... */
	enum photo_verdict severity;	/* what a miss gives: WARN or FAIL */
	const char *source;	/* the standard's clause or measurement */
	const char *zh, *en;	/* one instruction to the student each */
};

/* Message key of a rule is its id with '.' as '_': lang/ may override. */
struct photo_finding {
	const struct photo_rule *rule;
	double value, min, max;		/* HUGE_VAL / -HUGE_VAL: open side */
	enum photo_verdict verdict;
};

/* How far the value is outside its range, in the rule's unit: negative below
 * min, positive over max, 0 inside and where nothing was measured. */
double photo_finding_off(const struct photo_finding *f);

struct photo_point { double x, y; };

/* The eyes are the pupils. The crown is the top of the hair as the mask of
 * the person has it, without single hairs; the hairline, where the forehead's
 * colour ends, is an estimate and no rule uses it. */
enum photo_mark {
	PHOTO_EYE_LEFT, PHOTO_EYE_RIGHT, PHOTO_NOSE, PHOTO_MOUTH,
	PHOTO_CHIN, PHOTO_CROWN, PHOTO_CHEEK_LEFT, PHOTO_CHEEK_RIGHT,
	PHOTO_HAIRLINE,
	PHOTO_MARKS
};

struct photo_face {
	double score;			/* 0..1, the detector's */
	double x, y, width, height;	/* box */
	double yaw, pitch, roll;	/* degrees; to the right as seen, up,
					 * and clockwise are positive */
	struct photo_point mark[PHOTO_MARKS];
};

#define PHOTO_MAX_FACES 8
#define PHOTO_MAX_FINDINGS 80

struct photo_ms {	/* milliseconds of processor time by stage */
	double decode, find, segment, matte, compose, encode, check, total;
	double networks;	/* of the total: running the models */
	int runs;		/* ... so many times */
	double wall;		/* by the clock, all together */
};

struct photo_report {
	char rules_version[24];
	char profile[48];
	enum photo_verdict verdict;	/* the worst finding; SKIP ignored */
	struct photo_input input;
	uint64_t phash;			/* of the oriented input; see below */
	int face_count;
	struct photo_face face[PHOTO_MAX_FACES];	/* largest first */
	double crop_x, crop_y, crop_scale;  /* output = (in - crop) * scale */
	char segmenter[65];	/* SHA-256 of the model that told person from
				 * wall; "" where none was asked */
	int background_kept;	/* left alone: it complied already, or the
				 * profile wants that */
	int out_width, out_height, out_dpi, out_quality;
	size_t out_bytes;		/* 0: no output was made */
	char out_sha256[65];
	int finding_count;
	struct photo_finding finding[PHOTO_MAX_FINDINGS];
	struct photo_ms ms;
};

/* The JSON of contracts.md, English messages unless zh. NULL: no memory.
 * The caller frees. */
char *photo_report_json(const struct photo_report *r, int zh);
const char *photo_verdict_name(enum photo_verdict v);	/* "pass", ... */
/* The finding that a student should mend first; NULL when all pass. */
const struct photo_finding *photo_report_first(const struct photo_report *r);
/* The rule of a stored report's id, for its words in the reader's language;
 * NULL where this version has no such rule any more. */
const struct photo_rule *photo_rule_find(const char *id);

/*
 * The same picture sent again. report.phash, filled by photo_make and
 * photo_find, says what the oriented input looks like: smaller copies, other
 * encoders and crops by less than a hundredth are at most PHOTO_SAME_PICTURE
 * bits apart, two shots of one person on one spot seldom are [M].
 *
 * photo_report_repeat adds the rule input.repeat, a warning, to a report of
 * photo_make: the distance of the nearest of n hashes, 64 where n is 0. The
 * caller gives those that this picture must not resemble: the student's own
 * shots that a person sent back, and photos chosen by other students. (A shot
 * that the rules refuse is refused again by the same rules.) Where it is not
 * called the rule is SKIP.
 */
#define PHOTO_SAME_PICTURE 4
int photo_phash_distance(uint64_t a, uint64_t b);	/* 0..64 */
void photo_report_repeat(struct photo_report *r, const uint64_t *hashes,
    size_t n);

/* --- the engine ---------------------------------------------------- */

/* Model files mapped read-only, and the runtime's library opened. Make it
 * before fork so that processes share the pages. EMODEL: `why` (may be NULL)
 * says which file and what to do. */
struct photo_models;
int photo_models_open(const char *dir, struct photo_models **out,
    char why[160]);
/*
 * The operator's own person segmenter instead of the shipped one; call it
 * between photo_models_open and photo_engine_new. FILE is a TensorFlow Lite
 * model of built-in operations with one float input [1, n, n, 3], RGB 0..1,
 * and one float output of n * n values, the probability 0..1 that a pixel is
 * the person, rows top to bottom; n is 64..1024. What runs with another
 * shape is refused by photo_engine_new. EMODEL as above.
 */
int photo_models_segmenter(struct photo_models *m, const char *file,
    char why[160]);
void photo_models_free(struct photo_models *m);

/* Interpreters on those models, for one thread of one process: make it after
 * fork. Runs each model once (the first run is 2 to 4 times slower). */
struct photo_engine;
int photo_engine_new(const struct photo_models *m, struct photo_engine **out);
void photo_engine_free(struct photo_engine *e);

/* A made photo. jpeg and matte are NULL where none could be made, since there
 * is not one sure face: then the report holds a FAIL that says so. A jpeg
 * beside a FAIL is only there to show what is wrong. matte is at output size;
 * input is never NULL. */
struct photo_result {
	struct photo_report report;
	uint8_t *jpeg;
	size_t jpeg_len;
	struct photo_matte *matte;
	struct photo_image *input;	/* the picture as it was decoded */
};

/*
 * The whole pipeline: decode, find, segment, matte, compose, encode, then
 * re-read the finished bytes and measure every rule on them. PHOTO_OK with a
 * FAIL verdict is a refusal with reasons. Scale and place of the crop keep all
 * ranges of the profile with the most margin; where none can, the rules
 * geometry.* tell which range that is and by how much. Nothing is turned or
 * mirrored. A background that complies already (see photo_encode_jpeg) is kept
 * as it is, and the report says so. The caller frees *out with
 * photo_result_free. EFORMAT EDAMAGED ETOOBIG ETOOSMALL ENOMEM EMODEL EENCODE
 */
int photo_make(struct photo_engine *e, const uint8_t *data, size_t n,
    const struct photo_profile *p, struct photo_result **out);
void photo_result_free(struct photo_result *r);

/* Faces, landmarks and pose only; findings face.* and pose.* are filled.
 * Errors as photo_make's but EENCODE. */
int photo_find(struct photo_engine *e, const uint8_t *data, size_t n,
    struct photo_report *out);

/* Alpha of the person at the full size of the oriented input. No face is
 * asked for. The caller frees. Errors as photo_find's. */
int photo_matte_input(struct photo_engine *e, const uint8_t *data, size_t n,
    struct photo_matte **out);

/* A finished file against every rule that can be measured on it. e may be
 * NULL: then rules that need a face are SKIP. Only JPEG; errors as
 * photo_find's. */
int photo_check(struct photo_engine *e, const uint8_t *data, size_t n,
    const struct photo_profile *p, struct photo_report *out);

/* --- output -------------------------------------------------------- */

/*
 * JPEG, 24-bit baseline, density p->dpi, no EXIF, ICC or GPS, at the highest
 * quality in [quality_min, quality_max] whose size is <= bytes_max. Files are
 * never padded. Qualities whose tables move the profile's plain background by
 * more than 2 levels are skipped, so that 16 px from the person 99.5 % of the
 * pixels are that near to it. Where full colour resolution does not fit at
 * quality_min, halved is tried. EENCODE: too large even so. Caller frees.
 */
int photo_encode_jpeg(const struct photo_image *im,
    const struct photo_profile *p, uint8_t **out, size_t *n, int *quality);
/* 8-bit grey. ENOMEM. Caller frees. */
int photo_encode_png(const struct photo_matte *m, uint8_t **out, size_t *n);

/* A JPEG to look at: the longer side at most `side`, no metadata, at most
 * 250 KB. EENCODE ENOMEM. Caller frees. */
int photo_small_jpeg(const struct photo_image *im, int side, uint8_t **out,
    size_t *n);

/* What a finished JPEG's bytes say, without decoding its pixels. */
struct photo_jpeg {
	int width, height, components, baseline;
	int dpi_x, dpi_y;	/* 0 where the file gives none */
	int quality;		/* from the quantisation tables; 1..100 */
	int has_exif, has_xmp, has_icc, has_gps;
	size_t trailing;	/* bytes after the end-of-image marker */
};

/* EFORMAT EDAMAGED */
int photo_jpeg_read(const uint8_t *data, size_t n, struct photo_jpeg *out);

#endif
