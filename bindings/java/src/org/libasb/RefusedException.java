package org.libasb;

import java.util.List;
import java.util.Optional;

/** A guard of the policy is not met; nothing was added. Show every reason. */
public final class RefusedException extends AsbException {
    private static final long serialVersionUID = 1;
    private transient Decision decision;
    private List<Reason> reasons = List.of();

    RefusedException(Fault fault) {
        super(fault);
    }

    static RefusedException of(Decision decision) {
        List<Reason> reasons = decision.reasons();
        StringBuilder message = new StringBuilder();
        for (Reason reason : reasons)
            if (reason.effect() == Effect.REFUSED) message.append(message.length() == 0 ? "" : " ").append(reason.message());
        RefusedException refused = new RefusedException(new Fault(Status.REFUSED, message.toString()));
        refused.decision = decision;
        refused.reasons = reasons;
        return refused;
    }

    /** Every guard that had something to say, those that only warn too. */
    public List<Reason> reasons() {
        return reasons;
    }

    /** The decision whole; absent once the exception was serialised. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }
}
