using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Asb
{
    /// <summary>An engine as those share it that were made from it: its handle, its hooks, and what a callback threw. The handle is given back when
    /// the last of them is gone.</summary>
    internal sealed class Core
    {
        EngineHandle engine;
        int users = 1;
        Exception thrown;
        readonly HookTable hooks;
        readonly List<object> kept = new List<object>();

        internal Core(Hooks chosen)
        {
            Loader.EnsureLoaded();
            hooks = new HookTable(chosen ?? new Hooks(), this);
            Begin();
        }

        /// <summary>Apart from the constructor: Mono looks for a function when it compiles what calls it, which must be after the library was
        /// found.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        void Begin()
        {
            asb_hooks table = hooks.Table();
            int status = Native.asb_engine_new(out engine, ref table);
            if (status != NativeConstants.ASB_OK) throw AsbException.Of(status, null);
        }

        internal EngineHandle Engine => engine;

        // ---- how long it lives

        internal void Join() => Interlocked.Increment(ref users);

        internal void Leave()
        {
            if (Interlocked.Decrement(ref users) == 0) engine.Dispose();
        }

        /// <summary>Something that the library may call until it says otherwise.</summary>
        internal void Keep(object callbacks)
        {
            lock (kept) kept.Add(callbacks);
        }

        internal void Drop(object callbacks)
        {
            lock (kept) kept.Remove(callbacks);
        }

        // ---- what callbacks throw

        /// <summary>An exception cannot pass through the library's own frames: it waits here for the call to return. The first counts.</summary>
        internal void Carry(Exception e) => Interlocked.CompareExchange(ref thrown, e, null);

        /// <summary>Asks the clock before the call: where it throws, the call is never made. For calls that write; the library cannot be told within
        /// one that there is no time.</summary>
        internal void Tick() => hooks.Tick();

        // ---- what calls give

        /// <summary>The status, if it is no error.</summary>
        internal int Check(int status)
        {
            hooks.Tock();
            Exception e = Interlocked.Exchange(ref thrown, null);
            if (e != null) ExceptionDispatchInfo.Capture(e).Throw();
            if (status < 0) throw AsbException.Of(status, this);
            return status;
        }

        /// <summary>Nothing but ASB_OK will do.</summary>
        internal void Done(int status)
        {
            if (Check(status) != NativeConstants.ASB_OK) throw AsbException.Of(status, this);
        }

        /// <summary>false for ASB_ABSENT.</summary>
        internal bool Found(int status)
        {
            if (Check(status) == NativeConstants.ASB_ABSENT) return false;
            Done(status);
            return true;
        }

        /// <summary>A handle that is now ours.</summary>
        internal T Own<T>(int status, T handle) where T : AsbHandle
        {
            handle.Keep(this);
            Done(status);
            return handle;
        }

        /// <summary>The same; null for ASB_ABSENT.</summary>
        internal T OwnOrNull<T>(int status, T handle) where T : AsbHandle
        {
            handle.Keep(this);
            return Found(status) ? handle : null;
        }

        internal string Text(int status, TextHandle text)
        {
            using (text)
            {
                text.Keep(this);
                Done(status);
                return Take(text);
            }
        }

        internal string TextOrNull(int status, TextHandle text)
        {
            using (text)
            {
                text.Keep(this);
                return Found(status) ? Take(text) : null;
            }
        }

        internal Dictionary<string, object> Object(int status, TextHandle text) => (Dictionary<string, object>)Json.Parse(Text(status, text));

        internal List<object> List(int status, TextHandle text) => (List<object>)Json.Parse(Text(status, text));

        /// <summary>A report, which an error may have as well: the exception then carries it. null for ASB_ABSENT.</summary>
        internal Dictionary<string, object> Report(int status, TextHandle text)
        {
            using (text)
            {
                text.Keep(this);
                string json = text.IsInvalid ? null : Take(text);
                try
                {
                    if (!Found(status)) return null;
                }
                catch (AsbException e) when (json != null)
                {
                    e.Report = (Dictionary<string, object>)Json.Parse(json);
                    throw;
                }
                return (Dictionary<string, object>)Json.Parse(json);
            }
        }

        static string Take(TextHandle text)
        {
            string copy = Utf8.At(Native.asb_text_data(text), Native.asb_text_length(text));
            GC.KeepAlive(text);
            return copy;
        }
    }
}
