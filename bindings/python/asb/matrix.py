"""Risk: a matrix is a questionnaire of the policy; an assessment is its answers about one person."""
from __future__ import annotations

from ctypes import c_char_p
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple, Union

from . import _getters as getters
from ._handle import OK, Handle
from ._library import handle_lib, lib
from ._values import encode, encode_optional
from .policy import Policy
from .record import Record

__all__ = ['Assessment', 'Band', 'Matrix', 'Option', 'Question']
STATES = ('missing', 'given', 'none', 'declined')


@dataclass(frozen=True)
class Option:
    """A possible answer to a question."""

    id: str
    label: str
    weight: int
    """What it adds to the score."""
    exclusive: bool
    """Can it be chosen alone only?"""


@dataclass(frozen=True)
class Question:
    """A question of a matrix."""

    id: str
    text: str
    section: str
    """The id of its section."""
    section_title: str
    many: bool
    """May several options be chosen?"""
    detail: bool
    """Is there room for details in words?"""
    options: Tuple[Option, ...]


@dataclass(frozen=True)
class Band:
    """A band of scores."""

    id: str
    label: str
    since: int
    """The score from which on it holds."""


class Matrix(Handle):
    """A matrix of a policy."""

    __slots__ = ()
    _free = lib.asb_matrix_free

    def __init__(self, policy: Policy, id: Optional[str] = None) -> None:
        """Open a matrix; without an id the policy's first. Absent is raised where there is none."""
        self._begin(policy._core, lib.asb_matrix_open, policy, encode_optional(id))

    id = getters.text(handle_lib.asb_matrix_id, 'Its id.')
    title = getters.text(handle_lib.asb_matrix_title, 'Its title.')
    clause = getters.text(handle_lib.asb_matrix_clause, 'The clause it comes from.')
    provenance = getters.optional_text(
        handle_lib.asb_matrix_provenance, 'Where its questions and weights come from; None where the policy does not say.')
    least = getters.number(handle_lib.asb_matrix_least, 'The smallest score that answers can add up to.')
    greatest = getters.number(handle_lib.asb_matrix_greatest, 'The greatest score that answers can add up to.')

    def json(self) -> Dict[str, Any]:
        """The matrix as the policy has it, with `least` and `greatest`."""
        out: Dict[str, Any] = self._json_of(lib.asb_matrix_json)
        return out

    def questions(self) -> List[Question]:
        """All questions, in the order in which they are asked."""
        return [_question(question, section) for section in self.json()['sections'] for question in section['questions']]

    def bands(self) -> List[Band]:
        """The bands, highest first."""
        return [Band(one['id'], one['label'], one['from']) for one in self.json()['bands']]

    def contested(self) -> List[Tuple[int, int]]:
        """The ranges of scores that the policy's source is unclear about, each from its first score to its last."""
        return [(one['from'], one['to']) for one in self.json().get('contested', ())]


def _question(one: Dict[str, Any], section: Dict[str, Any]) -> Question:
    options = tuple(Option(o['id'], o['label'], o.get('weight', 0), o.get('exclusive', False)) for o in one['options'])
    return Question(one['id'], one['text'], section['id'], section['title'], one.get('select') == 'many', one.get('detail', False), options)


class Assessment(Handle):
    """The answers about one person. Answer in any order, ask what is missing and what the score is so far, and make a record of it when every
    question is answered or declined."""

    __slots__ = ()
    _free = lib.asb_assessment_free

    def __init__(self, matrix: Matrix, party: str) -> None:
        """Begin with nothing answered."""
        self._begin(matrix._core, lib.asb_assessment_new, matrix, encode(party))

    # ---- answering

    def answer(self, question: str, option: str) -> None:
        """Choose an option. Of a question that takes one, it replaces what was chosen; of one that takes many, it is added."""
        self._do(lib.asb_assessment_answer, encode(question), encode(option))

    def set_answers(self, answers: Mapping[str, Union[str, Iterable[str]]]) -> None:
        """Answer all questions at once, as a form has them: of one that takes many, a list, which is empty where none is true. What is not among them is
        missing from then on; details and the override stay."""
        questions: List[bytes] = []
        options: List[Optional[bytes]] = []
        for question, chosen in answers.items():
            several: List[Optional[bytes]] = [encode(chosen)] if isinstance(chosen, str) else [encode(option) for option in chosen]
            options += several or [None]
            questions += [encode(question)] * (len(several) or 1)
        texts = c_char_p * len(options)
        self._do(lib.asb_assessment_set_answers, texts(*questions), texts(*options), len(options))

    def unanswer(self, question: str, option: str) -> bool:
        """Take a chosen option back. False where it was not chosen."""
        return self._do(lib.asb_assessment_unanswer, encode(question), encode(option)) == OK

    def answer_none(self, question: str) -> None:
        """Asked, and none of the options is true."""
        self._do(lib.asb_assessment_answer_none, encode(question))

    def decline(self, question: str) -> None:
        """Asked, and no answer given."""
        self._do(lib.asb_assessment_decline, encode(question))

    def clear(self, question: str) -> bool:
        """Forget the answer to a question; its detail stays. False where there was none."""
        return self._do(lib.asb_assessment_clear, encode(question)) == OK

    def set_detail(self, question: str, text: Optional[str]) -> None:
        """Say more about a question; None takes it away."""
        self._do(lib.asb_assessment_detail, encode(question), encode_optional(text))

    def override(self, band: Optional[str], reason: Optional[str] = None) -> None:
        """Judge otherwise than the score, with a reason; None takes the override away."""
        self._do(lib.asb_assessment_override, encode_optional(band), encode_optional(reason))

    # ---- how it stands

    def state(self, question: str) -> str:
        """"missing" (still to be asked), "given", "none" (none of the options is true) or "declined"."""
        return STATES[self._number(lib.asb_assessment_state, encode(question))]

    def chosen(self, question: str, option: str) -> bool:
        """Is the option chosen?"""
        return self._flag(lib.asb_assessment_chosen, encode(question), encode(option))

    def detail(self, question: str) -> Optional[str]:
        """The detail of a question; None where there is none."""
        return self._optional(lib.asb_assessment_get_detail, encode(question))

    def missing(self) -> List[str]:
        """The ids of the questions that are still to be asked, in the order of the matrix."""
        with self._core.lock:
            return [self._text(lib.asb_assessment_missing, index) for index in range(self._number(lib.asb_assessment_missing_count))]

    score = getters.number(handle_lib.asb_assessment_score, 'The score of the answers so far.')
    band = getters.optional_text(
        handle_lib.asb_assessment_band, 'The override, else the band of the score so far; None where nothing is answered, or all was declined.')
    scored_band = getters.optional_text(
        handle_lib.asb_assessment_scored_band, 'The band of the score so far, whatever was judged; None as for `band`.')
    contested = getters.flag(handle_lib.asb_assessment_contested, "Is the score so far one that the policy's source is unclear about?")
    partial = getters.flag(handle_lib.asb_assessment_partial, 'Was a question declined?')
    override_band = getters.optional_text(handle_lib.asb_assessment_override_band, 'The band that was judged; None where there is no override.')
    override_reason = getters.optional_text(handle_lib.asb_assessment_override_reason, 'Why it was judged so; None where there is no override.')
    party = getters.text(handle_lib.asb_assessment_party, 'The person assessed.')
    seq = getters.number(handle_lib.asb_assessment_seq, 'The number of the record that it was read from; 0 for a new one.')

    def matrix(self) -> Matrix:
        """The questionnaire."""
        return self._made(Matrix, lib.asb_assessment_matrix)

    def to_record(self) -> Record:
        """Make a record of it, ready for an actor and for Case.add(). StateError where a question is missing."""
        return self._made(Record, lib.asb_assessment_to_record)

    def json(self) -> Dict[str, Any]:
        """The whole assessment."""
        out: Dict[str, Any] = self._json_of(lib.asb_assessment_json)
        return out
