/* What the library says of itself, without an engine. */
'use strict';
const { native } = require('./library');
const { read } = require('./values');

/** What a function gives for 0, 1, … until there is no more. */
function all(get) {
    const found = [];
    for (let item = get(0); item !== null; item = get(found.length)) found.push(item);
    return found;
}

const version = () => native().asb_version_text();
const versionNumber = () => native().asb_version();
const features = () => all((index) => native().asb_feature(index));
const limitNames = () => all((index) => native().asb_limit_name(index));
const statusText = (status) => native().asb_status_text(status);

function constants() {
    const names = all((index) => native().asb_constant_name(index));
    return Object.fromEntries(names.map((name, index) => [name, Number(native().asb_constant_value(index))]));
}

function messages() {
    const codes = all((index) => native().asb_message_code(index));
    return codes.map((code, index) => ({ code, template: native().asb_message_template(index) }));
}

function builtinPolicies() {
    const n = native();
    return Array.from({ length: n.asb_policy_builtin_count() }, (_, index) => {
        const length = [0];
        return { id: n.asb_policy_builtin_id(index), document: read(n.asb_policy_builtin_document(index, length), Number(length[0])) };
    });
}

module.exports = { version, versionNumber, features, constants, limitNames, statusText, messages, builtinPolicies };
