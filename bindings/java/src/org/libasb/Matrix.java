package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.libasb.raw.Raw;

/** A risk matrix: a questionnaire of the policy. {@link Assessment} has its answers about one person. */
public final class Matrix extends Handle<Raw.asb_matrix> {
    Matrix(Core core, Pointer pointer) {
        super(core, new Raw.asb_matrix(pointer), Raw::asb_matrix_free);
    }

    /** The policy's first. */
    public static Optional<Matrix> open(Policy policy) {
        return open(policy, null);
    }

    /** The one of that id, for example "ram". */
    public static Optional<Matrix> open(Policy policy, String id) {
        return policy.find((out, p) -> Raw.asb_matrix_open(out, p, terminated(id)), Matrix::new);
    }

    /** Its id. */
    public String id() {
        return ask(Raw::asb_matrix_id);
    }

    /** Its title. */
    public String title() {
        return ask(Raw::asb_matrix_title);
    }

    /** The clause that it comes from. */
    public String clause() {
        return ask(Raw::asb_matrix_clause);
    }

    /** Where its questions and weights come from. */
    public Optional<String> provenance() {
        return maybe(Raw::asb_matrix_provenance);
    }

    /** The smallest score that answers can add up to. */
    public int least() {
        return ask(Raw::asb_matrix_least);
    }

    /** The greatest score that answers can add up to. */
    public int greatest() {
        return ask(Raw::asb_matrix_greatest);
    }

    /** The questions of all sections, in the order in which they are asked. */
    public List<Question> questions() {
        return each(Raw::asb_matrix_question_count, Question::new);
    }

    /** The bands, highest first. */
    public List<Band> bands() {
        return each(Raw::asb_matrix_band_count, Band::new);
    }

    /** Ranges of scores that the policy's source is unclear about. */
    public List<Range> contested() {
        return each(Raw::asb_matrix_contested_count, Range::new);
    }

    /** The matrix as the policy has it, with least and greatest. */
    public Map<String, Object> json() {
        return object(Raw::asb_matrix_json);
    }

    private <T> List<T> each(ToIntFunction<Raw.asb_matrix> count, BiFunction<Raw.asb_matrix, Integer, T> one) {
        return ask(m -> {
            List<T> all = new ArrayList<>();
            for (int i = 0; i < count.applyAsInt(m); i++) all.add(one.apply(m, i));
            return List.copyOf(all);
        });
    }

    /** A question. */
    public static final class Question {
        private final String id;
        private final String text;
        private final String section;
        private final String sectionTitle;
        private final boolean many;
        private final boolean detail;
        private final List<Option> options;

        private Question(Raw.asb_matrix matrix, int index) {
            id = Raw.asb_matrix_question_id(matrix, index);
            text = Raw.asb_matrix_question_text(matrix, index);
            section = Raw.asb_matrix_question_section(matrix, index);
            sectionTitle = Raw.asb_matrix_question_section_title(matrix, index);
            many = Raw.asb_matrix_question_many(matrix, index) != 0;
            detail = Raw.asb_matrix_question_detail(matrix, index) != 0;
            List<Option> all = new ArrayList<>();
            for (int i = 0; i < Raw.asb_matrix_option_count(matrix, index); i++) all.add(new Option(matrix, index, i));
            options = List.copyOf(all);
        }

        /** Its id. */
        public String id() {
            return id;
        }

        /** Its wording. */
        public String text() {
            return text;
        }

        /** The id of its section. */
        public String section() {
            return section;
        }

        /** The title of its section. */
        public String sectionTitle() {
            return sectionTitle;
        }

        /** May several options be chosen? */
        public boolean many() {
            return many;
        }

        /** Is there room for details in words? */
        public boolean detail() {
            return detail;
        }

        /** What can be answered. */
        public List<Option> options() {
            return options;
        }
    }

    /** What can be answered to a question. */
    public static final class Option {
        private final String id;
        private final String label;
        private final int weight;
        private final boolean exclusive;

        private Option(Raw.asb_matrix matrix, int question, int index) {
            id = Raw.asb_matrix_option_id(matrix, question, index);
            label = Raw.asb_matrix_option_label(matrix, question, index);
            weight = Raw.asb_matrix_option_weight(matrix, question, index);
            exclusive = Raw.asb_matrix_option_exclusive(matrix, question, index) != 0;
        }

        /** Its id. */
        public String id() {
            return id;
        }

        /** Its label. */
        public String label() {
            return label;
        }

        /** What it adds to the score. */
        public int weight() {
            return weight;
        }

        /** Can it be chosen alone only? */
        public boolean exclusive() {
            return exclusive;
        }
    }

    /** A band of scores. */
    public static final class Band {
        private final String id;
        private final String label;
        private final int from;

        private Band(Raw.asb_matrix matrix, int index) {
            id = Raw.asb_matrix_band_id(matrix, index);
            label = Raw.asb_matrix_band_label(matrix, index);
            from = Raw.asb_matrix_band_from(matrix, index);
        }

        /** Its id. */
        public String id() {
            return id;
        }

        /** Its label. */
        public String label() {
            return label;
        }

        /** The score from which on it holds. */
        public int from() {
            return from;
        }
    }

    /** A range of scores. */
    public static final class Range {
        private final int from;
        private final int to;

        private Range(Raw.asb_matrix matrix, int index) {
            from = Raw.asb_matrix_contested_from(matrix, index);
            to = Raw.asb_matrix_contested_to(matrix, index);
        }

        /** Its first score. */
        public int from() {
            return from;
        }

        /** Its last score. */
        public int to() {
            return to;
        }
    }
}
