package org.libasb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.libasb.raw.Raw;

/** What a call of the library came to. Each but done is an exception of a class of its own: {@link AsbException}. */
public enum Status {
    /** Done. */
    OK(Raw.ASB_OK, null),
    /** A guard of the policy is not met. */
    REFUSED(Raw.ASB_REFUSED, RefusedException::new),
    /** Somebody else has written to the case first. */
    CONFLICT(Raw.ASB_CONFLICT, ConflictException::new),
    /** There is no such thing. */
    ABSENT(Raw.ASB_ABSENT, AbsentException::new),
    /** No memory, or the engine's limit is reached. */
    NO_MEMORY(Raw.ASB_ENOMEM, NoMemoryException::new),
    /** An argument is missing, out of range, or of another engine. */
    ARGUMENT(Raw.ASB_EARGUMENT, ArgumentException::new),
    /** The record is malformed. */
    INVALID(Raw.ASB_EINVALID, InvalidException::new),
    /** Not JSON. */
    JSON(Raw.ASB_EJSON, JsonException::new),
    /** The policy document has problems. */
    POLICY(Raw.ASB_EPOLICY, PolicyException::new),
    /** There is one already. */
    EXISTS(Raw.ASB_EEXISTS, ExistsException::new),
    /** The store could not read or write. */
    IO(Raw.ASB_EIO, IoException::new),
    /** What is stored does not agree with itself. */
    CORRUPT(Raw.ASB_ECORRUPT, CorruptException::new),
    /** At work already. */
    BUSY(Raw.ASB_EBUSY, BusyException::new),
    /** A named limit of the engine is exceeded. */
    LIMIT(Raw.ASB_ELIMIT, LimitException::new),
    /** A callback of the host's failed. */
    USER(Raw.ASB_EUSER, UserException::new),
    /** Made by or for a later library. */
    VERSION(Raw.ASB_EVERSION, VersionException::new),
    /** Not now: the object is not in the state for it. */
    STATE(Raw.ASB_ESTATE, StateException::new),
    /** It would tell somebody what they may not know. */
    DISCLOSURE(Raw.ASB_EDISCLOSURE, DisclosureException::new);

    private static final Map<Integer, Status> BY_CODE = new HashMap<>();

    static {
        for (Status status : values()) BY_CODE.put(status.code, status);
    }

    private final int code;
    private final Function<Fault, AsbException> exception;

    Status(int code, Function<Fault, AsbException> exception) {
        this.code = code;
        this.exception = exception;
    }

    /** Its number in C. */
    public int code() {
        return code;
    }

    /** The library's word for it: "refused", "no-memory". */
    public String text() {
        return Raw.asb_status_text(code);
    }

    /** The status of a number; one that a later library has made up is taken for what it is nearest to, a state that is not foreseen. */
    static Status of(int code) {
        return BY_CODE.getOrDefault(code, STATE);
    }

    AsbException exception(Fault fault) {
        return exception.apply(fault);
    }
}
