"""What is said of a year without a rota where no obstacle could be named: by what it is known, and of whom."""

from __future__ import annotations

import pytest

from rota.app import no_rota_answer
from rota.app.draw import Run
from rota.explaining.no_rota import impossible_in_words
from rota.solving.diagnosis.obstacle import Diagnosis
from rota.solving.engine import Impossible
from tests.support.builders import a_member, a_problem, a_team

PROBLEM = a_problem([a_member("ann")], [a_team("mash"), a_team("north")])
WHOLE = "The rules together leave no rota, though each visit alone could be placed: two different solves agree on it."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Impossible("dates", ("mash-1",), 1), "Mash has no possible date."),
        (Impossible("dates", ("mash-1", "north-1"), 2), "Mash and North have no possible date."),
        (
            Impossible("places", ("ann",), 1),
            "Ann: 1 place that the rules ask for cannot be filled by members who are free, allowed and within their "
            "limits, however the others are placed.",
        ),
        (
            Impossible("places", (), 2),
            "The rules over all members: 2 places that the rules ask for cannot be filled by members who are free, "
            "allowed and within their limits, however the others are placed.",
        ),
        (
            Impossible("calendar", ("mash-1", "north-1"), 1),
            "1 visit has no room in the calendar: the dates left to Mash and North are full.",
        ),
        (Impossible("whole"), WHOLE),
    ],
)
def test_each_stage_is_said_in_words(found: Impossible, said: str) -> None:
    assert impossible_in_words(PROBLEM, found) == said


def test_what_is_proven_impossible_is_not_said_to_be_perhaps_possible() -> None:
    run, nothing = Run(Impossible("whole"), stopped=False), Diagnosis((), None, ())
    assert no_rota_answer.lines(PROBLEM, run, nothing) == [WHOLE]
    assert no_rota_answer.verdict(run, nothing) == "impossible"
