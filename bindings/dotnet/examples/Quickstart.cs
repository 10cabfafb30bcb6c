// A report, a risk assessment, a plan, and what is to be done by when: the shortest way through the library.
using System;
using Asb;

static class Quickstart
{
    static void Add(Case c, Record record)
    {
        using (record) c.Add(record.SetActor("kim", "housing-officer")); // a refusal is an exception that has every reason
    }

    static void Main()
    {
        // 2 April 2026, 16:00 in England, so that this prints the same every day; without hooks it is the computer's clock
        var hooks = new Hooks { Now = () => new DateTimeOffset(2026, 4, 2, 16, 0, 0, TimeSpan.FromHours(1)) };

        using (var engine = new Engine(hooks))
        using (Policy policy = Policy.Builtin(engine, "west-kent"))
        using (Store store = Store.InMemory(engine)) // or Store.Journal(engine, "cases.asb")
        using (var c = new Case(engine, policy, store, "CASE-0001"))
        using (Matrix matrix = Matrix.Open(policy))
        using (var assessment = new Assessment(matrix, "c1"))
        using (var plan = new Plan(policy, "c1"))
        {
            Add(c, new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Music until three in the morning, most nights" });
            c.Save(); // one commit; a ConflictException where somebody else has written first
            Add(c, new Record(engine, "party") { ["party"] = "c1", ["as"] = "complainant", ["vulnerable"] = "yes" });

            assessment.Answer("why-assessed", "vulnerable-victim"); // the policy's questionnaire, and one person's answers to it
            assessment.Answer("serious-harm", "no");
            Add(c, assessment.ToRecord());

            plan.Add("logs", "issue-incident-logs");
            plan.SetDue("logs", new LocalDate(2026, 4, 9));
            Add(c, plan.ToRecord());
            c.Save();

            Console.WriteLine("{0}: {1}, risk {2}", c.Id, c.State, c.Band);
            using (Duties duties = c.Duties())
                foreach (Duty duty in duties)
                {
                    string state = duty.State == DutyState.Open ? "open" : "done";
                    Console.WriteLine("{0,-4}  {1,-20}  {2} ({3})", state, duty.Due, duty.Label, duty.Clause);
                }
            bool worked = engine.IsWorkingDay(new LocalDate(2026, 4, 6), policy);
            Console.WriteLine("Easter Monday is {0}", worked ? "a working day" : "not a working day");
        }
    }
}
