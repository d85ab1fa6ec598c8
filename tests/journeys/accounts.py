"""Accounts of invented people, opened as the administrator of the server opens them."""

import json

from nenep.demo.story.calendar import TODAY
from nenep.demo.story.facts import OfficeName, Standing
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.roll import Register, register_of
from nenep.demo.story.units import tree
from tests.demonstration import Demo


def open_account(demo: Demo, code: str, name: str, login: str = "") -> tuple[str, str]:
    """Login and activation code of somebody of that cell."""
    chosen = login or f"bi-thu-{code[-3:]}"
    words = ("account", "open", "--login", chosen, "--unit", code, "--name", name)
    return chosen, str(json.loads(demo.run(*words, "--json"))["code"])


def secretary_of(code: str) -> str:
    """The secretary of an invented cell, from the story itself."""
    return _name(_register(code).office(OfficeName.SECRETARY, TODAY)[0])


def member_of(code: str, at: int = 0) -> str:
    """An official member of it without any office, whose name nobody else bears there; ``at``
    chooses another one."""
    register = _register(code)
    busy = {person for name in OfficeName for person in register.office(name, TODAY)}
    standings = register.standings(TODAY)
    names = [_name(person) for person in standings]
    plain = [
        _name(person)
        for person, standing in standings.items()
        if standing is Standing.OFFICIAL and person not in busy and names.count(_name(person)) == 1
    ]
    return plain[at]


def born_in(code: str, name: str) -> int:
    """The year of birth of a member of that cell."""
    known = {one.key: one for one in tell().cast.people}
    people = (known[key] for key in _register(code).standings(TODAY))
    return next(one.born.year for one in people if one.name == name)


def _register(code: str) -> Register:
    key = next(unit.key for unit in tree() if unit.code == code)
    return register_of(tell().cast, next(p for p in PROFILES if p.key == key))


def _name(key: str) -> str:
    return next(one.name for one in tell().cast.people if one.key == key)
