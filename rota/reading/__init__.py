"""Inputs: from a council's files to the Problem, with every fault at once."""

from rota.checking.role_doubts import role_doubts
from rota.checking.warnings import advice
from rota.reading.history_contradictions import Made, SaidOfYear, contradictions
from rota.reading.reader import Reading, read, read_source
from rota.reading.rotas import read_rota, rows_of_rota
from rota.reading.starter_csv import write_starter
from rota.tables.cell_uses import Use
from rota.tables.faults import Fault, summary

__all__ = [
    "Fault",
    "Made",
    "Reading",
    "SaidOfYear",
    "Use",
    "advice",
    "contradictions",
    "read",
    "read_rota",
    "read_source",
    "role_doubts",
    "rows_of_rota",
    "summary",
    "write_starter",
]
