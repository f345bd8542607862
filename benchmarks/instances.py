"""Every instance by its name and seed: its problem and its rules, or an ordinary input folder of it.

S, M, L, H and national-1 to national-317, each also as tight ("M-tight": members and hosts seldom free,
limits narrow) and as infeasible ("M-infeasible": a fault planted, by seed); Lx0.5 and Mx2, half an L and
twice an M, and so on; bar-66x30, bar-100x80 and bar-100x300 are the public bar, whose seed is in its size.

python -m benchmarks.instances M-tight 3 FOLDER   writes the folder; then: rota solve FOLDER --seconds 60
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bar
from benchmarks.families import council
from benchmarks.faults import FAULTS, Named, contradictory_pins, forced_together, planted
from benchmarks.folders import write_folder
from benchmarks.settings_text import settings_text
from benchmarks.sizes import (
    COUNCILS,
    RULE_NUMBERS,
    SIZES,
    TIGHT,
    RuleNumbers,
    Size,
    national,
    national_numbers,
    scaled,
    scaled_numbers,
    tight_numbers,
    tight_size,
)
from rota.domain import Problem
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.rules.settings import Settings

NATIONAL = tuple(f"national-{number}" for number in range(1, COUNCILS + 1))
FAMILIES = (*SIZES, *NATIONAL)
PLANTED = [name for name, plant in FAULTS.items() if plant not in (contradictory_pins, forced_together)]
"""Of the faults, those that a folder can say: two dates for one visit, or a host without a team, are not read."""

_FACTOR = re.compile(r"0\.[1-9]\d*|[1-9](\.\d+)?", re.ASCII)
"""By which a size can be multiplied: from 0.1 to less than 10."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem and its rules. ``fault`` is what was planted so that there is no rota, or None."""

    name: str
    seed: int
    problem: Problem
    settings: Settings
    fault: Named | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""
        return load(self.settings)


def instance(name: str, seed: int) -> Instance:
    """The instance of this name and seed: the same for ever. ValueError for a name that there is not."""
    if name in bar.BARS:
        return Instance(name, seed, bar.problem(bar.BARS[name]), bar.settings(bar.BARS[name]))
    family, kind = name.removesuffix("-tight").removesuffix("-infeasible"), name.rpartition("-")[2]
    sized = _size_of(family)
    if sized is None or (kind == "tight" and family not in FAMILIES):
        bars = ", ".join(bar.BARS)
        raise ValueError(f"There is no instance '{name}'. There are S, M, L, H, Mx2, national-1 and on, and {bars}.")
    size, numbers = sized
    if kind == "tight":
        tightness = TIGHT["national" if family in NATIONAL else family]
        size, numbers = tight_size(size, tightness), tight_numbers(numbers, size, tightness)
    problem, fault = council(size, family, seed), None
    if kind == "infeasible":
        problem, (fault,) = planted(problem, [PLANTED[seed % len(PLANTED)]])
    return Instance(name, seed, problem, Settings(rules=numbers), fault)


def _size_of(family: str) -> tuple[Size, RuleNumbers] | None:
    if family in NATIONAL:
        size = national()[NATIONAL.index(family)]
        return size, national_numbers(size)
    base, _, factor = family.partition("x")
    if base not in SIZES or (factor and not _FACTOR.fullmatch(factor)):
        return None
    if not factor:
        return (SIZES[base], RULE_NUMBERS[base]) if family == base else None
    times = float(factor)
    return scaled(SIZES[base], times), scaled_numbers(RULE_NUMBERS[base], SIZES[base], times)


def write(made: Instance, folder: Path) -> None:
    """Writes the instance as the folder that a council would fill in; the bar's own rules lie beside rota.toml."""
    settings = made.settings
    if made.name in bar.BARS:
        bar.write_rules(folder)
        settings = Settings((bar.IN_A_FOLDER,), settings.rules)
    write_folder(made.problem, settings_text(made.problem, settings), folder)


def main(name: str, seed: str, folder: str) -> None:
    """Writes one instance as a folder."""
    write(instance(name, int(seed)), Path(folder))
    print(f"Written to {folder}. Now run: rota solve {folder}{' --own-rules' if name in bar.BARS else ''}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("Name an instance, a seed and a folder, such as: M-tight 3 out/m-tight-3")
    main(*sys.argv[1:])
