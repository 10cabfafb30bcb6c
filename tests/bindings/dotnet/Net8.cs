// What .NET 8 has and Mono has not, in outline: enough to compile the parts of the binding that are for .NET alone. Nothing of this runs.
using System.Reflection;

namespace System
{
    /// <summary>A day.</summary>
    public struct DateOnly
    {
        /// <summary>The year.</summary>
        public int Year => 0;

        /// <summary>The month.</summary>
        public int Month => 0;

        /// <summary>The day.</summary>
        public int Day => 0;

        /// <summary>The day of a DateTime.</summary>
        /// <param name="time">The DateTime.</param>
        /// <returns>The day.</returns>
        public static DateOnly FromDateTime(DateTime time) => new DateOnly();
    }
}

namespace System.Runtime.InteropServices
{
    internal delegate IntPtr DllImportResolver(string libraryName, Assembly assembly, DllImportSearchPath? searchPath);

    internal static class NativeLibrary
    {
        internal static bool TryLoad(string libraryPath, out IntPtr handle)
        {
            handle = IntPtr.Zero;
            return false;
        }

        internal static bool TryLoad(string libraryName, Assembly assembly, DllImportSearchPath? searchPath, out IntPtr handle)
        {
            handle = IntPtr.Zero;
            return false;
        }

        internal static void SetDllImportResolver(Assembly assembly, DllImportResolver resolver)
        {
        }
    }
}
