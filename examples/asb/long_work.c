/* Long work of the library: a bar on standard error for people, and Ctrl-C cancels it cleanly.
 *
 * From the first word of a piece of work to its last, Ctrl-C is ours: it only leaves a note, which the next word of the work finds. The second one ends the
 * program as ever, should the work not come to where it can stop. */
#include "long_work.h"

#include "terminal.h"

#include <signal.h>
#include <string.h>

static const struct {
    const char *work, *label;
    int bytes;
} works[] = {
    {"backup", "copying the journal", 1}, {"compact", "compacting", 0},       {"copy", "copying cases", 0},
    {"export", "exporting cases", 0},     {"follow", "reading the cases", 0}, {"heads", "reading the heads", 0},
    {"import", "importing", 1},           {"inspect", "reading the file", 1}, {"open", "opening the journal", 1},
    {"rehearse", "rehearsing cases", 0},  {"verify", "verifying cases", 0},
};
enum { KIB = 1024 };

static volatile sig_atomic_t interrupted;
static int is_ours;
static progress bar;
static char current[16];
static uint64_t last;

static void on_interrupt(int number) {
    signal(number, SIG_DFL);
    interrupted = 1;
}

/* Where nobody may interrupt (nohup, a job in the background), it stays so. */
static void listen(void) {
    void (*before)(int) = is_ours ? SIG_DFL : signal(SIGINT, on_interrupt);

    if (before == SIG_IGN) signal(SIGINT, SIG_IGN);
    is_ours = 1;
}

static void stop_listening(void) {
    if (is_ours) signal(SIGINT, SIG_DFL);
    is_ours = 0;
}

static void begin(const char *work, uint64_t total) {
    size_t i = 0;

    while (i + 1 < sizeof works / sizeof works[0] && strcmp(works[i].work, work) != 0) i++;
    progress_end(&bar);
    progress_begin(&bar, works[i].label, (size_t)(works[i].bytes ? total / KIB : total));
    bar.unit = works[i].bytes ? KIB : 1;
    strncpy(current, work, sizeof current - 1);
    last = 0;
}

int32_t long_work(void *self, const char *work, uint64_t done, uint64_t total) {
    (void)self;
    listen();
    if (strcmp(work, current) != 0 || done <= last) begin(work, total);
    last = done;
    progress_show(&bar, (size_t)(done / bar.unit));
    if (done != total && !interrupted) return 0;
    progress_end(&bar);
    stop_listening();
    current[0] = '\0';
    return interrupted;
}

int was_cancelled(void) {
    return interrupted;
}
