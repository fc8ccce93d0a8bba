/*
 * Every rule, once: what it is called, where it comes from, its range, and
 * the one instruction it gives. Student pages, department, studio, export
 * and command line all use this table; change RULES_VERSION with it.
 *
 * [99] the standard's own number or word; [M] our limit, measured as
 * docs/IMAGE.md tells, where the standard has only a word.
 */
#include "rules.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* One end of a range: fixed, or a field of the profile. */
struct bound {
	enum { OPEN, FIXED, INT, REAL, MINUS_REAL } from;
	double value;
	size_t at;
};

#define NONE		{ OPEN, 0, 0 }
#define AT(v)		{ FIXED, (v), 0 }
#define INT_OF(f)	{ INT, 0, offsetof(struct photo_profile, f) }
#define REAL_OF(f)	{ REAL, 0, offsetof(struct photo_profile, f) }
#define MINUS(f)	{ MINUS_REAL, 0, offsetof(struct photo_profile, f) }

static const struct {
	struct photo_rule rule;
	struct bound min, max;
} table[RULES] = {
	[RULE_FACE_COUNT] = { { "face.count", "count", PHOTO_FAIL,
	    "[99] no other person",
	    "画面中应有且只有一张人脸，请独自正对镜头重拍",
	    "Exactly one face must be in the picture: retake it alone, "
	    "facing the camera" }, AT(1), AT(1) },
	[RULE_FACE_PRESENCE] = { { "face.presence", "ratio", PHOTO_FAIL,
	    "[M] 0.998 and more on faces, 0.95 at most on dogs",
	    "人脸不清楚或被遮挡，请露出完整面部重拍",
	    "The face is unclear or covered: show all of it" },
	    AT(0.99), NONE },
	[RULE_INPUT_RESOLUTION] = { { "input.resolution", "px", PHOTO_FAIL,
	    "[99] sharp; [M] at most 1.2 x enlarged to the smallest face",
	    "人脸像素不足，请靠近一些或上传更高清的原图",
	    "Too few pixels on the face: come closer, or send the "
	    "original file" }, AT(150), NONE },
	[RULE_INPUT_DETAIL] = { { "input.detail", "px", PHOTO_FAIL,
	    "[99] sharp; [M] real detail on the face, however far enlarged",
	    "照片被放大过或太模糊，请直接上传相机拍的原图",
	    "The picture was enlarged or is blurred: send the camera's own "
	    "file" }, AT(90), NONE },
	[RULE_INPUT_COLOUR] = { { "input.colour", "ratio", PHOTO_FAIL,
	    "[99] 24-bit colour, true to life",
	    "照片不是彩色照片，请上传未经处理的彩色原图",
	    "This is not a colour picture: send the untouched original" },
	    AT(0.03), NONE },
	[RULE_INPUT_COMPRESSION] = { { "input.compression", "level",
	    PHOTO_FAIL, "[99] JPEG quality; [M] 50 and more in both sets",
	    "照片压缩过度，请上传原图，不要用聊天软件转发的图",
	    "The picture is compressed too hard: send the original, not one "
	    "from a chat" }, AT(25), NONE },
	[RULE_INPUT_BLOCKS] = { { "input.blocks", "ratio", PHOTO_WARN,
	    "[99] sharp; [M] 2.9 at most in both sets",
	    "照片曾被重度压缩，请上传原图",
	    "The picture was once compressed hard: send the original" },
	    NONE, AT(3.5) },
	[RULE_INPUT_NOISE] = { { "input.noise", "level", PHOTO_FAIL,
	    "[99] sharp and layered; [M] rms on the smoothest skin",
	    "照片噪点太多，请在明亮的光线下重拍",
	    "The picture is grainy: retake it in bright light" },
	    NONE, AT(5) },
	[RULE_INPUT_SCREEN] = { { "input.screen", "ratio", PHOTO_WARN,
	    "manual: no photo of a photo; [M] 19 at most in both sets",
	    "疑似翻拍屏幕或纸质照片，请直接拍摄本人",
	    "This looks like a photo of a screen or of a print: take the "
	    "person" }, NONE, AT(40) },
	[RULE_INPUT_REPEAT] = { { "input.repeat", "bits", PHOTO_WARN,
	    "a photo once sent back, or another person's; [M] 4 at most "
	    "between copies",
	    "这张照片与之前退回的或他人的照片相同，请重新拍摄",
	    "This is the picture that was sent back, or someone else's: take "
	    "a new one" }, AT(PHOTO_SAME_PICTURE + 1), NONE },
	[RULE_POSE_ROLL] = { { "pose.roll", "deg", PHOTO_FAIL,
	    "[99] upright; rotating the picture is not allowed",
	    "头部歪斜，请摆正头部、端平手机重拍",
	    "The head is tilted: hold head and phone level" },
	    MINUS(roll_max), REAL_OF(roll_max) },
	[RULE_POSE_YAW] = { { "pose.yaw", "deg", PHOTO_FAIL,
	    "[99] facing the camera, ears symmetric",
	    "头部转向一侧，请正对镜头",
	    "The head is turned: face the camera straight on" },
	    MINUS(yaw_max), REAL_OF(yaw_max) },
	[RULE_POSE_PITCH] = { { "pose.pitch", "deg", PHOTO_FAIL,
	    "[99] upright, level gaze",
	    "低头或仰头，请平视镜头，手机与眼睛同高",
	    "The head is raised or lowered: look straight ahead, phone at "
	    "eye height" }, MINUS(pitch_max), REAL_OF(pitch_max) },
	[RULE_POSE_SHOULDERS] = { { "pose.shoulders", "deg", PHOTO_WARN,
	    "[99] shoulders level; [M] 5.5 at most on 17 who sat upright",
	    "双肩不平，请放平双肩、坐正",
	    "The shoulders are not level: sit upright" }, AT(-8), AT(8) },
	[RULE_FACE_MOUTH] = { { "face.mouth", "ratio", PHOTO_WARN,
	    "[99] lips closed; [M] 0.17 at most on 45 neutral faces",
	    "嘴唇未闭合，请自然闭嘴",
	    "The lips are open: close the mouth, relaxed" },
	    NONE, AT(0.17) },
	[RULE_FACE_EXPRESSION] = { { "face.expression", "ratio", PHOTO_FAIL,
	    "[99] natural expression; [M] 0.25 at most on 17 smiles",
	    "嘴张得太大，请保持自然表情",
	    "The mouth is wide open: look natural" }, NONE, AT(0.35) },
	[RULE_EYES_DARK] = { { "eyes.dark", "ratio", PHOTO_FAIL,
	    "[99] no tinted glasses; [M] 0.05 to 0.16 sunglasses, 0.39 and "
	    "more bare eyes",
	    "戴了墨镜或深色镜片，请摘下后重拍",
	    "Dark glasses: take them off and retake" }, AT(0.2), NONE },
	[RULE_EYES_TINT] = { { "eyes.tint", "ratio", PHOTO_WARN,
	    "[99] no tinted glasses; [M]",
	    "镜片颜色偏深，请换无色镜片或摘下眼镜",
	    "The lenses look tinted: wear clear ones or none" },
	    AT(0.35), NONE },
	[RULE_EYES_OPEN] = { { "eyes.open", "ratio", PHOTO_FAIL,
	    "[99] both eyes open; [M] 0.27 at most closed, 0.4 and more open",
	    "眼睛闭上了，请睁开双眼重拍",
	    "An eye is closed: open both and retake" }, AT(0.28), NONE },
	[RULE_EYES_LIDS] = { { "eyes.lids", "ratio", PHOTO_WARN,
	    "[99] both eyes open; [M] 0.44 at least of faces accepted",
	    "眼睛没有完全睁开，请自然睁大双眼",
	    "The eyes are half closed: open them, relaxed" },
	    AT(0.42), NONE },
	[RULE_EYES_AWAY] = { { "eyes.away", "deg", PHOTO_FAIL,
	    "[99] level gaze; [M] 8 at most of people who look here",
	    "没有看镜头，请双眼看着镜头重拍",
	    "The eyes look elsewhere: look into the lens" },
	    AT(-16), AT(16) },
	[RULE_EYES_GAZE] = { { "eyes.gaze", "deg", PHOTO_WARN,
	    "[99] level gaze; [M]",
	    "目光有些偏，请双眼看着镜头",
	    "The gaze is a little off: look into the lens" },
	    AT(-10), AT(10) },
	[RULE_EYES_GLARE] = { { "eyes.glare", "ratio", PHOTO_FAIL,
	    "[99] no reflection on glasses; [M]",
	    "眼镜反光遮住了眼睛，请调整角度或摘下眼镜",
	    "Reflections on the glasses hide the eyes: turn from the light, "
	    "or take them off" }, NONE, AT(0.25) },
	[RULE_EYES_SHINE] = { { "eyes.shine", "ratio", PHOTO_WARN,
	    "[99] no reflection on glasses; [M] 0.005 at most without",
	    "眼镜有反光，请略微低头或换个光线方向",
	    "The glasses reflect: change the angle to the light" },
	    NONE, AT(0.03) },
	[RULE_EYES_VISIBLE] = { { "eyes.visible", "ratio", PHOTO_FAIL,
	    "[99] eyes not hidden; [M] pupil by skin, 0.28 at most in "
	    "studios, 0.91 pale eyes in shade",
	    "看不到瞳孔（闭眼、反光或被遮挡），请露出双眼重拍",
	    "A pupil cannot be seen (closed, covered or in a reflection): "
	    "show both eyes" }, NONE, AT(1.1) },
	[RULE_EYES_CLEAR] = { { "eyes.clear", "ratio", PHOTO_WARN,
	    "[99] eyes not hidden; [M]",
	    "眼睛看不太清楚，请睁开眼睛、避免遮挡和反光",
	    "The eyes are hard to see: open them, nothing before them" },
	    NONE, AT(0.4) },
	[RULE_EYES_HAIR] = { { "eyes.hair", "ratio", PHOTO_WARN,
	    "[99] hair off the eyes; [M]",
	    "头发遮住了眼睛，请把头发拨开",
	    "Hair covers an eye: brush it aside" }, NONE, AT(0.3) },
	[RULE_FACE_BROWS] = { { "face.brows", "ratio", PHOTO_WARN,
	    "[99] hair off the brows; [M] 0.29 at most without a fringe",
	    "刘海遮住了眉毛，请露出双眉",
	    "Hair covers the brows: show both" }, NONE, AT(0.4) },
	[RULE_FACE_EARS] = { { "face.ears", "ratio", PHOTO_WARN,
	    "[99] ears symmetric; [M] 0.46 at most in studios",
	    "两只耳朵露出不一致，请正对镜头、把头发别到耳后",
	    "One ear shows, the other does not: face the camera, hair behind "
	    "the ears" }, NONE, AT(0.7) },
	[RULE_COVER_FACE] = { { "cover.face", "ratio", PHOTO_FAIL,
	    "[99] the face free; [M] 0.29 at most on bare faces",
	    "口鼻被遮挡，请摘下口罩、露出完整面部",
	    "Mouth or nose is covered: take the mask off" },
	    NONE, AT(0.7) },
	[RULE_COVER_HEAD] = { { "cover.head", "ratio", PHOTO_FAIL,
	    "[99] no headwear; [M] 0.71 and more under coloured hats",
	    "戴了帽子或头巾，请摘下；因宗教或健康原因佩戴的，请先声明",
	    "A hat or veil: take it off, or declare the religious or medical "
	    "reason first" }, NONE, AT(0.65) },
	[RULE_COVER_HAT] = { { "cover.hat", "ratio", PHOTO_WARN,
	    "[99] no headwear; [M] 0.21 at most with bare hair",
	    "头上似乎有帽子或头饰，请摘下",
	    "There seems to be something on the head: take it off" },
	    NONE, AT(0.3) },
	[RULE_COVER_DECLARED] = { { "cover.declared", "ratio", PHOTO_WARN,
	    "[99] exception for religious or medical reasons",
	    "已声明因宗教或健康原因佩戴头巾，审核老师会看到这项声明；"
	    "请露出从眉毛到下巴的完整面部",
	    "Head cover declared for a religious or medical reason: reviewers "
	    "see the declaration. Show the whole face from brows to chin" },
	    NONE, AT(0.3) },
	[RULE_GEOMETRY_HEAD] = { { "geometry.head", "px", PHOTO_FAIL,
	    "[99] the whole head",
	    "头顶被画面边缘截断，请在头顶留出空间重拍",
	    "The top of the head is cut off: leave room above it" },
	    AT(3), NONE },
	[RULE_GEOMETRY_FRAME] = { { "geometry.frame", "px", PHOTO_FAIL,
	    "[99] head and shoulders",
	    "肩部或身体被画面边缘截断，请后退一些重拍",
	    "Shoulders or body are cut off: step back and retake" },
	    NONE, AT(3) },
	[RULE_GEOMETRY_EYE_Y] = { { "geometry.eye_y", "px", PHOTO_FAIL,
	    "[99] eyes 200 to 300 px from the top",
	    "眼睛位置超出标准范围，请重拍",
	    "The eyes are outside the standard's range: retake" },
	    REAL_OF(eye_y_min), REAL_OF(eye_y_max) },
	[RULE_GEOMETRY_CROWN_Y] = { { "geometry.crown_y", "px", PHOTO_FAIL,
	    "[99] top of the head 50 to 110 px from the top",
	    "头顶（含头发）位置超出标准范围，请放低发髻后重拍",
	    "The top of the hair is outside the standard's range: wear "
	    "high hair lower" },
	    REAL_OF(crown_y_min), REAL_OF(crown_y_max) },
	[RULE_GEOMETRY_FACE_WIDTH] = { { "geometry.face_width", "px",
	    PHOTO_FAIL, "[99] cheek to cheek 180 to 300 px",
	    "脸部宽度超出标准范围，请重拍",
	    "The face's width is outside the standard's range: retake" },
	    REAL_OF(face_width_min), REAL_OF(face_width_max) },
	[RULE_GEOMETRY_CENTRE] = { { "geometry.centre", "px", PHOTO_FAIL,
	    "[99] face in the middle",
	    "人脸未居中，请重拍",
	    "The face is not in the middle: retake" },
	    MINUS(centre_tolerance), REAL_OF(centre_tolerance) },
	[RULE_BACKGROUND_DARK] = { { "background.dark", "level", PHOTO_FAIL,
	    "manual: no black background; [M] 8 to 16 before black",
	    "背景太暗，请换一面浅色的墙",
	    "The background is black: stand before a light wall" },
	    AT(30), NONE },
	[RULE_BACKGROUND_PLAIN] = { { "background.plain", "ratio", PHOTO_FAIL,
	    "[99] nothing else in it; [M] 0.004 to 0.02 in studios",
	    "背景杂乱，请站在干净的纯色墙前重拍",
	    "The background is busy: stand before a plain wall" },
	    NONE, AT(0.05) },
	[RULE_BACKGROUND_EVEN] = { { "background.even", "ratio", PHOTO_WARN,
	    "[99] no shadow; [M]",
	    "背景有阴影或明暗不均，请离墙远一些、光线均匀",
	    "The wall has shadows: step away from it, in even light" },
	    NONE, AT(0.025) },
	[RULE_BACKGROUND_GRADIENT] = { { "background.gradient", "level",
	    PHOTO_WARN, "[99] no gradient; [M] 15 at most in studios",
	    "背景明暗渐变明显，请让墙面光线均匀",
	    "The wall is lighter on one side: light it evenly" },
	    NONE, AT(20) },
	[RULE_BACKGROUND_MATTE] = { { "background.matte", "ratio", PHOTO_FAIL,
	    "[M] outline without contrast: 0.19 at most in studios",
	    "无法干净地分离人物与背景，请换一面与头发、衣服颜色反差大的墙",
	    "Person and wall cannot be told apart cleanly: use a wall unlike "
	    "hair and clothes" }, NONE, AT(0.25) },
	[RULE_BACKGROUND_COLOUR] = { { "background.colour", "level",
	    PHOTO_FAIL, "[99] the profile's colour",
	    "成品背景颜色不符合标准",
	    "The finished background is not the standard's colour" },
	    NONE, AT(6) },
	[RULE_BACKGROUND_SPREAD] = { { "background.spread", "level",
	    PHOTO_FAIL, "[99] uniform; [M] 1 at most where the matte is right",
	    "成品背景不均匀，请换一面干净的纯色墙重拍",
	    "The finished background is not uniform: use a plain wall" },
	    NONE, AT(3) },
	[RULE_BACKGROUND_FLAT] = { { "background.flat", "ratio", PHOTO_WARN,
	    "[99] uniform; within 2 levels of the colour, 16 px from the "
	    "person",
	    "成品背景有杂色，请换一面干净的纯色墙重拍",
	    "The finished background has traces of the wall: use a plain one" },
	    AT(0.995), NONE },
	[RULE_CLOTHES_CONTRAST] = { { "clothes.contrast", "dE", PHOTO_FAIL,
	    "[99] clothes clearly unlike the background; [M]",
	    "衣服颜色与背景太接近，请换一件颜色不同的上衣",
	    "The clothes are too like the background: wear another colour" },
	    AT(10), NONE },
	[RULE_CLOTHES_WALL] = { { "clothes.wall", "dE", PHOTO_WARN,
	    "[99] clothes clearly unlike the background; [M] 5 and more "
	    "where shoulders came out clean",
	    "衣服颜色与墙面太接近，肩部轮廓可能不准，请换衣服或换墙",
	    "The clothes are too like the wall, shoulders may come out "
	    "wrong: change one of them" }, AT(4), NONE },
	[RULE_LIGHT_DARK] = { { "light.dark", "level", PHOTO_FAIL,
	    "[99] even light; [M] 75 and more on dark skin, well lit",
	    "面部太暗，请在明亮均匀的光线下重拍",
	    "The face is too dark: use bright, even light" },
	    AT(45), NONE },
	[RULE_LIGHT_BRIGHT] = { { "light.bright", "ratio", PHOTO_FAIL,
	    "[99] no hot spots; [M] 0.006 of the face at most in both sets",
	    "面部过曝或反光，请避开强光重拍",
	    "The face is overexposed: avoid hard light" }, NONE, AT(0.03) },
	[RULE_LIGHT_SIDE] = { { "light.side", "ratio", PHOTO_FAIL,
	    "[99] no asymmetric light; [M] 0.22 at most in even light",
	    "一侧脸处在阴影里，请让光线从正面来",
	    "Half of the face is in shadow: turn towards the light" },
	    NONE, AT(0.5) },
	[RULE_LIGHT_BALANCE] = { { "light.balance", "ratio", PHOTO_WARN,
	    "[99] no asymmetric light; [M]",
	    "左右脸明暗不均，请让光线从正面来",
	    "One side of the face is darker: turn towards the light" },
	    NONE, AT(0.35) },
	[RULE_LIGHT_CAST] = { { "light.cast", "deg", PHOTO_FAIL,
	    "[99] true colour; [M] hue of skin, 19 to 63 on 91 people",
	    "照片偏色，请关闭滤镜、换自然光或白光重拍",
	    "The colours are off: no filters, use daylight or white light" },
	    AT(12), AT(70) },
	[RULE_SHARPNESS_EYES] = { { "sharpness.eyes", "ratio", PHOTO_FAIL,
	    "[99] sharp; [M] 0.2 in focus, 0.17 at most blurred by 1 px",
	    "照片不清晰，请对准眼睛对焦、拿稳手机",
	    "The picture is not sharp: focus on the eyes, hold still" },
	    AT(0.15), NONE },
	[RULE_RETOUCH_SKIN] = { { "retouch.skin", "ratio", PHOTO_WARN,
	    "[99] no retouching; [M] 0.13 and more on untouched skin",
	    "疑似使用了美颜或磨皮，请关闭美颜重拍",
	    "The skin looks smoothed by a filter: switch it off" },
	    AT(0.1), NONE },
	[RULE_OUTPUT_WIDTH] = { { "output.width", "px", PHOTO_FAIL,
	    "[99] 480 x 640", "照片宽度不符", "Wrong width" },
	    INT_OF(width), INT_OF(width) },
	[RULE_OUTPUT_HEIGHT] = { { "output.height", "px", PHOTO_FAIL,
	    "[99] 480 x 640", "照片高度不符", "Wrong height" },
	    INT_OF(height), INT_OF(height) },
	[RULE_OUTPUT_DPI] = { { "output.dpi", "dpi", PHOTO_FAIL,
	    "[99] 300 dpi", "分辨率标记不符", "Wrong resolution mark" },
	    INT_OF(dpi), INT_OF(dpi) },
	[RULE_OUTPUT_FORMAT] = { { "output.format", "bool", PHOTO_FAIL,
	    "[99] JPG, 24-bit colour", "不是标准的24位彩色JPG",
	    "Not a plain 24-bit colour JPEG" }, AT(1), AT(1) },
	[RULE_OUTPUT_QUALITY] = { { "output.quality", "level", PHOTO_FAIL,
	    "[99] JPEG quality at least 60", "JPEG压缩质量不足",
	    "JPEG quality too low" }, INT_OF(quality_min), NONE },
	[RULE_OUTPUT_BYTES] = { { "output.bytes", "bytes", PHOTO_FAIL,
	    "[99] usually 20 to 40 KB", "文件太大", "The file is too large" },
	    NONE, INT_OF(bytes_max) },
	[RULE_OUTPUT_SMALL] = { { "output.small", "bytes", PHOTO_WARN,
	    "[99] usually 20 to 40 KB", "文件偏小", "The file is small" },
	    INT_OF(bytes_min), NONE },
	[RULE_OUTPUT_METADATA] = { { "output.metadata", "count", PHOTO_FAIL,
	    "privacy: no EXIF, ICC or GPS, nothing after the image",
	    "文件含有多余的元数据", "The file carries metadata" },
	    NONE, AT(0) },
};

const struct photo_rule *photo_rule_find(const char *id)
{
	int i;

	for (i = 0; i < RULES; i++)
		if (strcmp(table[i].rule.id, id) == 0)
			return &table[i].rule;
	return NULL;
}

static double bound_value(const struct bound *b,
    const struct photo_profile *p, double open)
{
	const char *field = (const char *)p + b->at;

	if (p == NULL && b->from != FIXED)
		return open;
	switch (b->from) {
	case FIXED:
		return b->value;
	case INT:
		return *(const int *)field;
	case REAL:
		return *(const double *)field;
	case MINUS_REAL:
		return -*(const double *)field;
	case OPEN:
		break;
	}
	return open;
}

int rule_holds(enum rule id, const struct photo_profile *p, double value)
{
	return !(value < bound_value(&table[id].min, p, -HUGE_VAL) ||
	    value > bound_value(&table[id].max, p, HUGE_VAL));
}

void report_begin(struct photo_report *r, const struct photo_profile *p)
{
	memset(r, 0, sizeof *r);
	memcpy(r->rules_version, RULES_VERSION, sizeof RULES_VERSION);
	if (p != NULL)
		memcpy(r->profile, p->name, sizeof r->profile);
	r->verdict = PHOTO_PASS;
}

static void judge(struct photo_finding *f, const struct photo_profile *p,
    enum rule id, double value)
{
	f->rule = &table[id].rule;
	f->value = value;
	f->min = bound_value(&table[id].min, p, -HUGE_VAL);
	f->max = bound_value(&table[id].max, p, HUGE_VAL);
	if (isnan(value))
		f->verdict = PHOTO_SKIP;
	else if (!rule_holds(id, p, value))
		f->verdict = f->rule->severity;
	else
		f->verdict = PHOTO_PASS;
}

static void take_worse(struct photo_report *r, enum photo_verdict v)
{
	if (v != PHOTO_SKIP && v > r->verdict)
		r->verdict = v;
}

/* Of a wall that stays as it is a person judges. */
static void soften(struct photo_finding *f)
{
	if (f->verdict == PHOTO_FAIL &&
	    (strncmp(f->rule->id, "background.", 11) == 0 ||
	    strncmp(f->rule->id, "clothes.", 8) == 0))
		f->verdict = PHOTO_WARN;
}

void report_add(struct photo_report *r, const struct photo_profile *p,
    enum rule id, double value)
{
	if (r->finding_count == PHOTO_MAX_FINDINGS)
		return;
	judge(&r->finding[r->finding_count], p, id, value);
	if (p && p->ground == PHOTO_GROUND_KEEP)
		soften(&r->finding[r->finding_count]);
	take_worse(r, r->finding[r->finding_count++].verdict);
}

static int by_table(const void *a, const void *b)
{
	const struct photo_rule *x = ((const struct photo_finding *)a)->rule;
	const struct photo_rule *y = ((const struct photo_finding *)b)->rule;

	/* All rules live in one table, so their addresses are its order. */
	return (x > y) - (x < y);
}

void report_finish(struct photo_report *r, const struct photo_profile *p)
{
	int i, id;

	for (id = 0; p != NULL && id < RULES; id++) {
		for (i = 0; i < r->finding_count; i++)
			if (r->finding[i].rule == &table[id].rule)
				break;
		if (i == r->finding_count)
			report_add(r, p, (enum rule)id, NAN);
	}
	qsort(r->finding, (size_t)r->finding_count, sizeof *r->finding,
	    by_table);
}

void report_set(struct photo_report *r, enum rule id, double value)
{
	int i, found = 0;

	for (i = 0; i < r->finding_count; i++)
		if (r->finding[i].rule == &table[id].rule) {
			judge(&r->finding[i], NULL, id, value);
			found = 1;
		}
	if (!found)
		report_add(r, NULL, id, value);
	report_finish(r, NULL);
	r->verdict = PHOTO_PASS;
	for (i = 0; i < r->finding_count; i++)
		take_worse(r, r->finding[i].verdict);
}

const struct photo_finding *photo_report_first(const struct photo_report *r)
{
	enum photo_verdict want;
	int i;

	for (want = PHOTO_FAIL; want != PHOTO_PASS; want--)
		for (i = 0; i < r->finding_count; i++)
			if (r->finding[i].verdict == want)
				return &r->finding[i];
	return NULL;
}
