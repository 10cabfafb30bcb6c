/* Cases that were begun and have no record yet: see begun.h. */
#include "begun.h"

#include "app.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *path_beside(const char *journal) {
    words path = {0};

    words_add(&path, journal);
    words_add(&path, ".begun");
    return path.data;
}

static char *read_lines(const char *journal) {
    char *path = path_beside(journal);
    size_t length;
    char *lines = is_there(path) ? read_file(path, &length) : NULL; /* mostly there is none, which is nothing to speak of */

    free(path);
    return lines;
}

char *begun_policy(const char *journal, const char *id) {
    char *lines = read_lines(journal), *policy = NULL;
    size_t length = strlen(id);

    for (char *line = lines; line != NULL && *line != '\0' && policy == NULL;) {
        char *end = strchr(line, '\n');
        if (end == NULL) break; /* a line that was not written to its end */
        *end = '\0';
        if (strncmp(line, id, length) == 0 && line[length] == '\t') policy = copy_text(line + length + 1);
        line = end + 1;
    }
    free(lines);
    return policy;
}

int begun_note(const char *journal, const char *id, const char *policy) {
    char *path = path_beside(journal);
    FILE *stream = fopen(path, "ab");
    words line = {0};
    int failed = stream == NULL;

    words_format(&line, "%s\t%s\n", id, policy);
    if (stream != NULL) {
        failed = fwrite(line.data, 1, line.length, stream) != line.length;
        failed |= fclose(stream) != 0;
    }
    words_free(&line);
    free(path);
    return failed ? -1 : 0;
}
