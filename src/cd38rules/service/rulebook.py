"""The rule book in service, to be read: its rules, each with everything behind it, and what they cite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..evaluation import evaluator_for
from ..present import evidence_shown
from ..rule_page import rule_page
from ..rules.book import RuleBook
from ..rules.dump import dump_rule
from ..rules.model import Rule
from .context import Context
from .problems import Problem
from .rest import known_rule, wrong_call


class RuleBookRoutes:
    """The routes for readers of the rule book."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def rules(self, request: Request) -> Response:
        """All rules in the order of their topics; with `topic`, those of one."""
        book = self._context.books.book
        topic = request.query_params.get("topic", "")
        if topic and topic not in book.topic_order:
            hint = did_you_mean(topic[:100], book.topic_order, f"one of: {', '.join(book.topic_order)}")
            raise wrong_call(Diagnostic("no-such-topic", "there is no such topic", (Place("topic"),), hint))
        rules = [rule for rule in book.rules.values() if topic in ("", rule.topic)]
        rules.sort(key=lambda rule: (book.topic_order[rule.topic], rule.id))
        return JSONResponse({**_head(book), "rules": [_line(rule) for rule in rules]})

    async def rule(self, request: Request) -> Response:
        """One rule: its file as data, and its page as `cd38rules rules show` prints it."""
        book = self._context.books.book
        rule = book.rules[known_rule(request.path_params["code"], book)]
        found = await self._context.workers.quick(_rule_of(book, rule))
        return JSONResponse(found)

    async def evidence(self, request: Request) -> Response:
        """Everything that can be cited."""
        book = self._context.books.book
        entries = [{"id": entry.id, "kind": entry.kind, "value": entry.value} for entry in book.catalogue.entries]
        return JSONResponse({**_head(book), "evidence": entries})

    async def evidence_entry(self, request: Request) -> Response:
        """One figure, statement or gap with its place, references and errata, and the rules that cite it."""
        book = self._context.books.book
        name = f"{request.path_params['source']}/{request.path_params['entry']}"
        entry = book.catalogue.get(name)
        if entry is None:
            hint = did_you_mean(name[:100], book.catalogue.ids, "see /evidence")
            fault = Diagnostic("no-such-evidence", "there is no such evidence", (Place("evidence"),), hint)
            raise Problem(404, "no-such-evidence", "There is no such evidence.", (fault,))
        cited_by = [rule.id for rule in book.rules.values() if any(use.evidence == name for use in rule.evidence)]
        shown = evidence_shown(entry, "").model_dump(mode="json", exclude={"supports"})
        return JSONResponse({**_head(book), **shown, "cited_by": cited_by})


def _head(book: RuleBook) -> dict[str, Any]:
    return {"rulebook": book.name, "rulebook_version": book.version, "rulebook_sha256": book.sha256}


def _line(rule: Rule) -> dict[str, Any]:
    severities = dict.fromkeys([*(case.severity for case in rule.severity.cases), rule.severity.otherwise])
    return {
        "id": rule.id,
        "title": rule.title,
        "topic": rule.topic,
        "kind": rule.kind,
        "severities": list(severities),
        "claim": rule.claim,
        "version": rule.review.version,
        "status": rule.review.status,
    }


def _rule_of(book: RuleBook, rule: Rule) -> Callable[[], dict[str, Any]]:
    def found() -> dict[str, Any]:
        page = rule_page(evaluator_for(book).presenter, rule.id)
        # As text throughout: dates and figures are to stand as they do in the file.
        content = yaml.load(dump_rule(rule), Loader=yaml.BaseLoader)
        return {**_head(book), **_line(rule), "content": content, "page": page}

    return found
