"""Rules: those that are refused, and those that are followed as an independent program (dateutil) follows them."""

from __future__ import annotations

import datetime as datetime_module
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from rota.reading.calendars.expansion import occurrences
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.rules import rule_of
from rota.reading.calendars.work import ExpansionBudget
from tests.support.tiers import examples


@pytest.fixture(scope="module", autouse=True)
def until_2030() -> Iterator[None]:
    """A rule that never matches dateutil follows until the year 9999, for seconds: here time ends sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(datetime_module, "MAXYEAR", 2030)
        yield


FIRST, LAST = date(2026, 6, 1), date(2027, 5, 31)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _listed(name: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3).map(lambda chosen: f"{name}={','.join(map(str, chosen))}")


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule on the allow-list. Plain and numbered weekdays are not mixed: of those dateutil keeps only some."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    numbered = frequency in ("MONTHLY", "YEARLY") and draw(st.booleans())
    weekdays = st.sampled_from([f"{which}{day}" for which in (1, 2, 4, -1, -2) for day in DAYS] if numbered else DAYS)
    optional = [
        st.integers(1, 5).map(lambda n: f"INTERVAL={n}"),
        st.integers(1, 60).map(lambda n: f"COUNT={n}"),
        _listed("BYMONTH", st.integers(1, 12)),
        _listed("BYDAY", weekdays),
        st.sampled_from(DAYS).map(lambda day: f"WKST={day}"),
        st.integers(0, 23).map(lambda hour: f"BYHOUR={hour}"),
    ]
    if frequency != "WEEKLY":
        optional.append(_listed("BYMONTHDAY", st.sampled_from([1, 15, 28, 29, 30, 31, -1, -3])))
    if frequency == "YEARLY":
        optional.append(_listed("BYYEARDAY", st.sampled_from([1, 60, 200, 366, -1])))
        optional.append(_listed("BYWEEKNO", st.sampled_from([1, 20, 52, 53, -1])))
    parts = draw(st.lists(st.sampled_from(range(len(optional))), unique=True, max_size=4))
    chosen = [draw(optional[part]) for part in parts]
    if any(part.startswith("BY") for part in chosen) and draw(st.booleans()):
        chosen.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    return ";".join([f"FREQ={frequency}", *chosen])


@examples(100)
@given(rules(), st.dates(date(2018, 1, 1), date(2027, 5, 31)))
@example("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", date(2026, 1, 30))
@example("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", date(2020, 12, 28))
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", date(2026, 8, 4))
@example("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2020, 2, 29))
@example("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 31))
def test_a_rule_is_followed_as_another_program_follows_it(text: str, day: date) -> None:
    """But for the start itself, which is always busy here."""
    agrees(text, day)


@pytest.mark.slow
@examples(1_000)
@given(rules(), st.dates(date(2018, 1, 1), date(2027, 5, 31)))
def test_a_thousand_rules_are_followed_as_another_program_follows_them(text: str, day: date) -> None:
    agrees(text, day)


def agrees(text: str, day: date) -> None:
    """Asserts that both programs give the rule the same times in the year."""
    start = datetime.combine(day, time(10, 30))
    asked = _with_the_starts_weekday(text, day)
    mine = set(occurrences(rule_of(text, ExpansionBudget()), start, FIRST, LAST, ExpansionBudget()))
    end = datetime.combine(LAST, time.min) + timedelta(1)
    after_the_year = rrulestr(f"{asked};UNTIL=20270601T000000" if "COUNT" not in asked else asked, dtstart=start)
    theirs = {moment for moment in after_the_year if datetime.combine(FIRST, time.min) <= moment < end}
    assert mine - {start} == theirs - {start}


def _with_the_starts_weekday(text: str, day: date) -> str:
    """Of weeks by number alone dateutil takes every day; by the standard the start says which (RFC 5545, 3.3.10)."""
    alone = "BYWEEKNO" in text and not any(part in text for part in ("BYDAY", "BYMONTHDAY", "BYYEARDAY"))
    return f"{text};BYDAY={DAYS[day.weekday()]}" if alone else text


@pytest.mark.parametrize(
    ("text", "start", "days"),
    [
        # 16 September 2026 is the Wednesday of week 38, 30 September that of week 40.
        ("FREQ=YEARLY;BYWEEKNO=38,40", (2026, 9, 16), ["2026-09-16", "2026-09-30"]),
        # 31 December 2026 is the Thursday of week 53, the last of 2026; week 1 of 2027 begins on 4 January.
        ("FREQ=YEARLY;BYWEEKNO=-1", (2025, 1, 2), ["2026-12-31"]),
        ("FREQ=YEARLY;BYWEEKNO=1", (2025, 1, 2), ["2027-01-07"]),
        ("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=38", (2024, 9, 16), ["2026-09-14"]),
        ("FREQ=YEARLY;BYWEEKNO=38,40;COUNT=3", (2025, 9, 17), ["2026-09-16"]),
        # The weeks of September alone; and one of the two by its place.
        ("FREQ=YEARLY;BYMONTH=9;BYWEEKNO=38,41", (2025, 9, 17), ["2026-09-16"]),
        ("FREQ=YEARLY;BYWEEKNO=38,40;BYSETPOS=-1", (2025, 10, 1), ["2026-09-30"]),
        # With a day of the week it is that day, whatever the start's own.
        ("FREQ=YEARLY;BYWEEKNO=38;BYDAY=MO", (2025, 9, 15), ["2026-09-14"]),
    ],
)
def test_weeks_by_number_alone_are_the_starts_weekday_in_them(
    text: str, start: tuple[int, int, int], days: list[str]
) -> None:
    found = occurrences(rule_of(text, ExpansionBudget()), datetime(*start, 10), FIRST, LAST, ExpansionBudget())
    assert [f"{moment:%Y-%m-%d}" for moment in found] == days


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=1000000000",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYHOUR=1,2",
        "FREQ=DAILY;BYSECOND=0,1,2",
        "FREQ=DAILY;BYEASTER=0",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=99MO",
        "FREQ=MONTHLY;BYDAY=",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=1000000000000000000000",
        "FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 500),
        "FREQ=YEARLY;RSCALE=CHINESE",
        "INTERVAL=2",
        "",
        "banana",
    ],
)
def test_a_rule_that_is_not_on_the_list_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        rule_of(text, ExpansionBudget())


@pytest.mark.parametrize(
    "text", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=5000;BYMONTH=2;BYMONTHDAY=30"]
)
def test_a_rule_that_never_matches_comes_to_an_end(text: str) -> None:
    start = datetime(2026, 6, 1, 10)
    assert list(occurrences(rule_of(text, ExpansionBudget()), start, FIRST, LAST, ExpansionBudget())) == [start]
