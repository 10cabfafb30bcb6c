<?php

/**
 * Plays scenario files through the binding's objects, and prints what each step comes to: the same lines as `asb trace FILE`.
 *
 *     php trace.php FILE…      each file's lines to FOLDER/<name>.txt, where FOLDER is the environment's TRACES
 */

declare(strict_types=1);

use Asb\Calendar;
use Asb\CaseFile;
use Asb\Decision;
use Asb\Duty;
use Asb\Effect;
use Asb\Engine;
use Asb\Exception\InvalidException;
use Asb\Exception\LimitException;
use Asb\Exception\RefusedException;
use Asb\Policy;
use Asb\Reason;
use Asb\Record;
use Asb\Store;

require __DIR__ . '/../../../bindings/php/autoload.php';

/** What a step came to. */
final class Outcome
{
    public ?Decision $decision = null;
    public ?string $invalid = null;
}

final class Player
{
    private readonly Engine $engine;
    private readonly Policy $policy;
    private readonly Store $store;
    private readonly stdClass $scenario;
    private DateTimeImmutable $clock;
    /** @var array<string, CaseFile> */
    private array $cases = [];

    public function __construct(string $path)
    {
        $this->scenario = json_decode(file_get_contents($path), false, 512, JSON_THROW_ON_ERROR);
        $this->clock = new DateTimeImmutable('@0');
        $this->engine = new Engine(clock: fn (): DateTimeImmutable => $this->clock);
        $this->policy = $this->openPolicy($path, $this->scenario->policy);
        $this->store = Store::memory($this->engine);
        if (isset($this->scenario->calendar)) {
            $this->engine->setCalendar($this->calendar());
        }
    }

    /** @return iterable<string> */
    public function lines(): iterable
    {
        foreach ($this->scenario->steps as $index => $step) {
            $this->clock = $this->engine->instant($step->at);
            $name = $step->case ?? 'A';
            $case = $this->cases[$name] ??= new CaseFile($this->engine, $this->policy, $this->store, 'case-' . count($this->cases) + 1);
            yield $this->line($index + 1, $name, $case, $this->play($case, $step));
        }
    }

    private function openPolicy(string $path, string $name): Policy
    {
        if (!str_ends_with($name, '.json')) {
            return Policy::builtin($this->engine, $name);
        }
        return Policy::parse($this->engine, file_get_contents(str_starts_with($name, '/') ? $name : dirname($path) . '/' . $name));
    }

    private function calendar(): Calendar
    {
        $calendar = new Calendar($this->engine);
        foreach ($this->scenario->calendar->add ?? [] as $day) {
            $calendar->add($day);
        }
        foreach ($this->scenario->calendar->remove ?? [] as $day) {
            $calendar->remove($day);
        }
        return $calendar;
    }

    private function play(CaseFile $case, stdClass $step): Outcome
    {
        $outcome = new Outcome();
        if (!isset($step->record) && !isset($step->may)) {
            return $outcome;
        }
        $parts = ['kind' => $step->record ?? $step->may];
        foreach (['happened' => 'at', 'by' => 'by', 'role' => 'role', 'with' => 'fields'] as $key => $part) {
            if (property_exists($step, $key)) {
                $parts[$part] = $step->$key;
            }
        }
        try {
            [$record, $timeIsWrong] = $this->record($parts);
            $outcome->decision = $timeIsWrong ? $this->withoutTime($case, $record) : $this->tried($case, $record, isset($step->record));
        } catch (InvalidException | LimitException $why) {
            $outcome->invalid = $why->field ?? throw $why;
        }
        return $outcome;
    }

    /** A step may say what no record can hold: an actor that is a number. The record is then made without it, and is just as invalid. */
    private function record(array $parts): array
    {
        $timeIsWrong = false;
        while (true) {
            try {
                return [Record::parse($this->engine, $parts), $timeIsWrong];
            } catch (InvalidException $why) {
                if (!in_array($why->field, ['at', 'by', 'role'], true) || !array_key_exists($why->field, $parts)) {
                    throw $why;
                }
                $timeIsWrong = $timeIsWrong || $why->field === 'at';
                unset($parts[$why->field]);
            }
        }
    }

    private function tried(CaseFile $case, Record $record, bool $isToBeAdded): Decision
    {
        if (!$isToBeAdded) {
            return $case->may($record);
        }
        try {
            $decision = $case->add($record);
            $case->save();
            return $decision;
        } catch (RefusedException $why) {
            return $why->decision;
        }
    }

    /** Only a wrong kind comes before a wrong time. */
    private function withoutTime(CaseFile $case, Record $record): Decision
    {
        try {
            $case->may($record);
        } catch (InvalidException $why) {
            if ($why->field === 'kind') {
                throw $why;
            }
        }
        throw new InvalidException('happened is no date and no instant', field: 'at');
    }

    private function line(int $number, string $name, CaseFile $case, Outcome $outcome): string
    {
        $line = [
            'step' => $number,
            'case' => $name,
            'state' => $case->state(),
            'stage' => $case->stage(),
            'priority' => $case->priority(),
            'hate' => $case->hate(),
            'owner' => $case->owner(),
            'band' => $case->band(),
            'score' => $case->score(),
            'duties' => self::duties($case),
            'refused' => self::guards($outcome->decision, Effect::Refused),
            'warned' => self::guards($outcome->decision, Effect::Warned),
            'deviations' => self::guards($outcome->decision, Effect::Deviation),
            'invalid' => $outcome->invalid,
        ];
        $flags = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS;
        return json_encode($line, $flags) . "\n";
    }

    private static function duties(CaseFile $case): array
    {
        $duties = $case->duties()->all();
        $key = static fn (Duty $d): array => [$d->rule, $d->party ?? '', $d->startedBy, $d->dueText(), $d->state->word(), $d->clause];
        usort($duties, static function (Duty $a, Duty $b) use ($key): int {
            foreach (array_map(null, $key($a), $key($b)) as [$x, $y]) {
                if ($x !== $y) {
                    return is_int($x) ? $x <=> $y : strcmp($x, $y);
                }
            }
            return 0;
        });
        return array_map(static fn (Duty $d): array => [
            'duty' => $d->rule,
            'party' => $d->party,
            'due' => $d->dueText() ?: null,
            'act_by' => $d->actBy === null ? null : (string) $d->actBy,
            'state' => $d->state->word(),
            'clause' => $d->clause ?: null,
        ], $duties);
    }

    /** @return list<string> */
    private static function guards(?Decision $decision, Effect $effect): array
    {
        $of = array_filter($decision?->all() ?? [], static fn (Reason $one): bool => $one->effect === $effect);
        $guards = array_map(static fn (Reason $one): string => $one->guard, array_values($of));
        sort($guards, SORT_STRING);
        return $guards;
    }
}

$failed = false;
foreach (array_slice($argv, 1) as $path) {
    $out = fopen(getenv('TRACES') . '/' . basename($path, '.json') . '.txt', 'w');
    try {
        foreach ((new Player($path))->lines() as $line) {
            fwrite($out, $line);
        }
    } catch (Throwable $why) {
        fprintf(STDERR, "%s: %s\n%s\n", $path, $why->getMessage(), $why->getTraceAsString());
        $failed = true;
    }
    fclose($out);
}
exit($failed ? 1 : 0);
