/* See ruler.h. */
#include "ruler.h"

#include <math.h>
#include <string.h>

struct picture {
	struct req *r;
	const json_t *report;
	double width, height;
};

static double number(const json_t *o, const char *key)
{
	return json_number_value(json_object_get(o, key));
}

static const json_t *rule(const json_t *report, const char *id)
{
	const json_t *rules = json_object_get(report, "rules"), *o;
	const char *name;
	size_t i;

	json_array_foreach(rules, i, o) {
		name = json_string_value(json_object_get(o, "id"));
		if (name && strcmp(name, id) == 0 &&
		    json_is_number(json_object_get(o, "value")))
			return o;
	}
	return NULL;
}

static const char *px(struct req *r, double v)
{
	return arena_printf(r->arena, "%.0f", v);
}

static void set_px(struct req *r, const char *name, double v)
{
	req_set(r, name, px(r, v));
}

static void mark(const struct picture *p, int i, const char *kind,
    const json_t *o)
{
	static const char list[] = "Ruler.Marks";
	double at = number(o, "value"), min = number(o, "min");
	double max = number(o, "max");
	struct req *r = p->r;

	req_set_item(r, list, i, "Kind", kind);
	req_set_item(r, list, i, "Verdict",
	    json_string_value(json_object_get(o, "verdict")));
	req_set_item(r, list, i, "Value", px(r, at));
	/* What is outside the picture is drawn at its edge. */
	at = fmin(fmax(at, 1), p->height - 1);
	req_set_item(r, list, i, "At", px(r, at));
	req_set_item(r, list, i, "Above", px(r, fmax(at - 8, 20)));
	req_set_item(r, list, i, "Below", px(r, at + 24));
	req_set_item(r, list, i, "From", px(r, min));
	req_set_item(r, list, i, "Size", px(r, max - min));
	req_set_item(r, list, i, "Range", arena_printf(r->arena,
	    "%.0f–%.0f", min, max));
}

/* A landmark of the only face, in pixels of the finished photo. */
static int landmark(const json_t *report, const char *name, double out[2])
{
	const json_t *crop = json_object_get(report, "crop");
	const json_t *at = json_object_get(json_object_get(json_array_get(
	    json_object_get(report, "faces"), 0), "landmarks"), name);
	double scale = number(crop, "scale");

	if (scale <= 0 || json_array_size(at) != 2)
		return 0;
	out[0] = scale * (json_number_value(json_array_get(at, 0)) -
	    number(crop, "x"));
	out[1] = scale * (json_number_value(json_array_get(at, 1)) -
	    number(crop, "y"));
	return 1;
}

static void face(const struct picture *p, const json_t *o)
{
	struct req *r = p->r;
	double left[2], right[2], middle, min, max;

	if (!o || !landmark(p->report, "cheek_left", left) ||
	    !landmark(p->report, "cheek_right", right))
		return;
	middle = (left[0] + right[0]) / 2;
	min = number(o, "min");
	max = number(o, "max");
	req_set(r, "Ruler.Face.Verdict",
	    json_string_value(json_object_get(o, "verdict")));
	set_px(r, "Ruler.Face.Value", number(o, "value"));
	req_setf(r, "Ruler.Face.Range", "%.0f–%.0f", min, max);
	set_px(r, "Ruler.Face.Left", left[0]);
	set_px(r, "Ruler.Face.Right", right[0]);
	set_px(r, "Ruler.Face.Y", (left[1] + right[1]) / 2);
	set_px(r, "Ruler.Face.Middle", middle);
	set_px(r, "Ruler.Face.OuterLeft", middle - max / 2);
	set_px(r, "Ruler.Face.InnerRight", middle + min / 2);
	set_px(r, "Ruler.Face.Band", (max - min) / 2);
}

/* Which part of the original the photo is. */
static void crop(const struct picture *p)
{
	const json_t *in = json_object_get(p->report, "input");
	const json_t *c = json_object_get(p->report, "crop");
	double scale = number(c, "scale");
	struct req *r = p->r;

	set_px(r, "Ruler.Input.Width", number(in, "width"));
	set_px(r, "Ruler.Input.Height", number(in, "height"));
	if (scale <= 0)
		return;
	set_px(r, "Ruler.Crop.X", number(c, "x"));
	set_px(r, "Ruler.Crop.Y", number(c, "y"));
	set_px(r, "Ruler.Crop.Width", p->width / scale);
	set_px(r, "Ruler.Crop.Height", p->height / scale);
}

void ruler_show(struct req *r, const json_t *report)
{
	const json_t *out = json_object_get(report, "output");
	const json_t *crown = rule(report, "geometry.crown_y");
	const json_t *eyes = rule(report, "geometry.eye_y");
	struct picture p = { .r = r, .report = report,
	    .width = number(out, "width"), .height = number(out, "height") };
	int n = 0;

	crop(&p);
	if (p.width <= 0 || (!crown && !eyes))
		return;
	set_px(r, "Ruler.Width", p.width);
	set_px(r, "Ruler.Height", p.height);
	if (crown)
		mark(&p, n++, "crown", crown);
	if (eyes)
		mark(&p, n, "eyes", eyes);
	face(&p, rule(report, "geometry.face_width"));
}
