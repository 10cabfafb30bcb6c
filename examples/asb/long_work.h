/* Long work of the library: a bar on standard error for people, and Ctrl-C cancels it cleanly. */
#ifndef ASB_COMMAND_LONG_WORK_H
#define ASB_COMMAND_LONG_WORK_H

#include <stdint.h>

/* The engine's hook (asb/sys/hooks.h). */
int32_t long_work(void *self, const char *work, uint64_t done, uint64_t total);
/* Has Ctrl-C cancelled something? */
int was_cancelled(void);

#endif
