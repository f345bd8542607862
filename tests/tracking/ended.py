"""A council whose visits are over, and what was sent about them."""

from __future__ import annotations

from rota.tracking.reports import Agreement, HostCheck
from tests.support.builders import day
from tests.tracking.worlds import (
    VISIT,
    a_report,
    a_response,
    an_action,
    an_issue,
    held,
)

BOB_AGREES = Agreement(VISIT, 1, "bob", on=day("2026-11-06"))


ACCURATE = HostCheck(VISIT, 1, on=day("2026-11-09"))


SENT = (held(), a_report("2026-11-05"), BOB_AGREES, ACCURATE, an_issue("2026-11-05"))
"""Sent to the Head of Service on Monday 9 November."""


ENDED = (*SENT, a_response("2026-11-20"), an_action("2027-02-26", "2026-11-30"))
"""Answered on Friday 20 November, not disputed by the 27th."""
