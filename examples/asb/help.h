/* What the command says of itself. */
#ifndef ASB_COMMAND_HELP_H
#define ASB_COMMAND_HELP_H

extern const char help_about[];

/* The help of a command; NULL where there is none of that name. */
const char *help_of(const char *command);

#endif
