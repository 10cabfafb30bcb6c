/* What the command says of itself. */
#include "help.h"

#include <stddef.h>
#include <string.h>

const char help_about[] = "asb: anti-social behaviour case management\n"
                          "\n"
                          "usage: asb COMMAND [ARGUMENT…] [OPTION…]     asb COMMAND --help says more\n"
                          "\n"
                          "Policies, dates and documents\n"
                          "  policy list                    the policies that are built in\n"
                          "  policy show ID                 a policy as a page to read\n"
                          "  policy check FILE              everything wrong with a policy document\n"
                          "  policy explain ID [RULE]       a rule in plain words, or all of them\n"
                          "  due DATE PERIOD                when a period ends, and why\n"
                          "  holidays FROM TO               the bank holidays of those years\n"
                          "  score POLICY MATRIX FILE       what answers to a risk matrix come to\n"
                          "  json FILE                      the canonical form of a JSON document\n"
                          "\n"
                          "Cases in a journal (with --store FILE)\n"
                          "  new ID [KIND FIELDS]           begin a case, with its first record or without\n"
                          "  add ID KIND FIELDS             add a record\n"
                          "  may ID KIND FIELDS             ask whether it may be added\n"
                          "  show ID                        what a case has come to\n"
                          "  duties ID                      what is to be done, by whom, by when\n"
                          "  history ID                     its records\n"
                          "  render ID                      a letter, or another document\n"
                          "  list                           the cases\n"
                          "  due [KEY=VALUE…]               what is to be done in all cases, the earliest first\n"
                          "  report QUESTION [KEY=VALUE…]   counts, performance, who has how much, what goes wrong\n"
                          "  report nm01 --homes N          and others: figures with the cases behind them, as a page or CSV\n"
                          "  rehearse [KEY=VALUE…]          what another policy or holiday would change\n"
                          "  match ID                       which other cases may be about the same\n"
                          "  verify [ID]                    is anything damaged or tampered with?\n"
                          "  head [ID]                      what to note, so that more can be verified later\n"
                          "  export [ID]                    a case whole, as JSON; or all of them\n"
                          "  import FILE                    bring exported cases in\n"
                          "  copy OTHER                     copy the journal into another, or on into it\n"
                          "\n"
                          "Scenario files\n"
                          "  scenario FILE…                 are their expectations met?\n"
                          "  trace FILE                     what each step comes to, as JSON lines\n"
                          "\n"
                          "Options, which may stand anywhere\n"
                          "  --store FILE     the journal; made by `new` and `import` where it is not there\n"
                          "  --policy ID      a built-in policy, or the path of a policy document\n"
                          "  --as ACTOR:ROLE  who does it\n"
                          "  --at TIME        when it happened; without this, now\n"
                          "  --now TIME       what to take for now\n"
                          "  --all            duties that have ended, too; the heads of all cases\n"
                          "  --head FILE      what was noted, to verify against\n"
                          "  --json           for programs\n"
                          "  --help           this, or more about a command\n"
                          "  --version        the version of the library\n"
                          "\n"
                          "Exit codes: 0 done; 1 refused, invalid, an expectation that failed, or a problem found;\n"
                          "2 not called as it is to be; 3 a file or store that cannot be read or written, or\n"
                          "something that is not there; 4 others wrote first, each time it was tried; 130 cancelled by\n"
                          "Ctrl-C: what was being written is whole, as far as it came.\n";

static const char scenario_help[] = "usage: asb scenario FILE…\n"
                                    "\n"
                                    "Runs scenario files. Each expectation that is not met is said, with file, line, step, what was\n"
                                    "expected and what was found. The last line is `N passed, N failed`. A file names its policy by\n"
                                    "the id of a built-in one, or by the path of a document that ends in .json, seen from the file.\n"
                                    "\n"
                                    "Exit codes: 0 all passed, 1 some failed, 2 usage.\n";

static const char trace_help[] = "usage: asb trace FILE\n"
                                 "\n"
                                 "Prints, after each step of a scenario, one JSON object on a line: step, case, state, stage,\n"
                                 "priority, hate, owner, band, score, duties, refused, warned, deviations, invalid. Expectations\n"
                                 "are not looked at.\n"
                                 "\n"
                                 "Exit codes: 0 done, 1 the file cannot be read or gone on with (the lines before are printed), 2 usage.\n";

static const char policy_help[] =
    "usage: asb policy list [--json]\n"
    "       asb policy show ID [--json]\n"
    "       asb policy check FILE [--json]\n"
    "       asb policy explain ID [RULE]\n"
    "\n"
    "list     id, version and title of the policies that are built in\n"
    "show     the whole policy as a page (Markdown); with --json, its document joined with what it extends\n"
    "check    each problem as FILE:LINE:COLUMN: POINTER: sentence\n"
    "explain  a rule in plain words, with its clause; without RULE, every raise, stage, duty and guard\n"
    "\n"
    "Where ID is wanted, the path of a document will do: it has a dot or a slash in it, or is - for\n"
    "standard input.\n"
    "\n"
    "Exit codes: 0 done, 1 a problem found, 2 usage, 3 a file that cannot be read, or no such policy or rule.\n";

static const char due_help[] = "usage: asb due DATE PERIOD [--policy ID] [--json]\n"
                               "\n"
                               "When a period ends that is counted from DATE (a date or an instant). PERIOD is JSON, as in a\n"
                               "policy: {\"working_days\":5}, {\"months\":3,\"beginning_with\":true},\n"
                               "{\"hours\":48,\"skipping\":[\"christmas-day\"]}. The first line is the due date, or for hours the\n"
                               "local time; then, where that is no working day, the day to act by; then why. With --policy, the\n"
                               "days that the policy opens and closes count.\n"
                               "\n"
                               "     asb --store FILE due [KEY=VALUE…] [--now TIME] [--json]\n"
                               "\n"
                               "What is to be done in all cases of the journal, the earliest first: asb report due.\n"
                               "\n"
                               "Exit codes: 0 done, 2 no date or no period, 3 no such policy, or no journal.\n";

static const char report_help[] = "usage: asb --store FILE report QUESTION [KEY=VALUE…] [--now TIME] [--json]\n"
                                  "       asb --store FILE report nm01 --homes N [--year 2025-26] [REPORT OPTIONS]\n"
                                  "       asb --store FILE report monitoring [--from DAY] [--to DAY] [REPORT OPTIONS]\n"
                                  "       asb --store FILE report case-reviews [--year YEAR | --from DAY --to DAY] [REPORT OPTIONS]\n"
                                  "       asb --store FILE report performance --format FORMAT [--year YEAR | --from DAY --to DAY]\n"
                                  "REPORT OPTIONS: [KEY=VALUE…] [--format text|html|csv|json] [--table NAME] [-o FILE] [--now TIME]\n"
                                  "\n"
                                  "A report is figures with the cases behind them (docs/reports.md): as tables in the terminal, as a\n"
                                  "page to read and print, as CSV (one table: the first, or --table), or as JSON. KEY=VALUE filters as\n"
                                  "with questions, or is a key of the report, such as landlord='Places for People'.\n"
                                  "  asb --store s.asb report nm01 --year 2025-26 --homes 12345 --format html -o nm01.html\n"
                                  "  asb --store s.asb report nm01 --year 2025-26 --homes 12345 --format csv --table counted\n"
                                  "\n"
                                  "A question about all cases of the journal. QUESTION is one of these, or JSON.\n"
                                  "  due duties breach expiring                 lists of duties\n"
                                  "  cases silent waiting orphaned stale risk   lists of cases\n"
                                  "  counts load overdue performance            figures\n"
                                  "  places people                              where reports gather, and who comes again\n"
                                  "Keys: officer, role, owner, duty, category, area, ward, state, from, to, days, by, limit and\n"
                                  "more (docs/reference/caseload.md); `a,b` is either, `none` those that have none.\n"
                                  "  asb --store s.asb report performance by=duty,officer from=2026-01-01 to=2026-03-31\n"
                                  "  asb --store s.asb report duties duty=acknowledge duty_state=met-late,overdue\n"
                                  "\n"
                                  "Exit codes: 0 done, 2 no such question, report or key, 3 the journal cannot be read, or is damaged.\n";

static const char rehearse_help[] = "usage: asb --store FILE rehearse [--policy ID]… [--holiday DATE]… [KEY=VALUE…] [--all] [--json]\n"
                                    "       asb --store FILE rehearse REQUEST [--policy ID]… [--all] [--json]\n"
                                    "\n"
                                    "What would be different if the cases of the journal had been worked under another policy from their\n"
                                    "beginning, or with days on which nobody works: dates that move, steps that would have been refused\n"
                                    "or allowed, duties missed by officer. Nothing is written.\n"
                                    "\n"
                                    "--policy      a built-in policy, or the path of a document; instead of the one with its id\n"
                                    "--instead-of  the id of the policy in whose place it is; '' for all cases\n"
                                    "--holiday     a day off\n"
                                    "KEY=VALUE     which cases, as asb report has it: officer=amy, state=open; now=, verify=\n"
                                    "REQUEST       the same as JSON (docs/reference/rehearsal.md)\n"
                                    "--all         every row of every list, not only the first twenty\n"
                                    "  asb --store s.asb rehearse --policy proposed.json state=open\n"
                                    "  asb --store s.asb rehearse --holiday 2027-05-10\n"
                                    "\n"
                                    "Exit codes: 0 done, 1 some cases could not be rehearsed, 2 usage, 3 file, store or policy.\n";

static const char holidays_help[] = "usage: asb holidays FROM TO [--json]\n"
                                    "\n"
                                    "The bank holidays of England and Wales in the years FROM to TO (1900 to 2999), one on a line:\n"
                                    "date and name.\n"
                                    "\n"
                                    "Exit codes: 0 done, 2 usage.\n";

static const char score_help[] = "usage: asb score POLICY MATRIX FILE [--json]\n"
                                 "\n"
                                 "What answers to a risk matrix come to: score, band, whether the source is unclear about that\n"
                                 "score (contested), whether a question was declined (partial), and the range that answers can\n"
                                 "attain. FILE (- for standard input) is a JSON object: question to option, or to a list of\n"
                                 "options; \"declined\" where no answer was given, [] for none of them.\n"
                                 "\n"
                                 "Exit codes: 0 done, 1 an answer that cannot be, or one that is missing, 2 usage, 3 no such policy\n"
                                 "or matrix, or a file that cannot be read.\n";

static const char json_help[] = "usage: asb json FILE\n"
                                "\n"
                                "The canonical form of a JSON document (- for standard input): no white space, keys in the order\n"
                                "of their bytes, numbers and texts written in one way.\n"
                                "\n"
                                "Exit codes: 0 done, 1 it is not JSON (line and column are said), 2 usage, 3 the file cannot be read.\n";

static const char new_help[] =
    "usage: asb --store FILE new ID --policy POLICY [--json]\n"
    "       asb --store FILE new ID --policy POLICY --as ACTOR:ROLE KIND FIELDS [--at TIME] [--now TIME] [--json]\n"
    "\n"
    "Begins a case under a policy, whose path is noted as it was given. The case is in the journal from\n"
    "its first record on, a report or a tenancy, which comes with add, or at once: FIELDS is its fields\n"
    "as a JSON object (- for standard input). The journal is made where it is not there; cases without\n"
    "a record are noted in a file beside it, FILE.begun.\n"
    "\n"
    "Exit codes: 0 done, 1 refused, invalid, or there already, 2 usage, 3 file or store, 4 conflict.\n";

static const char add_help[] = "usage: asb --store FILE add ID --as ACTOR:ROLE KIND FIELDS [--at TIME] [--now TIME] [--json]\n"
                               "\n"
                               "Adds a record to a case. FIELDS is its fields as a JSON object (- for standard input). Where a\n"
                               "guard of the policy is not met nothing is added, and each guard says why. Where others wrote to\n"
                               "the case first, the record is tried again against what they wrote, five times.\n"
                               "\n"
                               "Exit codes: 0 added, 1 refused or invalid, 2 usage, 3 file or store, 4 others wrote first each time.\n";

static const char may_help[] = "usage: asb --store FILE may ID --as ACTOR:ROLE KIND FIELDS [--at TIME] [--now TIME] [--json]\n"
                               "\n"
                               "May this record be added now? Asks, and adds nothing.\n"
                               "\n"
                               "Exit codes: 0 it may, 1 refused or invalid, 2 usage, 3 file or store.\n";

static const char duties_help[] = "usage: asb --store FILE duties ID [--all] [--now TIME] [--json]\n"
                                  "\n"
                                  "What is to be done in a case, by whom and by when, the earliest first; with --all, what was done\n"
                                  "and what lapsed, too.\n"
                                  "\n"
                                  "Exit codes: 0 done, 2 usage, 3 file or store.\n";

static const char show_help[] = "usage: asb --store FILE show ID [--now TIME] [--json]\n"
                                "\n"
                                "What a case has come to: state, stage, categories, priority, owner, risk, people, and what is to\n"
                                "be done.\n"
                                "\n"
                                "Exit codes: 0 done, 2 usage, 3 file or store.\n";

static const char history_help[] = "usage: asb --store FILE history ID [--json]\n"
                                   "\n"
                                   "The records of a case, oldest first, as they now read. With --json: as they were written, with\n"
                                   "decisions, corrections and digests.\n"
                                   "\n"
                                   "Exit codes: 0 done, 2 usage, 3 file or store.\n";

static const char render_help[] =
    "usage: asb --store FILE render ID --letter LETTER --party PARTY [--text FILE] [--set NAME=VALUE]…\n"
    "       asb --store FILE render ID --casefile | --chronology | --subject-access | --data | --form FORM [--seq N]\n"
    "       [--for AUDIENCE] [--party PARTY] [--html | --json] [-o FILE] [--withheld] [--now TIME]\n"
    "\n"
    "Makes a document of a case, as things stand now: plain text, or a page of HTML that has everything\n"
    "in it. FORM is assessment, plan or proportionality: as record N says, or blank. --data is the case\n"
    "as JSON. --for says for whom, an audience of the policy; a letter is for what its reader's part\n"
    "allows. --text has a text in place of the policy's letter (- for standard input). --set says what\n"
    "the case does not: a merge field, or another option. Whoever the reader may not know is masked; if\n"
    "the document would tell who they are all the same, nothing is printed. --withheld prints instead\n"
    "what was left out, and why, as JSON.\n"
    "\n"
    "Exit codes: 0 done, 1 something is missing, or it would tell too much, 2 usage, 3 file or store.\n";

static const char list_help[] = "usage: asb --store FILE list [--json]\n"
                                "\n"
                                "The cases of a journal, with what each has come to.\n"
                                "\n"
                                "Exit codes: 0 done, 2 usage, 3 file or store.\n";

static const char verify_help[] = "usage: asb --store FILE verify [ID] [--json]\n"
                                  "       asb --store FILE verify --head FILE [--json]\n"
                                  "\n"
                                  "Checks the audit chain of a case, or of all: is each record as it was written, and is none missing?\n"
                                  "With --head, whether what `asb head` printed once (- for standard input) is still there: then cut\n"
                                  "tails, cases that were dropped and chains that were made anew are found, too.\n"
                                  "\n"
                                  "Exit codes: 0 all is well, 1 damage found, 2 usage, 3 file or store.\n";

static const char export_help[] = "usage: asb --store FILE export [ID]\n"
                                  "\n"
                                  "A case whole, as JSON: its records as they are stored, its policies, its calendar. Without ID, the\n"
                                  "journal as JSON Lines: its calendar, each policy and case, and last its head.\n"
                                  "\n"
                                  "Exit codes: 0 done, 2 usage, 3 file or store.\n";

static const char head_help[] = "usage: asb --store FILE head [ID] [--all]\n"
                                "\n"
                                "The head of a case, or of the journal; with --all, those of all cases. Noted, or given to somebody\n"
                                "else, it shows later what the chains alone do not: asb verify --head.\n"
                                "\n"
                                "Exit codes: 0 done, 2 usage, 3 file or store.\n";

static const char import_help[] = "usage: asb --store FILE import FILE [--json]\n"
                                  "\n"
                                  "Brings in what asb export printed (- for standard input): a case, or a journal. It is verified, and\n"
                                  "written just as it was. Of a journal, what is there already is passed over.\n"
                                  "\n"
                                  "Exit codes: 0 done, 1 damaged or malformed, or cases that are others here, 2 usage, 3 file or store.\n";

static const char copy_help[] = "usage: asb --store FILE copy OTHER [--json]\n"
                                "\n"
                                "Copies every case of the journal into the journal OTHER, which is made where it is not there. What\n"
                                "is there already is passed over, so that it can be done again.\n"
                                "\n"
                                "Exit codes: 0 done, 1 damage, or cases that are others there, 2 usage, 3 file or store.\n";

static const char match_help[] = "usage: asb --store FILE match ID [KEY=VALUE…] [--json]\n"
                                 "       asb --store FILE match --policy POLICY RECORDS [KEY=VALUE…] [--json]\n"
                                 "\n"
                                 "Which cases of the journal may be about the same people, home or incident as case ID, the surest\n"
                                 "first, each with its reason and how much speaks for it (to 100). With --policy, instead for a new\n"
                                 "report that is no case yet: RECORDS is a file with its report and parties, a JSON list of records\n"
                                 "{\"kind\",\"by\",\"role\",\"fields\"} (- for standard input). Nothing is joined or written.\n"
                                 "Keys: strength (40), reason, limit, and filters of cases such as state=open.\n"
                                 "  asb --store s.asb match C-17 strength=60 state=open,enquiry\n"
                                 "\n"
                                 "Exit codes: 0 done, 1 the report is malformed, 2 no such case or key, 3 the journal cannot be read.\n";

static const struct {
    const char *name, *help;
} commands[] = {
    {"scenario", scenario_help}, {"trace", trace_help},       {"policy", policy_help}, {"due", due_help},   {"holidays", holidays_help},
    {"score", score_help},       {"json", json_help},         {"new", new_help},       {"add", add_help},   {"may", may_help},
    {"duties", duties_help},     {"history", history_help},   {"show", show_help},     {"list", list_help}, {"verify", verify_help},
    {"export", export_help},     {"head", head_help},         {"import", import_help}, {"copy", copy_help}, {"render", render_help},
    {"report", report_help},     {"rehearse", rehearse_help}, {"match", match_help},
};

const char *help_of(const char *command) {
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, command) == 0) return commands[i].help;
    return NULL;
}
