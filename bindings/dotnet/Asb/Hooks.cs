using System;
using System.Runtime.InteropServices;

namespace Asb
{
    /// <summary>How much a line of the log matters.</summary>
    public enum LogLevel
    {
        /// <summary>Something failed.</summary>
        Error = 0,

        /// <summary>Something is not as it should be.</summary>
        Warning = 1,

        /// <summary>For information.</summary>
        Information = 2
    }

    /// <summary>What a program may put in place of the library's own clock, random bytes and log. What is left null takes the default. Hooks must not
    /// call the engine that they are hooks of; what they throw comes out of the call that called them.</summary>
    public sealed class Hooks
    {
        /// <summary>The time. By default the computer's clock.</summary>
        public Func<DateTimeOffset> Now { get; set; }

        /// <summary>Fills an array with random bytes fit for salts. By default the system's.</summary>
        public Action<byte[]> Random { get; set; }

        /// <summary>Takes a line for the program's log. By default nobody does.</summary>
        public Action<LogLevel, string> Log { get; set; }

        /// <summary>Told how far long work has come: which ("verify", "copy", "rehearse" …), how much is done, and of how much (0: not known). It
        /// cancels the work by throwing, as CancellationToken.ThrowIfCancellationRequested() does. By default nobody is told.</summary>
        public Action<string, long, long> Progress { get; set; }

        /// <summary>The bytes that the engine may hold at a time; 0: no limit.</summary>
        public long MemoryLimit { get; set; }
    }

    /// <summary>The hooks as the library calls them.</summary>
    internal sealed class HookTable
    {
        readonly Hooks hooks;
        readonly Core core;
        readonly asb_hooks_now now; // held here for as long as the engine lives: the library knows their addresses
        readonly asb_hooks_random random;
        readonly asb_hooks_log log;
        readonly asb_hooks_progress progress;
        long last;
        bool isTicked;

        internal HookTable(Hooks chosen, Core owner)
        {
            // a copy: what is changed later changes nothing
            hooks = new Hooks
            {
                Now = chosen.Now,
                Random = chosen.Random,
                Log = chosen.Log,
                Progress = chosen.Progress,
                MemoryLimit = chosen.MemoryLimit
            };
            if (hooks.MemoryLimit < 0) throw new ArgumentOutOfRangeException("MemoryLimit");
            core = owner;
            now = Now;
            random = Random;
            log = Log;
            progress = Progress;
        }

        internal asb_hooks Table() => new asb_hooks
        {
            struct_size = (uint)Marshal.SizeOf(typeof(asb_hooks)),
            now = Address(now, hooks.Now),
            random = Address(random, hooks.Random),
            log = Address(log, hooks.Log),
            progress = Address(progress, hooks.Progress),
            memory_limit = (ulong)hooks.MemoryLimit
        };

        static IntPtr Address(Delegate callback, Delegate chosen) => chosen == null ? IntPtr.Zero : Marshal.GetFunctionPointerForDelegate(callback);

        internal void Tick()
        {
            if (hooks.Now == null) return;
            last = Instants.Milliseconds(hooks.Now());
            isTicked = true;
        }

        internal void Tock() => isTicked = false;

        long Now(IntPtr self)
        {
            try
            {
                if (!isTicked) last = Instants.Milliseconds(hooks.Now());
            }
            catch (Exception e)
            {
                core.Carry(e);
            }
            return last;
        }

        int Random(IntPtr self, IntPtr bytes, UIntPtr size)
        {
            try
            {
                var filled = new byte[checked((int)size.ToUInt64())];
                hooks.Random(filled);
                Marshal.Copy(filled, 0, bytes, filled.Length);
                return NativeConstants.ASB_OK;
            }
            catch (Exception e)
            {
                core.Carry(e);
                return NativeConstants.ASB_EUSER;
            }
        }

        int Progress(IntPtr self, IntPtr work, ulong done, ulong total)
        {
            try
            {
                hooks.Progress(Utf8.At(work), (long)done, (long)total);
                return NativeConstants.ASB_OK;
            }
            catch (Exception e)
            {
                core.Carry(e);
                return NativeConstants.ASB_EUSER;
            }
        }

        void Log(IntPtr self, int level, IntPtr message)
        {
            try
            {
                hooks.Log((LogLevel)level, Utf8.At(message));
            }
            catch (Exception e)
            {
                core.Carry(e);
            }
        }
    }
}
