<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;

/**
 * What people read: a letter, case file or form in the making. It is made for one of the policy's audiences, and searched for everybody whom
 * the reader may not know: DisclosureException, and nothing is handed out.
 */
final class Document extends Handle
{
    protected const NOUN = 'asb_document';

    /**
     * Begins a document: new Document($case, 'letter', ['template' => 'closure-letter', 'party' => 'p1']). What there is says
     * Engine::documentKinds().
     *
     * @param array<string, string|null> $options
     */
    public function __construct(CaseFile $case, string $kind, array $options = [])
    {
        $core = $case->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_document_new', $case->raw(), $kind));
        foreach ($options as $name => $value) {
            $this->set($name, $value);
        }
    }

    /** Says what it shall be: an option of its kind, for a letter also a merge field; null takes back what was said. */
    public function set(string $name, ?string $value): static
    {
        $this->do('asb_document_set', $name, $value);
        return $this;
    }

    /** Makes it as plain text, as things stand now; InvalidException names what is missing. */
    public function text(): string
    {
        return $this->core()->text('asb_document_render', $this->raw(), Raw::ASB_FORMAT_TEXT);
    }

    /** The same as one page of HTML, with everything in it. */
    public function html(): string
    {
        return $this->core()->text('asb_document_render', $this->raw(), Raw::ASB_FORMAT_HTML);
    }

    /** @return array<mixed> the same content, of the kinds that have it as data */
    public function toArray(): array
    {
        return $this->core()->json('asb_document_render', $this->raw(), Raw::ASB_FORMAT_JSON);
    }

    /** Searches a text that was changed or made elsewhere, plain or HTML. */
    public function check(string $text): static
    {
        $this->do('asb_document_check', $text, strlen($text));
        return $this;
    }

    /** @return array<string, mixed> what was left out of it or masked, and why; for the file, not for the reader */
    public function withheld(): array
    {
        return $this->core()->json('asb_document_withheld', $this->raw());
    }

    /** The record that it was sent, to be completed; StateException where nothing was made. */
    public function toRecord(): Record
    {
        return Record::made($this->core(), 'asb_document_record', $this->raw());
    }
}
