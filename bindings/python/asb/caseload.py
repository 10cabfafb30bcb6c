"""The caseload: all cases at once. What is due, what is going wrong, how many of what."""
from __future__ import annotations

from . import _getters as getters
from ._handle import Handle, u32
from ._library import handle_lib, lib
from ._values import document, encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

    from ._values import Json
    from .engine import Engine
    from .store import Store

__all__ = ['Caseload']


class Caseload(Handle):
    """The summaries of cases in columns, kept in memory. Questions and their keys: docs/reference/caseload.md."""

    __slots__ = ()
    _free = lib.asb_caseload_free

    def __init__(self, engine: Engine) -> None:
        """A caseload with no cases in it."""
        self._begin(engine._core, lib.asb_caseload_new, engine)

    count = getters.number(handle_lib.asb_caseload_count, 'How many cases are in it, whether allowed or not.')

    def follow(self, store: Store) -> None:
        """Take in what was written to a store since the last time; always the same store."""
        self._do_with(lib.asb_caseload_follow, store)

    def put(self, id: str, version: int, summary: Json) -> None:
        """Put in one case, or what it has become: its number of records, and its summary."""
        data = document(summary)
        self._do(lib.asb_caseload_put, encode(id), u32(version), data, len(data))

    def allow(self, filter: Optional[Json]) -> None:
        """From now on questions are answered over these cases alone; None: all."""
        data = b'' if filter is None else document(filter)
        self._do(lib.asb_caseload_allow, None if filter is None else data, len(data))

    def query(self, query: str, **keys: Any) -> Dict[str, Any]:
        """Ask: {"rows", "total", "now"}, and "next" where there are more. A key that is a word of Python's, `from`, goes in as `from_`."""
        asked: Dict[str, Any] = {'query': query}
        asked.update((key[:-1] if key.endswith('_') else key, value) for key, value in keys.items())
        data = document(asked)
        out: Dict[str, Any] = self._json_of(lib.asb_caseload_query, data, len(data))
        return out

    def report(self, report: str, **keys: Any) -> Dict[str, Any]:
        """Figures with the cases behind them: `nm01`, `monitoring`, `performance` or `case-reviews`; keys and tables: docs/reports.md."""
        data = self._asked(report, 'json', keys)
        out: Dict[str, Any] = self._json_of(lib.asb_caseload_report, data, len(data))
        return out

    def report_csv(self, report: str, **keys: Any) -> str:
        """One table of it, the one named `table` or the first, as CSV (RFC 4180); write it with newline=''."""
        data = self._asked(report, 'csv', keys)
        return self._words(lib.asb_caseload_report, data, len(data))

    def report_html(self, report: str, **keys: Any) -> str:
        """The whole of it as one page of HTML, with everything in it."""
        data = self._asked(report, 'html', keys)
        return self._words(lib.asb_caseload_report, data, len(data))

    @staticmethod
    def _asked(report: str, format: str, keys: Dict[str, Any]) -> bytes:
        asked: Dict[str, Any] = {'report': report, 'format': format}
        asked.update((key[:-1] if key.endswith('_') else key, value) for key, value in keys.items())
        return document(asked)

    def rows(self, query: str, **keys: Any) -> List[Dict[str, Any]]:
        """The rows of all pages."""
        answer = self.query(query, **keys)
        rows: List[Dict[str, Any]] = answer['rows']
        while 'next' in answer:
            keys['after'] = answer['next']
            answer = self.query(query, **keys)
            rows += answer['rows']
        return rows
