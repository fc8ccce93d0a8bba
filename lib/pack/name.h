/*
 * Names of the files in an export package, made of a template:
 * "{student_no} {name}.jpg"; a / makes folders. The variables are those of
 * the photo profile's file_name, in English or Chinese:
 *
 *	{student_no} 学号   {name} 姓名   {id_no} 证件号码
 *	{department} 院系   {major} 专业  {class} 班级
 */
#ifndef GP_PACK_NAME_H
#define GP_PACK_NAME_H

#include "lib/base/arena.h"

#define PACK_NAME_MAX 200	/* bytes of a template */

struct pack_person {
	const char *student_no, *name, *id_no, *department, *major,
	    *class_name;
};

enum pack_name_fault {
	PACK_NAME_GOOD,
	PACK_NAME_LONG,		/* or empty */
	PACK_NAME_VARIABLE,	/* an unknown one, or a brace by itself */
	PACK_NAME_NUMBER,	/* no number of the person in the file's own
				 * name: two files might have the same */
	PACK_NAME_END,		/* does not end in .jpg */
	PACK_NAME_PATH		/* an empty folder, "..", or a character
				 * that no system takes in a name */
};

/* *ids, which may be NULL: 1 where the template shows ID numbers. */
enum pack_name_fault pack_name_check(const char *template, int *ids);

/* Of a template that is good. What systems refuse in names becomes "_"; a
 * missing department, major or class is "-". A part of the name is at most
 * 180 bytes long, and never begins or ends with a dot or a blank. */
char *pack_name(struct arena *a, const char *template,
    const struct pack_person *p);

#endif
