using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Asb
{
    /// <summary>Finds the native library, once, before its first function is called: the one that the environment variable ASB_LIBRARY names, the one
    /// beside this assembly, or the system's, in this order. It must be of the version that the declarations were made for.</summary>
    /// <remarks>P/Invoke looks for a library by itself, but knows nothing of ASB_LIBRARY. Each runtime has another way of being told: .NET a
    /// resolver, Mono a map of names, and .NET Framework takes a library of that name that is loaded already.</remarks>
    internal static class Loader
    {
        static readonly object door = new object();
        static bool loaded;
        static Exception failure;

        /// <summary>Does nothing after the first time, but to fail again where it failed.</summary>
        internal static void EnsureLoaded()
        {
            lock (door)
            {
                if (loaded) return;
                if (failure != null) throw failure;
                try
                {
                    string name = Find();
                    CheckVersion(Running(), name);
                    loaded = true;
                }
                catch (Exception e)
                {
                    failure = e;
                    throw;
                }
            }
        }

        /// <summary>Apart from what finds the library: Mono looks for a function when it compiles what calls it.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint Running() => Native.asb_version();

        /// <summary>The same major version, and none older than the declarations; before 1.0 the minor version counts as a major one.</summary>
        internal static void CheckVersion(uint running, string name)
        {
            const uint wanted = NativeVersion.Number;
            uint breaking = wanted >= 10000 ? 10000u : 100u;
            if (running / breaking == wanted / breaking && running >= wanted) return;
            throw new VersionException(string.Format("{0} is version {1}.{2}.{3} of libasb; this assembly is for {4}", name, running / 10000,
                running / 100 % 100, running % 100, NativeVersion.Text));
        }

        /// <summary>The files and names to try, in order.</summary>
        internal static List<string> Candidates(string chosen, string folder)
        {
            var names = new List<string>();
            if (!string.IsNullOrEmpty(chosen))
            {
                names.Add(chosen);
                return names;
            }
            foreach (string name in FileNames())
            {
                string beside = Path.Combine(folder, name);
                if (File.Exists(beside)) names.Add(beside);
            }
            names.AddRange(FileNames());
            return names;
        }

        static string[] FileNames()
        {
            uint major = NativeVersion.Number / 10000;
            if (IsWindows) return new[] { "asb.dll", "libasb.dll" };
            if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX)) return new[] { "libasb." + major + ".dylib", "libasb.dylib" };
            return new[] { "libasb.so." + major, "libasb.so" };
        }

        static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

        static string Find()
        {
            string chosen = Environment.GetEnvironmentVariable("ASB_LIBRARY");
            foreach (string name in Candidates(chosen, Folder()))
                if (TryLoad(name)) return name;
            if (string.IsNullOrEmpty(chosen) && TryDefault()) return Native.Library;
            throw new DllNotFoundException("libasb was not found; set ASB_LIBRARY to its path. Tried: "
                + string.Join(", ", Candidates(chosen, Folder()).ToArray()));
        }

        static string Folder()
        {
            string place = typeof(Loader).Assembly.Location; // empty where the program is one file
            return string.IsNullOrEmpty(place) ? AppDomain.CurrentDomain.BaseDirectory : Path.GetDirectoryName(place);
        }

#if NET5_0_OR_GREATER
        static bool TryLoad(string name) => NativeLibrary.TryLoad(name, out IntPtr library) && Resolve(library);

        /// <summary>Where .NET itself looks: among others the folder runtimes of a package.</summary>
        static bool TryDefault() => NativeLibrary.TryLoad(Native.Library, typeof(Loader).Assembly, null, out IntPtr library) && Resolve(library);

        static bool Resolve(IntPtr library)
        {
            NativeLibrary.SetDllImportResolver(typeof(Loader).Assembly, (name, assembly, path) => name == Native.Library ? library : IntPtr.Zero);
            return true;
        }
#else
        static bool TryLoad(string name)
        {
            if (IsMono) return DynamicLinker.CanOpen(name) && DynamicLinker.Map(Native.Library, name);
            return IsWindows && IsCalledAsDeclared(name) && DynamicLinker.LoadLibraryW(name) != IntPtr.Zero;
        }

        /// <summary>.NET Framework takes a library that is loaded already by its name alone.</summary>
        static bool IsCalledAsDeclared(string path) =>
            Native.Library.Equals(Path.GetFileNameWithoutExtension(path), StringComparison.OrdinalIgnoreCase);

        static bool IsMono => Type.GetType("Mono.Runtime") != null;

        /// <summary>Other runtimes with this build of the assembly (.NET Core before 8) can look for themselves, and for nothing else.</summary>
        static bool TryDefault() => !IsMono && !IsWindows;

        static class DynamicLinker
        {
            const int RtldNow = 2;

            [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
            internal static extern IntPtr LoadLibraryW(string name);

            [DllImport("libdl.so.2", EntryPoint = "dlopen")]
            static extern IntPtr OpenWithLibdl(byte[] name, int flags);

            [DllImport("libc", EntryPoint = "dlopen")]
            static extern IntPtr OpenWithLibc(byte[] name, int flags);

            [DllImport("__Internal", EntryPoint = "mono_dllmap_insert")]
            static extern void Insert(IntPtr assembly, byte[] library, byte[] function, byte[] targetLibrary, byte[] targetFunction);

            /// <summary>Mono remembers that a function was not found; so what it is told must be there.</summary>
            internal static bool CanOpen(string name)
            {
                try
                {
                    return OpenWithLibdl(Utf8.Terminated(name), RtldNow) != IntPtr.Zero;
                }
                catch (Exception e) when (e is DllNotFoundException || e is EntryPointNotFoundException)
                {
                    return OpenWithLibc(Utf8.Terminated(name), RtldNow) != IntPtr.Zero;
                }
            }

            internal static bool Map(string library, string target)
            {
                Insert(IntPtr.Zero, Utf8.Terminated(library), null, Utf8.Terminated(target), null);
                return true;
            }
        }
#endif
    }
}
