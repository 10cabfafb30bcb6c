package org.libasb;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.function.Supplier;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/** The hooks of an engine, as C calls them. What they throw is carried to the call that C comes back to. */
final class HookCalls {
    private static final Registry<HookCalls> ALL = new Registry<>();
    private static final Hooks.Level[] LEVELS = Hooks.Level.values();

    private static final Raw.asb_hooks_now NOW = self -> {
        HookCalls calls = ALL.get(self);
        return calls == null ? Long.MIN_VALUE : calls.now();
    };
    private static final Raw.asb_hooks_random RANDOM = (self, bytes, size) -> {
        HookCalls calls = ALL.get(self);
        return calls == null ? Raw.ASB_EUSER : calls.random(bytes, size);
    };
    private static final Raw.asb_hooks_log LOG = (self, level, message) -> {
        HookCalls calls = ALL.get(self);
        if (calls != null) calls.log(level, message);
    };

    private static final Raw.asb_hooks_progress PROGRESS = (self, work, done, total) -> {
        HookCalls calls = ALL.get(self);
        return calls == null ? Raw.ASB_OK : calls.progress(work, done, total);
    };

    private final Supplier<Instant> now;
    private final Hooks.RandomSource random;
    private final Hooks.Log log;
    private final Hooks.Progress progress;
    private final Carrier carrier;

    HookCalls(Hooks hooks, Carrier carrier) {
        this.now = hooks.now;
        this.random = hooks.random;
        this.log = hooks.log;
        this.progress = hooks.progress;
        this.carrier = carrier;
    }

    /** The table for C, by which these are called for as long as they are held. */
    Raw.asb_hooks table(Hooks hooks) {
        Raw.asb_hooks table = new Raw.asb_hooks();
        table.struct_size = table.size();
        table.self = ALL.know(this);
        table.now = hooks.now == null ? null : NOW;
        table.random = hooks.random == null ? null : RANDOM;
        table.log = hooks.log == null ? null : LOG;
        table.progress = hooks.progress == null ? null : PROGRESS;
        table.memory_limit = hooks.memoryLimit;
        return table;
    }

    /** Where the hook throws, C is told that it cannot tell: then nothing is entered. */
    private long now() {
        try {
            return now.get().toEpochMilli();
        } catch (Throwable e) {
            carrier.carry(e);
            return Long.MIN_VALUE;
        }
    }

    private int random(Pointer to, SizeT size) {
        try {
            byte[] bytes = new byte[size.intValue()];
            random.fill(bytes);
            to.write(0, bytes, 0, bytes.length);
            return Raw.ASB_OK;
        } catch (Throwable e) {
            carrier.carry(e);
            return Raw.ASB_EUSER;
        }
    }

    private int progress(Pointer work, long done, long total) {
        try {
            progress.told(work.getString(0, "UTF-8"), done, total);
            return Raw.ASB_OK;
        } catch (Throwable e) {
            carrier.carry(e);
            return Raw.ASB_EUSER;
        }
    }

    private void log(int level, Pointer message) {
        try {
            log.write(LEVELS[Math.max(0, Math.min(level, LEVELS.length - 1))], message.getString(0, "UTF-8"));
        } catch (Throwable e) {
            carrier.carry(e);
        }
    }
}
