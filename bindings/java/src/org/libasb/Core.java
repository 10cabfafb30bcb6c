package org.libasb;

import com.sun.jna.ptr.PointerByReference;
import org.libasb.raw.Raw;

/**
 * What an engine shares with everything made from it. The engine of C lives on until its last handle is freed, so that what is asked here on behalf
 * of a handle is there to be asked, also when the Engine itself was closed.
 */
final class Core {
    final Raw.asb_engine engine;
    final Carrier carrier = new Carrier();
    /** Held for as long as anything made from the engine is: C may call them until then. */
    private final HookCalls calls;

    /** A new engine; without hooks for null. */
    Core(Hooks hooks) {
        PointerByReference out = new PointerByReference();
        calls = hooks == null ? null : new HookCalls(hooks, carrier);
        int status = Raw.asb_engine_new(out, calls == null ? null : calls.table(hooks));
        if (status != Raw.ASB_OK) throw Status.of(status).exception(new Fault(Status.of(status)));
        engine = new Raw.asb_engine(out.getValue());
    }

    /** Throws what a callback threw, or what a status says; done is all that comes back. */
    void check(int status) {
        deliver(status);
        if (status != Raw.ASB_OK) throw fault(status);
    }

    /** Whether it was found; anything but that and absent is thrown. */
    boolean found(int status) {
        deliver(status);
        if (status == Raw.ASB_ABSENT) return false;
        if (status != Raw.ASB_OK) throw fault(status);
        return true;
    }

    /** An engine that is busy is busy with the call of another, whose exception it is. */
    private void deliver(int status) {
        if (status != Raw.ASB_EBUSY) carrier.deliver();
    }

    /** As an exception. Of an engine that is busy nothing is asked: its error is being written by another. */
    AsbException fault(int code) {
        Status status = Status.of(code);
        return status.exception(status == Status.BUSY ? new Fault(status) : new Fault(status, engine));
    }
}
