/* What goes into the library and comes out of it: texts, documents, numbers, instants. koffi takes numbers and objects for pointers, so that
 * everything is checked here before it goes in. */
'use strict';
const koffi = require('koffi');
const { CONSTANTS } = require('./raw');

const LONE_SURROGATE = /\p{Surrogate}/u;
const NO_INSTANT = -(2n ** 63n);
const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(3000, 0, 1) - 1;

/* ---- texts */

/** A lone surrogate as three bytes, so that the library says that this is no UTF-8, and in which field; Buffer would put another character there. */
function bytesOfBroken(text) {
    const parts = [];
    for (const character of text) {
        const unit = character.charCodeAt(0);
        const lone = character.length === 1 && unit >= 0xd800 && unit <= 0xdfff;
        parts.push(lone ? Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]) : Buffer.from(character));
    }
    return Buffer.concat(parts);
}

const bytesOf = (text) => (LONE_SURROGATE.test(text) ? bytesOfBroken(text) : Buffer.from(text));

/** A text for a parameter that ends at the first zero byte. */
function text(value, name) {
    if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
    if (value.includes('\0')) throw new TypeError(`${name} has U+0000 in it`);
    return LONE_SURROGATE.test(value) ? Buffer.concat([bytesOfBroken(value), Buffer.alloc(1)]) : value;
}

const textOrNull = (value, name) => (value === null || value === undefined ? null : text(value, name));

/** What was read: "" is how the library says that there is none. */
const orNull = (value) => value || null;

/** The text at a pointer. */
const read = (pointer, length) => (pointer && length ? koffi.decode.string(pointer, length) : '');

/* ---- documents */

/** The bytes of a JSON document: a text or bytes as they are, anything else as JSON. */
function document(value, name) {
    if (typeof value === 'string') return bytesOf(value);
    if (value instanceof Uint8Array) return value;
    return json(value, name);
}

/** The bytes of a value as JSON. */
function json(value, name) {
    const written = JSON.stringify(value);
    if (written === undefined) throw new TypeError(`${name} cannot be written as JSON`);
    return Buffer.from(written);
}

/* ---- numbers and flags */

/** A number for an unsigned parameter of 32 bits. */
function count(value, name) {
    if (!Number.isInteger(value)) throw new TypeError(`${name} must be a whole number`);
    if (value < 0 || value > 0xffffffff) throw new RangeError(`${name} must be from 0 to 4294967295`);
    return value;
}

/** A whole number for a signed parameter of 64 bits. */
function integer(value, name) {
    if (typeof value === 'bigint' ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value)) return value;
    throw new RangeError(`${name} must be a whole number that is exact`);
}

const flag = (value) => (value ? 1 : 0);

/* ---- instants */

/** UTC milliseconds of a Date or a number. */
function milliseconds(value, name) {
    const ms = value instanceof Date ? value.getTime() : typeof value === 'bigint' ? Number(value) : value;
    if (!Number.isInteger(ms)) throw new TypeError(`${name} must be a Date, or whole milliseconds`);
    if (ms < FIRST_INSTANT || ms > LAST_INSTANT) throw new RangeError(`${name} must be of the years 1900 to 2999`);
    return ms;
}

/** ISO text of a day or an instant: a text as it is, a Date or milliseconds in UTC. */
function moment(value, name) {
    return typeof value === 'string' ? text(value, name) : new Date(milliseconds(value, name)).toISOString();
}

const momentOrNull = (value, name) => (value === null || value === undefined ? null : moment(value, name));

/** The Date of what the library gives as UTC milliseconds; null where there is none. */
const dateOf = (ms) => (BigInt(ms) === NO_INSTANT ? null : new Date(Number(ms)));

/* ---- what callbacks give */

/** What a callback gave; that it will give something later is no answer, since the library cannot wait. */
function atOnce(given, name) {
    if (typeof given?.then === 'function') throw new TypeError(`${name} must not be async: the library cannot wait for it`);
    return given;
}

/* ---- constants */

/** The words of constants by their values: ASB_DUTY_MET_LATE with the prefix ASB_DUTY_ is "met-late". */
function words(prefix) {
    const found = Object.entries(CONSTANTS).filter(([name]) => name.startsWith(prefix));
    return new Map(found.map(([name, value]) => [value, name.slice(prefix.length).toLowerCase().replace(/_/g, '-')]));
}

module.exports = {
    NO_INSTANT, text, textOrNull, orNull, read, document, json, count, integer, flag, milliseconds, moment, momentOrNull, dateOf, atOnce,
    words,
};
