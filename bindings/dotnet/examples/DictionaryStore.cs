// A store of your own: cases kept in a Dictionary, in place of a database. What a database does in a transaction is done here by checking everything
// before anything is changed.
using System;
using System.Collections.Generic;
using System.Linq;
using Asb;

sealed class DictionaryStore : ICustomStore, ICustomStoreChanges, ICustomStoreCalendar, ICustomStoreClose
{
    sealed class Kept
    {
        internal readonly List<StoredRecord> Records = new List<StoredRecord>();
        internal string Summary;
        internal long Written; // of which commit
    }

    readonly SortedDictionary<string, Kept> cases = new SortedDictionary<string, Kept>(StoredCase.OrderOfIds);
    readonly Dictionary<string, string> policies = new Dictionary<string, string>();
    string calendar;
    long commits;

    public bool IsClosed { get; private set; }

    public bool Commit(StoreCommit commit)
    {
        if (commit.Cases.Any(one => VersionOf(one.Id) != one.Expected)) return false;
        commits++;
        foreach (PolicyDocument policy in commit.Policies)
            if (!policies.ContainsKey(policy.Digest)) policies.Add(policy.Digest, policy.Document);
        foreach (CaseCommit one in commit.Cases) Write(one);
        calendar = commit.Calendar ?? calendar;
        return true;
    }

    public IEnumerable<StoredRecord> Read(string id, int from) => cases.TryGetValue(id, out Kept kept) ? kept.Records.Skip(from - 1) : null;

    public IEnumerable<StoredCase> List(string after, int limit) =>
        cases.Where(one => StoredCase.OrderOfIds.Compare(one.Key, after) > 0).Take(limit).Select(one => Listed(one.Key, one.Value));

    public string Policy(string digest) => policies.TryGetValue(digest, out string document) ? document : null;

    public StoredChanges Changes(string token, int limit)
    {
        long since = 0;
        if (token != "" && !long.TryParse(token, out since)) return null;
        List<KeyValuePair<string, Kept>> found = cases.Where(one => one.Value.Written > since).OrderBy(one => one.Value.Written).ToList();
        // those of one commit belong together, or the token would pass over some of them
        long last = found.Count > limit ? found[limit - 1].Value.Written : commits;
        List<StoredCase> written = found.Where(one => one.Value.Written <= last).Select(one => Listed(one.Key, one.Value)).ToList();
        return new StoredChanges(written, last.ToString());
    }

    public string Calendar() => calendar;

    public void Close() => IsClosed = true;

    int VersionOf(string id) => cases.TryGetValue(id, out Kept kept) ? kept.Records.Count : 0;

    void Write(CaseCommit one)
    {
        if (!cases.TryGetValue(one.Id, out Kept kept)) cases.Add(one.Id, kept = new Kept());
        kept.Records.AddRange(one.Records);
        foreach (int seq in one.Erased) kept.Records[seq - 1] = new StoredRecord(seq, kept.Records[seq - 1].Header, "");
        kept.Summary = one.Summary ?? kept.Summary;
        kept.Written = commits;
    }

    static StoredCase Listed(string id, Kept kept) => new StoredCase(id, kept.Records.Count, kept.Summary);
}

static class DictionaryStoreExample
{
    static void Report(Engine engine, Policy policy, Store store, string id, string summary)
    {
        using (var c = new Case(engine, policy, store, id))
        using (var report = new Record(engine, "report") { ["channel"] = "online", ["summary"] = summary })
        {
            c.Add(report.SetActor("import", "system"));
            c.Save();
        }
    }

    static void Main()
    {
        var kept = new DictionaryStore();
        using (var engine = new Engine(new Hooks { Now = () => new DateTimeOffset(2026, 5, 12, 9, 0, 0, TimeSpan.FromHours(1)) }))
        {
            using (Policy policy = Policy.Builtin(engine, "hart"))
            using (Store store = Store.Custom(engine, kept))
            {
                Report(engine, policy, store, "CASE-0001", "Motorbikes in the park");
                Report(engine, policy, store, "CASE-0002", "Fires behind the garages \U0001F525");
                foreach (StoredCase one in store.List())
                    Console.WriteLine("{0}: {1} record, {2}", one.Id, one.Version, one.SummaryValues().Text("state"));
                using (Case again = Case.Open(store, "CASE-0002"))
                using (Record report = again.Record(1))
                    Console.WriteLine("{0}: {1}", again.Id, report["summary"]);
                Console.WriteLine("{0} cases checked, all is well", store.Verify().Number("cases"));
            }
        }
        Console.WriteLine(kept.IsClosed ? "the store was told that it is no longer used" : "still open");
    }
}
