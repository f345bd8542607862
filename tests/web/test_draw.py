"""Drawing: one run however often the button is pressed, taken up again whoever dies, and kept as it was drawn."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from rota.record_json import read_record
from rota.web import solves
from rota.web.actions.draw import NothingToDraw, draw, stop
from rota.web.actions.log import Actor
from rota.web.bridge import read_upload
from rota.web.draw import draw as drawn
from rota.web.models import LogEvent, Revision, Snapshot, Solve
from rota.web.plain_register import canonical, of_data
from rota.web.queries.register import register
from rota.web.queries.rotas import sentence
from rota.web.roles import Role
from tests.web.people import a_browser
from tests.web.registers import SMALL, files_of, filled_with, zipped

pytestmark = pytest.mark.django_db
ANN = Actor("ann@example.test")
DATED = datetime(2027, 1, 1, 12, 0, tzinfo=ZoneInfo("Europe/London"))
AT_ONCE = threading.Event()

LAST = {"rota": "{}", "view": {"said": ["Well."], "visits": [], "loads": []}, "said": ["Well."], "value": 7, "bound": 7}
HALF = {"stage": "search", "done": 0.5, "value": 9, "bound": 7}


def says(*steps: dict[str, Any], then: str = "") -> list[str]:
    """A child that says these steps, and then does something."""
    lines = "".join(f"print({json.dumps(json.dumps(step))}, flush=True)\n" for step in steps)
    return [sys.executable, "-c", f"import signal, sys, time\nsys.stdin.read()\n{lines}{then}"]


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], None]:
    """Puts a command in the engine's place."""

    def put(command: list[str]) -> None:
        def begun(solve: Solve) -> subprocess.Popen[str]:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        monkeypatch.setattr(solves, "_child", begun)

    monkeypatch.setattr(solves, "TICK", 0.05)
    return put


@pytest.fixture
def run() -> Solve:
    filled_with(SMALL)
    return draw(ANN)


def now(solve: Solve) -> Solve:
    return Solve.objects.get(pk=solve.pk)


def test_what_a_rota_is_drawn_of_is_frozen_under_its_sha_256(run: Solve) -> None:
    text = run.snapshot.content
    assert run.snapshot.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert of_data(json.loads(text)) == register()
    assert text == canonical(of_data(json.loads(text)))
    event = LogEvent.objects.first()
    assert event
    assert (event.who, event.verb, event.after) == (ANN.who, "asked for", {"snapshot": run.snapshot.sha256})


def test_a_second_press_is_the_same_run(run: Solve) -> None:
    assert draw(Actor("bob@example.test")) == run
    assert Solve.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Solve.objects.create(snapshot=run.snapshot, who="bob@example.test")


def test_the_same_register_is_one_snapshot_and_another_is_another(run: Solve) -> None:
    Solve.objects.update(state="drawn")
    assert draw(ANN).snapshot == run.snapshot
    Solve.objects.update(state="drawn")
    filled_with({**SMALL, "interests.csv": b"member,team\nann,mash\n"})
    assert draw(ANN).snapshot != run.snapshot


def test_of_nothing_nothing_is_drawn() -> None:
    with pytest.raises(NothingToDraw, match="nothing in the register"):
        draw(ANN)


def test_the_engine_says_how_far_it_is_and_then_the_rota() -> None:
    steps: list[dict[str, Any]] = []
    content = canonical(read_upload("x.zip", zipped(SMALL)).register)
    drawn(content, DATED, threading.Event(), steps.append)
    last = steps[-1]
    assert [placement.visit for placement in read_record(last["rota"].encode()).rota.placements] == ["mash-1"]
    assert last["said"][0] == "Testshire, 1 June 2027 to 31 May 2028."
    assert "1 preference could not be met everywhere:" in last["said"]  # a page names no command
    (visit,) = last["view"]["visits"]
    assert len(visit["members"]) == 2
    assert sum(one["visits"] for one in last["view"]["loads"]) == 2
    assert last["value"] == last["bound"]
    assert steps[-2]["stage"] == "looking for reserves"


def test_the_same_snapshot_is_always_the_same_rota() -> None:
    content = canonical(read_upload("x.zip", zipped(SMALL)).register)
    found: list[dict[str, Any]] = []
    for _ in range(2):
        drawn(content, DATED, threading.Event(), found.append)
    rotas = [step["rota"] for step in found if "rota" in step]
    assert rotas[0] == rotas[1]


def test_where_there_is_no_rota_the_engine_says_why() -> None:
    steps: list[dict[str, Any]] = []
    drawn(
        canonical(read_upload("x.zip", zipped(files_of("impossible"))).register), DATED, threading.Event(), steps.append
    )
    assert any("MASH" in line for line in steps[-1]["none"])


def test_a_run_is_kept_as_a_rota(run: Solve, child: Callable[[list[str]], None]) -> None:
    child(says(HALF, LAST))
    assert solves.run_one(AT_ONCE)
    done = now(run)
    assert (done.state, done.value, done.bound, done.said) == ("drawn", 7, 7, ["Well."])
    made = Revision.objects.get()
    assert (made.solve, made.snapshot, made.rota, made.made_by) == (run, run.snapshot, "{}", ANN.who)
    assert not solves.run_one(AT_ONCE), "nothing waits any more"
    assert LogEvent.objects.first().verb == "drew"  # type: ignore[union-attr]


def test_how_far_it_is_is_kept_while_it_goes_on(run: Solve, child: Callable[[list[str]], None]) -> None:
    child(says(HALF, then="time.sleep(30)"))
    leaving = threading.Event()
    seen: list[Solve] = []
    renew = solves._renew

    def watched(solve: Solve, step: dict[str, Any]) -> None:
        renew(solve, step)
        if step:
            seen.append(now(solve))
            leaving.set()

    solves._renew = watched  # type: ignore[assignment]
    try:
        solves.run_one(leaving)
    finally:
        solves._renew = renew
    assert (seen[0].state, seen[0].done, seen[0].value) == ("running", 0.5, 9)
    assert sentence(seen[0]).startswith(
        "50 % done: the best rota so far has 9 points, and none can save more than 2 points"
    )
    assert (now(run).state, now(run).attempts) == ("queued", 0), "a worker that is told to end gives the run back"


def test_no_rota_is_kept_in_words(run: Solve, child: Callable[[list[str]], None]) -> None:
    child(says({"none": ["Nobody can go."]}))
    solves.run_one(AT_ONCE)
    assert (now(run).state, now(run).said) == ("no rota", ["Nobody can go."])
    assert not Revision.objects.exists()


def test_an_engine_that_dies_is_begun_again_and_after_three_times_no_more(
    run: Solve, child: Callable[[list[str]], None]
) -> None:
    child(says(HALF, then="import os\nos.kill(os.getpid(), signal.SIGKILL)"))
    for attempt in (1, 2, 3):
        assert solves.run_one(AT_ONCE)
        assert (now(run).state, now(run).attempts) == ("queued", attempt)
    assert not solves.run_one(AT_ONCE)
    assert (now(run).state, now(run).said) == ("failed", [solves.GAVE_UP])
    assert draw(ANN) != run, "another may be asked for"


def test_a_run_whose_worker_is_gone_is_taken_up_when_its_lease_is_over(run: Solve) -> None:
    first = solves.claimed()
    assert first
    assert solves.claimed() is None, "it is held"
    Solve.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    second = solves.claimed()
    assert second
    assert (second.pk, second.attempts) == (first.pk, 2)
    with pytest.raises(solves.Lost):
        solves._renew(first, HALF)
    with pytest.raises(solves.Lost):
        solves._keep(first, LAST)
    solves._keep(second, LAST)
    with pytest.raises(solves.Lost):
        solves._keep(second, LAST)
    assert Revision.objects.count() == 1


def test_whoever_stops_it_has_the_best_so_far(run: Solve, child: Callable[[list[str]], None]) -> None:
    """The engine is told by SIGTERM, after its first word: before that it would not know."""
    ends = (
        f"signal.signal(signal.SIGTERM, lambda *_: (print({json.dumps(json.dumps(LAST))}, flush=True), sys.exit()))\n"
    )
    child(says(then=f"{ends}print({json.dumps(json.dumps(HALF))}, flush=True)\ntime.sleep(30)"))
    stop(ANN, run)
    stop(ANN, run)
    assert LogEvent.objects.filter(verb="stopped").count() == 1
    solves.run_one(AT_ONCE)
    assert now(run).state == "drawn"
    assert Revision.objects.count() == 1


def test_a_stopped_engine_gives_what_it_has() -> None:
    steps: list[dict[str, Any]] = []
    stopped = threading.Event()
    stopped.set()
    drawn(canonical(read_upload("x.zip", zipped(SMALL)).register), DATED, stopped, steps.append)
    assert steps[-1].keys() & {"rota", "none"}


def test_what_was_drawn_is_never_changed(run: Solve) -> None:
    Revision.objects.create(snapshot=run.snapshot, solve=run, rota="{}", view={}, made_by="x@example.test")
    for model in (Snapshot, Revision):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.objects.update(made_by="somebody else")


def test_an_officer_draws_watches_and_looks(child: Callable[[list[str]], None]) -> None:
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    answer = browser.post("/rotas/draw/")
    address = answer.headers["Location"]
    assert browser.post("/rotas/draw/").headers["Location"] == address
    page = browser.get(address).content.decode()
    assert "Waiting for the worker to begin." in page
    assert browser.get(f"{address}progress/").json() == {"sentence": "Waiting for the worker to begin.", "over": False}
    browser.post(f"{address}stop/")
    assert "Stop, and keep" not in browser.get(address).content.decode()
    steps: list[dict[str, Any]] = []
    drawn(Snapshot.objects.get().content, DATED, threading.Event(), steps.append)
    child(says(steps[-1]))
    solves.run_one(AT_ONCE)
    made = Revision.objects.get()
    assert browser.get(f"{address}progress/").json() == {"sentence": "There is a rota.", "over": True}
    page = browser.get(f"/rotas/{made.pk}/").content.decode()
    assert "Testshire, 1 June 2027 to 31 May 2028." in page
    assert made.snapshot.sha256 in page
    assert "MASH" in page
    assert f"/rotas/{made.pk}/" in browser.get("/rotas/").content.decode()
    assert read_record(browser.get(f"/rotas/{made.pk}/rota.json").content).rota.placements


def test_without_a_register_the_button_says_what_is_missing() -> None:
    page = a_browser(Role.OFFICER).post("/rotas/draw/", follow=True).content.decode()
    assert "There is nothing in the register yet." in page
