/* See report.h. */
#include "report.h"
#include "ruler.h"

#include "lib/base/log.h"
#include "lib/image/photo.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* One measured rule. Open ends are HUGE_VAL, as in the report. */
struct row {
	const char *id, *unit, *verdict, *message;
	double value, min, max;
};

static double number(const json_t *o, const char *key, double missing)
{
	const json_t *v = json_object_get(o, key);

	return json_is_number(v) ? json_number_value(v) : missing;
}

static const char *text(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static void read_row(const json_t *o, struct row *out)
{
	out->id = text(o, "id");
	out->unit = text(o, "unit");
	out->verdict = text(o, "verdict");
	out->message = text(o, "message");
	out->value = number(o, "value", NAN);
	out->min = number(o, "min", -HUGE_VAL);
	out->max = number(o, "max", HUGE_VAL);
}

/* Units as people read them: shares as per cent, files as KB. */
static const struct unit {
	const char *name;
	double factor;
	int decimals;
	const char *suffix;
} units[] = {
	{ "px", 1, 0, " px" },
	{ "deg", 1, 1, "°" },
	{ "ratio", 100, 1, "%" },
	{ "bytes", 1.0 / 1024, 1, " KB" },
	{ "dpi", 1, 0, " dpi" },
	{ "", 1, 1, "" },		/* counts, levels, distances */
};

static const char *shown(struct req *r, const char *unit, double v)
{
	const struct unit *u = units;
	double step;

	while (u->name[0] && strcmp(u->name, unit) != 0)
		u++;
	step = u->decimals ? 10 : 1;
	v = round(v * u->factor * step) / step;
	if (v == 0)
		v = 0;		/* never "-0.0" */
	return arena_printf(r->arena, "%.*f%s",
	    v == floor(v) ? 0 : u->decimals, v, u->suffix);
}

/* "200 – 300 px": the unit once, where it stands apart. */
static const char *range(struct req *r, const struct row *w)
{
	const char *low = shown(r, w->unit, w->min);

	if (w->min == w->max)
		return low;
	if (w->min == -HUGE_VAL)
		return arena_printf(r->arena, "≤ %s",
		    shown(r, w->unit, w->max));
	if (w->max == HUGE_VAL)
		return arena_printf(r->arena, "≥ %s", low);
	return arena_printf(r->arena, "%.*s – %s", (int)strcspn(low, " "),
	    low, shown(r, w->unit, w->max));
}

static void set(struct req *r, int i, const char *field, const char *value)
{
	req_set_item(r, "Rules", i, field, value);
}

/* The mark is 1.4 wide and stays inside the bar. */
#define MARK 1.4

static void set_percent(struct req *r, int i, const char *field, double v)
{
	set(r, i, field, arena_printf(r->arena, "%.1f", v));
}

/* Where on the bar, in per cent, the value stands. The allowed range is its
 * middle half; with one limit, zero is the left end. */
static double place(const struct row *w)
{
	if (w->min == -HUGE_VAL)
		return w->max > 0 ? 75 * w->value / w->max :
		    w->value > w->max ? 100 : 0;
	if (w->max == HUGE_VAL)
		return w->min > 0 ? 25 * w->value / w->min : 25;
	return 25 + 50 * (w->value - w->min) / (w->max - w->min);
}

static void show_bar(struct req *r, int i, const struct row *w)
{
	double from = w->min == -HUGE_VAL ? 0 : 25;
	double to = w->max == HUGE_VAL ? 100 : 75;

	if (w->min == w->max || to - from == 100)
		return;
	set(r, i, "Bar", "1");
	set_percent(r, i, "BarFrom", from);
	set_percent(r, i, "BarWidth", to - from);
	set_percent(r, i, "BarAt", fmin(100 - MARK, fmax(0,
	    place(w) - MARK / 2)));
}

/* The rule's name from lang/, its instruction from the rule table; both
 * fall back to what was stored with the photo. */
static void show_words(struct req *r, int i, const struct row *w)
{
	const struct photo_rule *rule = photo_rule_find(w->id);
	char *key = arena_printf(r->arena, "Text.Rule.%s", w->id), *p;
	const char *name;

	for (p = key + strlen("Text.Rule."); *p; p++)
		if (*p == '.')
			*p = '_';
	name = req_text(r, key);
	set(r, i, "Name", strcmp(name, key) == 0 ? w->id : name);
	if (strcmp(w->verdict, "fail") != 0 &&
	    strcmp(w->verdict, "warn") != 0)
		return;
	if (rule)
		set(r, i, "Hint", strcmp(r->lang, "en") == 0 ? rule->en :
		    rule->zh);
	else
		set(r, i, "Hint", w->message);
}

static void show_row(struct req *r, int i, const struct row *w)
{
	set(r, i, "Verdict", w->verdict);
	if (strncmp(w->id, "cover.", 6) == 0 &&
	    strcmp(w->verdict, "pass") != 0)
		req_set(r, "Report.Cover", "1");
	set(r, i, "Group", arena_printf(r->arena, "%.*s",
	    (int)strcspn(w->id, "."), w->id));
	show_words(r, i, w);
	/* What passed: the standard's own numbers, and the rest. */
	if (strcmp(w->verdict, "pass") == 0 &&
	    strncmp(w->id, "geometry.", 9) == 0) {
		set(r, i, "Ruler", "1");
	} else if (strcmp(w->verdict, "pass") == 0) {
		set(r, i, "Other", "1");
		req_set(r, "Report.Other", "1");
	}
	if (strcmp(w->unit, "bool") == 0 || isnan(w->value))
		return;
	set(r, i, "Value", shown(r, w->unit, w->value));
	set(r, i, "Range", range(r, w));
	show_bar(r, i, w);
}

static int show_verdict(struct req *r, const json_t *rules,
    const char *verdict, int i)
{
	const json_t *o;
	struct row w;
	size_t k;

	json_array_foreach(rules, k, o) {
		read_row(o, &w);
		if (strcmp(w.verdict, verdict) == 0)
			show_row(r, i++, &w);
	}
	return i;
}

enum err report_show(struct req *r, const char *json)
{
	json_t *top = json_loads(json, 0, NULL);
	const json_t *rules = json_object_get(top, "rules");
	const json_t *out = json_object_get(top, "output");
	int i;

	if (!json_is_array(rules)) {
		log_error("a stored report can't be read");
		json_decref(top);
		return ERR_INTERNAL;
	}
	i = show_verdict(r, rules, "fail", 0);
	i = show_verdict(r, rules, "warn", i);
	show_verdict(r, rules, "pass", i);
	ruler_show(r, top);
	if (json_is_object(out)) {
		req_set_int(r, "Report.Width", (int)number(out, "width", 0));
		req_set_int(r, "Report.Height",
		    (int)number(out, "height", 0));
		req_set_int(r, "Report.Dpi", (int)number(out, "dpi", 0));
		req_set(r, "Report.Bytes", shown(r, "bytes",
		    number(out, "bytes", 0)));
	}
	json_decref(top);
	return OK;
}
