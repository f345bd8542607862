"""Whether something may be published, as an officer decided last."""

from __future__ import annotations

from collections.abc import Sequence

from rota.tracking.fact import Disclosure


def disclosed(facts: Sequence[Disclosure]) -> tuple[bool | None, str]:
    """Whether it may be published, None where nobody has decided, and the paragraph by which it is exempt."""
    return (facts[-1].publishable, facts[-1].paragraph) if facts else (None, "")
