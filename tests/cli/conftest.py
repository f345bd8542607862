"""What tests of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explaining.commands import a_drawn_council


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter with its rota drawn, where the module has none of its own."""
    return a_drawn_council(tmp_path / "visits")
