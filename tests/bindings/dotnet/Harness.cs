// Runs every method of the classes marked as tests; says which failed, and why.
//
//   mono asb-tests.exe ROOM TOP      ROOM: a folder for files; TOP: the top of the project
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Asb;

[AttributeUsage(AttributeTargets.Class)]
sealed class TestsAttribute : Attribute
{
}

sealed class Failed : Exception
{
    internal Failed(string message) : base(message)
    {
    }
}

static class Expect
{
    internal static void Equal<T>(T wanted, T found, string what = "")
    {
        if (!EqualityComparer<T>.Default.Equals(wanted, found)) throw new Failed(what + ": wanted " + Show(wanted) + ", found " + Show(found));
    }

    internal static void Same(IEnumerable<string> wanted, IEnumerable<string> found) => Equal(string.Join(", ", wanted), string.Join(", ", found));

    internal static void True(bool holds, string what)
    {
        if (!holds) throw new Failed(what);
    }

    internal static void Has(string part, string text) => True(text != null && text.Contains(part), "\"" + part + "\" is not in \"" + text + "\"");

    internal static T Throws<T>(Action action) where T : Exception
    {
        try
        {
            action();
        }
        catch (T e)
        {
            return e;
        }
        catch (Exception e)
        {
            throw new Failed("threw " + e.GetType().Name + " (" + e.Message + "), not " + typeof(T).Name);
        }
        throw new Failed("threw nothing, not " + typeof(T).Name);
    }

    static string Show(object value) => value == null ? "null" : "\"" + value + "\"";
}

/// <summary>An engine whose clock stands, with what most tests need.</summary>
sealed class World : IDisposable
{
    internal readonly Engine Engine;
    internal readonly Policy Policy;
    internal readonly Store Store;
    internal DateTimeOffset Clock = new DateTimeOffset(2026, 4, 2, 16, 0, 0, TimeSpan.FromHours(1)); // a Thursday

    internal World(string policy = "places-for-people", Func<Engine, Store> store = null)
    {
        Engine = new Engine(new Hooks { Now = () => Clock });
        Policy = Policy.Builtin(Engine, policy);
        Store = (store ?? Store.InMemory)(Engine);
    }

    internal Case NewCase(string id = "CASE-0001") => new Case(Engine, Policy, Store, id);

    internal Case Reported(string id = "CASE-0001")
    {
        Case c = NewCase(id);
        Add(c, "report", "amy", "CCC", "{\"channel\":\"phone\",\"summary\":\"Music\"}");
        return c;
    }

    internal Record Make(string kind, string by, string role, string fields) =>
        Record.Parse(Engine, "{\"kind\":\"" + kind + "\",\"fields\":" + fields + "}").SetActor(by, role);

    internal Decision Add(Case c, string kind, string by, string role, string fields)
    {
        using (Record record = Make(kind, by, role, fields)) return c.Add(record);
    }

    internal void Open(Case c) => Add(c, "opening", "amy", "CCC", "{\"categories\":[\"noise\"]}");

    public void Dispose()
    {
        Store.Dispose();
        Policy.Dispose();
        Engine.Dispose();
    }
}

static class Harness
{
    internal static string Room, Top;

    internal static string NewPath(string name)
    {
        string path = Path.Combine(Room, name);
        if (File.Exists(path)) File.Delete(path);
        return path;
    }

    static int Main(string[] arguments)
    {
        Room = arguments[0];
        Top = arguments[1];
        int passed = 0, failed = 0;
        foreach (MethodInfo test in Tests())
            try
            {
                test.Invoke(null, null);
                passed++;
            }
            catch (TargetInvocationException e)
            {
                failed++;
                Exception why = e.InnerException;
                Console.WriteLine("failed: {0}.{1}: {2}", test.DeclaringType.Name, test.Name, why is Failed ? why.Message : why.ToString());
            }
        Console.WriteLine("{0} passed, {1} failed", passed, failed);
        return failed == 0 ? 0 : 1;
    }

    static IEnumerable<MethodInfo> Tests() => typeof(Harness).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(TestsAttribute), false)).OrderBy(type => type.Name)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly));
}
