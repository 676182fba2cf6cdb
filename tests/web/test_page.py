"""The page in the browser: kept fresh, answered, and closed to everybody else."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

import browser as browsing
from fabula.language.read import read_manuscript
from fabula.manuscript.errors import FabulaError
from fabula.pipeline import reading
from fabula.web.app import app_for
from fabula.web.desk import Desk

SECRET = "a-secret"
STORY = "Mara shut the the gate.\n\nNell went to to the sea.\n\n<script>window.run = 1</script>\n"
DOUBLED = '[check]\nselect = ["doubled-word"]\n'


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(STORY)
    (tmp_path / "fabula.toml").write_text(DOUBLED)
    return path


@dataclass
class Served:
    desk: Desk
    port: int

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, str]:
        """Ask for a path as it is written; headers by name, with _ for -."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.putrequest(method, path, skip_host=True)
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        for key, value in ({"Host": self.host} | named).items():
            link.putheader(key, value)
        link.putheader("Content-Length", str(len(body or "")))
        link.endheaders((body or "").encode())
        with closing(link), link.getresponse() as answer:
            return answer.status, answer.read().decode()

    def answer(self, what: str, fingerprint: str) -> int:
        body = json.dumps({"fingerprint": fingerprint})
        return self.ask(f"/{SECRET}/{what}", "POST", body, Origin=f"http://{self.host}")[0]

    def say(self, body: str) -> tuple[int, str]:
        return self.ask(f"/{SECRET}/say", "POST", body, Origin=f"http://{self.host}")

    def written(self, fingerprints: list[Any]) -> int:
        body = json.dumps({"fingerprints": fingerprints})
        return self.ask(f"/{SECRET}/write", "POST", body, Origin=f"http://{self.host}")[0]


@pytest.fixture
def served(draft: Path) -> Iterator[Served]:
    desk = Desk(str(draft))
    desk.refresh()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        config = uvicorn.Config(app_for(desk, SECRET, port), log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield Served(desk, port)
        server.should_exit = True
        thread.join()


def fingerprints(desk: Desk, button: str = "stet") -> list[str]:
    return [part[:16] for part in desk.page.split(f'data-{button}="')[1:]]


class TestDesk:
    def test_the_cast_is_corrected_and_read_again(self, draft: Path) -> None:
        desk = Desk(str(draft))
        desk.refresh()
        desk.say({"of": "Mara", "key": "pronouns", "value": "they/them"})
        desk.say({"of": "Nell", "key": "called", "value": "Nell Quill"})
        desk.refresh()
        assert desk.state.version == 2
        assert desk.state.problem == ""
        assert "they/them" in desk.page
        assert ">Nell Quill</a>" in desk.page
        assert "Your corrections (2)" in desk.page
        kept = draft.with_name("fabula.toml").read_text()
        assert kept.startswith(DOUBLED)
        desk.say({"of": "Nell", "key": "same_as", "take_back": "yes"})
        desk.say({"of": "Mara", "key": "pronouns", "value": ""})
        desk.refresh()
        assert draft.with_name("fabula.toml").read_text().strip() == DOUBLED.strip()

    def test_a_corrected_cast_needs_no_second_reading(
        self, draft: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        times = []
        read = read_manuscript

        def counting(*given: Any, **named: Any) -> Any:
            times.append(given[0].text)
            return read(*given, **named)

        monkeypatch.setattr(reading, "read_manuscript", counting)
        (draft.parent / "fabula.toml").write_text("")
        desk = Desk(str(draft))
        desk.refresh()
        for value in ("they/them", "she/her"):
            desk.say({"of": "Mara", "key": "pronouns", "value": value})
            desk.refresh()
            assert value in desk.page
        assert len(times) == 1
        anew = Desk(str(draft))
        anew.refresh()
        assert anew.page == desk.page
        draft.write_text(STORY + "\nIt rained.\n")
        desk.refresh()
        assert len(times) == 3
        assert "It rained." in desk.page

    def test_a_correction_that_cannot_be_is_told(self, draft: Path) -> None:
        desk = Desk(str(draft))
        desk.refresh()
        for rule in (
            {"of": "Mara", "key": "called", "value": " "},
            {"of": "Mara", "key": "words"},
            {},
        ):
            with pytest.raises(FabulaError):
                desk.say(rule)
        assert draft.with_name("fabula.toml").read_text() == DOUBLED

    def test_a_changed_draft_is_read_again(self, draft: Path) -> None:
        desk = Desk(str(draft))
        assert (desk.page, desk.state.version) == ("", 0)
        desk.refresh()
        assert len(fingerprints(desk)) == 2
        desk.refresh()
        assert desk.state.version == 1
        draft.write_text(STORY.replace("the the", "the"))
        desk.refresh()
        assert (len(fingerprints(desk)), desk.state.version) == (1, 2)

    def test_a_remark_stands_and_is_taken_back(self, draft: Path) -> None:
        desk = Desk(str(draft))
        desk.refresh()
        first, second = fingerprints(desk)
        desk.let_stand(first)
        assert fingerprints(desk) == [second]
        assert fingerprints(desk, "undo") == [first]
        kept = draft.with_name("fabula.stet").read_text()
        assert f'{first}  doubled-word: "the the"' in kept
        desk.take_back(first)
        assert fingerprints(desk) == [first, second]

    def test_an_answer_given_elsewhere_is_seen(self, draft: Path) -> None:
        desk = Desk(str(draft))
        desk.refresh()
        draft.with_name("fabula.stet").write_text(f"{fingerprints(desk)[0]}\n")
        desk.refresh()
        assert len(fingerprints(desk)) == 1

    def test_a_draft_that_cannot_be_read_keeps_the_last_page(self, draft: Path) -> None:
        desk = Desk(str(draft))
        desk.refresh()
        page = desk.page
        draft.unlink()
        desk.refresh()
        assert desk.page == page
        assert "draft.txt" in desk.state.problem
        draft.write_text(STORY)
        desk.refresh()
        assert desk.state.problem == ""

    def test_settings_that_are_wrong_are_told(self, draft: Path) -> None:
        desk = Desk(str(draft))
        desk.refresh()
        draft.with_name("fabula.toml").write_text("[chek]\n")
        desk.refresh()
        assert 'unknown table "chek"' in desk.state.problem


def test_the_page_and_its_state(served: Served) -> None:
    status, page = served.ask(f"/{SECRET}/")
    assert (status, page) == (200, served.desk.page)
    status, state = served.ask(f"/{SECRET}/state")
    assert (status, json.loads(state)["version"]) == (200, 1)


def test_answers(served: Served) -> None:
    first, _ = fingerprints(served.desk)
    assert served.answer("stet", first) == 200
    assert len(fingerprints(served.desk)) == 1
    assert served.answer("stet", "0" * 16) == 409
    assert served.answer("undo", first) == 200
    assert served.answer("undo", first) == 409


def test_accepted_corrections_are_written_to_a_new_draft(served: Served, draft: Path) -> None:
    _, second = fingerprints(served.desk)
    assert served.written([second]) == 200
    assert draft.read_text() == STORY
    assert draft.with_name("draft.corrected.txt").read_text() == STORY.replace("to to", "to")


def test_a_draft_that_changed_meanwhile_is_not_written_and_the_page_says_what_to_do(
    served: Served, draft: Path
) -> None:
    _, second = fingerprints(served.desk)
    draft.write_text(STORY + "\nIt rained.\n")
    body = json.dumps({"fingerprints": [second]})
    status, said = served.ask(f"/{SECRET}/write", "POST", body, Origin=f"http://{served.host}")
    assert status == 409
    assert "the page shows it again by itself" in json.loads(said)["problem"]
    assert "run this again" not in said
    assert not draft.with_name("draft.corrected.txt").exists()


Attempt = Callable[[Served], tuple[int, str]]


def stet_from(**headers: str) -> Attempt:
    def attempt(served: Served) -> tuple[int, str]:
        body = json.dumps({"fingerprint": fingerprints(served.desk)[0]})
        return served.ask(f"/{SECRET}/stet", "POST", body, **headers)

    return attempt


def stet_of(body: str) -> Attempt:
    def attempt(served: Served) -> tuple[int, str]:
        return served.ask(f"/{SECRET}/stet", "POST", body, Origin=f"http://{served.host}")

    return attempt


ATTEMPTS: dict[str, Attempt] = {
    **{
        path: (lambda served, path=path: served.ask(path))  # type: ignore[misc]
        for path in (
            "/", "/draft.txt", "/wrong/", "/a-secre/", "/a-secret%00/", f"/{SECRET}",
            f"/{SECRET}/draft.txt", f"/{SECRET}/../draft.txt", f"/{SECRET}/..%2fdraft.txt",
            f"/{SECRET}//etc/passwd", f"/{SECRET}/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
            f"/{SECRET}/fabula.toml", f"/{SECRET}/state/..", f"/{SECRET}/stet", "/robots.txt",
        )
    },
    "another host": lambda s: s.ask(f"/{SECRET}/", Host="evil.example"),
    "a host like ours": lambda s: s.ask(f"/{SECRET}/", Host=f"127.0.0.1.evil.example:{s.port}"),
    "no port": lambda s: s.ask(f"/{SECRET}/", Host="127.0.0.1"),
    "no origin": stet_from(),
    "another origin": stet_from(Origin="http://evil.example"),
    "an origin that is null": stet_from(Origin="null"),
    "the origin by https": stet_from(Origin="https://127.0.0.1"),
    "a body that is too large": stet_of('{"fingerprint": "' + "0" * (1 << 20) + '"}'),
    "a body that is no JSON": stet_of("fingerprint=0"),
    "a body that is no object": stet_of("[" * 2000),
    "an answer of nobody": lambda s: s.ask(f"/{SECRET}/write", "POST", '{"fingerprints": []}'),
    "a list of what is none": lambda s: (s.written([1, None]), ""),
    "a list of remarks that are gone": lambda s: (s.written(["0" * 16]), ""),
    "a rule that is a word": lambda s: s.say('{"rule": "Mara"}'),
    "a rule that holds a list": lambda s: s.say('{"rule": {"of": ["Mara"]}}'),
    "a rule on a key of the settings": lambda s: s.say('{"rule": {"of": "check", "key": "select"}}'),
    "a rule of many lines": lambda s: s.say('{"rule": {"of": "a\\n[check]", "key": "person"}}'),
    "a rule of nobody's page": lambda s: s.ask(f"/{SECRET}/say", "POST", '{"rule": {}}'),
    "a number": stet_of('{"fingerprint": 7}'),
    "a path for a fingerprint": stet_of('{"fingerprint": "../../draft.txt"}'),
    "another method": lambda s: s.ask(f"/{SECRET}/", "DELETE"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTEMPTS)
def test_nobody_else_gets_anything(served: Served, draft: Path, name: str) -> None:
    before = sorted((path.name, path.read_bytes()) for path in draft.parent.iterdir())
    status, body = ATTEMPTS[name](served)
    assert 400 <= status < 500
    assert "Mara" not in body
    assert "root:" not in body
    assert sorted((path.name, path.read_bytes()) for path in draft.parent.iterdir()) == before


@pytest.mark.skipif(browsing.executable() is None, reason="no Chromium here")
def test_in_a_browser(served: Served, draft: Path, tmp_path: Path) -> None:
    def until(page: browsing.Browser, true: str) -> None:
        for _ in range(300):
            time.sleep(0.1)
            with suppress(browsing.BetweenPagesError):
                if page.js(f"document.readyState === 'complete' && ({true})"):
                    return
        pytest.fail(f"never: {true}")

    with browsing.chromium(tmp_path / "profile") as page:
        page.width(1200)
        page.call("Page.navigate", url=f"http://{served.host}/{SECRET}/")
        remarks = "document.querySelectorAll('.remark').length"
        until(page, f"{remarks} === 2")
        page.press("n")
        page.press("s")
        until(page, f"{remarks} === 1")
        assert "doubled-word" in draft.with_name("fabula.stet").read_text()
        page.js("document.querySelector('[data-undo]').click()")
        until(page, f"{remarks} === 2")
        page.press("n")
        page.press("a")
        assert page.js("document.getElementById('write').textContent") == (
            "Write 1 accepted to a new draft"
        )
        page.js("document.getElementById('write').click()")
        until(page, "document.getElementById('told').textContent.includes('1 correction written')")
        assert draft.with_name("draft.corrected.txt").is_file()
        page.js(
            "document.querySelector('[data-rule=pronouns][data-rule-of=Mara]').previousElementSibling.querySelector('select').value = 'they/them'"
        )
        page.js("document.querySelector('[data-rule=pronouns][data-rule-of=Mara]').click()")
        until(page, "document.getElementById('told').textContent.includes('Kept in fabula.toml')")
        served.desk.refresh()
        until(page, "document.querySelector('[data-unrule=pronouns]') !== null")
        page.js("document.querySelector('[data-show]').click()")
        draft.write_text(STORY.replace("Mara", "Tabitha"))
        served.desk.refresh()
        until(page, "document.body.textContent.includes('Tabitha')")
        assert page.js("document.querySelector('[data-show]').checked") is False
        assert page.js("window.run") is None
        wrong = [e for e in page.events if e["method"] == "Runtime.exceptionThrown"]
        assert wrong == []
        asked = {
            event["params"]["request"]["url"].split(SECRET)[0]
            for event in page.events
            if event["method"] == "Network.requestWillBeSent"
        }
        assert asked == {f"http://{served.host}/"}


def test_the_command_serves_until_it_is_ended(draft: Path) -> None:
    command = [sys.executable, "-m", "fabula", "open", str(draft), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        address = run.stdout.readline().decode().strip()
        port, secret = address.split(":")[2].split("/")[:2]
        link = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
        with closing(link):
            link.request("GET", f"/{secret}/")
            with link.getresponse() as answer:
                assert answer.status == 200
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == 130
        assert run.communicate()[1] == b""


def test_a_path_that_is_wrong_is_one_line(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "fabula", "open", str(tmp_path / "no.txt"), "--no-browser"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (2, b"", 1)
