using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Asb;

[Tests]
static class StoreTests
{
    static Store Journal(Engine engine, string name) => Store.Journal(engine, Harness.NewPath(name));

    public static void TwoPeopleAtOnce()
    {
        using (var w = new World(store: engine => Journal(engine, "shared.asb")))
        using (var other = new World(store: engine => Store.Journal(engine, Path.Combine(Harness.Room, "shared.asb"))))
        using (Case mine = w.Reported())
        {
            mine.Save();
            using (Case theirs = Case.Open(other.Store, "CASE-0001"))
            {
                w.Add(mine, "note", "ben", "CHM", "{\"text\":\"Rang again: it is a baby crying\"}");
                w.Add(mine, "closure", "ben", "CHM", "{\"reason\":\"not-asb\",\"rationale\":\"Everyday noise\"}");
                other.Open(theirs);
                theirs.Save();
            }
            Expect.Equal(Status.Conflict, Expect.Throws<ConflictException>(() => mine.Save()).Status);
            Expect.Equal(1, mine.Stored);
            Conflict conflict = mine.Reload().Single();
            Expect.Equal("closure", conflict.Record.Kind);
            Expect.Equal(Status.Refused, conflict.Status);
            Expect.Same(new[] { "closure-not-asb-found" }, conflict.Reasons);
            Expect.Has("recorded finding", conflict.Message);
            Expect.True(mine.Count == 3 && mine.Stored == 2 && mine.State == "open", "another case");
            mine.Save();
            Expect.Equal(3, mine.Stored);
        }
    }

    public static void AJournalIsCompactedBackedUpAndFollowed()
    {
        using (var w = new World(store: engine => Journal(engine, "day.asb")))
        {
            using (Case c = w.Reported()) c.Save();
            StoredChanges first = w.Store.Changes();
            Expect.Same(new[] { "CASE-0001" }, first.Cases.Select(one => one.Id));
            Expect.Equal("enquiry", first.Cases[0].SummaryValues().Text("state"));
            Expect.Equal(1, first.Cases[0].Version);
            using (Case c = w.Reported("CASE-0002")) c.Save();
            Expect.Same(new[] { "CASE-0002" }, w.Store.Changes(first.Token).Cases.Select(one => one.Id));
            Expect.Throws<InvalidException>(() => w.Store.Changes("no token"));
            Expect.Equal(2L, w.Store.Compact().Number("cases").Value);
            string copy = Harness.NewPath("copy.asb");
            w.Store.Backup(copy);
            Expect.Throws<ExistsException>(() => w.Store.Backup(copy));
            using (Store read = Store.Journal(w.Engine, copy)) Expect.Equal(2, read.List().Count);
        }
    }

    public static void HeadsShowWhatWasCut()
    {
        using (var w = new World())
        using (var other = new World())
        using (Case c = w.Reported())
        {
            c.Save();
            string head = c.Head(), heads = w.Store.Heads(), whole = w.Store.Head();
            Expect.Equal("CASE-0001", ((Dictionary<string, object>)Json.Parse(head)).Text("case"));
            Expect.Equal(heads, Json.Canonical(heads));
            foreach (string noted in new[] { head, heads, whole }) Expect.Equal(0, w.Store.VerifyHead(noted).List("damage").Count);
            w.Open(c);
            c.Save();
            Expect.Equal(1L, w.Store.VerifyHead(heads).Number("grown").Value);
            Expect.Throws<StateException>(() => w.Store.VerifyHead(whole));
            CorruptException e = Expect.Throws<CorruptException>(() => other.Store.VerifyHead(head));
            Expect.Equal("CASE-0001", e.Report.Objects("damage").Single().Text("case"));
        }
    }

    public static void StoresAreExportedImportedAndCopied()
    {
        using (var w = new World())
        using (var other = new World())
        using (Store third = Store.InMemory(w.Engine))
        {
            foreach (string id in new[] { "A", "B" })
                using (Case c = w.Reported(id)) c.Save();
            string lines = w.Store.Export(), again = "";
            w.Store.Export(line => again += line);
            Expect.Equal(lines, again);
            Expect.Equal(2L, other.Store.Import(lines).Number("cases").Value);
            Expect.Equal(w.Store.Heads(), other.Store.Heads());
            Expect.Equal(2L, third.CopyFrom(w.Store).Number("written").Value);
            Expect.Equal(2L, third.CopyFrom(w.Store).Number("same").Value);
            using (var stranger = new World())
            {
                using (Case c = stranger.Reported("A")) c.Save();
                ConflictException e = Expect.Throws<ConflictException>(() => stranger.Store.Import(lines));
                Expect.Same(new[] { "A" }, e.Report.Objects("left").Select(one => one.Text("case")));
            }
            int count = 0;
            Expect.Throws<TimeoutException>(() => w.Store.Export(line => throw new TimeoutException("line " + ++count)));
            Expect.Equal(1, count);
        }
    }

    public static void ACaseIsExportedLoadedAndImported()
    {
        using (var w = new World())
        using (var other = new World())
        using (Case c = w.Reported())
        {
            c.Save();
            string whole = c.Export();
            using (Case loaded = Case.Load(other.Engine, whole))
            using (Case imported = Case.Import(other.Store, whole))
            {
                Expect.Equal(Json.Write(c.History()), Json.Write(loaded.History()));
                Expect.Equal(c.Head(), imported.Head());
                Expect.Throws<ExistsException>(() => Case.Import(other.Store, whole));
            }
            string changed = whole.Replace("Music", "Musik");
            Expect.True(changed != whole, "nothing was changed");
            Expect.Throws<CorruptException>(() => Case.Load(other.Engine, changed));
        }
    }

    public static void SeveralCasesAreSavedAtOnceOrNone()
    {
        using (var w = new World())
        using (Case a = w.Reported("A"))
        using (Case b = w.Reported("B"))
        {
            Case.SaveAll(a, b);
            Expect.Equal(2, w.Store.List().Count);
            using (Case elsewhere = Case.Open(w.Store, "B"))
            {
                w.Open(elsewhere);
                elsewhere.Save();
            }
            w.Open(a);
            w.Open(b);
            Expect.Throws<ConflictException>(() => Case.SaveAll(a, b));
            Expect.Equal(1, a.Stored);
            a.Dispose();
            Expect.Throws<ObjectDisposedException>(() => Case.SaveAll(b, a));
            Case.SaveAll();
        }
    }

    public static void AStoreKeepsACalendar()
    {
        foreach (Func<Engine, Store> store in new Func<Engine, Store>[] { Store.InMemory, engine => Store.Custom(engine, new DictionaryStore()) })
            using (var w = new World(store: store))
            using (var calendar = new Calendar(w.Engine))
            {
                calendar.Add(new LocalDate(2026, 4, 8), null, "Staff conference");
                w.Store.SetCalendar(calendar);
                using (Calendar kept = w.Store.Calendar()) Expect.Equal(Json.Write(calendar.ToValues()), Json.Write(kept.ToValues()));
                using (Case c = w.Reported())
                using (Duties duties = c.Duties()) Expect.Has("Staff conference", duties.Single(d => d.Rule == "acknowledge").Explain());
                using (Case c = w.Reported("B"))
                using (var none = new Calendar(w.Engine))
                {
                    c.SetCalendar(none);
                    using (Duties duties = c.Duties())
                        Expect.True(!duties.Single(d => d.Rule == "acknowledge").Explain().Contains("conference"), "its own calendar does not count");
                }
            }
    }
}

[Tests]
static class CustomStoreTests
{
    /// <summary>A store that fails when it is told to.</summary>
    sealed class Failing : ICustomStore
    {
        readonly DictionaryStore kept = new DictionaryStore();
        internal bool IsBroken;
        internal string Instead; // of the body of each record

        T Or<T>(Func<T> work) => IsBroken ? throw new TimeoutException("no database") : work();

        public bool Commit(StoreCommit commit) => Or(() => kept.Commit(commit));

        public IEnumerable<StoredRecord> Read(string id, int from) =>
            Or(() => kept.Read(id, from)?.Select(record => new StoredRecord(record.Seq, record.Header, Instead ?? record.Body)));

        public IEnumerable<StoredCase> List(string after, int limit) => Or(() => kept.List(after, limit));

        public string Policy(string digest) => Or(() => kept.Policy(digest));
    }

    public static void ItKeepsWhatTheBuiltInOnesKeep()
    {
        var kept = new DictionaryStore();
        using (var w = new World(store: engine => Store.Custom(engine, kept)))
        using (Case c = w.Reported())
        {
            w.Open(c);
            c.Save();
            w.Add(c, "note", "amy", "CHM", "{\"text\":\"Zoë 🔥 \\\"rang\\\"\"}");
            c.Save();
            using (Case again = Case.Open(w.Store, "CASE-0001")) Expect.Equal(Json.Write(c.History()), Json.Write(again.History()));
            using (Case other = w.Reported("CASE-0002")) other.Save();
            Expect.Same(new[] { "CASE-0001", "CASE-0002" }, w.Store.List().Select(one => one.Id));
            Expect.Equal(4L, w.Store.Verify().Number("records").Value);
            using (Store memory = Store.InMemory(w.Engine))
            {
                memory.CopyFrom(w.Store);
                Expect.Equal(w.Store.Heads(), memory.Heads());
            }
            StoredChanges first = w.Store.Changes(null, 1);
            Expect.Same(new[] { "CASE-0001" }, first.Cases.Select(one => one.Id));
            Expect.Same(new[] { "CASE-0002" }, w.Store.Changes(first.Token).Cases.Select(one => one.Id));
            Expect.Equal(0, w.Store.Changes(w.Store.Changes().Token).Cases.Count);
            Expect.Throws<InvalidException>(() => w.Store.Changes("no token"));
        }
    }

    public static void ItIsClosedOnceItIsNoLongerUsed()
    {
        var kept = new DictionaryStore();
        var w = new World(store: engine => Store.Custom(engine, kept));
        Case c = w.Reported();
        w.Dispose();
        c.Save();
        Expect.True(!kept.IsClosed, "it was closed before its last case");
        c.Dispose();
        Expect.True(kept.IsClosed, "it was not closed");
    }

    public static void SomebodyElseWroteFirst()
    {
        var kept = new DictionaryStore();
        using (var w = new World(store: engine => Store.Custom(engine, kept)))
        using (var other = new World(store: engine => Store.Custom(engine, kept)))
        using (Case mine = w.Reported())
        {
            mine.Save();
            using (Case theirs = Case.Open(other.Store, "CASE-0001"))
            {
                other.Open(theirs);
                theirs.Save();
            }
            w.Add(mine, "note", "amy", "CHM", "{\"text\":\"She rang again\"}");
            Expect.Throws<ConflictException>(() => mine.Save());
            Expect.Equal(0, mine.Reload().Count);
            mine.Save();
            Expect.Equal(3, mine.Stored);
        }
    }

    public static void WhatItThrowsComesOutOfTheCall()
    {
        var kept = new Failing();
        using (var w = new World(store: engine => Store.Custom(engine, kept)))
        using (Case c = w.Reported())
        {
            kept.IsBroken = true;
            Expect.Equal("no database", Expect.Throws<TimeoutException>(() => c.Save()).Message);
            Expect.Throws<TimeoutException>(() => Case.Open(w.Store, "CASE-0001"));
            Expect.Throws<TimeoutException>(() => w.Store.List());
            Expect.Throws<TimeoutException>(() => w.Store.Verify());
            kept.IsBroken = false;
            c.Save(); // nothing was lost
            Expect.Equal(1, c.Stored);
            Expect.Throws<StateException>(() => w.Store.Changes());
            Expect.True(w.Store.Calendar() == null, "there is a calendar");
        }
    }

    public static void WhatWasChangedBehindItsBackIsFound()
    {
        var kept = new Failing();
        using (var w = new World(store: engine => Store.Custom(engine, kept)))
        using (Case c = w.Reported())
        {
            c.Save();
            kept.Instead = "{\"channel\":\"phone\",\"summary\":\"Nothing\"}";
            CorruptException e = Expect.Throws<CorruptException>(() => w.Store.Verify());
            Expect.Equal(1L, e.Report.Objects("damage").Single().Number("seq").Value);
            Expect.Throws<CorruptException>(() => Case.Open(w.Store, "CASE-0001"));
        }
    }

    public static void AnErasedBodyIsLetGo()
    {
        var kept = new DictionaryStore();
        using (var w = new World(store: engine => Store.Custom(engine, kept)))
        using (Case c = w.Reported())
        {
            c.Save();
            w.Add(c, "erasure", "amy", "CHM", "{\"of\":[1],\"basis\":\"UK GDPR article 17\",\"reason\":\"Asked for\"}");
            c.Save();
            Expect.Equal("", kept.Read("CASE-0001", 1).First().Body);
            Expect.Equal(1L, w.Store.Verify().Number("erased").Value);
            using (Case again = Case.Open(w.Store, "CASE-0001"))
            using (Record r = again.Record(1)) Expect.True(r.IsErased && r.GetText("summary") == null, "it is still there");
        }
    }
}
