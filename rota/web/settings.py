"""Django's settings, all of them made from the environment: a key that is missing or wrong is a sentence."""

from __future__ import annotations

import os

from rota.web.config import read_config
from rota.web.django_settings import settings_of

COUNCIL: str
COUNCIL_COLOUR: str
ADDRESS: str
EXPORTS: str

globals().update(settings_of(read_config(os.environ)))
