using System;
using System.Collections.Generic;
using System.Linq;
using Asb;

[Tests]
static class TextTests
{
    const string Hard = "“Ann” said: \"stop\" \\ 🔥🏠 naïve\n\ttab \u007f\u2028 €";

    public static void TextsComeBackAsTheyWere()
    {
        using (var w = new World())
        using (Case c = w.NewCase("Fall-ä-🔥"))
        using (Record r = new Record(w.Engine, "report") { ["channel"] = "phone", ["summary"] = Hard }.SetActor("zoë", "CCC"))
        {
            r["x-notes"] = new List<object> { Hard, "two" };
            c.Add(r);
            c.Save();
            using (Case again = Case.Open(w.Store, "Fall-ä-🔥"))
            using (Record read = again.Record(1))
            {
                Expect.Equal("Fall-ä-🔥", again.Id);
                Expect.Equal("zoë", read.By);
                Expect.Equal(Hard, read.GetText("summary"));
                Expect.Equal(Hard, (string)read["summary"]);
                Expect.Equal(Hard, read.GetTexts("x-notes")[0]);
                Expect.Equal(Hard, read.ToValues().Object("fields").Text("summary"));
            }
        }
    }

    public static void WhatIsNoTextIsAnErrorAndNeverReplaced()
    {
        using (var w = new World())
        using (var r = new Record(w.Engine, "note"))
        {
            Expect.Throws<ArgumentException>(() => r.SetText("text", "a\0b"));
            Expect.Equal("text", Expect.Throws<InvalidException>(() => r.SetText("text", "half \ud83d")).Field);
        }
    }

    public static void IdsAreOrderedByTheirBytes()
    {
        string[] ids = { "z", "a", "\uffee", "🔥", "é", "ab" };
        using (var w = new World())
        {
            foreach (string id in ids)
                using (Case c = w.Reported(id)) c.Save();
            Expect.Same(w.Store.List().Select(one => one.Id), ids.OrderBy(id => id, StoredCase.OrderOfIds));
            Expect.Same(new[] { "\uffee", "🔥" }, w.Store.List("é").Concat(w.Store.List()).Select(one => one.Id).Where(id => id[0] > 'é').Distinct());
            Expect.Equal(2, w.Store.List("a", 2).Count);
        }
    }
}

[Tests]
static class JsonTests
{
    public static void ValuesComeAndGoExactly()
    {
        const string json = "{\"a\":[1,-9223372036854775808,9223372036854775807,1.0,0.10,1E+20,true,false,null,\"\\u0000\\ud800\"],\"🔥\":{}}";
        var value = (Dictionary<string, object>)Json.Parse(json);
        List<object> a = value.List("a");
        Expect.Equal(typeof(long), a[0].GetType());
        Expect.Equal(long.MinValue, (long)a[1]);
        Expect.Equal(long.MaxValue, (long)a[2]);
        Expect.Equal(0.10m, (decimal)a[4]);
        Expect.Equal(1e20, (double)a[5]);
        Expect.Equal("\0\ud800", (string)a[9]);
        Expect.Equal(0, value.Object("🔥").Count);
        Expect.Equal(json, Json.Write(value));
    }

    public static void PlainValuesAreWritten()
    {
        var value = new Dictionary<string, object>
        {
            { "date", new LocalDate(2026, 4, 9) }, { "at", new DateTimeOffset(2026, 4, 9, 12, 0, 0, TimeSpan.FromHours(1)) }, { "n", (byte)7 },
            { "list", new[] { 1, 2 } }, { "five", 5.0 }, { "map", new SortedDictionary<string, int> { { "k", 1 } } }
        };
        Expect.Equal("{\"date\":\"2026-04-09\",\"at\":\"2026-04-09T11:00:00.000Z\",\"n\":7,\"list\":[1,2],\"five\":5.0,\"map\":{\"k\":1}}",
            Json.Write(value));
        Expect.Throws<ArgumentException>(() => Json.Write(double.NaN));
        Expect.Throws<ArgumentException>(() => Json.Write(new object()));
        Expect.Throws<ArgumentException>(() => Json.Write(new Dictionary<int, int> { { 1, 1 } }));
    }

    public static void TheCanonicalForm() => Expect.Equal("{\"a\":1,\"b\":\"\\n\"}", Json.Canonical(" {\"b\" : \"\\u000a\", \"a\" : 1}"));

    public static void ATreeKnowsWhereThingsAre()
    {
        using (var w = new World())
        using (JsonTree tree = JsonTree.Parse(w.Engine, "{\"a\": [1, 2.50],\n \"b\": \"text\"}"))
        {
            JsonItem root = tree.Root;
            Expect.Equal(JsonType.Object, root.Type);
            Expect.Equal(2, root.Count);
            Expect.Equal(2, root["b"].Line);
            Expect.Equal(7, root["b"].Column);
            Expect.Equal("text", root["b"].Text);
            Expect.Equal("b", root[1].Key);
            Expect.Equal(1L, root["a"][0].Integer.Value);
            Expect.Equal("2.50", root["a"][1].Text);
            Expect.True(root["a"][1].Integer == null && root["c"] == null && root[2] == null && root["a"]["x"] == null, "there is more");
            Expect.Same(new[] { "a", "b" }, root.Items.Select(item => item.Key));
            Expect.Equal("[1,2.5]", root["a"].ToCanonical());
            Expect.Equal(1L, ((List<object>)root["a"].ToValue())[0]);
            tree.Dispose();
            Expect.Throws<ObjectDisposedException>(() => root.Count.ToString());
        }
    }

    public static void ItCanBeReadWithinACallback()
    {
        string read = null;
        using (var engine = new Engine(new Hooks
        {
            Now = () =>
            {
                read = ((Dictionary<string, object>)Json.Parse("{\"a\":\"b\"}")).Text("a");
                return DateTimeOffset.UtcNow;
            }
        }))
            engine.Now();
        Expect.Equal("b", read);
    }
}

[Tests]
static class TimeTests
{
    public static void LocalTimeIsThatOfEngland()
    {
        using (var w = new World())
        {
            Expect.Equal("2026-01-15T12:00:00.0000000+00:00", w.Engine.Local(w.Engine.Instant("2026-01-15T12:00")).ToString("o"));
            Expect.Equal("2026-07-15T12:00:00.0000000+01:00", w.Engine.Local(w.Engine.Instant("2026-07-15T12:00")).ToString("o"));
            // clocks go forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October
            var spring = new DateTimeOffset(2026, 3, 29, 0, 59, 59, 999, TimeSpan.Zero);
            Expect.Equal(0.0, w.Engine.Local(spring).Offset.TotalHours);
            Expect.Equal(1.0, w.Engine.Local(spring.AddMilliseconds(1)).Offset.TotalHours);
            var autumn = new DateTimeOffset(2026, 10, 25, 0, 59, 0, TimeSpan.Zero);
            Expect.Equal("01:59", w.Engine.Local(autumn).ToString("HH:mm"));
            Expect.Equal("01:00", w.Engine.Local(autumn.AddMinutes(1)).ToString("HH:mm"));
            Expect.Equal("2026-07-15T11:00:00Z", w.Engine.InstantText(w.Engine.Instant("2026-07-15T12:00")));
            Expect.Equal("2026-07-15T12:00", w.Engine.LocalText(w.Engine.Instant("2026-07-15T11:00Z")));
            Expect.Equal("text", Expect.Throws<InvalidException>(() => w.Engine.Instant("soon")).Field);
        }
    }

    public static void InstantsAreExactToTheMillisecond()
    {
        using (var w = new World())
        using (Case c = w.NewCase())
        using (Record r = w.Make("report", "amy", "CCC", "{\"channel\":\"phone\",\"summary\":\"Music\"}"))
        {
            w.Clock = new DateTimeOffset(2026, 4, 2, 16, 0, 0, 123, TimeSpan.FromHours(1));
            var at = new DateTimeOffset(2026, 4, 1, 23, 30, 0, 7, TimeSpan.FromHours(-5));
            Expect.True(r.At == null && r.Recorded == null, "there is a time already");
            r.SetAt(at);
            c.Add(r);
            using (Record added = c.Record(1))
            {
                Expect.Equal(at.ToUniversalTime(), added.At.Value);
                Expect.Equal(w.Clock, added.Recorded.Value);
            }
            r.SetAt("2026-04-02T10:00"); // local: 09:00 in UTC
            Expect.Equal(9, r.At.Value.Hour);
            r.SetAt(new LocalDate(2026, 4, 2));
            Expect.Equal(new DateTimeOffset(2026, 4, 1, 23, 0, 0, TimeSpan.Zero), r.At.Value);
        }
    }

    public static void DutiesAreDueOnADateOrAtAnInstant()
    {
        using (var w = new World("west-kent"))
        using (Case c = w.NewCase())
        {
            w.Clock = new DateTimeOffset(2026, 3, 27, 12, 0, 0, TimeSpan.Zero); // the Friday before clocks change
            w.Add(c, "report", "kim", "housing-officer", "{\"channel\":\"phone\",\"summary\":\"Music\"}");
            using (Duties duties = c.Duties())
            {
                Duty day = duties.First(d => d.Due?.Date != null), instant = duties.First(d => d.Due?.Instant != null);
                Expect.Equal(day.Due, day.DueLocal);
                Expect.Equal(LocalDate.Parse(day.Due.ToString()), day.Due.Value.Date.Value);
                Expect.Equal(instant.Due.Value.Instant.Value, instant.DueLocal.Value.Instant.Value);
                Expect.Equal(w.Engine.Local(instant.Due.Value.Instant.Value).Offset, instant.DueLocal.Value.Instant.Value.Offset);
                Expect.Equal(0.0, instant.Due.Value.Instant.Value.Offset.TotalHours);
                Expect.True(duties.Any(d => d.Due == null), "each has a date");
                Expect.Equal(w.Clock, day.StartedAt.Value);
                Expect.True(day.EndedAt == null && day.EndedBy == 0 && day.StartedBy == 1 && day.Owners.Count > 0, "it has ended");
            }
        }
    }

    public static void DatesAreDates()
    {
        var easter = new LocalDate(2026, 4, 5);
        Expect.Equal("2026-04-05", easter.ToString());
        Expect.Equal(easter, LocalDate.Parse("2026-04-05"));
        Expect.True(easter < easter.AddDays(1) && easter >= LocalDate.Parse("2026-03-31") && easter != new LocalDate(2026, 5, 4), "order");
        Expect.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
        Expect.Throws<FormatException>(() => LocalDate.Parse("2026-02-30"));
        Expect.Equal(easter, LocalDate.Of(new DateTime(2026, 4, 5, 23, 59, 0, DateTimeKind.Utc)));
        Moment moment = easter;
        Expect.Equal(easter, moment.Date.Value);
        Expect.True(new Moment("2026-04-05T10:00").Instant == null, "a local time is an instant");
        Expect.Equal(1.0, new Moment("2026-04-05T10:00+01:00").Instant.Value.Offset.TotalHours);
    }

    public static void WorkingDaysAndPeriods()
    {
        using (var w = new World())
        using (var calendar = new Calendar(w.Engine))
        {
            Expect.True(!w.Engine.IsWorkingDay(new LocalDate(2026, 4, 6)), "Easter Monday is worked");
            Expect.Equal("Good Friday", w.Engine.Holidays(2026, 2026).Single(day => day.Date == new LocalDate(2026, 4, 3)).Name);
            var days = new Dictionary<string, object> { { "working_days", 5 } };
            Expect.Equal("2026-04-13", w.Engine.Due(w.Clock, days).Text("due"));
            Expect.Equal("2026-04-09", w.Engine.Due(new LocalDate(2026, 3, 31), "{\"working_days\":5}").Text("due"));
            calendar.Add(new LocalDate(2026, 4, 8), new LocalDate(2026, 4, 1), "Staff conference");
            calendar.Remove(new LocalDate(2026, 4, 11), name: "Saturday surgery");
            calendar.Remove(new LocalDate(2026, 4, 12));
            Expect.Equal("2026-04-12", w.Engine.Due(w.Clock, days, null, calendar).Text("due"));
            Expect.Has("Staff conference", w.Engine.Due(w.Clock, days, w.Policy, calendar).Text("explanation"));
            using (Calendar read = Calendar.Parse(w.Engine, Json.Write(calendar.ToValues())))
                Expect.Equal(Json.Write(calendar.ToValues()), Json.Write(read.ToValues()));
            w.Engine.SetCalendar(calendar);
            Expect.True(!w.Engine.IsWorkingDay(new LocalDate(2026, 4, 8)), "the engine has no calendar");
            w.Engine.SetCalendar(null);
            Expect.True(w.Engine.IsWorkingDay(new LocalDate(2026, 4, 8)), "the engine has a calendar");
            Expect.Equal("period", Expect.Throws<InvalidException>(() => w.Engine.Due(w.Clock, "{\"moons\":5}")).Field);
        }
    }
}
