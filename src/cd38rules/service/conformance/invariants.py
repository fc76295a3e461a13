"""What holds for messages beside their schema: one thing in relation to another, and what no field may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from . import faults
from .faults import Fault

# A second sentence: an end, a space and a capital. A full stop within a number or a short form isn't one.
_SHORT_FORMS = ("Dr", "Prof", "Mr", "Mrs", "Ms", "St", "No", "Fig", "Ref", "approx", "ca", "e.g", "i.e", "vs", "cf")
_SECOND_SENTENCE = re.compile(
    r"(?<!\b[A-Za-z])" + "".join(rf"(?<!\b{re.escape(form)})" for form in _SHORT_FORMS) + r"[.!?]\s+[A-Z]"
)
# A link of Markdown, in its place or by a definition, to anything but a page.
_OTHER_LINK = re.compile(
    r"(?:(?<!\\)\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE | re.MULTILINE
)
_MARKUP = re.compile(r"(?<!\\)<[A-Za-z/!]")
_REVERSED_DOMAIN = re.compile(r"[A-Za-z][\w-]*(\.[\w-]+)+")
_MAY_BE_EMPTY = ("$.cards", "$.services")
Path = str


def response_faults(response: Mapping[str, Any]) -> list[Fault]:
    """What the cards of one answer break that a schema can't say."""
    found = list(empties(response))
    if "systemActions" in response:
        message = "acts without the user; advice is for the user to take"
        found.append(Fault("$.systemActions", message, faults.OWN))
    names: dict[str, Path] = {}
    for index, card in enumerate(objects(response.get("cards"))):
        path = f"$.cards[{index}]"
        found += _card(card, path)
        for place, name in _names(card, path):
            if name in names:
                found.append(Fault(place, f"has the uuid of {names[name]} too", faults.CARD))
            names.setdefault(name, place)
    return found


def empties(value: object, path: Path = "$") -> Iterator[Fault]:
    """Where null, an empty text, list or object stands; `cards` and `services` may be empty, nothing else."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from empties(item, f"{path}.{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from empties(item, f"{path}[{index}]")
    if value is None or (value in ("", [], {}) and path not in _MAY_BE_EMPTY):
        kind = "null" if value is None else "empty"
        yield Fault(path, f"is {kind}; what has no value is left out", faults.JSON_RULES)


def _card(card: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    summary = card.get("summary")
    if isinstance(summary, str) and (_SECOND_SENTENCE.search(summary) or "\n" in summary.strip()):
        yield Fault(f"{path}.summary", "is more than one sentence", faults.CARD)
    if "uuid" not in card:
        yield Fault(f"{path}.uuid", "is not there: feedback could not name the card", faults.OWN)
    detail = card.get("detail")
    if isinstance(detail, str) and _MARKUP.search(detail):
        yield Fault(f"{path}.detail", "holds HTML", faults.OWN)
    if isinstance(detail, str) and _OTHER_LINK.search(detail):
        yield Fault(f"{path}.detail", "links to something else than a page", faults.OWN)
    source = card.get("source")
    for name in ("url", "icon"):
        if isinstance(source, Mapping) and name in source:
            yield from _address(source[name], f"{path}.source.{name}", faults.SOURCE)
    for index, link in enumerate(objects(card.get("links"))):
        if "url" in link:
            yield from _address(link["url"], f"{path}.links[{index}].url", faults.LINK)
    yield from _suggestions(card, path)
    extension = card.get("extension")
    for name in extension if isinstance(extension, Mapping) else ():
        if not _REVERSED_DOMAIN.fullmatch(name):
            yield Fault(f"{path}.extension", "has a name that isn't a reversed domain", faults.EXTENSION)


def _suggestions(card: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    suggestions = objects(card.get("suggestions"))
    recommended = sum(suggestion.get("isRecommended") is True for suggestion in suggestions)
    if recommended > 1 and card.get("selectionBehavior") != "any":
        message = f"recommends {recommended}; more than one only where any may be chosen"
        yield Fault(f"{path}.suggestions", message, faults.SUGGESTION)
    if "selectionBehavior" in card and not suggestions:
        yield Fault(f"{path}.selectionBehavior", "stands without suggestions", faults.OWN)
    for index, suggestion in enumerate(suggestions):
        place = f"{path}.suggestions[{index}]"
        if "uuid" not in suggestion:
            message = "is not there: feedback could not say which was accepted"
            yield Fault(f"{place}.uuid", message, faults.OWN)
        for number, action in enumerate(objects(suggestion.get("actions"))):
            yield from _action(action, f"{place}.actions[{number}]")


def _action(action: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    if action.get("type") == "delete" and "resource" in action:
        yield Fault(f"{path}.resource", "stands in a deletion, which names only resourceId", faults.ACTION)
    resource = action.get("resource")
    if isinstance(resource, Mapping) and resource.get("resourceType") == "ServiceRequest":
        yield from _order(resource, f"{path}.resource", is_new=action.get("type") == "create")


def _order(order: Mapping[str, Any], path: Path, *, is_new: bool) -> Iterator[Fault]:
    """A proposed order is one that the user has still to sign, and says for whom and what."""
    for name in ("status", "intent", "subject", "code"):
        if name not in order:
            yield Fault(f"{path}.{name}", "is not there: the order can't be drafted", faults.OWN)
    if is_new and order.get("status", "draft") != "draft":
        yield Fault(f"{path}.status", "must be draft: the user signs it", faults.OWN)
    if is_new and order.get("intent", "proposal") not in ("proposal", "plan", "order"):
        yield Fault(f"{path}.intent", "must be proposal, plan or order", faults.OWN)
    subject = order.get("subject")
    if isinstance(subject, Mapping) and not str(subject.get("reference", "")).startswith("Patient/"):
        yield Fault(f"{path}.subject", "isn't the patient of the call", faults.OWN)


def _address(value: object, path: Path, rule: str) -> Iterator[Fault]:
    """An absolute address that a browser opens and nothing else does: no script, no file."""
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        yield Fault(path, "must be an absolute address that begins with https:// or http://", rule)


def _names(card: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(card.get("uuid"), str):
        yield f"{path}.uuid", card["uuid"]
    for index, suggestion in enumerate(objects(card.get("suggestions"))):
        if isinstance(suggestion.get("uuid"), str):
            yield f"{path}.suggestions[{index}].uuid", suggestion["uuid"]


def objects(value: object) -> Sequence[Mapping[str, Any]]:
    """The items of a list, an empty object for each that is none: the schema tells of it."""
    return [item if isinstance(item, Mapping) else {} for item in value] if isinstance(value, list) else []
