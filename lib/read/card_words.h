/* What a card's words can be: readings cleaned in place, "" where nothing is
 * left that makes sense. */
#ifndef GP_READ_CARD_WORDS_H
#define GP_READ_CARD_WORDS_H

void words_name(char *s);	/* Chinese characters and the middle dot */
void words_sex(char *s);	/* "M" or "F" */
void words_people(char *s);	/* one of the 56, or 其他 */
void words_birth(char *s);	/* "1999-01-31", a day that has been */
void words_address(char *s);
/* 1: the text is that of the side with the emblem. until: "2035-08-01",
 * "长期" or "". */
int words_back(const char *all, char until[16]);

#endif
