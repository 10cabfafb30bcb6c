<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;
use Asb\Internal\Texts;

/**
 * The answers of a matrix about one person. Answer in any order; ask at any time what is missing and what the score is so far; then toRecord().
 */
final class Assessment extends Handle
{
    protected const NOUN = 'asb_assessment';

    /** Begins an assessment of a person, with nothing answered. */
    public function __construct(Matrix $matrix, string $party)
    {
        $core = $matrix->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_assessment_new', $matrix->raw(), $party));
    }

    /** Chooses an option. Of a question that takes one, it replaces what was chosen; of one that takes many, it is added. */
    public function answer(string $question, string $option): static
    {
        $this->do('asb_assessment_answer', $question, $option);
        return $this;
    }

    /**
     * Answers all questions at once, as a form has them: of one that takes many, a list, which is empty where none is true. What is not among them is
     * missing from then on; details and the override stay.
     *
     * @param array<string, string|list<string>> $answers
     */
    public function setAnswers(array $answers): static
    {
        $questions = $options = [];
        foreach ($answers as $question => $chosen) {
            foreach ($chosen === [] ? [null] : (array) $chosen as $option) {
                $questions[] = (string) $question;
                $options[] = $option;
            }
        }
        [$asked, $chosen] = [new Texts($questions), new Texts($options)];
        $this->do('asb_assessment_set_answers', $asked->list, $chosen->list, count($questions));
        return $this;
    }

    /** Takes a chosen option back; false where it was not chosen. */
    public function unanswer(string $question, string $option): bool
    {
        return $this->core()->status('asb_assessment_unanswer', $this->raw(), $question, $option) === Raw::ASB_OK;
    }

    /** Asked, and none of the options is true. */
    public function answerNone(string $question): static
    {
        $this->do('asb_assessment_answer_none', $question);
        return $this;
    }

    /** Asked, and no answer given. */
    public function decline(string $question): static
    {
        $this->do('asb_assessment_decline', $question);
        return $this;
    }

    /** Forgets the answer to a question; false where there was none. Its detail stays. */
    public function clear(string $question): bool
    {
        return $this->core()->status('asb_assessment_clear', $this->raw(), $question) === Raw::ASB_OK;
    }

    /** Says more about a question; null takes it away. */
    public function setDetail(string $question, ?string $text): static
    {
        $this->do('asb_assessment_detail', $question, $text);
        return $this;
    }

    /** Judges otherwise than the score, for a reason; null takes the override away. */
    public function override(?string $band, ?string $reason = null): static
    {
        $this->do('asb_assessment_override', $band, $reason);
        return $this;
    }

    /** How a question stands. */
    public function state(string $question): AnswerState
    {
        return AnswerState::from($this->ask('asb_assessment_state', $question));
    }

    /** Is the option chosen? */
    public function chosen(string $question, string $option): bool
    {
        return $this->ask('asb_assessment_chosen', $question, $option) === 1;
    }

    /** What more was said about a question. */
    public function detail(string $question): ?string
    {
        return $this->said('asb_assessment_get_detail', $question);
    }

    /** @return list<string> the ids of the questions still to be asked, in the order of the matrix */
    public function missing(): array
    {
        $count = $this->ask('asb_assessment_missing_count');
        for ($out = [], $i = 0; $i < $count; $i++) {
            $out[] = $this->ask('asb_assessment_missing', $i);
        }
        return $out;
    }

    /** The score of the answers so far. */
    public function score(): int
    {
        return $this->ask('asb_assessment_score');
    }

    /** The band: the override, else that of the score so far; null where nothing is answered, or all was declined. */
    public function band(): ?string
    {
        return $this->said('asb_assessment_band');
    }

    /** The band of the score so far, whatever was judged. */
    public function scoredBand(): ?string
    {
        return $this->said('asb_assessment_scored_band');
    }

    /** Is the score so far one that the policy's source is unclear about? */
    public function contested(): bool
    {
        return $this->ask('asb_assessment_contested') === 1;
    }

    /** Was a question declined? */
    public function partial(): bool
    {
        return $this->ask('asb_assessment_partial') === 1;
    }

    /** The band that was judged; null where there is no override. */
    public function overrideBand(): ?string
    {
        return $this->said('asb_assessment_override_band');
    }

    /** Why it was judged so; null where there is no override. */
    public function overrideReason(): ?string
    {
        return $this->said('asb_assessment_override_reason');
    }

    /** The person assessed. */
    public function party(): string
    {
        return $this->ask('asb_assessment_party');
    }

    /** The number of the record that it was read from; null for a new one. */
    public function seq(): ?int
    {
        return $this->ask('asb_assessment_seq') ?: null;
    }

    public function matrix(): Matrix
    {
        return Matrix::made($this->core(), 'asb_assessment_matrix', $this->raw());
    }

    /** A record of it, ready for an actor and for CaseFile::add(); StateException where a question is missing. */
    public function toRecord(): Record
    {
        return Record::made($this->core(), 'asb_assessment_to_record', $this->raw());
    }

    /** @return array<string, mixed> */
    public function toArray(): array
    {
        return $this->core()->json('asb_assessment_json', $this->raw());
    }
}
