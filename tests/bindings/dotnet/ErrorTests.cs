using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Asb;

[Tests]
static class ErrorTests
{
    public static void EachStatusHasAClassOfItsOwn()
    {
        var classes = new HashSet<Type>();
        foreach (KeyValuePair<string, long> constant in Library.Constants.Where(one => Enum.IsDefined(typeof(Status), (int)one.Value)))
        {
            bool isStatus = constant.Value < 0 || constant.Key == "ASB_REFUSED" || constant.Key == "ASB_CONFLICT" || constant.Key == "ASB_ABSENT";
            if (!isStatus) continue;
            AsbException e = AsbException.Of((int)constant.Value, null);
            Expect.Equal((int)constant.Value, (int)e.Status, constant.Key);
            Expect.True(classes.Add(e.GetType()), constant.Key + " shares the class " + e.GetType().Name);
            string name = constant.Key.Substring("ASB_".Length).TrimStart(constant.Value < 0 ? new[] { 'E' } : new char[0]);
            if (constant.Key == "ASB_EEXISTS") name = "EXISTS";
            if (constant.Key == "ASB_ENOMEM") name = "NOMEMORY";
            Expect.Has(name, e.GetType().Name.ToUpperInvariant());
            Expect.Has(Library.TextOf(e.Status), e.Message);
        }
        Expect.Equal(17, classes.Count);
    }

    public static void EveryErrorOfTheHeadersIsAStatus()
    {
        foreach (KeyValuePair<string, long> constant in Library.Constants.Where(one => one.Value < 0))
            Expect.True(Enum.IsDefined(typeof(Status), (int)constant.Value), constant.Key);
    }

    public static void InvalidNamesTheFieldAndHasItsArguments()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (Record opening = w.Make("opening", "amy", "CCC", "{\"categories\":[\"nois\"]}"))
        {
            InvalidException e = Expect.Throws<InvalidException>(() => c.Add(opening));
            Expect.Equal("categories", e.Field);
            Expect.Has("did you mean noise?", e.Message);
            Expect.True(e.Code != "" && Library.Messages.ContainsKey(e.Code), "the code " + e.Code + " is no message's");
            Expect.True(e.Arguments.Values.Contains("nois"), "nois is no argument");
            Expect.Equal(1, c.Count);
        }
    }

    public static void JsonHasItsPlace()
    {
        using (var w = new World())
        {
            AsbJsonException e = Expect.Throws<AsbJsonException>(() => Record.Parse(w.Engine, "{\"kind\":\n  \"ü\", x}"));
            Expect.Equal(2, e.Line);
            Expect.Equal(8, e.Column);
            Expect.Equal(3, Expect.Throws<AsbJsonException>(() => Json.Parse("\n\n{")).Line);
        }
    }

    public static void APolicyHasAllItsProblems()
    {
        const string document = "{\"asb_policy\":1,\"id\":\"x\",\"version\":\"1\",\"title\":\"X\",\"rolls\":1,\n \"categoriez\":[]}";
        using (var w = new World())
        {
            PolicyException e = Expect.Throws<PolicyException>(() => Policy.Parse(w.Engine, document));
            IReadOnlyList<Problem> problems = Policy.Check(w.Engine, document);
            Expect.True(problems.Count >= 2, "only " + problems.Count + " problems");
            Expect.Equal(problems[0].Message, e.Message);
            Expect.Equal(problems[0].Line, e.Line);
            Expect.Equal(problems[0].Pointer, e.Pointer);
            Expect.True(problems.Any(p => p.Line == 2 && p.Column > 0 && p.Pointer == "/categoriez" && p.Code != ""), "categoriez is not named");
        }
    }

    public static void RefusedHasEveryReason()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (Record closure = w.Make("closure", "ben", "CHM", "{\"reason\":\"not-asb\",\"rationale\":\"Everyday noise\"}"))
        {
            w.Open(c);
            RefusedException e = Expect.Throws<RefusedException>(() => c.Add(closure));
            Reason reason = e.Reasons.Single(r => r.Effect == Effect.Refused);
            Expect.Equal("closure-not-asb-found", reason.Guard);
            Expect.True(reason.Clause != "" && reason.Message != "", "clause or message are missing");
            Expect.Has(reason.Message, e.Message);
            Expect.Has(reason.Message, reason.Explanation);
            Expect.Equal(2, c.Count);
            Decision may = c.May(closure);
            Expect.True(!may.IsAllowed, "it may");
            Expect.Equal(e.Reasons.Count, may.Reasons.Count);
            Expect.Has("closure-not-asb-found", Json.Write(may.ToValues()));
        }
    }

    public static void WhatIsNotThereIsNull()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (Record r = c.Record(1))
        {
            var absent = new object[]
            {
                Policy.Builtin(w.Engine, "nobody"), Policy.BuiltinDocument("nobody"), Case.Open(w.Store, "nobody"), Matrix.Open(w.Policy, "nobody"),
                c.Record(9), c.Record(-1), c.RecordWritten(9), c.Assessment("p1"), c.Plan("p1"), c.Proportionality(), c.Head(), c.Score, c.Band,
                c.Owner, w.Policy.Explain("nobody"), w.Engine.Limit("nobody"), w.Store.Calendar(), w.Store.Verify("nobody"), r.GetText("x"),
                r.GetFlag("x"), r.GetNumber("summary"), r.GetJson("x"), r["x"], r.GetText("immediate_risk")
            };
            Expect.Equal(-1, Array.FindIndex(absent, one => one != null), "there is a");
            Expect.True(!r.Unset("x") && r.GetTexts("x").Count == 0, "there is an x");
        }
    }

    public static void ACallbackThatCallsTheEngineIsBusy()
    {
        Engine engine = null;
        var seen = new List<Exception>();
        engine = new Engine(new Hooks
        {
            Now = () =>
            {
                try
                {
                    if (engine != null) engine.Instant("2026-01-01");
                }
                catch (BusyException e)
                {
                    seen.Add(e);
                    throw;
                }
                return DateTimeOffset.UtcNow;
            }
        });
        using (engine)
        {
            BusyException e = Expect.Throws<BusyException>(() => engine.Now());
            Expect.True(seen.Count == 1 && ReferenceEquals(seen[0], e), "it is another exception");
            Expect.Equal(2026, engine.Instant("2026-01-01").Year);
        }
    }

    public static void LimitsAndMemory()
    {
        using (var w = new World())
        {
            long documents = w.Engine.Limit("document-bytes").Value;
            w.Engine.SetLimit("document-bytes", 20);
            Expect.Throws<LimitException>(() => Record.Parse(w.Engine, "{\"kind\":\"report\",\"fields\":{}}"));
            w.Engine.SetLimit("document-bytes", documents);
            Expect.Throws<AsbArgumentException>(() => w.Engine.SetLimit("nothing", 1));
            Expect.Throws<AsbArgumentException>(() => w.Engine.SetLimit("records", -1));
            Expect.Throws<AsbArgumentException>(() => w.Engine.SetLimit("records", long.MaxValue));
            Expect.True(w.Engine.Memory > 0 && w.Engine.MemoryPeak >= w.Engine.Memory, "no memory is held");
        }
        using (var small = new Engine(new Hooks { MemoryLimit = 100000 }))
            Expect.Throws<NoMemoryException>(() => Policy.Builtin(small, "places-for-people"));
    }

    public static void OtherErrorsOfStores()
    {
        using (var w = new World())
        using (var other = new World())
        using (Case c = w.Reported())
        using (var storeless = new Case(w.Engine, w.Policy, null, "S"))
        {
            c.Save();
            Expect.Throws<ExistsException>(() => w.NewCase());
            Expect.Throws<StateException>(() => storeless.Save());
            Expect.Throws<StateException>(() => w.Store.Compact());
            Expect.Throws<AsbArgumentException>(() => new Case(w.Engine, other.Policy, w.Store, "B"));
            Expect.Throws<IoException>(() => Store.Journal(w.Engine, Path.Combine(Harness.Room, "no such folder", "a.asb")));
            Expect.Equal("id", Expect.Throws<InvalidException>(() => w.NewCase("")).Field);
        }
    }

    public static void TwoThreadsAtOnceAreNoticed()
    {
        using (var entered = new ManualResetEvent(false))
        using (var leave = new ManualResetEvent(false))
        using (var engine = new Engine(new Hooks
        {
            Now = () =>
            {
                entered.Set();
                leave.WaitOne();
                return DateTimeOffset.UtcNow;
            }
        }))
        {
            var thread = new Thread(() => engine.Now());
            thread.Start();
            entered.WaitOne();
            try
            {
                Expect.Throws<BusyException>(() => engine.Instant("2026-01-01"));
            }
            finally
            {
                leave.Set();
                thread.Join();
            }
        }
    }
}
