"""What every source gives: the tables by name, and the settings, before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from rota.reading.settings_keys import RawSettings
from rota.tables.table import Table


@dataclass(frozen=True, slots=True)
class Raw:
    """Tables by name (those not given are missing) and settings (None when they could not be read).

    ``calendars`` are the files in which people and committees keep their times.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)
    settings: RawSettings | None = None
    calendars: tuple[PurePath, ...] = ()
