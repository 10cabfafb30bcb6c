"""Documents: what people read of a case, made for one of the policy's audiences, and searched for everybody whom the reader may not know."""
from __future__ import annotations

import json

from . import _raw
from ._handle import Handle, owned_text
from ._library import lib
from ._values import encode, encode_optional
from .record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

    from .case import Case
    from .engine import Engine

__all__ = ['Document', 'document_kinds']


class Document(Handle):
    """A letter, case file or form in the making. Options are set by name, `document['party'] = 'p1'`, or in the constructor."""

    __slots__ = ()
    _free = lib.asb_document_free

    def __init__(self, case: Case, kind: str, **options: Optional[str]) -> None:
        """Begin a document of a case: `Document(case, 'letter', template='closure-letter', party='p1')`. document_kinds() says what there is."""
        self._begin(case._core, lib.asb_document_new, case, encode(kind))
        for name, value in options.items():
            self.set(name, value)

    def set(self, name: str, value: Optional[str]) -> None:
        """Say what it shall be; for a letter also a merge field. None takes back what was said."""
        self._do(lib.asb_document_set, encode(name), encode_optional(value))

    def __setitem__(self, name: str, value: Optional[str]) -> None:
        self.set(name, value)

    def __delitem__(self, name: str) -> None:
        self.set(name, None)

    # ---- making it, as things stand now: InvalidError names what is missing, DisclosureError whom it would have told of

    def text(self) -> str:
        """As plain text."""
        return self._words(lib.asb_document_render, _raw.ASB_FORMAT_TEXT)

    def html(self) -> str:
        """As one page of HTML, with everything in it."""
        return self._words(lib.asb_document_render, _raw.ASB_FORMAT_HTML)

    def json(self) -> Any:
        """The same content as data."""
        return self._json_of(lib.asb_document_render, _raw.ASB_FORMAT_JSON)

    def check(self, text: str) -> None:
        """Search a text that was changed or made elsewhere, plain or HTML: DisclosureError where it may not go to the reader."""
        data = encode(text)
        self._do(lib.asb_document_check, data, len(data))

    def withheld(self) -> Dict[str, Any]:
        """What was left out of it or masked, and why: {"audience", "party", "records", "withheld"}. For the file, not for the reader."""
        out: Dict[str, Any] = self._json_of(lib.asb_document_withheld)
        return out

    def record(self) -> Record:
        """The record that it was sent, to be completed with an actor and method. StateError where nothing was made, or it leaves none."""
        return self._made(Record, lib.asb_document_record)


def document_kinds(engine: Engine) -> List[Dict[str, Any]]:
    """The kinds of documents, and what may be set for each: {"kind", "label", "formats", "options"}."""
    out: List[Dict[str, Any]] = json.loads(owned_text(engine._core, lib.asb_document_kinds, engine) or '[]')
    return out
