"""What a check may see of the story: exactly what it declared."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn, TypeVar, cast

from fabula.checks.framework.finding import Edit, Evidence, Finding, Level
from fabula.language.reading import Edits, Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.quotations.table import QuotationTable
from fabula.story.facts.clauses import Clauses
from fabula.story.model import (
    Attribute,
    Character,
    Event,
    MentionTable,
    Place,
    Quote,
    Relation,
    Speech,
    Story,
)
from fabula.story.stage.acts import Acts
from fabula.story.stage.days import Days
from fabula.story.stage.narration import Narration
from fabula.story.stage.presence import Presence
from fabula.story.stage.stage import Stage

__all__ = ["BookQuestion", "Need", "Shared", "StoryView", "UndeclaredNeedError"]

Need = Literal[
    "text",
    "reading",
    "edits",
    "quotes",
    "mentions",
    "characters",
    "places",
    "attributes",
    "relations",
    "events",
]
"""What a check can ask for. ``text`` (the manuscript and what can be derived from
it without the model) is always granted; ``edits`` are the reading's correction tags."""

T = TypeVar("T")


class UndeclaredNeedError(AttributeError):
    """A check looked at a part of the story that it had not declared."""


class _Withheld:
    """Stands where the reading's correction tags would be, and raises when touched."""

    def __getattr__(self, _name: str) -> NoReturn:
        raise UndeclaredNeedError('"edits" are used but not declared')


def _refuse(check: str, need: str) -> NoReturn:
    raise UndeclaredNeedError(f'the check "{check}" uses "{need}" but does not declare it')


@dataclass(frozen=True, slots=True)
class BookQuestion:
    """Something asked of a whole book: by which function, of its manuscript or of its story."""

    make: Callable[[Any], object]
    of_story: bool

    def of(self, book: "Shared") -> object:
        """The answer for a book."""
        return book.derive_from_story(self.make) if self.of_story else book.derive(self.make)


@dataclass(eq=False, slots=True)
class Shared:
    """One story, and what checks have derived from it so far in this run.

    ``words``: those that the writer says are right; in lower case, or a name with its capital.
    ``book``: the whole story, where this one is a passage of it. ``asked``: what was asked of
    the whole book, also by what was derived before and is asked for again. ``slips``: how many
    errors the text alone shows, by the checks that need no more; None where nobody counted.
    """

    story: Story
    memo: dict[object, object] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    book: "Shared | None" = None
    asked: "set[BookQuestion]" = field(default_factory=set)
    slips: int | None = None
    _asked_by: "dict[object, set[BookQuestion]]" = field(default_factory=dict)

    def is_given(self, word: str) -> bool:
        """Whether the writer says that the word is right: as it stands, or its possessive or -s."""
        if not self.words:
            return False
        plain = word.strip().replace("’", "'")
        stem = plain.removesuffix("'s").rstrip("'")
        forms = {plain, stem, stem.removesuffix("s")}
        return bool((forms | {form.casefold() for form in forms}) & self.words)

    def derive(self, make: Callable[[Manuscript], T]) -> T:
        """``make(manuscript)``, computed once for all checks of the run."""
        return cast("T", self._made(make, self.story.manuscript))

    def derive_from_story(self, make: "Callable[[Shared], T]") -> T:
        """``make(shared)``, computed once for all checks; its parts it asks of `derive`."""
        return cast("T", self._made(make, self))

    def find(self, search: Callable[[Story], Iterable[T]]) -> tuple[T, ...]:
        """All that ``search(story)`` finds, searched for once for all checks."""
        return cast("tuple[T, ...]", self._made(search, self.story, tuple))

    def _made(
        self,
        make: Callable[[Any], Any],
        of: object,
        kept: Callable[[Any], Any] | None = None,
    ) -> Any:
        if make not in self.memo:
            outer, self.asked = self.asked, set()
            try:
                self.memo[make] = kept(make(of)) if kept else make(of)
                self._asked_by[make] = self.asked
            finally:
                self.asked = outer
        self.asked |= self._asked_by[make]
        return self.memo[make]

    def of_manuscript(self, make: Callable[[Manuscript], T]) -> T:
        """`derive` of the whole manuscript, also where this is a passage of it."""
        self.asked.add(BookQuestion(make, of_story=False))
        return (self.book or self).derive(make)

    def of_book(self, make: "Callable[[Shared], T]") -> T:
        """`derive_from_story` of the whole book, also where this is a passage of it."""
        self.asked.add(BookQuestion(make, of_story=True))
        return (self.book or self).derive_from_story(make)


class StoryView:
    """A story as one check sees it.

    Reading a part that the check did not declare raises `UndeclaredNeedError`.
    """

    __slots__ = ("_check", "_level", "_needs", "_shared")

    def __init__(self, shared: Shared, check: str, level: Level, needs: Set[Need]) -> None:
        self._shared = shared
        self._check = check
        self._level: Level = level
        self._needs = needs

    def _ask(self, need: Need) -> Story:
        if need not in self._needs and need != "text":
            _refuse(self._check, need)
        return self._shared.story

    def _of_all(self, *needs: Need) -> Story:
        for need in needs:
            self._ask(need)
        return self._shared.story

    @property
    def manuscript(self) -> Manuscript:
        """The manuscript: text, blocks, chapters, scenes."""
        return self._ask("text").manuscript

    @property
    def text(self) -> str:
        """The manuscript's plain text."""
        return self._ask("text").manuscript.text

    @property
    def reading(self) -> Reading:
        """The reading; its ``edits`` only if declared."""
        reading = self._ask("reading").reading
        if "edits" in self._needs:
            return reading
        key = (StoryView, "reading without edits")
        if key not in self._shared.memo:
            withheld = cast(Any, _Withheld())
            self._shared.memo[key] = reading.with_edits(withheld)
        return cast(Reading, self._shared.memo[key])

    @property
    def edits(self) -> Edits:
        """The reading's correction tags."""
        return self._ask("edits").reading.proofread()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations with their speakers."""
        return self._ask("quotes").quotes

    @property
    def speech(self) -> Speech:
        """Whose speech a place lies in."""
        return self._ask("quotes").speech

    @property
    def quotations(self) -> QuotationTable:
        """All that stands in quotation marks, said or not."""
        return self._ask("text").quotations

    @property
    def clauses(self) -> Clauses:
        """The grammar of the clauses, and whom each word means."""
        return self._of_all("reading", "mentions", "characters", "quotes").clauses

    @property
    def narration(self) -> Narration:
        """The verbs that tell the story, scene by scene, with their tenses."""
        return self._of_all("reading", "mentions", "characters", "quotes").narration

    @property
    def acts(self) -> Acts:
        """What is done in the narration, by whom, and when."""
        return self._of_all("reading", "mentions", "characters", "quotes").acts

    @property
    def stage(self) -> Stage:
        """The beats of the telling, and what changes on the stage."""
        return self._of_all("reading", "mentions", "characters", "quotes").stage

    @property
    def days(self) -> Days:
        """The weekdays of the story, and the steps between them."""
        return self._of_all("quotes").days

    @property
    def presence(self) -> Presence:
        """Who is in each scene, and where people are named and act."""
        return self._of_all("reading", "mentions", "characters", "quotes", "events").presence

    @property
    def mentions(self) -> MentionTable:
        """Every mention with the entity it means."""
        return self._ask("mentions").mentions

    @property
    def characters(self) -> tuple[Character, ...]:
        """The cast."""
        return self._ask("characters").characters

    @property
    def places(self) -> tuple[Place, ...]:
        """The named places."""
        return self._ask("places").places

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """What is said of the characters."""
        return self._ask("attributes").attributes

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How the characters are related."""
        return self._ask("relations").relations

    @property
    def events(self) -> tuple[Event, ...]:
        """What happens, to whom, by whom."""
        return self._ask("events").events

    def is_given(self, word: str) -> bool:
        """Whether the writer says that the word is right as it stands."""
        return self._shared.is_given(word)

    def derive(self, make: Callable[[Manuscript], T]) -> T:
        """``make(manuscript)``, computed once in a run however many checks ask for it."""
        return self._shared.derive(make)

    def derive_from_story(self, make: Callable[[Shared], T], *needs: Need) -> T:
        """``make(shared)``, computed once in a run; the check must have declared ``needs``.

        ``make`` sees the whole story, so name in ``needs`` all that it reads. What it in
        turn works out from the manuscript it asks of ``shared.derive``.
        """
        for need in needs:
            self._ask(need)
        return self._shared.derive_from_story(make)

    def find(self, search: Callable[[Story], Iterable[T]], *needs: Need) -> tuple[T, ...]:
        """All that ``search(story)`` finds, once in a run; ``needs`` as for `derive_from_story`."""
        self._of_all(*needs)
        return self._shared.find(search)

    def of_manuscript(self, make: Callable[[Manuscript], T]) -> T:
        """`derive` of the whole manuscript, also where only a passage of it is checked.

        For what a check must know of the book to judge a place in it: a habit, a share, the
        names in use.
        """
        return self._shared.of_manuscript(make)

    def of_book(self, make: Callable[[Shared], T], *needs: Need) -> T:
        """`derive_from_story` of the whole book, also where only a passage is checked."""
        for need in needs:
            self._ask(need)
        return self._shared.of_book(make)

    def doer(self, who: int | None) -> str:
        """The name of whoever does something, as a message calls them; None is the narrator."""
        names = (character.name for character in self.characters if character.id == who)
        return next(names, "the narrator")

    def finding(
        self,
        span: Span,
        message: str,
        *,
        evidence: Iterable[Evidence] = (),
        edits: Iterable[Edit] = (),
        confidence: float = 1.0,
        level: Level | None = None,
    ) -> Finding:
        """A finding of this check, at the check's own level unless a milder one is given."""
        return Finding(
            check=self._check,
            level=level or self._level,
            span=span,
            message=message,
            evidence=tuple(evidence),
            edits=tuple(edits),
            confidence=confidence,
        )
