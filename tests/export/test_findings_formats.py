import json
import re

import handmade
from fabula.checks.framework.check import Problem
from fabula.export.findings_json import findings_document
from fabula.export.page.report import html_report
from fabula.export.sarif import sarif_document

KEYS = (
    "check level start end line column text message evidence edits confidence fingerprint"
).split()


def test_findings_have_exactly_the_keys_of_the_contract() -> None:
    document = findings_document(handmade.manuscript(), handmade.findings())
    assert set(document) == {"schema", "findings"}
    assert document["schema"] == "fabula.findings/1"
    for finding in document["findings"]:
        assert list(finding) == KEYS
        assert all(set(e) == {"start", "end", "note"} for e in finding["evidence"])
        assert all(set(e) == {"start", "end", "replacement"} for e in finding["edits"])


def test_findings_say_where_they_are() -> None:
    manuscript = handmade.manuscript()
    for finding in findings_document(manuscript, handmade.findings())["findings"]:
        line = handmade.TEXT.splitlines()[finding["line"] - 1]
        at = finding["column"] - 1
        assert line[at : at + len(finding["text"])] == finding["text"]
        assert manuscript.text[finding["start"] : finding["end"]] == finding["text"]


def test_sarif_keeps_levels_places_and_fingerprints() -> None:
    manuscript = handmade.manuscript()
    document = sarif_document(
        [(manuscript, handmade.findings())], {"tense-shift": "A shift of tense."}
    )
    json.dumps(document, allow_nan=False)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    results = run["results"]
    assert [r["level"] for r in results] == ["error", "error", "note", "warning"]
    for result, finding in zip(results, handmade.findings(), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.check
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["charOffset"] == finding.span.start
        assert region["snippet"]["text"] == finding.span.text(manuscript.text)
        assert result["partialFingerprints"] == {"fabula/v1": finding.fingerprint}
    assert {rule["shortDescription"]["text"] for rule in rules} >= {"A shift of tense."}


def test_checks_that_failed_are_told_in_every_format() -> None:
    problems = [Problem("echo", "the check “echo” failed; leave it out", "failed")]
    document = findings_document(handmade.manuscript(), handmade.findings(), problems)
    assert document["failed"] == [{"check": "echo", "reason": problems[0].line}]
    (run,) = sarif_document([(handmade.manuscript(), handmade.findings())], {}, problems)["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == problems[0].line
    assert notification["associatedRule"] == {"id": "echo"}
    assert len(run["results"]) == len(handmade.findings())
    page = html_report(handmade.story(), handmade.findings(), problems)
    assert "these checks failed: echo" in page
    assert "checks failed" not in html_report(handmade.story(), handmade.findings())


def test_sarif_evidence_and_fixes_point_into_the_text() -> None:
    results = sarif_document([(handmade.manuscript(), handmade.findings())], {})["runs"][0][
        "results"
    ]
    (related,) = results[3]["relatedLocations"]
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "her grey\neyes"
    replacement = results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"]["charLength"] == 4
    assert replacement["insertedContent"]["text"] == ""


def test_sarif_uris_are_uris() -> None:
    from dataclasses import replace

    manuscript = replace(handmade.manuscript(), source=_Nowhere(), path="my drafts/été #1.txt")
    (result, *_) = sarif_document([(manuscript, handmade.findings())], {})["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%/._\-]+", uri)


class _Nowhere:
    """A source map that knows no places."""

    def places(self, _span: object) -> tuple[()]:
        return ()

    def line_column(self, offset: int) -> tuple[int, int]:
        return 1, offset + 1
