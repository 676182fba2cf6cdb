"""What checks are about: a handful of topics with plain names, continuity first.

A check declares its topic; whatever shows findings to people groups and orders them by it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from fabula.checks.framework.finding import LEVELS, Finding

__all__ = ["TOPICS", "Topic", "by_topic", "plain_name"]

Topic = Literal["continuity", "grammar", "spelling", "punctuation", "clarity", "style"]

TOPICS: tuple[Topic, ...] = get_args(Topic)
"""The topics in the order in which they are shown."""


def by_topic(
    findings: Iterable[Finding], topics: Mapping[str, Topic]
) -> list[tuple[Topic, list[Finding]]]:
    """The findings under their topics, continuity first; in each the gravest first, by place.

    ``topics``: the topic of each check by its name; a check that it lacks is about style.
    Topics without findings are left out.
    """
    found: dict[Topic, list[Finding]] = {topic: [] for topic in TOPICS}
    for finding in findings:
        found[topics.get(finding.check, "style")].append(finding)
    for own in found.values():
        own.sort(key=lambda f: (LEVELS.index(f.level), f.span))
    return [(topic, own) for topic, own in found.items() if own]


def plain_name(named: str) -> str:
    """The name of a check or a topic as a heading: "Attribute conflict"."""
    return named.replace("-", " ").capitalize()
