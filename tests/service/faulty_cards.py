"""Cards with one fault each: a name, the change that makes it, and the place and the words of what is found."""

from __future__ import annotations

import uuid
from typing import Any

from .mutated import Change, in_action, in_card, in_cards, in_suggestion

LINK = {"label": "x", "url": "https://x.example/", "type": "absolute"}
RECOMMENDED = [{"label": "a", "uuid": str(uuid.UUID(int=n)), "isRecommended": True} for n in (1, 2)]


def twice(cards: list[dict[str, Any]]) -> None:
    cards[-1]["uuid"] = cards[0]["uuid"]


def backwards(cards: list[dict[str, Any]]) -> None:
    cards.reverse()


def one_topic(cards: list[dict[str, Any]]) -> None:
    for card in cards:
        card["source"]["topic"] = {"system": "s", "code": "c"}


def new_ids(cards: list[dict[str, Any]]) -> None:
    for card in cards:
        card["uuid"] = str(uuid.uuid4())


def no_orders(cards: list[dict[str, Any]]) -> None:
    for card in cards:
        card["extension"]["org.cd38rules.card"].pop("orders", None)


def gaps_hidden(cards: list[dict[str, Any]]) -> None:
    for card in cards:
        card["detail"] = card["detail"].replace("Data `", "Of `").replace("`: ", "` ")


IN_CARDS: list[tuple[str, Change, str, str]] = [
    ("a summary of 140", in_card(summary="x" * 140), ".summary", "has 140 characters, at most 139"),
    ("two sentences", in_card(summary="Do this. Then that."), ".summary", "is more than one sentence"),
    ("two lines", in_card(summary="Do this\nthen that"), ".summary", "is more than one sentence"),
    ("no summary", in_card(summary=...), "$.cards[0]", "lacks summary"),
    ("an empty list", in_card(links=[]), ".links", "is empty"),
    ("null", in_card(detail=None), ".detail", "is null"),
    ("an empty text", in_card(detail=""), ".detail", "is empty"),
    ("an empty object", in_card(extension={"org.example.x": {}}), ".extension.org.example.x", "is empty"),
    ("hard-stop", in_card(indicator="hard-stop"), ".indicator", "must be one of info, warning, critical"),
    ("no source", in_card(source=...), "$.cards[0]", "lacks source"),
    ("no label", in_card(source={"url": "https://x.example"}), ".source", "lacks label"),
    ("a relative source", in_card(source={"label": "x", "url": "/x"}), ".source.url", "must be an absolute address"),
    ("a topic without system", in_card(source={"label": "x", "topic": {"code": "c"}}), ".topic", "lacks system"),
    ("a reason without display", in_card(overrideReasons=[{"code": "c", "system": "s"}]), "[0]", "lacks display"),
    ("no selectionBehavior", in_card(selectionBehavior=...), "$.cards[0]", "lacks selectionBehavior"),
    ("a new selectionBehavior", in_card(selectionBehavior="all"), ".selectionBehavior", "must be one of at-most-one"),
    (
        "two recommended",
        in_card(selectionBehavior="at-most-one", suggestions=RECOMMENDED),
        ".suggestions",
        "recommends 2",
    ),
    (
        "a script in the detail",
        in_card(detail="[x](javascript:alert(1))"),
        ".detail",
        "links to something else than a page",
    ),
    ("a script as named link", in_card(detail="[x]\n\n[x]: JavaScript:1"), ".detail", "links to something else"),
    ("nothing to select", in_card(suggestions=...), ".selectionBehavior", "stands without suggestions"),
    ("a relative link", in_card(links=[LINK | {"url": "review/x"}]), ".links[0].url", "must be an absolute address"),
    ("a script as link", in_card(links=[LINK | {"url": "javascript://x/y"}]), ".links[0].url", "must be an absolute"),
    ("a link of no type", in_card(links=[LINK | {"type": "pdf"}]), ".links[0].type", "must be one of absolute, smart"),
    ("appContext", in_card(links=[LINK | {"appContext": "x"}]), ".links[0].type", "must be smart"),
    ("no uuid", in_card(uuid=...), ".uuid", "is not there"),
    ("no UUID as uuid", in_card(uuid="card-1"), ".uuid", "doesn't have the form of its kind"),
    ("one uuid twice", in_cards(twice), ".uuid", "has the uuid of"),
    ("HTML", in_card(detail="See <b>this</b>"), ".detail", "holds HTML"),
    ("a name in extension", in_card(extension={"note": {"a": 1}}), ".extension", "isn't a reversed domain"),
    ("a suggestion without label", in_suggestion(label=...), ".suggestions[0]", "lacks label"),
    ("a suggestion without uuid", in_suggestion(uuid=...), ".suggestions[0].uuid", "is not there"),
    ("an action without words", in_action(description=...), ".actions[0]", "lacks description"),
    ("an action of no type", in_action(type="sign"), ".actions[0].type", "must be one of create, update, delete"),
    ("nothing to create", in_action(resource=...), ".actions[0]", "lacks resource"),
    ("a deletion of nothing", in_action(type="delete"), ".actions[0]", "lacks resourceId"),
    ("a deletion of all", in_action(type="delete", resourceId="Basic/1"), ".resource", "stands in a deletion"),
    ("no type", in_action(resource={"status": "draft"}), ".resource", "lacks resourceType"),
    (
        "an order in force",
        in_action(resource={"resourceType": "ServiceRequest", "status": "active"}),
        ".resource.status",
        "must be draft",
    ),
    (
        "an order for somebody else",
        in_action(resource={"resourceType": "ServiceRequest", "subject": {"reference": "Patient/other"}}),
        ".suggestions",
        "draft an order for somebody else",
    ),
    ("new ids each time", in_cards(new_ids), "$.cards", "have other uuids"),
    ("the least urgent first", in_cards(backwards), "$.cards", "don't have the most urgent first"),
    ("two of one topic", in_cards(one_topic), "$.cards", "have two cards of one topic"),
    ("no order named", in_cards(no_orders), ".extension", "doesn't name the order"),
    ("a card less", in_cards(lambda cards: cards.pop(0)), "$.cards", "have none on transfusion"),
    ("gaps in silence", in_cards(gaps_hidden), "$.cards (key conditions)", "don't say that data are missing"),
]
