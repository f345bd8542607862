"""What is asked for each council and what comes of it: plain data that any worker can take and give back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any, Literal

from rota import __version__
from rota.source import MappingSource

Word = Literal["proven best", "best found", "impossible", "not found", "faults", "failed"]
"""What came of a council, in a word or two."""


READ = (".csv", ".py", ".ics", "rota.toml", "bank-holidays.json")
"""How the names end of the files that a reader reads: of others the name alone matters."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the rotas are drawn: the options of ``rota solve`` that change what is written."""

    seed: int = 1
    seconds: int | None = None
    work: int | None = None
    dated: datetime | None = None
    own_rules: bool = False

    def to_data(self) -> dict[str, Any]:
        """The options as JSON data."""
        return {**asdict(self), "dated": self.dated and self.dated.isoformat()}


def versions() -> dict[str, str]:
    """Of what the rota depends on besides its inputs: two of these that differ may draw another rota as good."""
    return {"rota": __version__, "ortools": version("ortools")}


@dataclass(frozen=True, slots=True)
class Job:
    """A council to be drawn. ``place`` is where its folder is, to be named in what is said of it.

    ``before`` is the rota.json that the new one takes the place of, empty when there is none.
    """

    name: str
    place: str
    inputs: MappingSource
    options: Options
    versions: dict[str, str]
    before: bytes = b""

    @property
    def key(self) -> dict[str, Any]:
        """The same when the same rota would come of it, or another that is as good."""
        return {"inputs": self.inputs.digest, "options": self.options.to_data(), "versions": self.versions}


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of one council.

    ``points`` and ``bound`` are None without a rota; ``words`` then say why there is none, in sentences, and
    otherwise what the reading warned of. ``fairness`` is the points of the rule that measures it, and None too
    where none does.
    """

    result: Word
    seconds: float = 0.0
    points: int | None = None
    bound: int | None = None
    fairness: int | None = None
    fairness_bound: int | None = None
    faults: int = 0
    words: tuple[str, ...] = ()

    @property
    def solved(self) -> bool:
        """Whether there is a rota."""
        return self.points is not None

    @property
    def proven(self) -> bool:
        """Whether it is proven that no rota is better."""
        return self.result == "proven best"

    @property
    def proven_fairest(self) -> bool:
        """Whether it is proven that no rota is fairer."""
        if self.fairness is None or self.fairness_bound is None:
            return False
        return self.fairness <= self.fairness_bound

    @property
    def gap(self) -> int | None:
        """Points that a better rota could save at most."""
        return None if self.points is None or self.bound is None else self.points - self.bound


@dataclass(frozen=True, slots=True)
class JobResult:
    """The account of a council and the files to be kept, by name."""

    account: Account
    files: dict[str, bytes] = field(default_factory=dict)


def failed(*words: str) -> JobResult:
    """The outcome of a council of which nothing is known but why."""
    return JobResult(Account("failed", words=words))
