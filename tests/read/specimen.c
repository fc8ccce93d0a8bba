/* People who don't exist, and how their cards are photographed. */
#include "specimen.h"

#include "chance.h"

#include <stdio.h>
#include <string.h>

#define N(table)	((int)(sizeof(table) / sizeof(*(table))))

static const char *const surnames[] = {
	"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙",
	"马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋",
	"唐", "许", "邓", "韩", "冯", "曹", "彭", "曾", "肖", "田", "董", "潘",
	"袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁",
	"任", "卢", "姚", "沈", "钟", "姜", "崔", "谭", "陆", "范", "汪", "廖",
	"石", "金", "韦", "贾", "夏", "付", "方", "邹", "熊", "白", "孟", "秦",
	"邱", "侯", "江", "尹", "薛", "闫", "雷", "龙", "史", "黎", "贺", "顾",
	"毛", "郝", "龚", "邵", "万", "覃", "武", "钱", "戴", "严", "莫", "孔",
	"欧阳", "上官", "司马", "诸葛", "慕容",
};

static const char given[] =
	"伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玲文辉建华红波斌宇"
	"浩凯健俊帆雪梅莉婷玉萍峰宁佳鑫雨晨欣怡梓涵子轩浩然思远诗琪雅楠"
	"晓东海燕春兰志国庆云龙飞翔天泽睿博瑞霖嘉懿悦彤语嫣若曦锦程煜城"
	"奕辰昊天一诺可馨沐宸景行知微舒扬乐康安邦承恩家豪立诚世杰永福长"
	"青松柏桐枫荷莲菊薇蕾蓉萱芷茜莹璐瑶琳珊珍瑜璇琦琛珂玥清源沛泓淼"
	"润泽洁澜溪河川山岳峻岩岚崇嵩旭日昕昱晖晗晴暄曼朗朝阳星辰月彦哲"
	"骁骞鹏鸿雁鹤凤鸣麒麟晟翊翰翎耀昭勋毅韬略";

/* Seldom, and four of them are unknown to PP-OCRv4: 翀 燊 旻 暕. */
static const char rare[] = "喆祎翀彧垚焱犇燊旻暕珺玘璟赟昇堃";

static const struct {
	const char *name, *person;	/* person: NULL, or a whole name */
} peoples[] = {
	{ "回", NULL }, { "满", NULL }, { "壮", NULL }, { "苗", NULL },
	{ "彝", NULL }, { "土家", NULL }, { "蒙古", NULL }, { "侗", NULL },
	{ "瑶", NULL }, { "白", NULL }, { "朝鲜", NULL }, { "哈尼", NULL },
	{ "黎", NULL }, { "傣", NULL }, { "畲", NULL }, { "纳西", NULL },
	{ "藏", "扎西多吉" }, { "维吾尔", "阿依古丽·买买提" },
	{ "哈萨克", "叶尔江·努尔兰" }, { "藏", "卓玛拉姆" },
};

static const struct {
	const char *code, *name;
} regions[] = {
	{ "110101", "北京市东城区" }, { "110108", "北京市海淀区" },
	{ "120103", "天津市河西区" }, { "130102", "河北省石家庄市长安区" },
	{ "140105", "山西省太原市小店区" }, { "210102", "沈阳市和平区" },
	{ "220102", "长春市南关区" }, { "230103", "哈尔滨市南岗区" },
	{ "310104", "上海市徐汇区" }, { "310115", "上海市浦东新区" },
	{ "320102", "南京市玄武区" }, { "320583", "江苏省昆山市" },
	{ "330106", "杭州市西湖区" }, { "330782", "浙江省义乌市" },
	{ "340104", "合肥市蜀山区" }, { "350203", "厦门市思明区" },
	{ "360103", "南昌市西湖区" }, { "370102", "济南市历下区" },
	{ "370202", "青岛市市南区" }, { "410105", "郑州市金水区" },
	{ "411729", "河南省新蔡县" }, { "420106", "武汉市武昌区" },
	{ "430104", "长沙市岳麓区" }, { "431228", "湖南省芷江侗族自治县" },
	{ "440106", "广州市天河区" }, { "440305", "深圳市南山区" },
	{ "450103", "南宁市青秀区" }, { "460105", "海口市秀英区" },
	{ "500103", "重庆市渝中区" }, { "510104", "成都市锦江区" },
	{ "513224", "四川省松潘县" }, { "520103", "贵阳市云岩区" },
	{ "530102", "昆明市五华区" }, { "610113", "西安市雁塔区" },
	{ "620102", "兰州市城关区" }, { "630102", "西宁市城东区" },
	{ "640104", "银川市兴庆区" }, { "650102", "乌鲁木齐市天山区" },
	{ "652901", "新疆阿克苏市" }, { "540102", "拉萨市城关区" },
};

static const char *const roads[] = {
	"人民路", "中山北路", "建设大街", "解放东路", "文化巷", "学院路",
	"和平里", "新华街道", "光明新村", "长江西路", "桃园镇李家村",
	"石桥乡大湾村三组", "滨河小区", "幸福里", "科技园南路",
};

/* The n-th character of three bytes each. */
static void add_char(char *out, const char *from, int n)
{
	size_t k = strlen(out);

	memcpy(out + k, from + 3 * n, 3);
	out[k + 3] = '\0';
}

static void draw_name(struct chance *c, struct specimen_person *p)
{
	int count = (int)(sizeof given - 1) / 3;
	int i = chance_below(c, N(peoples)), n;

	p->name[0] = '\0';
	snprintf(p->ethnicity, sizeof p->ethnicity, "汉");
	if (chance_below(c, 6) == 0) {
		snprintf(p->ethnicity, sizeof p->ethnicity, "%s",
		    peoples[i].name);
		if (peoples[i].person) {
			snprintf(p->name, sizeof p->name, "%s",
			    peoples[i].person);
			return;
		}
	}
	snprintf(p->name, sizeof p->name, "%s",
	    surnames[chance_below(c, N(surnames))]);
	for (n = chance_below(c, 5) ? 2 : 1; n > 0; n--)
		if (chance_below(c, 40))
			add_char(p->name, given, chance_below(c, count));
		else
			add_char(p->name, rare, chance_below(c,
			    (int)(sizeof rare - 1) / 3));
}

static char check_digit(const char *number)
{
	static const int weight[] = {
		7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
	};
	int i, sum = 0;

	for (i = 0; i < 17; i++)
		sum += weight[i] * (number[i] - '0');
	return "10X98765432"[sum % 11];
}

void specimen_person(uint64_t seed, struct specimen_person *p)
{
	struct chance c = chance_from(seed * 2 + 1);
	int r = chance_below(&c, N(regions));
	int y = 1985 + chance_below(&c, 24), m = 1 + chance_below(&c, 12);
	int d = 1 + chance_below(&c, 28), order = 1 + chance_below(&c, 998);

	memset(p, 0, sizeof *p);
	draw_name(&c, p);
	snprintf(p->sex, sizeof p->sex, "%s", order % 2 ? "M" : "F");
	snprintf(p->birth, sizeof p->birth, "%04d-%02d-%02d", y, m, d);
	snprintf(p->number, sizeof p->number, "%s%04d%02d%02d%03d",
	    regions[r].code, y, m, d, order);
	p->number[17] = check_digit(p->number);
	snprintf(p->address, sizeof p->address, "%s%s%d号", regions[r].name,
	    roads[chance_below(&c, N(roads))], 1 + chance_below(&c, 900));
	if (chance_below(&c, 2))
		snprintf(p->address + strlen(p->address), 48,
		    "%d幢%d单元%d室", 1 + chance_below(&c, 30),
		    1 + chance_below(&c, 6), 101 + chance_below(&c, 2000));
}

void specimen_plain(struct specimen_shot *s)
{
	memset(s, 0, sizeof *s);
	s->side = 1200;
	s->fill = 0.8;
	s->quality = 90;
}

void specimen_shot(uint64_t seed, struct specimen_shot *s)
{
	struct chance c = chance_from(seed * 2);

	memset(s, 0, sizeof *s);
	/* Each doubling of size as likely as the next. */
	s->side = (int)(300 * chance_power(&c, 10));
	s->fill = 0.75 + 0.2 * chance_part(&c);
	s->turned = 90 * chance_below(&c, 4);
	s->roll = 16 * chance_part(&c) - 8;
	s->tilt = 25 * chance_part(&c);
	s->tilt_way = 360 * chance_part(&c);
	s->blur = chance_part(&c) * (0.4 + s->side / 2000.0);
	s->noise = 10 * chance_part(&c);
	if (chance_below(&c, 3) == 0)
		s->glare = 0.2 + 0.45 * chance_part(&c);
	s->glare_x = chance_part(&c);
	s->glare_y = 0.6 * chance_part(&c);
	s->glare_size = 0.06 + 0.16 * chance_part(&c);
	s->shade = 0.5 * chance_part(&c);
	s->quality = 50 + chance_below(&c, 45);
	s->desk = chance_below(&c, 4);
}
