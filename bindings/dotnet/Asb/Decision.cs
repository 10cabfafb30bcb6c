using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>What a guard of the policy did.</summary>
    public enum Effect
    {
        /// <summary>It is not met, and the record is refused.</summary>
        Refused = NativeConstants.ASB_EFFECT_REFUSED,

        /// <summary>It is not met; it only warns.</summary>
        Warned = NativeConstants.ASB_EFFECT_WARNED,

        /// <summary>It is not met, and a recorded deviation allows that.</summary>
        Deviation = NativeConstants.ASB_EFFECT_DEVIATION,

        /// <summary>It was not met, and the record was admitted all the same.</summary>
        Breach = NativeConstants.ASB_EFFECT_BREACH
    }

    /// <summary>What one guard said.</summary>
    public sealed class Reason
    {
        internal Reason(DecisionHandle decision, uint index)
        {
            Guard = Utf8.At(Native.asb_decision_guard(decision, index));
            Effect = (Effect)Native.asb_decision_effect(decision, index);
            Clause = Utf8.At(Native.asb_decision_clause(decision, index));
            Message = Utf8.At(Native.asb_decision_message(decision, index));
            Explanation = Utf8.At(Native.asb_decision_explanation(decision, index));
        }

        /// <summary>The guard's id.</summary>
        public string Guard { get; }

        /// <summary>What it did.</summary>
        public Effect Effect { get; }

        /// <summary>The clause it comes from.</summary>
        public string Clause { get; }

        /// <summary>What the policy says to the officer.</summary>
        public string Message { get; }

        /// <summary>Id, clause, message, and the parts of the condition that do not hold, in plain words.</summary>
        public string Explanation { get; }
    }

    /// <summary>The answer to "may this record be added now?": every guard of the policy that had something to say. There is nothing to
    /// close.</summary>
    public sealed class Decision
    {
        readonly string json;

        internal Decision(Core core, DecisionHandle handle)
        {
            json = core.Text(Native.asb_decision_json(out TextHandle text, handle), text);
            IsAllowed = Native.asb_decision_allowed(handle) != 0;
            var reasons = new List<Reason>();
            for (uint i = 0; i < Native.asb_decision_count(handle); i++) reasons.Add(new Reason(handle, i));
            Reasons = reasons;
        }

        /// <summary>May it be added?</summary>
        public bool IsAllowed { get; }

        /// <summary>What guards said: the built-in ones first, then the policy's in its order.</summary>
        public IReadOnlyList<Reason> Reasons { get; }

        /// <summary>The whole decision as plain values.</summary>
        /// <returns>The decision.</returns>
        public object ToValues() => Json.Parse(json);
    }
}
