using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Asb
{
    /// <summary>What a call came to.</summary>
    public enum Status
    {
        /// <summary>Done.</summary>
        Ok = NativeConstants.ASB_OK,

        /// <summary>A guard of the policy is not met; the decision says which.</summary>
        Refused = NativeConstants.ASB_REFUSED,

        /// <summary>Somebody else has written to the case first.</summary>
        Conflict = NativeConstants.ASB_CONFLICT,

        /// <summary>There is no such thing.</summary>
        Absent = NativeConstants.ASB_ABSENT,

        /// <summary>No memory, or the engine's memory limit is reached.</summary>
        NoMemory = NativeConstants.ASB_ENOMEM,

        /// <summary>An argument is out of range, or of another engine.</summary>
        Argument = NativeConstants.ASB_EARGUMENT,

        /// <summary>The record is malformed; the field is named.</summary>
        Invalid = NativeConstants.ASB_EINVALID,

        /// <summary>Not JSON; line, column and pointer are given.</summary>
        Json = NativeConstants.ASB_EJSON,

        /// <summary>The policy document has problems; the first is given.</summary>
        Policy = NativeConstants.ASB_EPOLICY,

        /// <summary>There is one already.</summary>
        Exists = NativeConstants.ASB_EEXISTS,

        /// <summary>The store could not read or write.</summary>
        Io = NativeConstants.ASB_EIO,

        /// <summary>What is stored does not agree with itself.</summary>
        Corrupt = NativeConstants.ASB_ECORRUPT,

        /// <summary>At work already: called from a callback, or by two threads at once.</summary>
        Busy = NativeConstants.ASB_EBUSY,

        /// <summary>One of the engine's limits is exceeded.</summary>
        Limit = NativeConstants.ASB_ELIMIT,

        /// <summary>A callback said so.</summary>
        User = NativeConstants.ASB_EUSER,

        /// <summary>Made by or for a later library than this one.</summary>
        Version = NativeConstants.ASB_EVERSION,

        /// <summary>Not now: the object is not in the state for it.</summary>
        State = NativeConstants.ASB_ESTATE,

        /// <summary>It would tell somebody what they may not know; nothing was handed out.</summary>
        Disclosure = NativeConstants.ASB_EDISCLOSURE
    }

    /// <summary>What went wrong in a call of the library. There is a class of its own for each status.</summary>
    public abstract class AsbException : Exception
    {
        static readonly IDictionary<string, string> none = new ReadOnlyDictionary<string, string>(new Dictionary<string, string>());

        internal AsbException(Status status, string message, Fault fault) : base(message)
        {
            Status = status;
            Code = fault?.Code ?? "";
            Field = fault?.Field;
            Pointer = fault?.Pointer;
            Line = fault?.Line ?? 0;
            Column = fault?.Column ?? 0;
            Arguments = fault?.Arguments ?? none;
        }

        /// <summary>The status that the call gave.</summary>
        public Status Status { get; }

        /// <summary>The stable code of what went wrong, for programs: "record-unknown-choice". Empty where there is none.</summary>
        public string Code { get; }

        /// <summary>The record's field that is wrong; null where it is about none.</summary>
        public string Field { get; }

        /// <summary>The JSON pointer of what is wrong; null where it is about no document, or the whole.</summary>
        public string Pointer { get; }

        /// <summary>The line of the document, from 1; 0 where it is about none.</summary>
        public int Line { get; }

        /// <summary>The column, in characters from 1; 0 where it is about no document.</summary>
        public int Column { get; }

        /// <summary>The message's arguments, for a sentence in your own words; see <see cref="Library.Messages"/>.</summary>
        public IDictionary<string, string> Arguments { get; }

        /// <summary>What the call reported all the same: of Store.Verify, VerifyHead, Import and Copy. null for other calls.</summary>
        public Dictionary<string, object> Report { get; internal set; }

        internal static AsbException Of(int status, Core core)
        {
            Fault fault = core == null ? null : Fault.Of(core, status);
            string message = string.IsNullOrEmpty(fault?.Message) ? Utf8.At(Native.asb_status_text(status)) : fault.Message;
            switch ((Status)status)
            {
                case Status.Refused: return new RefusedException(message, null);
                case Status.Conflict: return new ConflictException(message, fault);
                case Status.Absent: return new AbsentException(message, fault);
                case Status.NoMemory: return new NoMemoryException(message, fault);
                case Status.Argument: return new AsbArgumentException(message, fault);
                case Status.Invalid: return new InvalidException(message, fault);
                case Status.Json: return new AsbJsonException(message, fault);
                case Status.Policy: return new PolicyException(message, fault);
                case Status.Exists: return new ExistsException(message, fault);
                case Status.Io: return new IoException(message, fault);
                case Status.Corrupt: return new CorruptException(message, fault);
                case Status.Busy: return new BusyException(message, fault);
                case Status.Limit: return new LimitException(message, fault);
                case Status.Version: return new VersionException(message, fault);
                case Status.State: return new StateException(message, fault);
                case Status.Disclosure: return new DisclosureException(message, fault);
                default: return new UserException((Status)status, message, fault);
            }
        }
    }

    /// <summary>What the engine knows of the last thing that went wrong, copied before its next call.</summary>
    internal sealed class Fault
    {
        internal string Code, Message, Field, Pointer;
        internal int Line, Column;
        internal IDictionary<string, string> Arguments;

        /// <summary>null where the engine's last call was another: one that it did not let in.</summary>
        internal static Fault Of(Core core, int status)
        {
            EngineHandle engine = core.Engine;
            if (Native.asb_error_status(engine) != status) return null;
            var fault = new Fault
            {
                Code = Utf8.At(Native.asb_error_code(engine)),
                Message = Utf8.At(Native.asb_error_message(engine)),
                Field = TextOrNull(Native.asb_error_field(engine)),
                Pointer = TextOrNull(Native.asb_error_pointer(engine)),
                Line = (int)Native.asb_error_line(engine),
                Column = (int)Native.asb_error_column(engine)
            };
            string arguments = Utf8.At(Native.asb_error_arguments(engine));
            GC.KeepAlive(engine);
            fault.Arguments = Json.Texts(arguments);
            return fault;
        }

        static string TextOrNull(IntPtr text)
        {
            string copy = Utf8.At(text);
            return string.IsNullOrEmpty(copy) ? null : copy;
        }
    }

    /// <summary>A guard of the policy is not met: nothing was added. <see cref="Decision"/> has all the reasons.</summary>
    public sealed class RefusedException : AsbException
    {
        internal RefusedException(string message, Decision decision) : base(Status.Refused, Sentence(message, decision), null)
        {
            Decision = decision;
        }

        /// <summary>The whole decision.</summary>
        public Decision Decision { get; }

        /// <summary>What the guards said: id, clause, effect, message and explanation of each, of those that only warn too.</summary>
        public IReadOnlyList<Reason> Reasons => Decision == null ? new Reason[0] : Decision.Reasons;

        static string Sentence(string message, Decision decision)
        {
            if (decision == null) return message;
            var sentences = new List<string>();
            foreach (Reason reason in decision.Reasons)
                if (reason.Effect == Effect.Refused) sentences.Add(reason.Guard + ": " + reason.Message);
            return sentences.Count == 0 ? message : string.Join("\n", sentences.ToArray());
        }
    }

    /// <summary>Somebody else has written to the case first: Case.Reload() tries your records again. Nothing is lost.</summary>
    public sealed class ConflictException : AsbException
    {
        internal ConflictException(string message, Fault fault) : base(Status.Conflict, message, fault)
        {
        }
    }

    /// <summary>There is no such thing, in a call that is no look-up: a look-up gives null.</summary>
    public sealed class AbsentException : AsbException
    {
        internal AbsentException(string message, Fault fault) : base(Status.Absent, message, fault)
        {
        }
    }

    /// <summary>No memory, or the engine's memory limit is reached.</summary>
    public sealed class NoMemoryException : AsbException
    {
        internal NoMemoryException(string message, Fault fault) : base(Status.NoMemory, message, fault)
        {
        }
    }

    /// <summary>An argument is out of range, or of another engine. (System has an ArgumentException of its own.)</summary>
    public sealed class AsbArgumentException : AsbException
    {
        internal AsbArgumentException(string message, Fault fault) : base(Status.Argument, message, fault)
        {
        }
    }

    /// <summary>What was given is malformed; the field is named.</summary>
    public sealed class InvalidException : AsbException
    {
        internal InvalidException(string message, Fault fault) : base(Status.Invalid, message, fault)
        {
        }
    }

    /// <summary>Not JSON; line, column and pointer are given. (System.Text.Json has a JsonException of its own.)</summary>
    public sealed class AsbJsonException : AsbException
    {
        internal AsbJsonException(string message, Fault fault) : base(Status.Json, message, fault)
        {
        }
    }

    /// <summary>The policy document has problems; the first is given, and Policy.Check gives all.</summary>
    public sealed class PolicyException : AsbException
    {
        internal PolicyException(string message, Fault fault) : base(Status.Policy, message, fault)
        {
        }
    }

    /// <summary>There is one already.</summary>
    public sealed class ExistsException : AsbException
    {
        internal ExistsException(string message, Fault fault) : base(Status.Exists, message, fault)
        {
        }
    }

    /// <summary>The store could not read or write.</summary>
    public sealed class IoException : AsbException
    {
        internal IoException(string message, Fault fault) : base(Status.Io, message, fault)
        {
        }
    }

    /// <summary>What is stored does not agree with itself: damaged or tampered with.</summary>
    public sealed class CorruptException : AsbException
    {
        internal CorruptException(string message, Fault fault) : base(Status.Corrupt, message, fault)
        {
        }
    }

    /// <summary>The engine is at work already: called from a callback, or by two threads at once.</summary>
    public sealed class BusyException : AsbException
    {
        internal BusyException(string message, Fault fault) : base(Status.Busy, message, fault)
        {
        }
    }

    /// <summary>One of the engine's named limits is exceeded.</summary>
    public sealed class LimitException : AsbException
    {
        internal LimitException(string message, Fault fault) : base(Status.Limit, message, fault)
        {
        }
    }

    /// <summary>Not now: the object is not in the state for it.</summary>
    public sealed class StateException : AsbException
    {
        internal StateException(string message, Fault fault) : base(Status.State, message, fault)
        {
        }
    }

    /// <summary>It would tell somebody what they may not know, and nothing was handed out: the field says of whom.</summary>
    public sealed class DisclosureException : AsbException
    {
        internal DisclosureException(string message, Fault fault) : base(Status.Disclosure, message, fault)
        {
        }
    }

    /// <summary>A callback said so without throwing, or a status that this assembly does not know.</summary>
    public sealed class UserException : AsbException
    {
        internal UserException(Status status, string message, Fault fault) : base(status, message, fault)
        {
        }
    }

    /// <summary>Made by or for a later library than the one that is running.</summary>
    public sealed class VersionException : AsbException
    {
        internal VersionException(string message, Fault fault = null) : base(Status.Version, message, fault)
        {
        }
    }
}
