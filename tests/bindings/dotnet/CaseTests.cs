using System;
using System.Collections.Generic;
using System.Linq;
using Asb;

[Tests]
static class CaseTests
{
    public static void FieldsOfARecord()
    {
        using (var w = new World())
        using (var r = new Record(w.Engine, "note"))
        {
            r["x-number"] = 9007199254740991;
            r["x-flag"] = true;
            r["x-list"] = new[] { "a", "b" };
            r["x-map"] = new Dictionary<string, object> { { "weeks", 2 } };
            r["x-date"] = new LocalDate(2026, 4, 9);
            r.AddText("x-list", "c").SetNumber("x-small", -9007199254740991).SetFlag("x-no", false).SetJson("x-json", "[1.50]");
            Expect.Equal(9007199254740991, r.GetNumber("x-number").Value);
            Expect.Equal(-9007199254740991, (long)r["x-small"]);
            Expect.Equal(true, r.GetFlag("x-flag").Value);
            Expect.Equal(false, r.GetFlag("x-no").Value);
            Expect.Same(new[] { "a", "b", "c" }, r.GetTexts("x-list"));
            Expect.Equal("a", r.GetText("x-list"));
            Expect.Equal(2L, ((Dictionary<string, object>)r["x-map"]).Number("weeks").Value);
            Expect.Equal("2026-04-09", (string)r["x-date"]);
            Expect.Equal("{\"weeks\":2}", r.GetJson("x-map"));
            Expect.Equal(8, r.Fields.Count);
            r["x-map"] = null;
            Expect.True(r["x-map"] == null && r.Unset("x-date") && !r.Fields.Contains("x-date"), "it is still there");
            Expect.Throws<InvalidException>(() => r.SetNumber("x-number", 9007199254740992));
            Expect.Throws<AsbJsonException>(() => r.SetJson("x-json", "{"));
            r.SetActor("amy", "CCC");
            using (Record copy = Record.Parse(w.Engine, r.ToJson())) Expect.Equal(r.ToJson(), copy.ToJson());
        }
    }

    public static void ALetterIsMadeCheckedAndKept()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        {
            using (Record r = w.Make("party", "amy", "CCC", "{\"party\":\"z1\",\"as\":\"complainant\",\"name\":\"Zenobia Quill\"}")) c.Add(r);
            using (Record r = w.Make("party", "amy", "CCC", "{\"party\":\"n1\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob <Brook>\"}")) c.Add(r);
            Expect.Equal("letter", ((Dictionary<string, object>)w.Engine.DocumentKinds()[0]).Text("kind"));
            using (var d = new Document(c, "letter"))
            {
                d.Set("party", "n1").Set("template", "warning-letter").Set("text", "Dear {{recipient_name}}, {{appointment_where}}");
                Expect.Equal("appointment_where", Expect.Throws<InvalidException>(() => d.ToText()).Field);
                Expect.Throws<StateException>(() => d.ToRecord());
                Expect.Equal("Dear Bob <Brook>, here\n", d.Set("appointment_where", "here").ToText());
                Expect.Has("Dear Bob &lt;Brook&gt;, here", d.ToHtml());
                using (Record r = d.ToRecord()) Expect.Equal("n1", r.GetText("party"));
                Expect.Equal("perpetrator", d.Withheld().Text("audience"));
                d.Check("Dear Bob");
                Expect.Equal("z1", Expect.Throws<DisclosureException>(() => d.Check("Ask Zenobia Quill")).Field);
                Expect.Throws<AsbArgumentException>(() => d.ToJson());
            }
        }
    }

    public static void EverythingWrongAtOnce()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (Record r = w.Make("report", "amy", "nobody", "{\"channel\":\"pigeon\"}"))
        {
            IReadOnlyList<Dictionary<string, object>> wrong = c.Wrong(r);
            Expect.True(wrong.Count >= 2 && wrong.Any(one => one.Text("field") == "channel"), "only " + wrong.Count);
            Expect.Equal(wrong[0].Text("message"), Expect.Throws<InvalidException>(() => c.Add(r)).Message);
            using (Record right = w.Make("note", "amy", "CCC", "{\"text\":\"x\"}")) Expect.Equal(0, c.Wrong(right).Count);
        }
    }

    public static void WhatHasHappenedAlreadyIsAdmitted()
    {
        using (var w = new World())
        using (Case c = w.NewCase())
        {
            var then = new DateTimeOffset(2024, 11, 5, 9, 30, 0, TimeSpan.Zero);
            using (Record report = w.Make("report", "amy", "CCC", "{\"channel\":\"phone\",\"summary\":\"Old\"}").SetAt(then))
                c.Admit(report, then, true);
            using (Record opening = w.Make("opening", "amy", "CCC", "{\"categories\":[\"noise\"]}").SetAt(then)) c.Admit(opening, then, true);
            using (Record closure = w.Make("closure", "ben", "CHM", "{\"reason\":\"not-asb\",\"rationale\":\"Noise\"}").SetAt(then))
            {
                Decision decision = c.Admit(closure, then.AddDays(1));
                Expect.True(decision.Reasons.Any(r => r.Guard == "closure-not-asb-found" && r.Effect == Effect.Breach), "no breach");
                Expect.Equal("recorded", Expect.Throws<InvalidException>(() => c.Admit(closure, then)).Field);
            }
            Expect.Equal("closed", c.State);
            using (Record r = c.Record(3)) Expect.Equal(then.AddDays(1), r.Recorded.Value);
        }
    }

    public static void CorrectionsAreReadAndWhatWasWrittenStays()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        {
            w.Add(c, "correction", "amy", "CHM", "{\"of\":1,\"field\":\"summary\",\"value\":\"Drums\",\"reason\":\"Misheard\"}");
            using (Record now = c.Record(1))
            using (Record then = c.RecordWritten(1))
            {
                Expect.Equal("Drums", now.GetText("summary"));
                Expect.Equal("Music", then.GetText("summary"));
                Expect.Equal(1, now.Seq);
            }
        }
    }

    public static void ACaseMovesToAnotherPolicy()
    {
        using (var w = new World())
        using (Policy hart = Policy.Builtin(w.Engine, "hart"))
        using (Case c = w.Reported())
        {
            Dictionary<string, object> change = c.PreviewMove(hart);
            Expect.True(change.List("changed").Contains("policy") && change.Objects("lapse").Any(d => d.Text("duty") == "acknowledge"), "no change");
            Expect.Equal(1, c.Count);
            c.Move(hart, "amy", "CCC", "Moved house");
            using (Policy now = c.Policy()) Expect.Equal(hart.Digest, now.Digest);
            Expect.Equal(2, c.Count);
            using (Case empty = w.NewCase("B")) Expect.Throws<StateException>(() => empty.Move(hart, "amy", "CCC", "x"));
        }
    }

    public static void FactsHistoryAndDuties()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        {
            w.Add(c, "party", "amy", "CCC", "{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Ash\"}");
            w.Open(c);
            w.Add(c, "allocation", "amy", "CCC", "{\"officer\":\"tess\",\"to_role\":\"TEM\"}");
            Expect.Equal("tess", c.Owner);
            Expect.Equal("TEM", c.OwnerRole);
            Expect.True(!c.IsHate && c.Stage != null && c.Priority != null, "facts");
            Expect.Equal(c.State, c.Facts().Text("state"));
            Expect.Has("Ann Ash", Json.Write(c.History()));
            Expect.Equal(c.State, c.Summary().Text("state"));
            using (var all = new Caseload(w.Engine))
            using (Store none = Store.InMemory(w.Engine))
            {
                all.Put("A", c.Count, Json.Write(c.Summary()));
                all.Follow(none);
                Expect.Equal(1, all.Count);
                Expect.Equal("tess", all.Query("{\"query\":\"cases\"}").Objects("rows").First().Text("officer"));
                all.Allow("{\"officer\":\"ben\"}");
                Expect.Equal(0, all.Query("{\"query\":\"cases\"}").Objects("rows").Count());
                all.Allow(null);
                string figures = all.Report("{\"report\":\"nm01\",\"homes\":1000,\"format\":\"csv\"}");
                Expect.Equal(true, figures.StartsWith("measure,label,", System.StringComparison.Ordinal));
            }
            using (Duties duties = c.Duties())
            {
                Expect.Equal(duties.Count, duties.ToValues().Count);
                Duty duty = duties.Single(d => d.Rule == "first-contact");
                Expect.Equal("p1", duty.Party);
                Expect.Equal("p1", duty.Subject);
                Expect.Same(new[] { "case-owner" }, duty.Owners);
                Expect.Equal(DutyState.Open, duty.State);
                Expect.Has("2026-04-06 Easter Monday", duty.Explain());
                Expect.Equal(4, duties.Single(d => d.Rule == "allocate").EndedBy);
            }
            w.Clock = w.Clock.AddDays(60);
            using (Duties later = c.Duties()) Expect.Equal(DutyState.Overdue, later.Single(d => d.Rule == "first-contact").State);
        }
    }

    public static void ADutyMayProposeARecord()
    {
        using (var w = new World("hart"))
        using (Case c = w.NewCase())
        {
            w.Add(c, "report", "amy", "system", "{\"channel\":\"online\",\"summary\":\"Music\"}");
            using (Duties duties = c.Duties())
            {
                Duty six = duties.Single(d => d.Rule == "asb-within-six-weeks");
                Expect.True(six.IsWatch, "it is a task");
                Expect.Equal("closure", six.Proposes.Text("kind"));
                Expect.Equal("no-asb-recorded", six.Proposes.Object("with").Text("reason"));
                Expect.Equal(new LocalDate(2026, 5, 14), six.Due.Value.Date.Value);
                Expect.True(duties.Any(d => d.Proposes == null), "each proposes something");
            }
        }
    }

    public static void WithoutAStore()
    {
        using (var w = new World())
        using (var c = new Case(w.Engine, w.Policy, null, "A"))
        {
            Expect.True(c.Pending() == null, "something is pending");
            using (Record r = w.Make("report", "amy", "CCC", "{\"channel\":\"phone\",\"summary\":\"Music\"}")) c.Add(r);
            Dictionary<string, object> pending = c.Pending();
            Expect.Equal(0L, pending.Number("expected").Value);
            Expect.Equal(w.Policy.Digest, pending.Objects("policies").Single().Text("digest"));
            Expect.Throws<AsbArgumentException>(() => c.Saved(2));
            c.Saved(1);
            Expect.True(c.Pending() == null && c.Stored == 1, "it is still pending");
        }
    }
}

[Tests]
static class FormTests
{
    public static void ARiskAssessment()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (Matrix matrix = Matrix.Open(w.Policy, "ram"))
        using (var a = new Assessment(matrix, "p1"))
        {
            w.Add(c, "party", "amy", "CCC", "{\"party\":\"p1\",\"as\":\"complainant\"}");
            Expect.Equal(14, matrix.Questions.Count);
            Expect.Equal(47, matrix.Greatest - matrix.Least);
            Question first = matrix.Questions[0];
            Expect.True(first.Text != "" && first.SectionTitle != "" && first.Options.Count > 1, "the first question is empty");
            Expect.Equal(matrix.Bands.Count, matrix.Bands.OrderByDescending(band => band.From).Select(band => band.Id).Distinct().Count());
            Expect.True(matrix.Contested.All(range => range.From <= range.To) && matrix.ToValues().Text("id") == "ram", "ranges");
            a.Answer("q1", "most-days");
            a.Answer("q10", "extremely");
            a.AnswerNone("q11");
            a.Decline("q9");
            Expect.Has("know-well", Expect.Throws<InvalidException>(() => a.Answer("q4", "neighbour")).Message);
            Expect.Equal(8, a.Score);
            Expect.Equal(10, a.Missing.Count);
            Expect.Has("q2", Expect.Throws<StateException>(() => a.ToRecord()).Message);
            using (var all = new Assessment(matrix, "p2"))
            {
                all.Answer("q2", "yes");
                var answers = new Dictionary<string, string[]> { { "q1", new[] { "daily" } }, { "q11", new string[0] } };
                answers["q14"] = new[] { "your-family", "other" };
                all.SetAnswers(answers);
                Expect.True(all.StateOf("q2") == AnswerState.Missing && all.StateOf("q11") == AnswerState.None, "what is not chosen");
                Expect.True(all.IsChosen("q1", "daily"), "an option");
                Expect.True(all.IsChosen("q14", "your-family") && all.IsChosen("q14", "other"), "several options");
                answers["q1"] = new[] { "nonsense" };
                Expect.Throws<InvalidException>(() => all.SetAnswers(answers));
                Expect.Equal(11, all.Missing.Count);
            }
            foreach (string question in a.Missing) a.Decline(question);
            a.SetDetail("q1", "Every night 🔥");
            a.Override("medium", "She is afraid");
            Expect.Same(new[] { "medium", "low", "medium", "She is afraid" }, new[] { a.Band, a.ScoredBand, a.OverrideBand, a.OverrideReason });
            Expect.True(a.IsPartial && a.IsChosen("q1", "most-days") && a.StateOf("q11") == AnswerState.None && !a.IsContested, "answers");
            using (Record record = a.ToRecord()) c.Add(record.SetActor("amy", "CCC"));
            Expect.Equal("medium", c.Band);
            Expect.Equal(8, c.Score.Value);
            using (Assessment read = c.Assessment("p1"))
            using (Matrix its = read.Matrix())
            {
                Expect.Equal(3, read.Seq);
                Expect.Equal("Every night 🔥", read.GetDetail("q1"));
                Expect.Equal("p1", read.Party);
                Expect.Equal("ram", its.Id);
                Expect.True(read.Unanswer("q1", "most-days") && !read.Unanswer("q1", "most-days"), "it was not chosen, or still is");
                Expect.True(read.Clear("q9") && !read.Clear("q9"), "it was not answered, or still is");
                Expect.Equal(2, read.ToValues().List("missing").Count);
            }
        }
    }

    public static void AnActionPlan()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (var plan = new Plan(w.Policy, "p1"))
        {
            w.Add(c, "party", "amy", "CCC", "{\"party\":\"p1\",\"as\":\"complainant\"}");
            w.Open(c);
            Expect.True(w.Policy.Catalogue().Any(action => action.Text("id") == "AP-2"), "AP-2 is not there");
            Expect.Throws<StateException>(() => plan.ToRecord());
            plan.Add("a1", "AP-2");
            plan.SetParam("a1", "weeks", 4);
            plan.SetDue("a1", new LocalDate(2026, 5, 8));
            plan.Add("a2", "other", "landlord");
            plan.SetDetail("a2", "Visit the block on Friday evening");
            plan.SetEvery("a2", new Dictionary<string, object> { { "weeks", 1 } });
            plan.Add("a3", "AP-2");
            Expect.Throws<ExistsException>(() => plan.Add("a3", "AP-2"));
            Expect.True(plan.Remove("a3") && !plan.Remove("a3"), "removing");
            plan.IsAgreed = plan.IsSent = true;
            plan.Method = "post";
            Expect.Equal("post", plan.Method);
            using (Record record = plan.ToRecord()) c.Add(record.SetActor("ben", "CHM"));
            w.Add(c, "action", "ben", "CHM", "{\"plan\":4,\"action\":\"a1\",\"status\":\"done\"}");
            using (Plan read = c.Plan("p1"))
            {
                Expect.Same(new[] { "done", "open" }, read.Actions.Select(action => action.Status));
                PlanAction visit = read.Actions[1];
                Expect.Has("Visit the block", visit.Text);
                Expect.Equal("2026-04-09", visit.NextDue.ToString());
                Expect.Equal("landlord", visit.By);
                Expect.Equal(new LocalDate(2026, 5, 8), read.Actions[0].Due.Value.Date.Value);
                Expect.True(read.Count == 2 && read.CountDone == 1 && read.CountOpen == 1 && read.CountCancelled + read.CountStanding == 0, "counts");
                Expect.True(read.IsAgreed && read.IsSent && !read.IsComplete && read.Seq == 4 && read.Party == "p1", "the plan");
                Expect.Equal(2, read.ToValues().List("actions").Count);
                read.SetEvery("a2", null);
                read.SetDue("a1", null);
                Expect.True(read.Actions[0].Due == null, "it is still due");
            }
        }
    }

    public static void Proportionality()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        using (var p = new Proportionality(w.Policy, "p2", "civil-injunction"))
        {
            w.Open(c);
            w.Add(c, "party", "amy", "CCC", "{\"party\":\"p2\",\"as\":\"alleged-perpetrator\"}");
            int missing = p.Missing.Count;
            foreach (string field in new[] { "aim", "harm", "support_offered", "rational_connection", "less_intrusive", "balance", "equality_duty" })
                p[field] = "said of " + field;
            p["disability"] = "no";
            p["outcome"] = "proportionate";
            p.AddText("conduct", "The incidents");
            p.AddText("protected", "none-known");
            Expect.Same(new[] { "alternatives" }, p.Missing.Select(one => one.Field));
            Expect.True(p.Missing[0].Label != "" && missing > 5 && !p.IsComplete, "missing");
            p.AddAlternative("written-warning", null, "no answer to a knife");
            Expect.True(p.IsComplete, "it is not complete");
            p["review_by"] = new LocalDate(2026, 5, 1);
            Expect.Equal("said of aim", p.GetText("aim"));
            Expect.Equal("no answer to a knife", ((List<object>)p["alternatives"]).Cast<Dictionary<string, object>>().Single().Text("why"));
            Expect.Equal("party", Expect.Throws<InvalidException>(() => p.Unset("party")).Field);
            using (Record record = p.ToRecord()) c.Add(record.SetActor("tess", "TEM"));
            using (Proportionality read = c.Proportionality("p2", "civil-injunction"))
                Expect.True(!read.IsApproved && !read.IsCurrent && read.Why != null && read.WhyCode != null && read.ApprovedBy == null, "approved");
            w.Add(c, "approval", "carol", "CSAM", "{\"of\":4,\"decision\":\"approved\",\"reasons\":\"Nothing milder\"}");
            using (Proportionality read = c.Proportionality())
            {
                Expect.True(read.IsApproved && read.IsCurrent && !read.IsStale && read.Why == null, "not current: " + read.Why);
                Expect.Same(new[] { "carol", "CSAM" }, new[] { read.ApprovedBy, read.ApprovedRole });
                Expect.Same(new[] { "p2", "civil-injunction" }, new[] { read.Party, read.Remedy });
                Expect.Equal(new LocalDate(2026, 5, 1), read.ReviewBy.Value);
                Expect.True(read.Seq == 4 && read.Approval == 5 && read.StaleRecord == 0, "numbers");
            }
            w.Add(c, "incident", "amy", "CCC", "{\"occurred\":\"2026-04-02\",\"description\":\"Again\"}");
            using (Proportionality read = c.Proportionality())
            {
                Expect.True(read.IsStale && read.StaleRecord == 6 && !read.IsCurrent && read.WhyArguments.Count > 0, "not stale");
                Expect.True(read.ToValues().Flag("stale"), "not stale in JSON");
            }
        }
    }
}
