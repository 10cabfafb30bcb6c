'use strict';
const { Handle, pointer, core } = require('./handle');
const { momentOrNull, textOrNull } = require('./values');

/** Days that the host adds to or takes from the calendar. */
class Calendar extends Handle {
    static free = 'asb_calendar_free';

    #put(name, date, { known = null, name: why = null }) {
        core(this).call(name, [pointer(this), core(this).day(date, 'date'), momentOrNull(known, 'known'), textOrNull(why, 'name')]);
        return this;
    }

    add(date, options = {}) {
        return this.#put('asb_calendar_add', date, options);
    }

    remove(date, options = {}) {
        return this.#put('asb_calendar_remove', date, options);
    }

    toJSON() {
        return core(this).json('asb_calendar_json', pointer(this));
    }
}

module.exports = { Calendar };
