"""Corrections: found and false, on spoiled and clean novels and on JFLEG, beside Harper.

Held-out novels are those that the corrections were never trained on (every tenth by file
name, from the eighth); the thresholds are set on the first half of them, and figures are
of the other half.

    python benchmarks/corrections.py tokens        is the reader calibrated; a sweep by kind
    python benchmarks/corrections.py thresholds    precision by fault and confidence, to set them
    python benchmarks/corrections.py report        all figures, and Harper's on the same texts
    python benchmarks/corrections.py jfleg         token detection and F0.5, and Harper
    python benchmarks/corrections.py show          findings on clean novels, one by one

Spoiled text (``--spoiled``, several files for several rates) is made by
``python -m fabula_training.measured FILE --rate RATE --share SHARE``.
The package ``fabula_training`` must be on the path, torch need not be installed. JFLEG is
only measured on, never tuned on.

A finding is right if its words touch a spoiled word (for a word left out, the words on
both sides of the gap); a spoiled word is found if a finding touches it.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from correction_alignment import Change, best_reference, changes
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.runner import Selection, needs_of, run_checks, selected
from fabula.checks.framework.view import Shared
from fabula.checks.grammar.corrections import corrections, wrong_words
from fabula.language.encoder import load_model
from fabula.language.read import read_manuscript
from fabula.language.reading import Reading
from fabula.language.tokens import tokenize
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Block, Manuscript
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula_training.novels import novel_files, paragraphs

DATA = Path(os.environ.get("FABULA_DATA") or Path(__file__).resolve().parents[2] / "shared/data")
FED = frozenset(
    "agreement verb-form wrong-word missing-word superfluous-word possessive comma-splice".split()
)
MODEL = Path(os.environ["FABULA_MODEL"]) if "FABULA_MODEL" in os.environ else None
"""Another model than the installed one, to set its thresholds before it is shipped."""

WORDS = FED | {"spelling", "doubled-word"}
"""The checks of words and their grammar."""

CLEAN_WORDS = 20_000
STEPS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
PRECISION = 0.88
ALARMS = 0.2
"""A threshold is proposed from which on spoiled text is read this precisely, and clean text gives
no more than so many alarms per 10,000 words from one fault."""

BINS = (0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
NEVER = 1.01
LINE_NEEDS = frozenset(("text", "reading", "edits"))

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Spoiled:
    """A spoiled text; ``gold`` the spoiled words with their kind, gaps widened to both sides."""

    name: str
    text: str
    gold: list[tuple[int, int, str]]
    words: int


def spoiled(path: Path, novels: Sequence[Path]) -> list[Spoiled]:
    """The spoiled passages of these novels, from the file that the training project writes."""
    names = {novel.stem for novel in novels}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Spoiled(r["name"], r["text"], [(s, e, kind) for s, e, kind, _ in r["gold"]], r["words"])
        for r in rows
        if r["name"] in names
    ]


def clean(files: Sequence[Path], words: int) -> Iterator[tuple[str, str]]:
    """A passage of about so many words from the middle of each novel, as printed."""
    for path in files:
        whole = list(paragraphs(path))
        size, chosen = 0, []
        for paragraph in whole[len(whole) // 3 :]:
            chosen.append(paragraph)
            size += len(paragraph.split())
            if size > words:
                break
        yield path.stem, "\n\n".join(chosen) + "\n"


@lru_cache(maxsize=64)
def read_once(text: str) -> tuple[Manuscript, Reading]:
    """A text read by the measured model, once for all systems."""
    manuscript = from_text(text)
    return manuscript, read_manuscript(manuscript, threads=1, model=load_model(MODEL))


def read_story(text: str, *, whole: bool = False) -> Story:
    """The reading of a text as a bare story, or the whole story."""
    manuscript, reading = read_once(text)
    if whole:
        return build_story(manuscript, reading)
    return replace(bare_story(manuscript), reading=reading)


def tuning() -> list[Path]:
    """The held-out novels on which thresholds may be set."""
    return novel_files(held_out=True)[::2]


def reporting() -> list[Path]:
    """The held-out novels of which figures are reported."""
    return novel_files(held_out=True)[1::2]


# --- what is right -----------------------------------------------------------------------


@dataclass
class Tally:
    """Findings and gold counted."""

    right: int = 0
    wrong: int = 0
    found: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, spans: Spans, gold: Sequence[tuple[int, int, str]]) -> None:
        """Count one text."""
        for start, end in spans:
            hit = any(s < end and start < e for s, e, _ in gold)
            self.right += hit
            self.wrong += not hit
        for s, e, kind in gold:
            self.total[kind] += 1
            self.found[kind] += any(s < end and start < e for start, end in spans)

    def precision(self) -> float:
        """Share of the findings that are right."""
        return self.right / max(self.right + self.wrong, 1)

    def recall(self) -> float:
        """Share of the spoiled words that are found."""
        return self.found.total() / max(self.total.total(), 1)


System = Callable[[str], Spans]


def fabula_system(selection: Selection) -> System:
    """The words that the selected checks mark."""
    return lambda text: [(f.span.start, f.span.end) for f in findings_of(text, selection)]


def findings_of(text: str, selection: Selection) -> tuple[Finding, ...]:
    """The findings of the selected checks; the story is built only if one needs it."""
    whole = not needs_of(selection) <= LINE_NEEDS
    return run_checks(read_story(text, whole=whole), selection)


def line_checks() -> Selection:
    """The checks that look at lines alone, for sentences out of any story."""
    names = (c.name for c in selected(Selection(level="query")) if c.needs <= LINE_NEEDS)
    return Selection(select=frozenset(names))


def harper_system() -> System:
    """Harper with its default rules."""
    import harper

    linter = harper.Linter(harper.Dialect.BRITISH)
    return lambda text: [(lint.span.start, lint.span.end) for lint in linter.lint(text)]


# --- commands ----------------------------------------------------------------------------


def head_tokens(reading: Reading, gold: Sequence[tuple[int, int, str]]) -> list[str]:
    """The gold kind of every token, "" where nothing is wrong."""
    kinds = [""] * len(reading.tokens)
    starts, ends = reading.tokens.start, reading.tokens.end
    for start, end, kind in gold:
        i = int(np.searchsorted(ends, end - 1, side="right"))
        if i < len(kinds) and starts[i] < end and start < ends[i]:
            kinds[i] = kind
    return kinds


def tokens(paths: Sequence[Path]) -> None:
    """How often words are wrong that are so likely wrong, and recall by kind."""
    for path in paths:
        chances: list[np.ndarray] = []
        gold: list[str] = []
        for passage in spoiled(path, tuning()):
            shared = Shared(read_story(passage.text))
            chances.append(shared.derive_from_story(wrong_words))
            gold.extend(head_tokens(shared.story.reading, passage.gold))
        chance = np.concatenate(chances)
        wrong = np.array([bool(k) for k in gold])
        print(f"{path.name}: {len(chance)} words, {wrong.mean():.4f} of them spoiled")
        for low, high in pairwise(BINS):
            here = (chance >= low) & (chance < high)
            if here.any():
                print(
                    f"  {low:.2f}-{min(high, 1):.2f}: {here.sum():6} words, "
                    f"meant {chance[here].mean():.3f}, found {wrong[here].mean():.3f}; "
                    f"from here on precision {wrong[chance >= low].mean():.3f} "
                    f"recall {(chance[wrong] >= low).mean():.3f}"
                )
        by_kind: dict[str, list[bool]] = defaultdict(list)
        for kind, value in zip(gold, chance.tolist(), strict=True):
            if kind:
                by_kind[kind].append(value >= BINS[7])
        for kind, hits in sorted(by_kind.items(), key=lambda item: -len(item[1])):
            print(f"  {kind:14} {np.mean(hits):.2f} of {len(hits)}")


def thresholds(paths: Sequence[Path]) -> None:
    """For every fault: right and wrong on spoiled text, alarms on clean text, and a proposal."""
    rows: dict[tuple[str, bool], list[tuple[float, bool]]] = defaultdict(list)
    alarms: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for path in paths:
        for passage in spoiled(path, tuning()):
            for correction in corrections(Shared(read_story(passage.text))):
                span = correction.remedy.span
                hit = any(s < span.end and span.start < e for s, e, _ in passage.gold)
                rows[correction.fault, correction.spoken].append((correction.confidence, hit))
    words = 0
    for _, text in clean(tuning(), CLEAN_WORDS):
        words += len(text.split())
        for correction in corrections(Shared(read_story(text))):
            alarms[correction.fault, correction.spoken].append(correction.confidence)
    print(f"clean: {words} words; columns: right, wrong on spoiled text; alarms per 10,000 clean")
    proposals: dict[str, list[float]] = defaultdict(lambda: [NEVER, NEVER])
    for key in sorted(rows.keys() | alarms.keys()):
        print("{} {}".format(key[0], "spoken" if key[1] else "told"))
        for least in STEPS:
            right = sum(hit for value, hit in rows[key] if value >= least)
            wrong = sum(not hit for value, hit in rows[key] if value >= least)
            alarm = sum(value >= least for value in alarms[key]) * 10_000 / max(words, 1)
            print(f"  {least:.3f}: {right:5} {wrong:4}   {alarm:.2f}")
            sure = right > PRECISION * (right + wrong) and alarm <= ALARMS
            if sure and right and proposals[key[0]][key[1]] == NEVER:
                proposals[key[0]][key[1]] = least
    for fault, pair in sorted(proposals.items()):
        print(f'    "{fault}": ({pair[0]}, {pair[1]}),')


ALL = Selection(level="query")


def report(paths: Sequence[Path], limit: int) -> str:
    """All figures as a page of tables."""
    systems: dict[str, System] = {
        "the checks fed by the reading": fabula_system(Selection(select=FED)),
        "these, spelling and doubled words": fabula_system(Selection(select=WORDS)),
        "all checks": fabula_system(ALL),
        "Harper": harper_system(),
    }
    tallies = {path: {name: Tally() for name in systems} for path in paths}
    words: Counter[Path] = Counter()
    for path in paths:
        for passage in spoiled(path, reporting()):
            words[path] += passage.words
            for name, system in systems.items():
                tallies[path][name].add(system(passage.text), passage.gold)
    lines = [PREFACE.format(novels=len(reporting())), *_rates(tallies, words)]
    lines += ["", *_kinds(tallies[paths[0]])]
    lines += ["", *_alarms(systems["Harper"])]
    lines += ["", *_jfleg_table(limit)]
    return "\n".join(lines) + "\n"


PREFACE = """\
# Corrections

Novels held out from the training of the corrections; thresholds were set on half of them, and
figures are of the other half ({novels} novels). Spoiled text: made by the generator of the training
project, so many of its words spoiled. A finding is right if it touches a spoiled word; a spoiled
word is found if a finding touches it. All checks together are also right about some things here
that count as wrong: the generator renames people, retells passages in the present tense and spaces
hyphens, and does not call it an error. Harper (`harper-py`) reads the same texts in the same run,
with its default rules.

    python -m fabula_training.measured 15.jsonl --rate 0.15 --share 0.6
    python -m fabula_training.measured 05.jsonl --rate 0.05 --share 0.6
    python -m fabula_training.measured 50.jsonl --rate 0.5 --share 0.35
    python benchmarks/corrections.py report --spoiled 15.jsonl 05.jsonl 50.jsonl
"""


def _rates(tallies: dict[Path, dict[str, Tally]], words: Counter[Path]) -> list[str]:
    """A row for each system and share of spoiled words."""
    lines = ["| spoiled text | system | precision | recall | F0.5 | right | wrong |"]
    lines.append("|---|---|---|---|---|---|---|")
    for path, systems in tallies.items():
        for name, tally in systems.items():
            total = tally.total.total()
            precision, recall = tally.precision(), tally.recall()
            lines.append(
                f"| {total} of {words[path]} words ({total / words[path]:.1%}) | {name} | "
                f"{precision:.3f} | {recall:.3f} | {_half(precision, recall):.3f} | "
                f"{tally.right} | {tally.wrong} |"
            )
    return lines


def _kinds(systems: dict[str, Tally]) -> list[str]:
    """Recall by kind of error."""
    some = next(iter(systems.values()))
    lines = [f"Recall by kind ({some.total.total()} spoiled words):", ""]
    lines += ["| kind | words | " + " | ".join(systems) + " |", "|---|---|" + "---|" * len(systems)]
    for kind, n in some.total.most_common():
        cells = " | ".join(f"{tally.found[kind] / n:.2f}" for tally in systems.values())
        lines.append(f"| {kind} | {n} | {cells} |")
    return lines


def _alarms(harper: System) -> list[str]:
    """Findings on the novels as printed, by level."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    words = 0
    for _, text in clean(reporting(), CLEAN_WORDS):
        words += len(text.split())
        for name, select in (
            ("the checks fed by the reading", FED),
            ("these, spelling and doubled words", WORDS),
        ):
            counts[name].update(f.level for f in findings_of(text, Selection(select=select)))
        counts["Harper"]["error"] += len(harper(text))
    lines = [f"The same novels as printed, {words} words; findings per 10,000 words:", ""]
    lines += ["| system | errors | queries |", "|---|---|---|"]
    for name, levels in counts.items():
        rates = [f"{levels[level] * 10_000 / words:.2f}" for level in ("error", "query")]
        lines.append(f"| {name} | {' | '.join(rates)} |")
    return lines


def _jfleg_table(limit: int) -> list[str]:
    lines = ["JFLEG, development sentences (measured only), changes against the best of four "
             "references, all checks of lines:", ""]  # fmt: skip
    lines += ["| system | detection P | R | F0.5 | correction P | R | F0.5 |", "|---" * 7 + "|"]
    for name, detected, corrected in jfleg(limit):
        cells = [f"{x:.3f}" for counts in (detected, corrected) for x in _scores(counts)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def show(files: Sequence[Path], words: int) -> None:
    """Every finding of the fed checks on clean passages, with its words around."""
    for title, text in clean(files, words):
        print(f"== {title}")
        for finding in findings_of(text, Selection(select=FED)):
            print(described(text, finding))


def described(text: str, finding: Finding) -> str:
    """A finding with the words around it."""
    start, end = finding.span.start, finding.span.end
    around = (
        f"{text[max(start - 60, 0) : start]}[[{text[start:end]}]]{text[end : end + 50]}".replace(
            "\n", " "
        )
    )
    return f"{finding.check:16} {finding.confidence:.3f} {around} | {finding.message}"


Edited = tuple[int, int, list[tuple[int, int, str]]]
"""A finding's place and its edits."""


def jfleg(limit: int) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Counts (right, said, gold) of detection and correction on JFLEG's development sentences."""
    folder = DATA / "jfleg"
    names = ("src", "ref0", "ref1", "ref2", "ref3")
    columns = [(folder / f"dev.{n}").read_text(encoding="utf-8").splitlines() for n in names]
    rows = [[untokenized(line) for line in row] for row in zip(*columns, strict=True)][:limit]
    text = "\n\n".join(row[0] for row in rows) + "\n"
    gold = [_gold(source, references) for source, *references in rows]
    for name, findings in (("Fabula", _fabula_edits(text)), ("Harper", _harper_edits(text))):
        outputs = applied(text, findings).split("\n\n")
        detected, corrected = np.zeros(3), np.zeros(3)
        for (source, *_), wanted, output in zip(rows, gold, outputs, strict=True):
            said = changes(split(source), split(output))
            detected += best_reference(said, wanted, detection=True)
            corrected += best_reference(said, wanted, detection=False)
        yield name, detected, corrected
    yield _annotators(gold)


Gold = list[tuple[Change, ...]]
"""The changes of each annotator to one sentence."""


def _gold(source: str, references: Sequence[str]) -> Gold:
    words = split(source)
    return [changes(words, split(reference)) for reference in references]


def _annotators(gold: Sequence[Gold]) -> tuple[str, np.ndarray, np.ndarray]:
    """How far annotators agree: each against the other three."""
    detected, corrected = np.zeros(3), np.zeros(3)
    for wanted in gold:
        for i, said in enumerate(wanted):
            others = wanted[:i] + wanted[i + 1 :]
            detected += best_reference(said, others, detection=True)
            corrected += best_reference(said, others, detection=False)
    return "an annotator against the other three", detected, corrected


def untokenized(line: str) -> str:
    """A line of JFLEG as it was typed: no space before marks and clitics."""
    line = re.sub(r" (?=[.,!?;:%)\]]|n't\b|'(?:s|m|d|ll|re|ve)\b)", "", line.strip())
    line = re.sub(r"(?<=[(\[$]) ", "", line)
    return re.sub(r"`` ?| ?''", '"', line)


def split(text: str) -> list[str]:
    """The words of a line; the mark of a finding without an edit is one word."""
    parts = text.replace("<?>", "⁇")
    offsets = tokenize(parts, [Block("paragraph", Span(0, len(parts)))])
    spans = zip(offsets.start.tolist(), offsets.end.tolist(), strict=True)
    return [parts[start:end] for start, end in spans]


def _scores(counts: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F0.5 of right, said and gold."""
    right, said, gold = counts.tolist()
    precision, recall = right / max(said, 1), right / max(gold, 1)
    return precision, recall, _half(precision, recall)


def _half(precision: float, recall: float) -> float:
    """F0.5: precision counts twice as much as recall."""
    return 1.25 * precision * recall / max(0.25 * precision + recall, 1e-9)


def _fabula_edits(text: str) -> list[Edited]:
    found = findings_of(text, line_checks())
    edits: list[Edited] = []
    for f in found:
        own = [(e.span.start, e.span.end, e.replacement) for e in f.edits]
        if not own and f.check == "missing-word":
            gap = text.find(" ", f.span.start, f.span.end) + 1 or f.span.start
            own = [(gap, gap, "<?> ")]
        edits.append((f.span.start, f.span.end, own))
    return edits


def _harper_edits(text: str) -> list[Edited]:
    import harper

    edits: list[Edited] = []
    for lint in harper.Linter(harper.Dialect.AMERICAN).lint(text):
        start, end = lint.span.start, lint.span.end
        own = []
        for suggestion in lint.suggestions[:1]:
            after = suggestion.kind == harper.SuggestionKind.INSERT_AFTER
            own.append((end if after else start, end, suggestion.replacement_text))
        edits.append((start, end, own))
    return edits


def applied(text: str, findings: Sequence[Edited]) -> str:
    """The text with every edit made; words that a finding does not mend become <?>."""
    edits = [e for start, end, own in findings for e in own or [(start, end, "<?>")]]
    last = len(text)
    for start, end, word in sorted(edits, reverse=True):
        if end <= last and "\n" not in text[start:end]:
            text = text[:start] + word + text[end:]
            last = start
    return text


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=("tokens", "thresholds", "report", "jfleg", "show"))
    parser.add_argument("--spoiled", type=Path, nargs="+", default=[Path("spoiled.jsonl")])
    parser.add_argument("--words", type=int, default=10_000, help="words a novel, for show")
    parser.add_argument("--limit", type=int, default=1000, help="sentences of JFLEG")
    parser.add_argument("--tuning", action="store_true", help="show the novels tuned on")
    parser.add_argument("--out", type=Path, help="also write the report here")
    arguments = parser.parse_args()
    if arguments.what == "tokens":
        tokens(arguments.spoiled)
    elif arguments.what == "thresholds":
        thresholds(arguments.spoiled)
    elif arguments.what == "show":
        show(tuning() if arguments.tuning else reporting(), arguments.words)
    else:
        whole = arguments.what == "report"
        page = (
            report(arguments.spoiled, arguments.limit)
            if whole
            else "\n".join(_jfleg_table(arguments.limit)) + "\n"
        )
        sys.stdout.write(page)
        if arguments.out:
            arguments.out.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
