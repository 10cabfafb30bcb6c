package org.libasb.raw;

import com.sun.jna.IntegerType;
import com.sun.jna.Native;

/** A {@code size_t}: four bytes or eight, as the machine has it. */
public final class SizeT extends IntegerType {
    private static final long serialVersionUID = 1;

    /** Zero; JNA makes what a function returns from it. */
    public SizeT() {
        this(0);
    }

    /** That many. */
    public SizeT(long value) {
        super(Native.SIZE_T_SIZE, value, true);
    }
}
