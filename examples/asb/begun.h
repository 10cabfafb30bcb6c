/* Cases that were begun and have no record yet.
 *
 * Method. A store keeps records, and a case without any is not in it. So `new ID --policy P` notes the two, one line for a case, in a
 * file beside the journal (its name and ".begun"), from which the case's first record takes its policy. The first line of an id counts;
 * once the journal has the case, its line is looked at no more. */
#ifndef ASB_COMMAND_BEGUN_H
#define ASB_COMMAND_BEGUN_H

/* The policy that a case was begun under: yours to free; NULL where the case was not begun. */
char *begun_policy(const char *journal, const char *id);
/* 0; -1 where it cannot be written. Neither may hold a line end, nor the id a tab. */
int begun_note(const char *journal, const char *id, const char *policy);

#endif
