-- luajit cdef_test.lua DECLARATIONS LIBRARY: pastes the declarations into ffi.cdef, and works a case with them.
-- The last line is `N passed, N failed`.
local ffi = require 'ffi'
local declarations, library = arg[1], arg[2]
local passed, failed = 0, 0

local function test(what, body)
    local ok, why = pcall(body)
    if ok then passed = passed + 1 else
        failed = failed + 1
        print(('failed: %s: %s: %s'):format(declarations:match '[^/]*$', what, tostring(why)))
    end
end

local function same(wanted, found)
    if wanted ~= found then error(('wanted %s, found %s'):format(tostring(wanted), tostring(found)), 2) end
end

local asb

test('the declarations are taken as they are', function()
    local file = assert(io.open(declarations))
    ffi.cdef(file:read '*a')
    file:close()
    asb = ffi.load(library)
    same(true, asb.asb_version() > 0)
end)

test('structs have the sizes and offsets of the compiler', function()
    if not ffi.abi '64bit' then return end
    local lines = 0
    for line in io.lines(arg[3]) do
        local name, size = line:match '^sizeof (%S+) (%d+)$'
        if name then same(tonumber(size), ffi.sizeof(name)) end
        local struct, field, offset = line:match '^offsetof (%S+) (%S+) (%d+)$'
        if struct then same(tonumber(offset), ffi.offsetof(struct, field)) end
        lines = lines + ((name or struct) and 1 or 0)
    end
    same(true, lines > 40)
end)

-- Calls a function whose first parameter is `out`.
local function made(kind, f, ...)
    local out = ffi.new(kind .. ' *[1]')
    same(0, f(out, ...))
    return out[0]
end

test('a case is worked', function()
    local now = ffi.cast('int64_t (*)(void *)', function() return 1775142000000LL end)
    local hooks = ffi.new 'asb_hooks'
    hooks.struct_size, hooks.now = ffi.sizeof 'asb_hooks', now
    local engine = made('asb_engine', asb.asb_engine_new, hooks)
    local policy = made('asb_policy', asb.asb_policy_builtin, engine, 'west-kent')
    local store = made('asb_store', asb.asb_store_memory, engine)
    local case = made('asb_case', asb.asb_case_new, engine, policy, store, 'CASE-0001')
    local record = made('asb_record', asb.asb_record_new, engine, 'report')
    same(0, asb.asb_record_set_text(record, 'channel', 'phone'))
    same(0, asb.asb_record_set_text(record, 'summary', 'Music until three'))
    same(0, asb.asb_record_set_actor(record, 'kim', 'housing-officer'))
    same(0, asb.asb_case_add(nil, case, record))
    same(0, asb.asb_case_save(case))
    same('enquiry', ffi.string(asb.asb_case_state(case)))

    local facts = made('asb_text', asb.asb_case_facts, case)
    local text = ffi.string(asb.asb_text_data(facts), asb.asb_text_length(facts))
    same(true, text:find('"state":"enquiry"', 1, true) ~= nil)
    local written = made('asb_record', asb.asb_case_record, case, 1)
    same(1775142000000LL, asb.asb_record_at(written))
    same(-4, asb.asb_record_parse(ffi.new 'asb_record *[1]', engine, '{', 1))

    asb.asb_text_free(facts)
    asb.asb_record_free(written)
    asb.asb_record_free(record)
    asb.asb_case_free(case)
    asb.asb_store_free(store)
    asb.asb_policy_free(policy)
    asb.asb_engine_free(engine)
    now:free()
end)

print(('%d passed, %d failed'):format(passed, failed))
os.exit(failed == 0 and 0 or 1)
