using System;
using System.Globalization;

namespace Asb
{
    /// <summary>A date or an instant: what a duty is due on, what a period counts from, when something happened. Give a <see cref="LocalDate"/>, a
    /// DateTimeOffset, or a text as the library reads it ("2026-04-09", "2026-04-09T17:40", which is local time in England, or with an
    /// offset).</summary>
    public struct Moment : IEquatable<Moment>
    {
        readonly string text;

        /// <summary>A date.</summary>
        /// <param name="date">The day.</param>
        public Moment(LocalDate date)
        {
            text = date.ToString();
            Date = date;
            Instant = null;
        }

        /// <summary>An instant.</summary>
        /// <param name="instant">To the millisecond; what is less is left out.</param>
        public Moment(DateTimeOffset instant) : this(instant, Instants.Text(instant))
        {
        }

        /// <summary>A date or an instant as text. The library says later where it is neither.</summary>
        /// <param name="text">As the library reads it.</param>
        public Moment(string text)
        {
            this.text = text ?? throw new ArgumentNullException("text");
            Date = LocalDate.TryParse(text, out LocalDate date) ? date : (LocalDate?)null;
            Instant = Instants.TryParse(text);
        }

        internal Moment(DateTimeOffset instant, string text)
        {
            this.text = text;
            Date = null;
            Instant = instant;
        }

        /// <summary>The date; null where it is an instant.</summary>
        public LocalDate? Date { get; }

        /// <summary>The instant; null where it is a date, or a local time of a text without offset.</summary>
        public DateTimeOffset? Instant { get; }

        /// <summary>As the library writes or reads it.</summary>
        /// <returns>The text.</returns>
        public override string ToString() => text ?? "";

        /// <summary>Is it written the same?</summary>
        /// <param name="other">Another.</param>
        /// <returns>Yes or no.</returns>
        public bool Equals(Moment other) => ToString() == other.ToString();

        /// <summary>Is it written the same?</summary>
        /// <param name="obj">Anything.</param>
        /// <returns>Yes or no.</returns>
        public override bool Equals(object obj) => obj is Moment && Equals((Moment)obj);

        /// <summary>For hash tables.</summary>
        /// <returns>A number.</returns>
        public override int GetHashCode() => ToString().GetHashCode();

        /// <summary>Is it written the same?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator ==(Moment a, Moment b) => a.Equals(b);

        /// <summary>Is it written otherwise?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator !=(Moment a, Moment b) => !a.Equals(b);

        /// <summary>A date is a moment.</summary>
        /// <param name="date">The day.</param>
        public static implicit operator Moment(LocalDate date) => new Moment(date);

        /// <summary>An instant is a moment.</summary>
        /// <param name="instant">The instant.</param>
        public static implicit operator Moment(DateTimeOffset instant) => new Moment(instant);

        /// <summary>A text can be a moment.</summary>
        /// <param name="text">As the library reads it.</param>
        public static implicit operator Moment(string text) => new Moment(text);

        /// <summary>What the library gives: null for none.</summary>
        internal static Moment? OrNull(string text) => string.IsNullOrEmpty(text) ? (Moment?)null : new Moment(text);
    }

    /// <summary>Instants as the library has them: milliseconds in UTC.</summary>
    internal static class Instants
    {
        const string Utc = "yyyy-MM-ddTHH:mm:ss.fffZ", LocalTime = "yyyy-MM-ddTHH:mm";
        static readonly string[] withOffset =
        {
            "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.fK", "yyyy-MM-ddTHH:mm:ss.ffK", "yyyy-MM-ddTHH:mm:ss.fffK"
        };

        internal static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

        /// <summary>null for the library's "not said".</summary>
        internal static DateTimeOffset? OrNull(long ms) => ms == long.MinValue ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(ms);

        internal static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Utc, CultureInfo.InvariantCulture);

        /// <summary>null where it is no instant with an offset.</summary>
        internal static DateTimeOffset? TryParse(string text)
        {
            int time = text.IndexOf('T');
            if (time < 0 || text.IndexOfAny(new[] { 'Z', '+', '-' }, time) < 0) return null;
            CultureInfo culture = CultureInfo.InvariantCulture;
            bool isInstant = DateTimeOffset.TryParseExact(text, withOffset, culture, DateTimeStyles.None, out DateTimeOffset instant);
            return isInstant ? instant : (DateTimeOffset?)null;
        }

        /// <summary>An instant with the offset that clocks have where local time is as written (seconds or less may follow).</summary>
        internal static DateTimeOffset At(DateTimeOffset instant, string local)
        {
            DateTime there = DateTime.ParseExact(local.Substring(0, 16), LocalTime, CultureInfo.InvariantCulture);
            DateTime here = instant.UtcDateTime;
            here = new DateTime(here.Year, here.Month, here.Day, here.Hour, here.Minute, 0);
            return instant.ToOffset(there - here);
        }
    }
}
