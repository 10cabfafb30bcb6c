"""Policies: one landlord's or council's way of working, as a document."""
from __future__ import annotations

import json
from ctypes import byref, c_size_t

from . import _getters as getters
from ._handle import Handle, lent_sized, made, u32
from ._library import handle_lib, lib
from ._values import decode, document, encode, sized

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

    from ._values import Json
    from .engine import Engine
    from .problem import Problem

__all__ = ['Policy']


class _Problems(Handle):
    __slots__ = ()
    _free = lib.asb_problems_free

    def read(self, index: int) -> Problem:
        from .problem import Problem
        return Problem(self._text(lib.asb_problems_message, index), self._text(lib.asb_problems_code, index),
                       json.loads(self._text(lib.asb_problems_arguments, index)), self._text(lib.asb_problems_pointer, index),
                       self._number(lib.asb_problems_line, index), self._number(lib.asb_problems_column, index))


class Policy(Handle):
    """A policy of an engine. Five are built in, over the rules of statute in `england`; a host may bring its own."""

    __slots__ = ()
    _free = lib.asb_policy_free

    def __init__(self, engine: Engine, id: str) -> None:
        """Load a built-in policy. Absent is raised where there is none of that id."""
        self._begin(engine._core, lib.asb_policy_builtin, engine, encode(id))

    @classmethod
    def parse(cls, engine: Engine, policy: Json) -> Policy:
        """Load a document of your own. What it `extends` is looked for among those registered and the built-in ones. JsonError and PolicyError have
        the first problem; check() gives all."""
        data = document(policy)
        return made(cls, engine._core, lib.asb_policy_parse, engine, data, len(data))

    @staticmethod
    def check(engine: Engine, policy: Json) -> List[Problem]:
        """Everything wrong with a document, in one go; none where it loads."""
        data = document(policy)
        with made(_Problems, engine._core, lib.asb_policy_check, engine, data, len(data)) as problems:
            return [problems.read(index) for index in range(problems._number(lib.asb_problems_count))]

    @staticmethod
    def register(engine: Engine, policy: Json) -> None:
        """Make a document known, so that others can extend it. It may replace one of the same id, also a built-in one."""
        data = document(policy)
        engine._do(lib.asb_policy_register, data, len(data))

    @staticmethod
    def builtin_ids() -> List[str]:
        """The ids of the built-in policies."""
        return [decode(lib.asb_policy_builtin_id(index)) for index in range(lib.asb_policy_builtin_count())]

    @staticmethod
    def builtin_document(index: int) -> Optional[str]:
        """The document of a built-in policy, by its place in builtin_ids(), as it is written; None past the end."""
        length = c_size_t()
        pointer = lib.asb_policy_builtin_document(u32(index), byref(length))
        return sized(pointer, length.value) if pointer else None

    id = getters.text(handle_lib.asb_policy_id, 'Its id.')
    version = getters.text(handle_lib.asb_policy_version, 'Its version.')
    title = getters.text(handle_lib.asb_policy_title, 'Its title.')
    digest = getters.text(handle_lib.asb_policy_digest, 'SHA-256 of its joined document, as 64 hexadecimal digits.')

    def document(self) -> str:
        """The whole document, joined with what it extends, as canonical JSON."""
        with self._core.lock:
            return lent_sized(lib.asb_policy_json, self._handle)

    def json(self) -> Dict[str, Any]:
        """The same, read: categories, remedies, matrices, …"""
        out: Dict[str, Any] = json.loads(self.document())
        return out

    def explain(self, rule: str) -> Optional[str]:
        """One rule in plain words (Markdown), with its clause and how an unclear source was read: a duty, guard, stage, category or other item.
        None where there is none of that id."""
        return self._owned(lib.asb_policy_explain, encode(rule))

    def page(self) -> str:
        """The whole policy as a page that people can read (Markdown)."""
        return self._words(lib.asb_policy_page)

    def actions(self) -> List[Dict[str, Any]]:
        """The catalogue of actions for plans."""
        out: List[Dict[str, Any]] = self._json_of(lib.asb_plan_catalogue_json)
        return out
