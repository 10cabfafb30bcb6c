<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;

/**
 * A risk matrix: a questionnaire of the policy.
 */
final class Matrix extends Handle
{
    protected const NOUN = 'asb_matrix';

    /** Use open(). */
    private function __construct()
    {
    }

    /** A matrix of a policy, its first where no id is given; null where there is none of that id. */
    public static function open(Policy $policy, ?string $id = null): ?self
    {
        return self::made($policy->core(), 'asb_matrix_open', $policy->raw(), $id);
    }

    public function id(): string
    {
        return $this->ask('asb_matrix_id');
    }

    public function title(): string
    {
        return $this->ask('asb_matrix_title');
    }

    /** The clause it comes from. */
    public function clause(): string
    {
        return $this->ask('asb_matrix_clause');
    }

    /** Where its questions and weights come from; null where the policy does not say. */
    public function provenance(): ?string
    {
        return $this->said('asb_matrix_provenance');
    }

    /** The smallest score that answers can add up to. */
    public function least(): int
    {
        return $this->ask('asb_matrix_least');
    }

    /** The greatest score that answers can add up to. */
    public function greatest(): int
    {
        return $this->ask('asb_matrix_greatest');
    }

    /** @return list<Question> of all sections, in the order in which they are asked */
    public function questions(): array
    {
        return $this->each('asb_matrix_question_count', fn (int $question): Question => new Question(
            $this->ask('asb_matrix_question_id', $question),
            $this->ask('asb_matrix_question_text', $question),
            $this->ask('asb_matrix_question_section', $question),
            $this->ask('asb_matrix_question_section_title', $question),
            $this->ask('asb_matrix_question_many', $question) === 1,
            $this->ask('asb_matrix_question_detail', $question) === 1,
            $this->options($question),
        ));
    }

    /** @return list<Band> highest first */
    public function bands(): array
    {
        return $this->each('asb_matrix_band_count', fn (int $band): Band => new Band(
            $this->ask('asb_matrix_band_id', $band),
            $this->ask('asb_matrix_band_label', $band),
            $this->ask('asb_matrix_band_from', $band),
        ));
    }

    /** @return list<array{from: int, to: int}> ranges of scores that the policy's source is unclear about */
    public function contested(): array
    {
        return $this->each('asb_matrix_contested_count', fn (int $range): array => [
            'from' => $this->ask('asb_matrix_contested_from', $range),
            'to' => $this->ask('asb_matrix_contested_to', $range),
        ]);
    }

    /** @return array<string, mixed> the matrix as the policy has it, with `least` and `greatest` */
    public function toArray(): array
    {
        return $this->core()->json('asb_matrix_json', $this->raw());
    }

    /** @return list<Option> */
    private function options(int $question): array
    {
        return $this->each('asb_matrix_option_count', fn (int $option): Option => new Option(
            $this->ask('asb_matrix_option_id', $question, $option),
            $this->ask('asb_matrix_option_label', $question, $option),
            $this->ask('asb_matrix_option_weight', $question, $option),
            $this->ask('asb_matrix_option_exclusive', $question, $option) === 1,
        ), $question);
    }

    private function each(string $counting, callable $one, int ...$of): array
    {
        $count = $this->ask($counting, ...$of);
        return $count === 0 ? [] : array_map($one, range(0, $count - 1));
    }
}
