"""Draws who imports whom, from the imports themselves: the pictures of ARCHITECTURE.md, as SVG.

A box is a package or a module. It stands a floor above the highest of those it imports, so every arrow goes down;
an arrow that others imply, by way of a box between, is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from graphlib import TopologicalSorter
from html import escape
from itertools import pairwise

from tests.architecture.sources import modules

Graph = dict[str, set[str]]

WIDE, HIGH, GAP, RISE, LETTER = 960, 34, 14, 86, 8
"""Pixels: the picture, a box, between boxes, from floor to floor, and a letter."""


def house_picture() -> str:
    """The packages of ``rota``, and the rule book."""
    return drawn(imports("rota", "constraints"), "The packages of Rota: each imports only those below it")


def engine_picture() -> str:
    """The packages of ``rota.solving``."""
    return drawn(imports("rota.solving"), "The packages of the engine: each imports only those below it")


def imports(*tops: str) -> Graph:
    """Each package or module directly in ``rota`` or ``rota.solving``, or the rule book, with those that it imports."""
    graph: Graph = defaultdict(set)
    for module in modules("rota", "constraints"):
        box = _box(module.name, tops)
        if box:
            graph[box] |= {other for name, _ in module.imports() if (other := _box(name, tops)) and other != box}
    return {box: others & graph.keys() for box, others in graph.items()}


def _box(name: str, tops: tuple[str, ...]) -> str:
    for top in tops:
        if name == top or name.startswith(f"{top}."):
            inside = name[len(top) + 1 :].partition(".")[0]
            return top if top == "constraints" else inside.removeprefix("__main__")
    return ""


def floors(graph: Mapping[str, set[str]]) -> dict[str, int]:
    """The floor of each box, from 0. CycleError where two boxes import each other."""
    found: dict[str, int] = {}
    for box in TopologicalSorter(graph).static_order():
        found[box] = 1 + max((found[other] for other in graph[box]), default=-1)
    return found


def told(graph: Mapping[str, set[str]]) -> Graph:
    """The graph without each arrow that others imply."""
    below: Graph = {}
    for box in TopologicalSorter(graph).static_order():
        below[box] = graph[box].union(*(below[other] for other in graph[box]))
    return {box: {one for one in others if not _implied(one, others, below)} for box, others in graph.items()}


def _implied(one: str, others: set[str], below: Graph) -> bool:
    return any(one in below[other] for other in others)


def drawn(graph: Mapping[str, set[str]], title: str) -> str:
    """The picture: the highest floor first, boxes of a floor by name."""
    at = floors(graph)
    top = max(at.values())
    rows = [sorted(box for box in graph if at[box] == top - row) for row in range(top + 1)]
    rows = [[box for box in row if graph[box] or _used(box, graph)] for row in rows]
    places = {box: place for number, row in enumerate(rows) for box, place in _places(row, number).items()}
    arrows = sorted((box, other) for box, others in told(graph).items() for other in others)
    lines = [_arrow(places[box], places[other]) for box, other in arrows]
    boxes = [_drawn_box(box, *places[box]) for row in rows for box in row]
    height = top * RISE + HIGH + 2 * GAP
    return "\n".join([_HEAD.format(wide=WIDE, height=height, title=escape(title)), *lines, *boxes, "</svg>", ""])


def _used(box: str, graph: Mapping[str, set[str]]) -> bool:
    return any(box in others for others in graph.values())


def _places(row: list[str], number: int) -> dict[str, tuple[int, int, int]]:
    """For each box of a row its left, its top and its width."""
    widths = [LETTER * len(box) + 2 * GAP for box in row]
    spare = (WIDE - sum(widths)) // (len(row) + 1)
    lefts = [spare]
    for width, _ in pairwise([*widths, 0]):
        lefts.append(lefts[-1] + width + spare)
    return {box: (lefts[i], GAP + number * RISE, widths[i]) for i, box in enumerate(row)}


def _arrow(box: tuple[int, int, int], other: tuple[int, int, int]) -> str:
    start, end = box[0] + box[2] // 2, other[0] + other[2] // 2
    return f'<path d="M{start} {box[1] + HIGH}L{end} {other[1] - 3}" marker-end="url(#point)"/>'


def _drawn_box(name: str, left: int, top: int, width: int) -> str:
    text = f'<text x="{left + width // 2}" y="{top + 22}">{escape(name)}</text>'
    return f'<rect x="{left}" y="{top}" width="{width}" height="{HIGH}" rx="5"/>{text}'


_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {height}" width="{wide}" height="{height}" role="img">
<title>{title}</title>
<style>rect{{fill:#eef3f3;stroke:#1d5560}}text{{font:14px sans-serif;text-anchor:middle;fill:#1c2326}}
path{{stroke:#7c868a;fill:none}}svg{{background:#fff}}</style>
<marker id="point" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto"><path d="M0 0L6 3L0 6"/></marker>"""
