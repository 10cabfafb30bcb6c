/* Finds the library, loads it, and gives its functions: once, at the first use. */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const koffi = require('koffi');
const raw = require('./raw');
const { LibraryError } = require('./errors');

const PACKAGE = path.resolve(__dirname, '..');

/** What the library's file can be called here. */
function fileNames() {
    const major = Math.floor(raw.VERSION / 10000);
    if (process.platform === 'win32') return ['asb.dll', 'libasb.dll'];
    if (process.platform === 'darwin') return [`libasb.${major}.dylib`, 'libasb.dylib'];
    return [`libasb.so.${major}`, 'libasb.so'];
}

/** What to try, in order: what ASB_LIBRARY names; what lies beside the package; what the system finds. */
function candidates(folder = PACKAGE) {
    if (process.env.ASB_LIBRARY) return [process.env.ASB_LIBRARY];
    const beside = fileNames().map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
    return [...beside, ...fileNames()];
}

function open() {
    const tried = [];
    for (const name of candidates()) {
        try {
            return [koffi.load(name), name];
        } catch (why) {
            tried.push(`${name}: ${why.message}`);
        }
    }
    throw new LibraryError(`libasb was not found; set ASB_LIBRARY to its path. Tried:\n  ${tried.join('\n  ')}`);
}

const written = (version) => [Math.floor(version / 10000), Math.floor(version / 100) % 100, version % 100].join('.');

/** The same major version, and none older than the prototypes; before 1.0 the minor version counts as a major one. */
function checkVersion(running, name, wanted = raw.VERSION) {
    const breaking = wanted >= 10000 ? 10000 : 100;
    if (Math.floor(running / breaking) === Math.floor(wanted / breaking) && running >= wanted) return;
    throw new LibraryError(`${name} is version ${written(running)} of libasb; this package is for ${written(wanted)}`);
}

function declare(loaded, name, [result, parameters], file) {
    try {
        return loaded.func(name, result, parameters);
    } catch (why) {
        throw new LibraryError(name === 'asb_version' ? `${file} is not libasb` : `${file} has no ${name}`, { cause: why });
    }
}

/** Every function of a loaded library by its name; a LibraryError where it is another version, or lacks one. */
function bind(loaded, file) {
    checkVersion(declare(loaded, 'asb_version', raw.FUNCTIONS.asb_version, file)(), file);
    return Object.fromEntries(Object.entries(raw.FUNCTIONS).map(([name, types]) => [name, declare(loaded, name, types, file)]));
}

let functions = null;

/** The functions of the library; it is loaded by the first call. */
function native() {
    functions ??= bind(...open());
    return functions;
}

module.exports = { native, bind, candidates, checkVersion };
