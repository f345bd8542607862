"""What tests of forms share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.proforma_worlds import a_council_to_report


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A council with visits to report on."""
    return a_council_to_report(tmp_path)
