"""A frame: the part of the problem that is decided anew while the rest stays as a draft has it."""

from __future__ import annotations

from dataclasses import dataclass

from rota.solving.model.compiled_model import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Frame:
    """The free visits, each with its candidate slots and members; what the draft has now is always among them."""

    visits: tuple[int, ...]
    slots: dict[int, Numbers]
    members: dict[int, Numbers]


@dataclass(slots=True)
class Outside:
    """What the fixed visits impose on the free ones."""

    groups: Mask
    slots: Numbers
    fixed: Numbers
