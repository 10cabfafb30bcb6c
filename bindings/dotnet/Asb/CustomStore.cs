using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>What you implement to keep records in your own database. Texts are kept exactly as they are. It must not call the engine whose store
    /// it is; what it throws comes out of the call that needed it. <see cref="ICustomStoreChanges"/>, <see cref="ICustomStoreCalendar"/> and <see
    /// cref="ICustomStoreClose"/> may be implemented beside it.</summary>
    public interface ICustomStore
    {
        /// <summary>Writes all of it, durably, or nothing. A policy document that is there already stays.</summary>
        /// <param name="commit">What is to be written.</param>
        /// <returns>false where a case has not the expected number of records: then nothing is written.</returns>
        bool Commit(StoreCommit commit);

        /// <summary>The records of a case, in order.</summary>
        /// <param name="id">The case.</param>
        /// <param name="from">The number of the first wanted.</param>
        /// <returns>null where there is no such case; empty where it has no more.</returns>
        IEnumerable<StoredRecord> Read(string id, int from);

        /// <summary>Cases in order of their ids, as <see cref="StoredCase.OrderOfIds"/> compares them.</summary>
        /// <param name="after">Only ids after this one; "" for the first.</param>
        /// <param name="limit">At most so many.</param>
        /// <returns>The cases.</returns>
        IEnumerable<StoredCase> List(string after, int limit);

        /// <summary>A policy document.</summary>
        /// <param name="digest">As it was committed.</param>
        /// <returns>null where there is none.</returns>
        string Policy(string digest);
    }

    /// <summary>For a store of your own that can say what was written since.</summary>
    public interface ICustomStoreChanges
    {
        /// <summary>The cases written since a token.</summary>
        /// <param name="token">"" for all.</param>
        /// <param name="limit">At most so many.</param>
        /// <returns>The cases, and the token to go on from; null for a token that is none of this store's.</returns>
        StoredChanges Changes(string token, int limit);
    }

    /// <summary>For a store of your own that keeps the calendar; it comes with a commit.</summary>
    public interface ICustomStoreCalendar
    {
        /// <summary>The calendar that was kept.</summary>
        /// <returns>null where there is none.</returns>
        string Calendar();
    }

    /// <summary>For a store of your own that wants to know when it is no longer used. It is kept until then, so it must not itself hold on to the
    /// <see cref="Store"/>, or both stay for ever where that is not closed.</summary>
    public interface ICustomStoreClose
    {
        /// <summary>Called once, when the store and all its cases are gone; it may be from the finalizer's thread.</summary>
        void Close();
    }

    /// <summary>Everything that is to be written at once.</summary>
    public sealed class StoreCommit
    {
        internal StoreCommit(IReadOnlyList<CaseCommit> cases, IReadOnlyList<PolicyDocument> policies, string calendar)
        {
            Cases = cases;
            Policies = policies;
            Calendar = calendar;
        }

        /// <summary>The cases.</summary>
        public IReadOnlyList<CaseCommit> Cases { get; }

        /// <summary>Policy documents that a case was pinned to; to be kept for ever, once.</summary>
        public IReadOnlyList<PolicyDocument> Policies { get; }

        /// <summary>The calendar, which replaces what was kept; null: unchanged.</summary>
        public string Calendar { get; }
    }

    /// <summary>What is to be written to one case.</summary>
    public sealed class CaseCommit
    {
        internal CaseCommit(string id, int expected, IReadOnlyList<StoredRecord> records, IReadOnlyList<int> erased, string summary)
        {
            Id = id;
            Expected = expected;
            Records = records;
            Erased = erased;
            Summary = summary;
        }

        /// <summary>The case.</summary>
        public string Id { get; }

        /// <summary>How many records it must have now; 0: it must not exist.</summary>
        public int Expected { get; }

        /// <summary>New ones, numbered from Expected + 1.</summary>
        public IReadOnlyList<StoredRecord> Records { get; }

        /// <summary>Numbers of records whose bodies must go, so that they cannot be had back.</summary>
        public IReadOnlyList<int> Erased { get; }

        /// <summary>JSON for the caseload, which replaces the one before; null: unchanged.</summary>
        public string Summary { get; }
    }

    /// <summary>One record, as it is stored.</summary>
    public sealed class StoredRecord
    {
        /// <summary>A record as it was stored.</summary>
        /// <param name="seq">Its number, from 1.</param>
        /// <param name="header">Its header.</param>
        /// <param name="body">Its body; "" where that was erased.</param>
        public StoredRecord(int seq, string header, string body)
        {
            Seq = seq;
            Header = header;
            Body = body;
        }

        /// <summary>Its number, from 1, without gaps.</summary>
        public int Seq { get; }

        /// <summary>Canonical JSON.</summary>
        public string Header { get; }

        /// <summary>Canonical JSON; "" where it was erased.</summary>
        public string Body { get; }
    }

    /// <summary>A policy document, by its digest.</summary>
    public sealed class PolicyDocument
    {
        internal PolicyDocument(string digest, string id, string version, string document)
        {
            Digest = digest;
            Id = id;
            Version = version;
            Document = document;
        }

        /// <summary>SHA-256 of the document, as 64 hexadecimal digits.</summary>
        public string Digest { get; }

        /// <summary>The policy's id.</summary>
        public string Id { get; }

        /// <summary>The policy's version.</summary>
        public string Version { get; }

        /// <summary>The document.</summary>
        public string Document { get; }
    }

    /// <summary>A case as a list has it.</summary>
    public sealed class StoredCase
    {
        /// <summary>A case of your store.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="version">How many records it has.</param>
        /// <param name="summary">The summary last committed; null or "" for none.</param>
        public StoredCase(string id, int version, string summary)
        {
            Id = id;
            Version = version;
            Summary = string.IsNullOrEmpty(summary) ? null : summary;
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>How many records it has.</summary>
        public int Version { get; }

        /// <summary>What was written with it for the caseload, as JSON; null where there is none.</summary>
        public string Summary { get; }

        /// <summary>The same as plain values: state, stage, priority, band, owner, next due date and the like; null where there is none.</summary>
        /// <returns>The summary.</returns>
        public Dictionary<string, object> SummaryValues() => Summary == null ? null : (Dictionary<string, object>)Json.Parse(Summary);

        /// <summary>The order of ids in a store: that of their bytes in UTF-8, which is another than that of .NET's texts.</summary>
        public static IComparer<string> OrderOfIds { get; } = new OrderOfBytes();

        sealed class OrderOfBytes : IComparer<string>
        {
            public int Compare(string x, string y)
            {
                byte[] a = Utf8.Bytes(x), b = Utf8.Bytes(y);
                for (int i = 0; i < a.Length && i < b.Length; i++)
                    if (a[i] != b[i]) return a[i].CompareTo(b[i]);
                return a.Length.CompareTo(b.Length);
            }
        }
    }

    /// <summary>Cases that were written, and where to go on from.</summary>
    public sealed class StoredChanges
    {
        /// <summary>What was written.</summary>
        /// <param name="cases">The cases.</param>
        /// <param name="token">Where to go on from.</param>
        public StoredChanges(IReadOnlyList<StoredCase> cases, string token)
        {
            Cases = cases;
            Token = token;
        }

        /// <summary>The cases.</summary>
        public IReadOnlyList<StoredCase> Cases { get; }

        /// <summary>Where to go on from.</summary>
        public string Token { get; }
    }
}
