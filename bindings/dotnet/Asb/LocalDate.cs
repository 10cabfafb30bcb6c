using System;
using System.Globalization;

namespace Asb
{
    /// <summary>A day of the calendar, without time or zone. Written YYYY-MM-DD.</summary>
    public struct LocalDate : IEquatable<LocalDate>, IComparable<LocalDate>
    {
        const string Iso = "yyyy-MM-dd";
        readonly DateTime day;

        /// <summary>The day of that year and month.</summary>
        /// <param name="year">1 to 9999.</param>
        /// <param name="month">1 to 12.</param>
        /// <param name="day">From 1.</param>
        public LocalDate(int year, int month, int day)
        {
            this.day = new DateTime(year, month, day);
        }

        LocalDate(DateTime day)
        {
            this.day = day.Date;
        }

        /// <summary>The year.</summary>
        public int Year => day.Year;

        /// <summary>The month, from 1.</summary>
        public int Month => day.Month;

        /// <summary>The day of the month, from 1.</summary>
        public int Day => day.Day;

        /// <summary>The day of the week.</summary>
        public DayOfWeek DayOfWeek => day.DayOfWeek;

        /// <summary>The day of a DateTime, whatever its kind.</summary>
        /// <param name="time">Of which the time of day is left out.</param>
        /// <returns>The day.</returns>
        public static LocalDate Of(DateTime time) => new LocalDate(DateTime.SpecifyKind(time, DateTimeKind.Unspecified));

        /// <summary>The same day as a DateTime at midnight, of no zone.</summary>
        /// <returns>Of the kind Unspecified.</returns>
        public DateTime ToDateTime() => day;

#if NET6_0_OR_GREATER
        /// <summary>The same day as .NET's own type.</summary>
        /// <returns>The day.</returns>
        public DateOnly ToDateOnly() => DateOnly.FromDateTime(day);

        /// <summary>The day of .NET's own type.</summary>
        /// <param name="day">The day.</param>
        /// <returns>The day.</returns>
        public static LocalDate Of(DateOnly day) => new LocalDate(day.Year, day.Month, day.Day);
#endif

        /// <summary>So many days later, or earlier.</summary>
        /// <param name="days">How many; may be negative.</param>
        /// <returns>That day.</returns>
        public LocalDate AddDays(int days) => new LocalDate(day.AddDays(days));

        /// <summary>Reads YYYY-MM-DD.</summary>
        /// <param name="text">The date.</param>
        /// <returns>The day.</returns>
        /// <exception cref="FormatException">It is no date.</exception>
        public static LocalDate Parse(string text)
        {
            if (!TryParse(text, out LocalDate date)) throw new FormatException("This is no date: " + text);
            return date;
        }

        /// <summary>Reads YYYY-MM-DD.</summary>
        /// <param name="text">The date; may be null.</param>
        /// <param name="date">The day, where it is one.</param>
        /// <returns>Is it a date?</returns>
        public static bool TryParse(string text, out LocalDate date)
        {
            bool isDate = DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day);
            date = isDate ? new LocalDate(day) : new LocalDate();
            return isDate;
        }

        /// <summary>YYYY-MM-DD.</summary>
        /// <returns>The date.</returns>
        public override string ToString() => day.ToString(Iso, CultureInfo.InvariantCulture);

        /// <summary>Which comes first?</summary>
        /// <param name="other">Another day.</param>
        /// <returns>Less than 0 where this is earlier.</returns>
        public int CompareTo(LocalDate other) => day.CompareTo(other.day);

        /// <summary>Is it the same day?</summary>
        /// <param name="other">Another day.</param>
        /// <returns>Yes or no.</returns>
        public bool Equals(LocalDate other) => day == other.day;

        /// <summary>Is it the same day?</summary>
        /// <param name="obj">Anything.</param>
        /// <returns>Yes or no.</returns>
        public override bool Equals(object obj) => obj is LocalDate && Equals((LocalDate)obj);

        /// <summary>For hash tables.</summary>
        /// <returns>A number.</returns>
        public override int GetHashCode() => day.GetHashCode();

        /// <summary>Is it the same day?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator ==(LocalDate a, LocalDate b) => a.Equals(b);

        /// <summary>Is it another day?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator !=(LocalDate a, LocalDate b) => !a.Equals(b);

        /// <summary>Is it earlier?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator <(LocalDate a, LocalDate b) => a.day < b.day;

        /// <summary>Is it later?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator >(LocalDate a, LocalDate b) => a.day > b.day;

        /// <summary>Is it no later?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator <=(LocalDate a, LocalDate b) => a.day <= b.day;

        /// <summary>Is it no earlier?</summary>
        /// <param name="a">One.</param>
        /// <param name="b">Another.</param>
        /// <returns>Yes or no.</returns>
        public static bool operator >=(LocalDate a, LocalDate b) => a.day >= b.day;
    }
}
