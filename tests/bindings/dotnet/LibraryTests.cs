using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using Asb;

[Tests]
static class LibraryTests
{
    static Type Raw(string name) => typeof(Engine).Assembly.GetType("Asb." + name, true);

    public static void ConstantsAreThoseOfTheHeaders()
    {
        Dictionary<string, long> mine = Raw("NativeConstants").GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .ToDictionary(field => field.Name, field => Convert.ToInt64(field.GetRawConstantValue()));
        IDictionary<string, long> theirs = Library.Constants;
        Expect.Same(theirs.Keys.Where(name => !name.StartsWith("ASB_VERSION")).OrderBy(name => name), mine.Keys.OrderBy(name => name));
        foreach (string name in mine.Keys) Expect.Equal(theirs[name], mine[name], name);
        Expect.Equal(theirs["ASB_VERSION"], Library.VersionNumber);
        Expect.Equal(Library.Version, Library.VersionNumber / 10000 + "." + Library.VersionNumber / 100 % 100 + "." + Library.VersionNumber % 100);
    }

    public static void StructsAreLaidOutAsTheCompilerDoes()
    {
        if (IntPtr.Size != 8) return; // layout.txt is for 64 bits
        int checkedLines = 0;
        foreach (string[] word in File.ReadAllLines(Path.Combine(Harness.Top, "tests/abi/layout.txt")).Select(line => line.Split(' ')))
        {
            if (word[0] == "sizeof") Expect.Equal(int.Parse(word[2]), Marshal.SizeOf(Raw(word[1])), word[1]);
            if (word[0] == "offsetof") Expect.Equal(int.Parse(word[3]), (int)Marshal.OffsetOf(Raw(word[1]), word[2]), word[1] + "." + word[2]);
            checkedLines += word[0] == "constant" ? 0 : 1;
        }
        Expect.True(checkedLines > 30, "layout.txt was not read");
    }

    public static void WhatItKnowsOfItself()
    {
        Expect.True(Library.Features.Contains("journal") && Library.LimitNames.Contains("records"), "features, limits");
        Expect.True(Library.Messages.Count > 50 && Library.Messages.Values.All(sentence => sentence.Length > 0), "messages");
        Expect.Equal("refused", Library.TextOf(Status.Refused));
        Expect.True(Policy.BuiltinIds.Contains("england") && Policy.BuiltinDocument("england").StartsWith("{"), "policies");
        using (var engine = new Engine())
        {
            foreach (string name in Library.LimitNames) Expect.True(engine.Limit(name) > 0, name);
            TimeSpan apart = DateTimeOffset.UtcNow - engine.Now();
            Expect.True(Math.Abs(apart.TotalSeconds) < 5, "the clock is " + apart + " apart");
        }
    }

    public static void PoliciesAreReadAndExplained()
    {
        using (var w = new World())
        {
            Expect.Equal(64, w.Policy.Digest.Length);
            Expect.True(w.Policy.Title != "" && w.Policy.Version != "" && w.Policy.Id == "places-for-people", "the policy");
            Expect.Equal(w.Policy.Id, w.Policy.ToValues().Text("id"));
            Expect.Has("P13", w.Policy.Explain("acknowledge"));
            Expect.Has("# ", w.Policy.Page());
            using (Policy again = Policy.Parse(w.Engine, w.Policy.Document)) Expect.Equal(w.Policy.Digest, again.Digest);
            const string basis = "{\"asb_policy\":1,\"id\":\"basis\",\"version\":\"1\",\"title\":\"B\",\"source\":\"S\",\"extends\":\"england\"}";
            string upon = basis.Replace("\"basis\"", "\"upon\"").Replace("\"england\"", "\"basis\"");
            Expect.True(Policy.Check(w.Engine, upon).Count > 0, "basis is known already");
            Policy.Register(w.Engine, basis);
            Expect.Equal(0, Policy.Check(w.Engine, upon).Count);
            using (Policy it = Policy.Parse(w.Engine, upon)) Expect.Equal("upon", it.Id);
            Expect.Equal("report", w.Engine.Vocabulary().Objects("kinds").First(kind => kind.Text("kind") == "report").Text("kind"));
            Expect.True(Json.Write(w.Engine.Vocabulary(w.Policy)).Contains("domestic-abuse"), "the policy's lists are not there");
        }
    }

    public static void TheVersionIsCompared()
    {
        uint wanted = (uint)Library.VersionNumber;
        Loader.CheckVersion(wanted, "libasb");
        Loader.CheckVersion(wanted + 1, "libasb");
        foreach (uint other in new[] { wanted - 1, wanted + 100, wanted + 10000 })
            Expect.Has("this assembly is for", Expect.Throws<VersionException>(() => Loader.CheckVersion(other, "libasb")).Message);
    }

    public static void TheOrderOfPlaces()
    {
        Expect.Same(new[] { "/a/b.so" }, Loader.Candidates("/a/b.so", Harness.Room));
        string name = Loader.Candidates(null, Harness.Room)[0], beside = Harness.NewPath(name);
        File.WriteAllText(beside, "");
        Expect.Equal(beside, Loader.Candidates("", Harness.Room)[0]);
        Expect.Equal(name, Loader.Candidates(null, Harness.Room)[1]);
        File.Delete(beside);
    }

    public static void WhatIsPublicIsForEveryLanguage()
    {
        Type[] foreign = { typeof(uint), typeof(ulong), typeof(ushort), typeof(sbyte), typeof(UIntPtr), typeof(IntPtr) };
        foreach (Type type in typeof(Engine).Assembly.GetExportedTypes())
        {
            Expect.Equal("Asb", type.Namespace, type.Name);
            foreach (MethodBase method in type.GetMethods().Cast<MethodBase>().Concat(type.GetConstructors()))
            {
                IEnumerable<Type> types = method.GetParameters().Select(parameter => parameter.ParameterType);
                if (method is MethodInfo) types = types.Concat(new[] { ((MethodInfo)method).ReturnType });
                Expect.True(!types.Any(foreign.Contains), type.Name + "." + method.Name + " has a type that some languages lack");
            }
        }
    }
}
