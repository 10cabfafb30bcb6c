#!/usr/bin/env node
// DuckDB beside the caseload: the same rows, which bench_caseload wrote into a folder, the same questions, two threads. Answers are compared first, row by row, as sums.
// What is timed is the engine alone, as its own profile says (latency, and the threads' time added up); the rows' way into node is shown apart. What bench_caseload took
// stands beside it, from its run on the same machine just before.
//
//     bench_caseload 1000000 1 - FOLDER && npm install @duckdb/node-api && node tests/bench/duckdb_peer.js FOLDER [THREADS [MODULES]]
//
// MODULES: the folder in which @duckdb/node-api was installed, where it is not beside this file.
'use strict';
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const [folder, threads = '2', modules = process.cwd()] = process.argv.slice(2);
let duckdb;
try {
  duckdb = createRequire(path.resolve(modules, 'x.js'))('@duckdb/node-api');
} catch (missing) {
  console.log('DuckDB is not on this machine: npm install @duckdb/node-api');
  process.exit(0);
}

const places = JSON.parse(fs.readFileSync(path.join(folder, 'places.json'), 'utf8'));
const answers = JSON.parse(fs.readFileSync(path.join(folder, 'answers.json'), 'utf8'));
const MASK = (1n << 64n) - 1n;
const ROUNDS = 15;

function sumOfRows(rows) {
  let sum = 0n;
  for (const row of rows) {
    let hash = 0n;
    for (const value of row) {
      hash = ((hash ^ BigInt(value)) * 0x9e3779b97f4a7c15n) & MASK;
      hash ^= hash >> 32n;
    }
    sum = (sum + (hash & 0xffffffffn)) & MASK;
  }
  return sum;
}

const questions = [
  ['overdue', 'Q1 overdue by officer', `SELECT officer, count(*) FROM d WHERE state = 0 AND NOT watch AND due < ${answers.now} GROUP BY officer`],
  ['worklist', "Q1b one officer's list, the first 50",
    `SELECT c, due, rule, record FROM d WHERE state = 0 AND NOT watch AND officer = ${answers.officer} ORDER BY due LIMIT 50`],
  ['counts', 'Q2 counts by category, ward and month', 'SELECT category, ward, month, count(*) FROM cc GROUP BY ALL'],
  ['closing', 'Q3 closed in a year by category',
    `SELECT category, count(*), count(*) FILTER (closed - opened <= 90), round(avg(closed - opened) * 10)::BIGINT FROM cc
     WHERE closed BETWEEN ${answers.from} AND ${answers.to} AND opened IS NOT NULL GROUP BY category`],
  ['performance', 'performance of each duty (DuckDB without medians)',
    `SELECT rule, count(*) FILTER (state = 1), count(*) FILTER (state = 2), count(*) FILTER (state = 3),
     count(*) FILTER (state = 0 AND due >= ${answers.now}), count(*) FILTER (state = 0 AND due < ${answers.now}) FROM d WHERE NOT watch GROUP BY rule`],
  ['medians', 'performance of each duty, with medians',
    `SELECT rule, count(*) FILTER (state = 1), count(*) FILTER (state = 2), count(*) FILTER (state = 3),
     count(*) FILTER (state = 0 AND due >= ${answers.now}), count(*) FILTER (state = 0 AND due < ${answers.now}), median(taken) FROM d WHERE NOT watch GROUP BY rule`],
];

// Of hot spots the sum of the counts is compared: which of several with the same count comes last is nobody's to say.
const hotSpots = ['places', 'Q4 hot spots: the twenty postcodes with most reports in 90 days',
  `SELECT postcode, count(*) FROM e WHERE day BETWEEN ${places.from} AND ${places.to} AND postcode > 0 GROUP BY 1 ORDER BY 2 DESC LIMIT 20`];

async function fill(db) {
  await db.run(`SET threads = ${Number(threads)}`);
  await db.run(`CREATE TABLE cc AS SELECT * FROM read_csv('${path.join(folder, 'cases.csv')}', header = false, columns =
    {'n': 'UINTEGER', 'category': 'USMALLINT', 'ward': 'USMALLINT', 'month': 'USMALLINT', 'opened': 'INTEGER', 'closed': 'INTEGER'})`);
  await db.run(`CREATE TABLE d AS SELECT c, rule, officer, state, watch::BOOLEAN AS watch, due, taken, record FROM read_csv('${path.join(folder, 'duties.csv')}', header = false,
    columns = {'c': 'UINTEGER', 'rule': 'USMALLINT', 'officer': 'USMALLINT', 'state': 'UTINYINT', 'watch': 'UTINYINT', 'due': 'BIGINT', 'taken': 'USMALLINT', 'record': 'UINTEGER'})`);
  await db.run(`CREATE TABLE e AS SELECT * FROM read_csv('${path.join(folder, 'events.csv')}', header = false, columns = {'day': 'INTEGER', 'postcode': 'UINTEGER'})`);
  await db.run('ANALYZE');
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

function oursOf(name) {
  if (name === 'places') return places;
  return answers[name === 'medians' ? 'performance' : name];
}

function compared(name, rows, ours) {
  if (['worklist', 'medians'].includes(name)) return `${rows.length} rows`;
  const sum = name === 'places' ? rows.reduce((all, row) => all + BigInt(row[1]), 0n) : sumOfRows(rows);
  return sum === BigInt(ours.sum) ? 'the same answer' : 'ANOTHER ANSWER';
}

async function ask(db, [name, title, sql], profile) {
  const rows = (await db.runAndReadAll(sql)).getRows();
  const ours = oursOf(name), same = compared(name, rows, ours);
  const engine = [], cpu = [], all = [];
  for (let i = 0; i < ROUNDS; i++) {
    const from = process.hrtime.bigint();
    const result = await db.runAndReadAll(sql);
    result.getRows();
    all.push(Number(process.hrtime.bigint() - from) / 1e3);
    const told = JSON.parse(fs.readFileSync(profile, 'utf8'));
    engine.push(told.latency * 1e6);
    cpu.push(told.cpu_time * 1e6);
  }
  const took = median(engine), best = Math.min(...engine);
  console.log(`${title}: ${same}\n  in the engine ${took.toFixed(0)} us (at best ${best.toFixed(0)}; threads added up ${median(cpu).toFixed(0)}), with rows in node ${median(all).toFixed(0)} us;` +
    ` the caseload ${ours.us.toFixed(1)} us: ${(ours.us / took).toFixed(3)} of it (${(ours.us / best).toFixed(3)} of its best)`);
}

async function main() {
  const db = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  const profile = path.join(folder, 'profile.json');
  await fill(db);
  const version = (await db.runAndReadAll('SELECT version()')).getRows()[0][0];
  console.log(`DuckDB ${version}, ${threads} threads, ${answers.cases} cases`);
  await db.run("PRAGMA enable_profiling = 'json'");
  await db.run(`SET profiling_output = '${profile}'`);
  for (const question of [...questions, hotSpots]) await ask(db, question, profile);
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
