using System;
using System.Runtime.InteropServices;

namespace Asb
{
    /// <summary>A handle of the library: given back once, by Dispose or by the finalizer, from whichever thread.</summary>
    internal abstract class AsbHandle : SafeHandle
    {
        Core core;

        protected AsbHandle() : base(IntPtr.Zero, true)
        {
        }

        public override bool IsInvalid => handle == IntPtr.Zero;

        /// <summary>The pointer, for a list of handles; the handle must be kept alive meanwhile.</summary>
        internal IntPtr Pointer => handle;

        /// <summary>The engine, with its hooks, stays for as long as this handle does.</summary>
        internal void Keep(Core engine)
        {
            if (IsInvalid) return;
            engine.Join();
            core = engine;
        }

        protected abstract void Free(IntPtr owned);

        protected override bool ReleaseHandle()
        {
            Free(handle);
            if (core != null) core.Leave();
            return true;
        }
    }

    /// <summary>What holds a handle of the library. Dispose gives it back at once; else the finalizer does. In any order: what is still needed by
    /// another stays until that is gone too.</summary>
    public abstract class Resource : IDisposable
    {
        readonly AsbHandle owned;

        internal Resource(Core core, AsbHandle handle)
        {
            Core = core;
            owned = handle;
        }

        internal Core Core { get; }

        /// <summary>Was it closed?</summary>
        public bool IsClosed => owned.IsClosed;

        /// <summary>The handle, which is open; else an error that says of what.</summary>
        internal T Open<T>() where T : AsbHandle
        {
            if (owned.IsClosed) throw new ObjectDisposedException(GetType().FullName, "This " + GetType().Name + " was closed.");
            return (T)(object)owned;
        }

        /// <summary>A text that the library lends: copied before this can be finalized.</summary>
        internal string Lent(IntPtr text)
        {
            string copy = Utf8.At(text);
            GC.KeepAlive(this);
            return copy;
        }

        /// <summary>The same; null where it is empty, which is the library's way of saying that there is none.</summary>
        internal string LentOrNull(IntPtr text)
        {
            string copy = Lent(text);
            return string.IsNullOrEmpty(copy) ? null : copy;
        }

        /// <summary>Closes it. Once is enough; again does nothing.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>For classes over this one.</summary>
        /// <param name="disposing">true where Dispose was called.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing) owned.Dispose();
        }
    }
}
