using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>A risk matrix: a questionnaire of the policy.</summary>
    public sealed class Matrix : Resource
    {
        internal Matrix(Core core, MatrixHandle handle) : base(core, handle)
        {
        }

        internal MatrixHandle Handle => Open<MatrixHandle>();

        /// <summary>Opens a matrix of a policy.</summary>
        /// <param name="policy">Kept alive by it.</param>
        /// <param name="id">"ram", for example; null: the policy's first.</param>
        /// <returns>The matrix, to be closed; null where there is none of that id.</returns>
        public static Matrix Open(Policy policy, string id = null)
        {
            Core core = policy.Core;
            MatrixHandle handle = core.OwnOrNull(Native.asb_matrix_open(out MatrixHandle made, policy.Handle, Utf8.Terminated(id)), made);
            return handle == null ? null : new Matrix(core, handle);
        }

        /// <summary>Its id.</summary>
        public string Id => Lent(Native.asb_matrix_id(Handle));

        /// <summary>Its title.</summary>
        public string Title => Lent(Native.asb_matrix_title(Handle));

        /// <summary>The clause it comes from.</summary>
        public string Clause => Lent(Native.asb_matrix_clause(Handle));

        /// <summary>Where its questions and weights come from; null where the policy does not say.</summary>
        public string Provenance => LentOrNull(Native.asb_matrix_provenance(Handle));

        /// <summary>The smallest score that answers can add up to.</summary>
        public int Least => Native.asb_matrix_least(Handle);

        /// <summary>The greatest score that answers can add up to.</summary>
        public int Greatest => Native.asb_matrix_greatest(Handle);

        /// <summary>The questions of all sections, in the order in which they are asked.</summary>
        public IReadOnlyList<Question> Questions => All(Native.asb_matrix_question_count(Handle), i => new Question(this, i));

        /// <summary>The bands, highest first.</summary>
        public IReadOnlyList<Band> Bands => All(Native.asb_matrix_band_count(Handle), i => new Band(this, i));

        /// <summary>The ranges of scores that the policy's source is unclear about.</summary>
        public IReadOnlyList<ScoreRange> Contested => All(Native.asb_matrix_contested_count(Handle),
            i => new ScoreRange(Native.asb_matrix_contested_from(Handle, i), Native.asb_matrix_contested_to(Handle, i)));

        /// <summary>The matrix as the policy has it, with least and greatest, as plain values.</summary>
        /// <returns>The matrix.</returns>
        public Dictionary<string, object> ToValues() => Core.Object(Native.asb_matrix_json(out TextHandle text, Handle), text);

        internal static List<T> All<T>(uint count, Func<uint, T> at)
        {
            var all = new List<T>();
            for (uint i = 0; i < count; i++) all.Add(at(i));
            return all;
        }
    }

    /// <summary>A question of a matrix.</summary>
    public sealed class Question
    {
        internal Question(Matrix matrix, uint index)
        {
            MatrixHandle handle = matrix.Handle;
            Id = matrix.Lent(Native.asb_matrix_question_id(handle, index));
            Text = matrix.Lent(Native.asb_matrix_question_text(handle, index));
            Section = matrix.Lent(Native.asb_matrix_question_section(handle, index));
            SectionTitle = matrix.Lent(Native.asb_matrix_question_section_title(handle, index));
            TakesMany = Native.asb_matrix_question_many(handle, index) != 0;
            TakesDetail = Native.asb_matrix_question_detail(handle, index) != 0;
            Options = Matrix.All(Native.asb_matrix_option_count(handle, index), i => new Option(matrix, index, i));
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>Its wording.</summary>
        public string Text { get; }

        /// <summary>The id of its section.</summary>
        public string Section { get; }

        /// <summary>The title of its section.</summary>
        public string SectionTitle { get; }

        /// <summary>May several options be chosen?</summary>
        public bool TakesMany { get; }

        /// <summary>Is there room for details in words?</summary>
        public bool TakesDetail { get; }

        /// <summary>Its options.</summary>
        public IReadOnlyList<Option> Options { get; }
    }

    /// <summary>An option of a question.</summary>
    public sealed class Option
    {
        internal Option(Matrix matrix, uint question, uint index)
        {
            MatrixHandle handle = matrix.Handle;
            Id = matrix.Lent(Native.asb_matrix_option_id(handle, question, index));
            Label = matrix.Lent(Native.asb_matrix_option_label(handle, question, index));
            Weight = Native.asb_matrix_option_weight(handle, question, index);
            IsExclusive = Native.asb_matrix_option_exclusive(handle, question, index) != 0;
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>Its label.</summary>
        public string Label { get; }

        /// <summary>What it adds to the score.</summary>
        public int Weight { get; }

        /// <summary>Can it be chosen alone only?</summary>
        public bool IsExclusive { get; }
    }

    /// <summary>A band of scores.</summary>
    public sealed class Band
    {
        internal Band(Matrix matrix, uint index)
        {
            Id = matrix.Lent(Native.asb_matrix_band_id(matrix.Handle, index));
            Label = matrix.Lent(Native.asb_matrix_band_label(matrix.Handle, index));
            From = Native.asb_matrix_band_from(matrix.Handle, index);
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>Its label.</summary>
        public string Label { get; }

        /// <summary>The score from which on it holds.</summary>
        public int From { get; }
    }

    /// <summary>A range of scores.</summary>
    public sealed class ScoreRange
    {
        internal ScoreRange(int from, int to)
        {
            From = from;
            To = to;
        }

        /// <summary>The first score of it.</summary>
        public int From { get; }

        /// <summary>The last score of it.</summary>
        public int To { get; }
    }
}
