"""The rule book in force: the rules of the packages that rota.toml names, with its numbers.

The only dynamic import of the project, with ``own_package``. A package inside the council's own folder is code that
came with the data, so it is imported only when the officer says that it is trusted.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib.machinery import ModuleSpec
from inspect import isabstract
from pathlib import Path
from types import ModuleType

from rota.errors import RotaError
from rota.rules.contract import Rule, rule_name
from rota.rules.own_package import OwnPackage, as_written, file_of
from rota.rules.parameters import instance, table_faults
from rota.rules.settings import Settings, SettingsError
from rota.source import FolderSource, Source
from rota.text.english import did_you_mean

WHERE = "rota.toml, [rules], packages"
OFF_WITH_NUMBERS = (
    "this rule is off until it is switched on, so its numbers would do nothing. "
    "Add on = true or, to say that it stays off, on = false."
)


def load(
    settings: Settings, own: Source | Path | None = None, trusted: bool = False, off_too: bool = False
) -> tuple[Rule, ...]:
    """The rules in force, in the order of their packages, with the numbers of ``settings``; those ``off_too`` if asked.

    A package in ``own``, the council's files or their folder, is run only when ``trusted``. Raises SettingsError with
    every mistake.
    """
    faults: list[str] = []
    source = FolderSource(own) if isinstance(own, Path) else own
    classes = _classes(settings, source, trusted, faults)
    faults += _unknown_rules(settings, classes, all_read=not faults)
    rules: list[Rule] = []
    for name, rule in classes.items():
        table = settings.rules.get(name, {})
        where = settings.place(name)
        mistakes = table_faults(rule, table, where)
        faults += mistakes
        if not off_too and not mistakes and table and "on" not in table and not rule.on_by_default:
            faults.append(f"{where}: {OFF_WITH_NUMBERS}")
        if not mistakes and (off_too or table.get("on", rule.on_by_default)):
            rules += instance(rule, table, where, faults)
    if faults:
        raise SettingsError(faults)
    return tuple(rules)


def _classes(settings: Settings, source: Source | None, trusted: bool, faults: list[str]) -> dict[str, type[Rule]]:
    found: dict[str, type[Rule]] = {}
    home: dict[str, str] = {}
    for package in dict.fromkeys(settings.packages):
        for rule in _rules_of(package, source, trusted, faults):
            name = rule_name(rule)
            if name in found:
                both = package if home[name] == package else f"{home[name]} and {package}"
                faults.append(f"{WHERE}: two rules are called '{name}' (in {both}). Give one of them another name.")
            else:
                found[name], home[name] = rule, package
    return found


def _rules_of(package: str, source: Source | None, trusted: bool, faults: list[str]) -> list[type[Rule]]:
    try:
        listed = getattr(_module(package, source, trusted), "RULES", None)
    except _NoPackageError as problem:
        faults.append(str(problem))
        return []
    if not isinstance(listed, (tuple, list)):
        faults.append(
            f"{WHERE}: '{package}' has no RULES. Its __init__.py must list its rules in a tuple of that name."
        )
        return []
    for one in listed:
        if not _is_rule(one):
            faults.append(f"{WHERE}: RULES of '{package}' holds {one!r:.80}, which is not a whole rule (a dataclass).")
    return [one for one in listed if _is_rule(one)]


def _is_rule(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, Rule) and is_dataclass(one) and not isabstract(one)


def _unknown_rules(settings: Settings, classes: dict[str, type[Rule]], all_read: bool) -> Iterator[str]:
    for name in sorted(settings.rules.keys() - classes.keys()):
        near = did_you_mean(name, classes)
        if not (near or all_read):
            continue  # it may well belong to the package that could not be read
        remedy = near or "The command 'rota rules' lists those there are."
        yield f"{settings.place(name)}: there is no rule '{name}'. {remedy}"


class _NoPackageError(RotaError):
    """A package cannot be had; the text says why and what to do."""


def _module(package: str, source: Source | None, trusted: bool) -> ModuleType:
    if not re.fullmatch(r"[a-z]\w*(\.[a-z]\w*)*", package, re.ASCII | re.IGNORECASE):
        raise _NoPackageError(f"{WHERE}: '{package}' is not the name of a Python package, such as our_rules.")
    if package.split(".")[0] in sys.stdlib_module_names:
        raise _NoPackageError(f"{WHERE}: '{package}' is a part of Python, not a package of rules. Rename yours.")
    try:
        if _is_installed(package, source):
            return importlib.import_module(package)
        if source is None or file_of(source, package) is None:
            raise _NoPackageError(
                f"{WHERE}: there is no package '{package}'. Install it, or put a folder of that name beside rota.toml."
            )
        if not trusted:
            raise _NoPackageError(
                f"{WHERE}: '{package}' is code in the folder {source.place}. If you trust it, add --own-rules."
            )
        return OwnPackage(package, source).load()
    except _NoPackageError:
        raise
    except (Exception, SystemExit) as problem:  # whatever code that is not ours may raise
        kind = type(problem).__name__
        raise _NoPackageError(
            f"{WHERE}: '{package}' cannot be imported: {kind}: {as_written(str(problem))}."
        ) from problem


def _is_installed(package: str, source: Source | None) -> bool:
    """Whether the ordinary import finds it, and not in the council's folder, which may be the current directory."""
    top = importlib.util.find_spec(package.split(".")[0])
    if top is None or (source is not None and source.place and Path(source.place).resolve() in _homes(top)):
        return False
    return importlib.util.find_spec(package) is not None


def _homes(spec: ModuleSpec) -> set[Path]:
    """The directories in which the package's folder, or the module's file, lies."""
    places = spec.submodule_search_locations or ([spec.origin] if spec.has_location and spec.origin else [])
    return {Path(place).resolve().parent for place in places}
