// The three tasks of bench_rules.c in json-rules-engine, json-logic-js and ZEN (@gorules/zen-engine), each with rules in its own form, as data.
//
//     node peers.cjs FIXTURES.json POLICY.json [SECONDS]      FIXTURES.json is what `bench_rules --fixtures` prints
//
// Every output of each engine is compared with what must come out before anything is timed. RESULT lines: evaluations a second, the best of five takes.
// Weights, bands and rows are read from the policy; the eight guards are written out here, as they are in the policy. Where a package is not to be had,
// its lines are missing, and that is said.
'use strict';
const fs = require('fs');
const path = require('path');

const fixtures = JSON.parse(fs.readFileSync(process.argv[2]));
const policy = JSON.parse(fs.readFileSync(process.argv[3]));
const seconds = Number(process.argv[4] || 2);
const matrix = policy.matrices[0];
const questions = matrix.sections.flatMap((section) => section.questions);
const rows = policy.guards.filter((guard) => guard.on === 'allocation').map((guard) => {
    const facts = guard.require.not.case;
    const [, owner, days] = /^([a-z-]+): (\d+)/.exec(guard.message);
    return { category: facts.category, band: facts.band, owner, days: Number(days) };
});

function load(name) {
    try {
        return require(require.resolve(name, { paths: [process.cwd(), path.join(__dirname, '..')] }));
    } catch (e) {
        console.error(`${name} is not here: left out`);
        return null;
    }
}

function bandOf(score) {
    return matrix.bands.find((band) => score >= band.from).id;
}

const risks = fixtures.map((f) => f.answers);
const routes = fixtures.map((f) => ({ category: f.category, band: f.band }));
const guards = fixtures.map((f) => ({
    role: f.role, reason: f.reason, informed: f.informed, feedback: f.feedback, band: f.band, hate: f.hate, under_18: f.under_18, vulnerable: f.vulnerable,
    known: f.known
}));
const ids = ['role-may-close', 'high-by-manager', 'informed-first', 'feedback-invited', 'hate-not-by-default', 'child-by-manager', 'vulnerable-told',
    'resolved-with-somebody'];
const inputs = { risk: risks, route: routes, guard: guards };
const wanted = {
    risk: fixtures.map((f) => `${f.score} ${f.band}`),
    route: fixtures.map((f) => `${f.owner} ${f.days}`),
    guard: fixtures.map((f) => f.refused.join(' '))
};

// ---- json-rules-engine: a rule for each answer that scores, for each row, for each guard

function jsonRulesEngine(package_) {
    const is = (fact, value) => ({ fact, operator: 'equal', value });
    const among = (fact, value) => ({ fact, operator: 'in', value });
    const outside = (fact, value) => ({ fact, operator: 'notIn', value });
    const engineOf = (rules) => {
        const engine = new package_.Engine();
        for (const rule of rules) engine.addRule(rule);
        return engine;
    };
    const risk = engineOf(questions.flatMap((q) => q.options.filter((o) => o.weight).map((o) => ({
        conditions: { all: [is(q.id, o.id)] }, event: { type: 'score', params: { weight: o.weight } }
    }))));
    const route = engineOf(rows.map((row) => ({
        conditions: { all: [is('category', row.category), is('band', row.band)] }, event: { type: 'route', params: row }
    })));
    const refused = [
        { all: [outside('role', ['officer', 'manager'])] },
        { all: [outside('role', ['manager']), among('band', ['critical', 'high'])] },
        { all: [is('informed', false)] },
        { all: [is('feedback', false), outside('reason', ['no-contact'])] },
        { all: [is('hate', true), among('reason', ['no-contact', 'not-asb'])] },
        { all: [is('under_18', true), outside('role', ['manager'])] },
        { all: [is('vulnerable', true), { any: [is('informed', false), is('reason', 'no-contact')] }] },
        { all: [is('known', false), is('reason', 'resolved')] }
    ];
    const guard = engineOf(refused.map((conditions, i) => ({ conditions, event: { type: ids[i], params: { order: i } } })));
    return {
        risk: async (facts) => {
            let score = 0;
            for (const e of (await risk.run(facts)).events) score += e.params.weight;
            return `${score} ${bandOf(score)}`;
        },
        route: async (facts) => {
            const { owner, days } = (await route.run(facts)).events[0].params;
            return `${owner} ${days}`;
        },
        guard: async (facts) => (await guard.run(facts)).events.sort((a, b) => a.params.order - b.params.order).map((e) => e.type).join(' ')
    };
}

// ---- json-logic-js

function jsonLogic(logic) {
    const v = (name) => ({ var: name });
    const is = (name, value) => ({ '==': [v(name), value] });
    const among = (name, values) => ({ in: [v(name), values] });
    const not = (c) => ({ '!': [c] });
    const score = { '+': questions.map((q) => ({ if: [...q.options.slice(1).flatMap((o) => [is(q.id, o.id), o.weight]), q.options[0].weight] })) };
    const band = { if: matrix.bands.flatMap((b) => [{ '>=': [v('score'), b.from] }, b.id]) };
    const route = { if: rows.flatMap((row) => [{ and: [is('category', row.category), is('band', row.band)] }, `${row.owner} ${row.days}`]) };
    const refused = [
        not(among('role', ['officer', 'manager'])),
        { and: [not(is('role', 'manager')), among('band', ['critical', 'high'])] },
        not(v('informed')),
        { and: [not(v('feedback')), not(is('reason', 'no-contact'))] },
        { and: [v('hate'), among('reason', ['no-contact', 'not-asb'])] },
        { and: [v('under_18'), not(is('role', 'manager'))] },
        { and: [v('vulnerable'), { or: [not(v('informed')), is('reason', 'no-contact')] }] },
        { and: [not(v('known')), is('reason', 'resolved')] }
    ];
    return {
        risk: (facts) => {
            const sum = logic.apply(score, facts);
            return `${sum} ${logic.apply(band, { score: sum })}`;
        },
        route: (facts) => logic.apply(route, facts),
        guard: (facts) => ids.filter((id, i) => logic.apply(refused[i], facts)).join(' ')
    };
}

// ---- ZEN: expressions for the score and the guards, a table for the rows

function zen(package_) {
    const engine = new package_.ZenEngine();
    const graph = (node) => engine.createDecision(Buffer.from(JSON.stringify({
        nodes: [{ id: 'in', type: 'inputNode', name: 'in', content: {} }, node, { id: 'out', type: 'outputNode', name: 'out', content: {} }],
        edges: [{ id: 'e1', type: 'edge', sourceId: 'in', targetId: node.id }, { id: 'e2', type: 'edge', sourceId: node.id, targetId: 'out' }]
    })));
    const expressions = (pairs) => graph({
        id: 'x', name: 'x', type: 'expressionNode', content: { expressions: pairs.map(([key, value], i) => ({ id: `x${i}`, key, value })) }
    });
    const sum = questions.map((q) => `(${q.options.slice(1).map((o) => `${q.id} == '${o.id}' ? ${o.weight} : `).join('')}${q.options[0].weight})`).join(' + ');
    const bands = matrix.bands.slice(0, -1).map((b) => `$.score >= ${b.from} ? '${b.id}' : `).join('') + `'${matrix.bands[matrix.bands.length - 1].id}'`;
    const risk = expressions([['score', sum], ['band', bands]]);
    const route = graph({
        id: 't', name: 't', type: 'decisionTableNode', content: {
            hitPolicy: 'first', inputs: [{ id: 'c', name: 'c', field: 'category' }, { id: 'b', name: 'b', field: 'band' }],
            outputs: [{ id: 'o', name: 'o', field: 'owner' }, { id: 'd', name: 'd', field: 'days' }],
            rules: rows.map((r, i) => ({ _id: `r${i}`, c: `'${r.category}'`, b: `'${r.band}'`, o: `'${r.owner}'`, d: String(r.days) }))
        }
    });
    const refused = ["not (role in ['officer', 'manager'])", "role != 'manager' and band in ['critical', 'high']", 'not informed',
        "not feedback and reason != 'no-contact'", "hate and reason in ['no-contact', 'not-asb']", "under_18 and role != 'manager'",
        "vulnerable and (not informed or reason == 'no-contact')", "not known and reason == 'resolved'"];
    const guard = expressions(refused.map((expression, i) => [`g${i}`, expression]));
    return {
        risk: async (facts) => {
            const { result } = await risk.evaluate(facts);
            return `${result.score} ${result.band}`;
        },
        route: async (facts) => {
            const { result } = await route.evaluate(facts);
            return `${result.owner} ${result.days}`;
        },
        guard: async (facts) => {
            const { result } = await guard.evaluate(facts);
            return ids.filter((id, i) => result[`g${i}`]).join(' ');
        }
    };
}

// ---- checking and measuring

async function check(name, engine) {
    for (const task of ['risk', 'route', 'guard'])
        for (let i = 0; i < fixtures.length; i++) {
            const found = await engine[task](inputs[task][i]);
            if (found === wanted[task][i]) continue;
            console.error(`${name} ${task} ${i}: ${found}, and not ${wanted[task][i]}`);
            process.exit(1);
        }
}

// Awaiting what is no promise would cost json-logic a turn of the loop.
async function take(evaluate, list, isAsync, least) {
    let count = 0;
    const begin = process.hrtime.bigint();
    let passed = 0;
    while (passed < least) {
        for (let n = 0; n < 100; n++, count++) {
            const found = isAsync ? await evaluate(list[count % list.length]) : evaluate(list[count % list.length]);
            if (found === null) throw new Error('nothing');
        }
        passed = Number(process.hrtime.bigint() - begin) / 1e9;
    }
    return count / passed;
}

async function measure(name, engine, isAsync) {
    await check(name, engine);
    for (const task of ['risk', 'route', 'guard']) {
        let best = 0;
        for (let i = 0; i < 5; i++) best = Math.max(best, await take(engine[task], inputs[task], isAsync, seconds / 5));
        console.log(`RESULT ${name}_${task} ${Math.round(best)}`);
    }
}

async function main() {
    const peers = [['jsonlogic', 'json-logic-js', jsonLogic, false], ['jre', 'json-rules-engine', jsonRulesEngine, true],
        ['zen', '@gorules/zen-engine', zen, true]];
    for (const [name, package_, make, isAsync] of peers) {
        const found = load(package_);
        if (found) await measure(name, make(found), isAsync);
    }
}

main();
