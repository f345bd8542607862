"""What tests of the disk share."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for the disk: whether a file is flushed is counted, not done."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
