package org.libasb.raw;

import com.sun.jna.Native;
import com.sun.jna.ptr.ByReference;

/** Room for a {@code size_t} that a function fills in. */
public final class SizeTByReference extends ByReference {
    /** Room with zero in it. */
    public SizeTByReference() {
        super(Native.SIZE_T_SIZE);
        getPointer().clear(Native.SIZE_T_SIZE);
    }

    /** What was filled in. */
    public long getValue() {
        return Native.SIZE_T_SIZE == Long.BYTES ? getPointer().getLong(0) : Integer.toUnsignedLong(getPointer().getInt(0));
    }
}
