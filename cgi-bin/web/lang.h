/* Which of the two languages a page is in. */
#ifndef GP_WEB_LANG_H
#define GP_WEB_LANG_H

/* "zh-CN" or "en": the first of the cookie's choice, the account's, the
 * browser's Accept-Language, Chinese. Any may be NULL or nonsense. */
const char *lang_choose(const char *cookie, const char *account,
    const char *accept);

#endif
