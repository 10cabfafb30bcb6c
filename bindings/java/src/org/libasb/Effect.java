package org.libasb;

import org.libasb.raw.Raw;

/** What a guard's not being met comes to. */
public enum Effect {
    /** The record is refused. */
    REFUSED(Raw.ASB_EFFECT_REFUSED),
    /** It only warns. */
    WARNED(Raw.ASB_EFFECT_WARNED),
    /** A recorded deviation allows it. */
    DEVIATION(Raw.ASB_EFFECT_DEVIATION),
    /** The record was admitted all the same. */
    BREACH(Raw.ASB_EFFECT_BREACH);

    private final int code;

    Effect(int code) {
        this.code = code;
    }

    static Effect of(int code) {
        for (Effect effect : values())
            if (effect.code == code) return effect;
        throw new IllegalStateException("the library gave an effect of its own: " + code);
    }
}
