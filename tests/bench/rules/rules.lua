-- The three tasks of bench_rules.c in Lua. Facts come as a table; weights, bands and rows are made from the policy by the host.

function risk(facts)
    local score = 0
    for question, option in pairs(facts) do
        score = score + weights[question][option]
    end
    for i = 1, #bands do
        if score >= bands[i].from then return score, bands[i].id end
    end
end

function route(facts)
    for i = 1, #rows do
        local row = rows[i]
        if row.category == facts.category and row.band == facts.band then return row.owner, row.days end
    end
end

-- Each guard: its id, its clause, and whether it is met.
guards = {
    {'role-may-close', 'C1', function(f) return f.role == 'officer' or f.role == 'manager' end},
    {'high-by-manager', 'C2', function(f) return f.role == 'manager' or (f.band ~= 'critical' and f.band ~= 'high') end},
    {'informed-first', 'C3', function(f) return f.informed end},
    {'feedback-invited', 'C4', function(f) return f.feedback or f.reason == 'no-contact' end},
    {'hate-not-by-default', 'C5', function(f) return not (f.hate and (f.reason == 'no-contact' or f.reason == 'not-asb')) end},
    {'child-by-manager', 'C6', function(f) return not f.under_18 or f.role == 'manager' end},
    {'vulnerable-told', 'C7', function(f) return not f.vulnerable or (f.informed and f.reason ~= 'no-contact') end},
    {'resolved-with-somebody', 'C8', function(f) return f.known or f.reason ~= 'resolved' end},
}

function guard(facts)
    local refused = {}
    for i = 1, #guards do
        local g = guards[i]
        if not g[3](facts) then refused[#refused + 1] = {id = g[1], clause = g[2]} end
    end
    return refused
end
