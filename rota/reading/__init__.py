"""Inputs: from a council's files to the Problem, with every fault at once."""

from rota.reading.advice import advice
from rota.reading.doubts.roles import role_doubts
from rota.reading.faults import Fault, summary
from rota.reading.reader import Reading, read
from rota.reading.rotas import read_rota
from rota.reading.sources import SOURCES
from rota.reading.starter import write_starter
from rota.reading.uses import Use

__all__ = [
    "SOURCES",
    "Fault",
    "Reading",
    "Use",
    "advice",
    "read",
    "read_rota",
    "role_doubts",
    "summary",
    "write_starter",
]
