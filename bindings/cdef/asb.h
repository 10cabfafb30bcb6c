/* Declarations of libasb 0.1.0, for FFI::cdef() of PHP, ffi.cdef() of LuaJIT, and whatever else reads C without a preprocessor.
 * Made from bindings/abi.json by bindings/generate.py; not to be edited. What each function does is in include/asb. */

enum {
    ASB_EFFECT_REFUSED = 1,
    ASB_EFFECT_WARNED = 2,
    ASB_EFFECT_DEVIATION = 3,
    ASB_EFFECT_BREACH = 4,
    ASB_FORMAT_TEXT = 1,
    ASB_FORMAT_HTML = 2,
    ASB_FORMAT_JSON = 3,
    ASB_DUTY_OPEN = 1,
    ASB_DUTY_OVERDUE = 2,
    ASB_DUTY_MET = 3,
    ASB_DUTY_MET_LATE = 4,
    ASB_DUTY_LAPSED = 5,
    ASB_VERSION_MAJOR = 0,
    ASB_VERSION_MINOR = 1,
    ASB_VERSION_PATCH = 0,
    ASB_VERSION = 100,
    ASB_OK = 0,
    ASB_REFUSED = 1,
    ASB_CONFLICT = 2,
    ASB_ABSENT = 3,
    ASB_ENOMEM = -1,
    ASB_EARGUMENT = -2,
    ASB_EINVALID = -3,
    ASB_EJSON = -4,
    ASB_EPOLICY = -5,
    ASB_EEXISTS = -6,
    ASB_EIO = -7,
    ASB_ECORRUPT = -8,
    ASB_EBUSY = -9,
    ASB_ELIMIT = -10,
    ASB_EUSER = -11,
    ASB_EVERSION = -12,
    ASB_ESTATE = -13,
    ASB_EDISCLOSURE = -14,
    ASB_JSON_NULL = 1,
    ASB_JSON_FALSE = 2,
    ASB_JSON_TRUE = 3,
    ASB_JSON_NUMBER = 4,
    ASB_JSON_TEXT = 5,
    ASB_JSON_LIST = 6,
    ASB_JSON_OBJECT = 7,
    ASB_ANSWER_MISSING = 0,
    ASB_ANSWER_GIVEN = 1,
    ASB_ANSWER_NONE = 2,
    ASB_ANSWER_DECLINED = 3
};

typedef struct asb_json asb_json;
typedef struct asb_engine asb_engine;
typedef struct asb_text asb_text;
typedef struct asb_calendar asb_calendar;
typedef struct asb_policy asb_policy;
typedef struct asb_problems asb_problems;
typedef struct asb_record asb_record;
typedef struct asb_case asb_case;
typedef struct asb_decision asb_decision;
typedef struct asb_duties asb_duties;
typedef struct asb_matrix asb_matrix;
typedef struct asb_assessment asb_assessment;
typedef struct asb_plan asb_plan;
typedef struct asb_proportionality asb_proportionality;
typedef struct asb_store asb_store;
typedef struct asb_list asb_list;
typedef struct asb_caseload asb_caseload;
typedef struct asb_rehearsal asb_rehearsal;
typedef struct asb_rows asb_rows;
typedef struct asb_commit asb_commit;
typedef struct asb_document asb_document;
typedef struct asb_conflicts asb_conflicts;

typedef struct asb_hooks {
    uint32_t struct_size;
    uint32_t reserved;
    void *self;
    void *(*resize)(void *self, void *block, size_t old_size, size_t new_size);
    int64_t (*now)(void *self);
    int32_t (*random)(void *self, void *bytes, size_t size);
    void (*log)(void *self, int32_t level, const char *message);
    uint64_t memory_limit;
    int32_t (*progress)(void *self, const char *work, uint64_t done, uint64_t total);
} asb_hooks;

typedef struct asb_bytes {
    const void *data;
    size_t length;
} asb_bytes;

typedef struct asb_stored_record {
    uint32_t seq;
    uint32_t reserved;
    asb_bytes header;
    asb_bytes body;
} asb_stored_record;

typedef struct asb_case_commit {
    asb_bytes id;
    uint32_t expected;
    uint32_t record_count;
    const asb_stored_record *records;
    const uint32_t *erased;
    uint32_t erased_count;
    uint32_t reserved;
    asb_bytes summary;
} asb_case_commit;

typedef struct asb_policy_document {
    asb_bytes digest;
    asb_bytes id;
    asb_bytes version;
    asb_bytes document;
} asb_policy_document;

typedef struct asb_commit_data {
    uint32_t struct_size;
    uint32_t case_count;
    const asb_case_commit *cases;
    const asb_policy_document *policies;
    uint32_t policy_count;
    uint32_t reserved;
    asb_bytes calendar;
} asb_commit_data;

typedef int32_t (*asb_record_sink)(void *sink, const asb_stored_record *record);
typedef int32_t (*asb_case_sink)(void *sink, asb_bytes id, uint32_t version, asb_bytes summary);
typedef int32_t (*asb_bytes_sink)(void *sink, asb_bytes bytes);

typedef struct asb_store_callbacks {
    uint32_t struct_size;
    uint32_t reserved;
    void *self;
    int32_t (*commit)(void *self, const asb_commit_data *commit);
    int32_t (*read)(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self);
    int32_t (*list)(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self);
    int32_t (*changes)(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next, void
        *next_self);
    int32_t (*policy)(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self);
    int32_t (*calendar)(void *self, asb_bytes_sink sink, void *sink_self);
    void (*close)(void *self);
} asb_store_callbacks;

/* ---- asb/calendar.h */
int32_t asb_calendar_new(asb_calendar **out, asb_engine *engine);
int32_t asb_calendar_parse(asb_calendar **out, asb_engine *engine, const char *json, size_t length);
int32_t asb_calendar_add(asb_calendar *calendar, const char *date, const char *known, const char *name);
int32_t asb_calendar_remove(asb_calendar *calendar, const char *date, const char *known, const char *name);
int32_t asb_calendar_json(asb_text **out, const asb_calendar *calendar);
void asb_calendar_free(asb_calendar *calendar);
int32_t asb_holidays(asb_text **out, asb_engine *engine, int32_t from, int32_t to);
int32_t asb_due(asb_text **out, asb_engine *engine, const char *from, const char *period, size_t period_length, const asb_policy *policy,
    const asb_calendar *calendar);
int32_t asb_is_working_day(int32_t *worked, asb_engine *engine, const char *date, const asb_policy *policy, const asb_calendar *calendar);
int32_t asb_instant_parse(int64_t *ms, asb_engine *engine, const char *text);
int32_t asb_instant_text(asb_text **out, asb_engine *engine, int64_t ms, int32_t local);

/* ---- asb/case.h */
int32_t asb_case_new(asb_case **out, asb_engine *engine, asb_policy *policy, asb_store *store, const char *id);
int32_t asb_case_open(asb_case **out, asb_store *store, const char *id);
int32_t asb_case_load(asb_case **out, asb_engine *engine, asb_policy *policy, const char *json, size_t length);
const char *asb_case_id(const asb_case *c);
uint32_t asb_case_count(const asb_case *c);
uint32_t asb_case_stored(const asb_case *c);
int32_t asb_case_policy(asb_policy **out, asb_case *c);
int32_t asb_case_add(asb_decision **out, asb_case *c, const asb_record *record);
int32_t asb_case_may(asb_decision **out, asb_case *c, const asb_record *record);
int32_t asb_case_wrong(asb_text **out, asb_case *c, const asb_record *record);
int32_t asb_case_admit(asb_decision **out, asb_case *c, const asb_record *record, int64_t recorded, int32_t imported);
int32_t asb_case_move(asb_case *c, asb_policy *policy, const char *by, const char *role, const char *reason);
int32_t asb_case_preview_move(asb_text **out, asb_case *c, asb_policy *policy);
int32_t asb_case_save(asb_case *c);
int32_t asb_case_save_all(asb_case *const *cases, uint32_t count);
int32_t asb_case_reload(asb_conflicts **out, asb_case *c);
int32_t asb_case_conflicted(asb_conflicts **out, asb_case *c, const char *json, size_t length);
int32_t asb_case_pending(asb_text **out, asb_case *c);
int32_t asb_case_saved(asb_case *c, uint32_t count);
uint32_t asb_conflicts_count(const asb_conflicts *conflicts);
int32_t asb_conflicts_record(asb_record **out, const asb_conflicts *conflicts, uint32_t index);
int32_t asb_conflicts_status(const asb_conflicts *conflicts, uint32_t index);
const char *asb_conflicts_message(const asb_conflicts *conflicts, uint32_t index);
const char *asb_conflicts_reasons(const asb_conflicts *conflicts, uint32_t index);
int32_t asb_conflicts_json(asb_text **out, const asb_conflicts *conflicts);
void asb_conflicts_free(asb_conflicts *conflicts);
int32_t asb_case_record(asb_record **out, asb_case *c, uint32_t seq);
int32_t asb_case_record_written(asb_record **out, asb_case *c, uint32_t seq);
int32_t asb_case_facts(asb_text **out, asb_case *c);
const char *asb_case_state(const asb_case *c);
const char *asb_case_stage(const asb_case *c);
const char *asb_case_priority(const asb_case *c);
const char *asb_case_owner(const asb_case *c);
const char *asb_case_owner_role(const asb_case *c);
int32_t asb_case_hate(const asb_case *c);
const char *asb_case_band(const asb_case *c);
int32_t asb_case_score(int32_t *score, const asb_case *c);
int32_t asb_case_history(asb_text **out, asb_case *c);
int32_t asb_case_summary(asb_text **out, asb_case *c);
int32_t asb_case_export(asb_text **out, asb_case *c);
int32_t asb_case_head(asb_text **out, asb_case *c);
int32_t asb_case_import(asb_case **out, asb_store *store, const char *json, size_t length);
int32_t asb_case_set_calendar(asb_case *c, const asb_calendar *calendar);
void asb_case_free(asb_case *c);

/* ---- asb/caseload.h */
int32_t asb_caseload_new(asb_caseload **out, asb_engine *engine);
int32_t asb_caseload_follow(asb_caseload *caseload, asb_store *store);
int32_t asb_caseload_put(asb_caseload *caseload, const char *id, uint32_t version, const char *summary, size_t length);
uint32_t asb_caseload_count(const asb_caseload *caseload);
int32_t asb_caseload_allow(asb_caseload *caseload, const char *filter, size_t length);
int32_t asb_caseload_query(asb_text **out, asb_caseload *caseload, const char *query, size_t length);
int32_t asb_caseload_report(asb_text **out, asb_caseload *caseload, const char *request, size_t length);
int32_t asb_caseload_rows(asb_rows **out, asb_caseload *caseload, const char *query, size_t length);
uint32_t asb_rows_count(const asb_rows *rows);
uint64_t asb_rows_total(const asb_rows *rows);
const char *asb_rows_next(const asb_rows *rows);
uint32_t asb_rows_column_count(const asb_rows *rows);
const char *asb_rows_column(const asb_rows *rows, uint32_t index);
const char *asb_rows_text(const asb_rows *rows, uint32_t row, const char *column);
int32_t asb_rows_number(int64_t *out, const asb_rows *rows, uint32_t row, const char *column);
void asb_rows_free(asb_rows *rows);
void asb_caseload_free(asb_caseload *caseload);

/* ---- asb/decision.h */
int32_t asb_decision_allowed(const asb_decision *decision);
uint32_t asb_decision_count(const asb_decision *decision);
const char *asb_decision_guard(const asb_decision *decision, uint32_t index);
int32_t asb_decision_effect(const asb_decision *decision, uint32_t index);
const char *asb_decision_clause(const asb_decision *decision, uint32_t index);
const char *asb_decision_message(const asb_decision *decision, uint32_t index);
const char *asb_decision_explanation(const asb_decision *decision, uint32_t index);
int32_t asb_decision_json(asb_text **out, const asb_decision *decision);
void asb_decision_free(asb_decision *decision);

/* ---- asb/document.h */
int32_t asb_document_kinds(asb_text **out, asb_engine *engine);
int32_t asb_document_new(asb_document **out, asb_case *c, const char *kind);
int32_t asb_document_set(asb_document *document, const char *name, const char *value);
int32_t asb_document_render(asb_text **out, asb_document *document, int32_t format);
int32_t asb_document_check(asb_document *document, const char *text, size_t length);
int32_t asb_document_withheld(asb_text **out, asb_document *document);
int32_t asb_document_record(asb_record **out, asb_document *document);
void asb_document_free(asb_document *document);

/* ---- asb/duty.h */
int32_t asb_case_duties(asb_duties **out, asb_case *c);
uint32_t asb_duties_count(const asb_duties *duties);
const char *asb_duties_rule(const asb_duties *duties, uint32_t index);
const char *asb_duties_label(const asb_duties *duties, uint32_t index);
const char *asb_duties_clause(const asb_duties *duties, uint32_t index);
const char *asb_duties_party(const asb_duties *duties, uint32_t index);
const char *asb_duties_subject(const asb_duties *duties, uint32_t index);
const char *asb_duties_owner(const asb_duties *duties, uint32_t index);
uint32_t asb_duties_owner_count(const asb_duties *duties, uint32_t index);
const char *asb_duties_owner_at(const asb_duties *duties, uint32_t index, uint32_t owner);
const char *asb_duties_due(const asb_duties *duties, uint32_t index);
const char *asb_duties_due_local(const asb_duties *duties, uint32_t index);
const char *asb_duties_act_by(const asb_duties *duties, uint32_t index);
const char *asb_duties_opens(const asb_duties *duties, uint32_t index);
int32_t asb_duties_state(const asb_duties *duties, uint32_t index);
uint32_t asb_duties_started_by(const asb_duties *duties, uint32_t index);
uint32_t asb_duties_ended_by(const asb_duties *duties, uint32_t index);
int64_t asb_duties_started_at(const asb_duties *duties, uint32_t index);
int64_t asb_duties_ended_at(const asb_duties *duties, uint32_t index);
int32_t asb_duties_watch(const asb_duties *duties, uint32_t index);
int32_t asb_duties_explain(asb_text **out, const asb_duties *duties, uint32_t index);
const char *asb_duties_proposes(const asb_duties *duties, uint32_t index);
int32_t asb_duties_json(asb_text **out, const asb_duties *duties);
void asb_duties_free(asb_duties *duties);

/* ---- asb/engine.h */
uint32_t asb_version(void);
const char *asb_version_text(void);
const char *asb_feature(uint32_t index);
const char *asb_constant_name(uint32_t index);
int64_t asb_constant_value(uint32_t index);
int32_t asb_engine_new(asb_engine **out, const asb_hooks *hooks);
void asb_engine_free(asb_engine *engine);
int32_t asb_engine_now(int64_t *now, asb_engine *engine);
uint64_t asb_engine_memory(const asb_engine *engine);
uint64_t asb_engine_memory_peak(const asb_engine *engine);
const char *asb_limit_name(uint32_t index);
int32_t asb_engine_limit(uint64_t *value, asb_engine *engine, const char *name);
int32_t asb_engine_set_limit(asb_engine *engine, const char *name, uint64_t value);
int32_t asb_engine_set_calendar(asb_engine *engine, const asb_calendar *calendar);
int32_t asb_error_status(const asb_engine *engine);
const char *asb_error_code(const asb_engine *engine);
const char *asb_error_message(const asb_engine *engine);
const char *asb_error_arguments(const asb_engine *engine);
const char *asb_error_field(const asb_engine *engine);
const char *asb_error_pointer(const asb_engine *engine);
uint32_t asb_error_line(const asb_engine *engine);
uint32_t asb_error_column(const asb_engine *engine);
const char *asb_status_text(int32_t status);
const char *asb_message_code(uint32_t index);
const char *asb_message_template(uint32_t index);
const char *asb_text_data(const asb_text *text);
size_t asb_text_length(const asb_text *text);
void asb_text_free(asb_text *text);

/* ---- asb/json.h */
int32_t asb_json_parse(asb_json **out, asb_engine *engine, const char *json, size_t length);
int32_t asb_json_canonical(asb_text **out, asb_engine *engine, const char *json, size_t length);
int32_t asb_json_type(const asb_json *value);
uint32_t asb_json_count(const asb_json *value);
const asb_json *asb_json_get(const asb_json *object, const char *key);
const asb_json *asb_json_at(const asb_json *value, uint32_t index);
const asb_json *asb_json_next(const asb_json *value);
const char *asb_json_text(const asb_json *value, size_t *length);
int32_t asb_json_integer(int64_t *number, const asb_json *value);
const char *asb_json_key(const asb_json *member, size_t *length);
uint32_t asb_json_line(const asb_json *value);
uint32_t asb_json_column(const asb_json *value);
int32_t asb_json_write(asb_text **out, const asb_json *value);
void asb_json_free(asb_json *document);

/* ---- asb/matrix.h */
int32_t asb_matrix_open(asb_matrix **out, asb_policy *policy, const char *id);
const char *asb_matrix_id(const asb_matrix *matrix);
const char *asb_matrix_title(const asb_matrix *matrix);
const char *asb_matrix_clause(const asb_matrix *matrix);
const char *asb_matrix_provenance(const asb_matrix *matrix);
int32_t asb_matrix_least(const asb_matrix *matrix);
int32_t asb_matrix_greatest(const asb_matrix *matrix);
uint32_t asb_matrix_question_count(const asb_matrix *matrix);
const char *asb_matrix_question_id(const asb_matrix *matrix, uint32_t question);
const char *asb_matrix_question_text(const asb_matrix *matrix, uint32_t question);
const char *asb_matrix_question_section(const asb_matrix *matrix, uint32_t question);
const char *asb_matrix_question_section_title(const asb_matrix *matrix, uint32_t question);
int32_t asb_matrix_question_many(const asb_matrix *matrix, uint32_t question);
int32_t asb_matrix_question_detail(const asb_matrix *matrix, uint32_t question);
uint32_t asb_matrix_option_count(const asb_matrix *matrix, uint32_t question);
const char *asb_matrix_option_id(const asb_matrix *matrix, uint32_t question, uint32_t option);
const char *asb_matrix_option_label(const asb_matrix *matrix, uint32_t question, uint32_t option);
int32_t asb_matrix_option_weight(const asb_matrix *matrix, uint32_t question, uint32_t option);
int32_t asb_matrix_option_exclusive(const asb_matrix *matrix, uint32_t question, uint32_t option);
uint32_t asb_matrix_band_count(const asb_matrix *matrix);
const char *asb_matrix_band_id(const asb_matrix *matrix, uint32_t band);
const char *asb_matrix_band_label(const asb_matrix *matrix, uint32_t band);
int32_t asb_matrix_band_from(const asb_matrix *matrix, uint32_t band);
uint32_t asb_matrix_contested_count(const asb_matrix *matrix);
int32_t asb_matrix_contested_from(const asb_matrix *matrix, uint32_t range);
int32_t asb_matrix_contested_to(const asb_matrix *matrix, uint32_t range);
int32_t asb_matrix_json(asb_text **out, const asb_matrix *matrix);
void asb_matrix_free(asb_matrix *matrix);
int32_t asb_assessment_new(asb_assessment **out, asb_matrix *matrix, const char *party);
int32_t asb_case_assessment(asb_assessment **out, asb_case *c, const char *party);
int32_t asb_assessment_answer(asb_assessment *assessment, const char *question, const char *option);
int32_t asb_assessment_set_answers(asb_assessment *assessment, const char *const *questions, const char *const *options, uint32_t count);
int32_t asb_assessment_unanswer(asb_assessment *assessment, const char *question, const char *option);
int32_t asb_assessment_answer_none(asb_assessment *assessment, const char *question);
int32_t asb_assessment_decline(asb_assessment *assessment, const char *question);
int32_t asb_assessment_clear(asb_assessment *assessment, const char *question);
int32_t asb_assessment_detail(asb_assessment *assessment, const char *question, const char *text);
int32_t asb_assessment_override(asb_assessment *assessment, const char *band, const char *reason);
int32_t asb_assessment_state(const asb_assessment *assessment, const char *question);
int32_t asb_assessment_chosen(const asb_assessment *assessment, const char *question, const char *option);
const char *asb_assessment_get_detail(const asb_assessment *assessment, const char *question);
uint32_t asb_assessment_missing_count(const asb_assessment *assessment);
const char *asb_assessment_missing(const asb_assessment *assessment, uint32_t index);
int32_t asb_assessment_score(const asb_assessment *assessment);
const char *asb_assessment_band(const asb_assessment *assessment);
const char *asb_assessment_scored_band(const asb_assessment *assessment);
int32_t asb_assessment_contested(const asb_assessment *assessment);
int32_t asb_assessment_partial(const asb_assessment *assessment);
const char *asb_assessment_override_band(const asb_assessment *assessment);
const char *asb_assessment_override_reason(const asb_assessment *assessment);
const char *asb_assessment_party(const asb_assessment *assessment);
uint32_t asb_assessment_seq(const asb_assessment *assessment);
int32_t asb_assessment_matrix(asb_matrix **out, const asb_assessment *assessment);
int32_t asb_assessment_to_record(asb_record **out, const asb_assessment *assessment);
int32_t asb_assessment_json(asb_text **out, const asb_assessment *assessment);
void asb_assessment_free(asb_assessment *assessment);

/* ---- asb/plan.h */
int32_t asb_plan_catalogue_json(asb_text **out, const asb_policy *policy);
int32_t asb_plan_new(asb_plan **out, asb_policy *policy, const char *party);
int32_t asb_case_plan(asb_plan **out, asb_case *c, const char *party);
int32_t asb_plan_add(asb_plan *plan, const char *id, const char *by, const char *action);
int32_t asb_plan_remove(asb_plan *plan, const char *id);
int32_t asb_plan_set_detail(asb_plan *plan, const char *id, const char *text);
int32_t asb_plan_set_due(asb_plan *plan, const char *id, const char *due);
int32_t asb_plan_set_every(asb_plan *plan, const char *id, const char *period, size_t length);
int32_t asb_plan_set_param(asb_plan *plan, const char *id, const char *param, const char *json, size_t length);
int32_t asb_plan_set_agreed(asb_plan *plan, int32_t agreed);
int32_t asb_plan_set_sent(asb_plan *plan, int32_t sent);
int32_t asb_plan_set_method(asb_plan *plan, const char *method);
const char *asb_plan_party(const asb_plan *plan);
int32_t asb_plan_agreed(const asb_plan *plan);
int32_t asb_plan_sent(const asb_plan *plan);
const char *asb_plan_method(const asb_plan *plan);
uint32_t asb_plan_seq(const asb_plan *plan);
uint32_t asb_plan_count(const asb_plan *plan);
const char *asb_plan_id(const asb_plan *plan, uint32_t index);
const char *asb_plan_by(const asb_plan *plan, uint32_t index);
const char *asb_plan_action(const asb_plan *plan, uint32_t index);
const char *asb_plan_clause(const asb_plan *plan, uint32_t index);
const char *asb_plan_detail(const asb_plan *plan, uint32_t index);
const char *asb_plan_due(const asb_plan *plan, uint32_t index);
int32_t asb_plan_standing(const asb_plan *plan, uint32_t index);
const char *asb_plan_status(const asb_plan *plan, uint32_t index);
const char *asb_plan_next_due(const asb_plan *plan, uint32_t index);
int32_t asb_plan_overdue(const asb_plan *plan, uint32_t index);
int32_t asb_plan_text(asb_text **out, const asb_plan *plan, uint32_t index);
uint32_t asb_plan_count_done(const asb_plan *plan);
uint32_t asb_plan_count_cancelled(const asb_plan *plan);
uint32_t asb_plan_count_standing(const asb_plan *plan);
uint32_t asb_plan_count_open(const asb_plan *plan);
int32_t asb_plan_complete(const asb_plan *plan);
int32_t asb_plan_to_record(asb_record **out, const asb_plan *plan);
int32_t asb_plan_json(asb_text **out, const asb_plan *plan);
void asb_plan_free(asb_plan *plan);

/* ---- asb/policy.h */
uint32_t asb_policy_builtin_count(void);
const char *asb_policy_builtin_id(uint32_t index);
const char *asb_policy_builtin_document(uint32_t index, size_t *length);
int32_t asb_policy_builtin(asb_policy **out, asb_engine *engine, const char *id);
int32_t asb_policy_parse(asb_policy **out, asb_engine *engine, const char *json, size_t length);
int32_t asb_policy_check(asb_problems **out, asb_engine *engine, const char *json, size_t length);
int32_t asb_policy_register(asb_engine *engine, const char *json, size_t length);
uint32_t asb_problems_count(const asb_problems *problems);
const char *asb_problems_message(const asb_problems *problems, uint32_t index);
const char *asb_problems_code(const asb_problems *problems, uint32_t index);
const char *asb_problems_arguments(const asb_problems *problems, uint32_t index);
const char *asb_problems_pointer(const asb_problems *problems, uint32_t index);
uint32_t asb_problems_line(const asb_problems *problems, uint32_t index);
uint32_t asb_problems_column(const asb_problems *problems, uint32_t index);
int32_t asb_problems_json(asb_text **out, const asb_problems *problems);
void asb_problems_free(asb_problems *problems);
const char *asb_policy_id(const asb_policy *policy);
const char *asb_policy_version(const asb_policy *policy);
const char *asb_policy_title(const asb_policy *policy);
const char *asb_policy_digest(const asb_policy *policy);
const char *asb_policy_json(const asb_policy *policy, size_t *length);
int32_t asb_policy_explain(asb_text **out, const asb_policy *policy, const char *rule);
int32_t asb_policy_page(asb_text **out, const asb_policy *policy);
void asb_policy_free(asb_policy *policy);

/* ---- asb/proportionality.h */
int32_t asb_proportionality_new(asb_proportionality **out, asb_policy *policy, const char *party, const char *remedy);
int32_t asb_case_proportionality(asb_proportionality **out, asb_case *c, const char *party, const char *remedy);
int32_t asb_proportionality_set_text(asb_proportionality *proportionality, const char *field, const char *text);
int32_t asb_proportionality_set_flag(asb_proportionality *proportionality, const char *field, int32_t flag);
int32_t asb_proportionality_set_json(asb_proportionality *proportionality, const char *field, const char *json, size_t length);
int32_t asb_proportionality_add_text(asb_proportionality *proportionality, const char *field, const char *text);
int32_t asb_proportionality_add_alternative(asb_proportionality *proportionality, const char *remedy, const char *outcome, const char *why);
int32_t asb_proportionality_unset(asb_proportionality *proportionality, const char *field);
const char *asb_proportionality_get_text(const asb_proportionality *proportionality, const char *field);
int32_t asb_proportionality_get_json(asb_text **out, const asb_proportionality *proportionality, const char *field);
const char *asb_proportionality_party(const asb_proportionality *proportionality);
const char *asb_proportionality_remedy(const asb_proportionality *proportionality);
uint32_t asb_proportionality_missing_count(const asb_proportionality *proportionality);
const char *asb_proportionality_missing(const asb_proportionality *proportionality, uint32_t index);
const char *asb_proportionality_missing_label(const asb_proportionality *proportionality, uint32_t index);
int32_t asb_proportionality_complete(const asb_proportionality *proportionality);
uint32_t asb_proportionality_seq(const asb_proportionality *proportionality);
int32_t asb_proportionality_approved(const asb_proportionality *proportionality);
const char *asb_proportionality_approved_by(const asb_proportionality *proportionality);
const char *asb_proportionality_approved_role(const asb_proportionality *proportionality);
uint32_t asb_proportionality_approval(const asb_proportionality *proportionality);
int32_t asb_proportionality_stale(const asb_proportionality *proportionality);
uint32_t asb_proportionality_stale_record(const asb_proportionality *proportionality);
const char *asb_proportionality_review_by(const asb_proportionality *proportionality);
int32_t asb_proportionality_current(const asb_proportionality *proportionality);
const char *asb_proportionality_why(const asb_proportionality *proportionality);
const char *asb_proportionality_why_code(const asb_proportionality *proportionality);
const char *asb_proportionality_why_arguments(const asb_proportionality *proportionality);
int32_t asb_proportionality_to_record(asb_record **out, const asb_proportionality *proportionality);
int32_t asb_proportionality_json(asb_text **out, const asb_proportionality *proportionality);
void asb_proportionality_free(asb_proportionality *proportionality);

/* ---- asb/record.h */
int32_t asb_record_new(asb_record **out, asb_engine *engine, const char *kind);
int32_t asb_record_parse(asb_record **out, asb_engine *engine, const char *json, size_t length);
int32_t asb_record_set_actor(asb_record *record, const char *by, const char *role);
int32_t asb_record_set_at(asb_record *record, const char *at);
int32_t asb_record_set_text(asb_record *record, const char *field, const char *text);
int32_t asb_record_set_flag(asb_record *record, const char *field, int32_t flag);
int32_t asb_record_set_number(asb_record *record, const char *field, int64_t number);
int32_t asb_record_set_json(asb_record *record, const char *field, const char *json, size_t length);
int32_t asb_record_add_text(asb_record *record, const char *field, const char *text);
int32_t asb_record_unset(asb_record *record, const char *field);
int32_t asb_record_get_text(const char **text, size_t *length, const asb_record *record, const char *field);
uint32_t asb_record_count(const asb_record *record, const char *field);
int32_t asb_record_get_text_at(const char **text, size_t *length, const asb_record *record, const char *field, uint32_t index);
int32_t asb_record_get_flag(int32_t *flag, const asb_record *record, const char *field);
int32_t asb_record_get_number(int64_t *number, const asb_record *record, const char *field);
int32_t asb_record_get_json(const char **json, size_t *length, asb_record *record, const char *field);
uint32_t asb_record_field_count(const asb_record *record);
const char *asb_record_field_name(const asb_record *record, uint32_t index);
const char *asb_record_kind(const asb_record *record);
uint32_t asb_record_seq(const asb_record *record);
int64_t asb_record_at(const asb_record *record);
int64_t asb_record_recorded(const asb_record *record);
const char *asb_record_by(const asb_record *record);
const char *asb_record_role(const asb_record *record);
int32_t asb_record_erased(const asb_record *record);
int32_t asb_record_json(asb_text **out, const asb_record *record);
void asb_record_free(asb_record *record);
int32_t asb_vocabulary_json(asb_text **out, asb_engine *engine, const asb_policy *policy);

/* ---- asb/rehearsal.h */
int32_t asb_rehearsal_new(asb_rehearsal **out, asb_engine *engine, asb_store *store);
int32_t asb_rehearsal_policy(asb_rehearsal *rehearsal, asb_policy *policy, const char *instead_of);
int32_t asb_rehearsal_run(asb_rehearsal *rehearsal, const char *request, size_t length);
int32_t asb_rehearsal_query(asb_text **out, asb_rehearsal *rehearsal, const char *query, size_t length);
int32_t asb_rehearsal_rows(asb_rows **out, asb_rehearsal *rehearsal, const char *query, size_t length);
void asb_rehearsal_free(asb_rehearsal *rehearsal);

/* ---- asb/store.h */
int32_t asb_store_memory(asb_store **out, asb_engine *engine);
int32_t asb_store_journal(asb_store **out, asb_engine *engine, const char *path);
int32_t asb_store_list(asb_list **out, asb_store *store, const char *after, uint32_t limit);
int32_t asb_store_changes(asb_list **out, asb_store *store, const char *token, uint32_t limit);
int32_t asb_store_verify(asb_text **out, asb_store *store, const char *id);
int32_t asb_store_compact(asb_text **out, asb_store *store);
int32_t asb_store_rebuild(asb_text **out, asb_store *store);
int32_t asb_store_backup(asb_store *store, const char *path);
int32_t asb_store_head(asb_text **out, asb_store *store);
int32_t asb_store_heads(asb_text **out, asb_store *store);
int32_t asb_store_verify_head(asb_text **out, asb_store *store, const char *head_json, size_t length);
int32_t asb_store_export(asb_text **out, asb_store *store);
int32_t asb_store_import(asb_text **out, asb_store *store, const char *lines, size_t length);
int32_t asb_store_copy(asb_text **out, asb_store *to, asb_store *from);
int32_t asb_store_set_calendar(asb_store *store, const asb_calendar *calendar);
int32_t asb_store_calendar(asb_calendar **out, asb_store *store);
uint32_t asb_list_count(const asb_list *list);
const char *asb_list_id(const asb_list *list, uint32_t index);
uint32_t asb_list_version(const asb_list *list, uint32_t index);
const char *asb_list_summary(const asb_list *list, uint32_t index);
const char *asb_list_token(const asb_list *list);
int32_t asb_list_json(asb_text **out, const asb_list *list);
void asb_list_free(asb_list *list);
void asb_store_free(asb_store *store);

/* ---- asb/sys/store.h */
int32_t asb_store_custom(asb_store **out, asb_engine *engine, const asb_store_callbacks *callbacks);
int32_t asb_store_export_to(asb_store *store, asb_bytes_sink sink, void *sink_self);
