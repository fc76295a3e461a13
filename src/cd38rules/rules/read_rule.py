"""Located YAML to one rule or concept. Faults are collected; nothing is raised."""

from __future__ import annotations

import re
from datetime import date

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..facts import VOCABULARY
from ..truth import Truth
from .condition import Condition, FactLeaf, walk
from .fields import Fields
from .located import Located, shown, shown_word
from .model import (
    CITED_AS,
    CLAIMS,
    KINDS,
    SEVERITIES,
    STATUSES,
    Claim,
    Concept,
    Cover,
    EvidenceUse,
    Kind,
    Review,
    Rule,
    Scope,
    Severity,
    SeverityCase,
    SeverityChoice,
    Status,
    Text,
)
from .read_condition import TRUTH_WORDS, ConditionReader

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\Z")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
SUPPORTS = ("summary", "detail", "caveat", "condition")
FAMILY = "rule"


class RuleReader:
    """Reads the rules of one file. `topic` is the folder that the file stands in."""

    def __init__(self, topic: str, faults: list[Diagnostic]) -> None:
        self.topic = topic
        self.faults = faults
        self.conditions = ConditionReader(faults)

    def rule(self, node: Located) -> Rule | None:
        """The rule that a mapping writes down, or None where a fault makes it useless."""
        before = len(self.faults)
        fields = Fields(node, "the rule", self.faults, FAMILY)
        code = self._code(fields, "id")
        title = fields.text("title")
        kind = _as_kind(fields.text("kind", one_of=KINDS))
        claim = _as_claim(fields.text("claim", one_of=CLAIMS))
        severity = self._severity(fields, kind)
        condition = self.conditions.read(fields.value("applies_when", required=kind not in ("reference", "validation")))
        if condition is not None and kind in ("reference", "validation"):
            fields.fault(
                "shape", f"a rule of kind {kind} has no condition", fields.place("applies_when"), "remove applies_when"
            )
        summary, detail = self._advice(fields)
        unless, unless_places = self._names(fields, "unless")
        asks, ask_places = self._names(fields, "asks")
        for name, place in zip(asks, ask_places, strict=True):
            if name not in VOCABULARY:
                hint = did_you_mean(name, VOCABULARY, "see `cd38rules rules facts`")
                self.faults.append(Diagnostic("unknown-fact", f"there is no fact `{shown_word(name)}`", (place,), hint))
        rule = Rule(
            id=code,
            topic=self.topic,
            title=title,
            kind=kind,
            severity=severity,
            claim=claim,
            applies_when=condition,
            summary=summary,
            detail=detail,
            review=self._review(fields),
            unless=unless,
            covers=self._covers(fields),
            never=self._never(fields),
            evidence=self._evidence(fields),
            caveats=self._texts(fields.value("caveats", required=False), "caveats"),
            audience=fields.texts("audience"),
            override_reasons=fields.texts("override_reasons", required=False),
            asks=asks,
            hazards=fields.texts("hazards", required=False),
            allow=self._allow(fields),
            allow_places=tuple(item.place for item in allowed.entries()) if (allowed := node.get("allow")) else (),
            places={key: value.place for key, _, value in node.items()},
            scope="patient" if condition is None else scope_of(condition),
            place=node.place,
            unless_places=unless_places,
        )
        fields.done()
        return rule if len(self.faults) == before else None

    def concept(self, node: Located) -> Concept | None:
        """The concept that a mapping writes down."""
        before = len(self.faults)
        fields = Fields(node, "the concept", self.faults, FAMILY)
        name, title = self._code(fields, "concept"), fields.text("title")
        definition, source = fields.text("definition"), fields.text("source")
        condition = self.conditions.read(fields.value("when"))
        fields.done()
        if len(self.faults) > before or condition is None:
            return None
        return Concept(name, title, definition, source, condition, node.place)

    def _code(self, fields: Fields, key: str) -> str:
        code = fields.text(key)
        if code and not CODE.match(code):
            hint = "lower-case words joined by hyphens"
            fields.fault("id", f"`{shown_word(code)}` is not an id", fields.place(key), hint)
        return code

    def _severity(self, fields: Fields, kind: Kind) -> SeverityChoice:
        allowed = ("error", "warning") if kind == "validation" else SEVERITIES
        node = fields.value("severity")
        if node is None or not node.is_mapping:
            return SeverityChoice(_as_severity(fields.text("severity", required=False, one_of=allowed)))
        otherwise: Severity = "info"
        cases: list[SeverityCase] = []
        for key, place, value in node.items():
            if key == "otherwise" and value.value in allowed:
                otherwise = _as_severity(str(value.value))
            elif key in allowed and value.is_mapping:
                condition = self.conditions.read(value)
                cases += [SeverityCase(_as_severity(key), condition)] if condition is not None else []
            else:
                hint = f"a severity ({', '.join(allowed)}) with a condition, or otherwise: severity"
                said = f"`{shown_word(key)}: {shown(value)}`"
                fields.fault("severity", f"{said} can't stand here", place, hint)
        if node.get("otherwise") is None:
            fields.fault("severity", "a severity by facts needs `otherwise`", node.place, "add otherwise: warning")
        return SeverityChoice(otherwise, tuple(cases))

    def _advice(self, fields: Fields) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
        node = fields.value("advice")
        if node is None:
            return (), ()
        advice = Fields(node, "the advice", self.faults, FAMILY)
        summary = self._texts(advice.value("summary"), "summary")
        detail = self._texts(advice.value("detail", required=False), "detail")
        advice.done()
        return summary, detail

    def _texts(self, node: Located | None, what: str) -> tuple[Text, ...]:
        texts: list[Text] = []
        for item in () if node is None else node.entries() or (node,):
            if item.is_mapping:
                fields = Fields(item, f"an entry of {what}", self.faults, FAMILY)
                text, when = fields.text("text"), self.conditions.read(fields.value("when"))
                fields.done()
                written = item.get("text")
                texts.append(Text(text, when, item.place, () if written is None else written.lines))
            elif isinstance(item.value, str) and item.value.strip():
                texts.append(Text(" ".join(item.value.split()), None, item.place, item.lines))
            else:
                self._fault(
                    "type",
                    f"`{what}` must be text, or a list of texts",
                    item.place,
                    "write words, or {text: ..., when: ...}",
                )
        return tuple(texts)

    def _names(self, fields: Fields, key: str, required: bool = False) -> tuple[tuple[str, ...], tuple[Place, ...]]:
        node = fields.value(key, required)
        if node is None:
            return (), ()
        names = [item.value for item in node.entries() if isinstance(item.value, str) and item.value.strip()]
        if not node.is_list or len(names) < len(node.entries()):
            fields.fault("type", f"`{key}` must be a list of names", node.place, "write [name, name]")
            return (), ()
        return tuple(names), tuple(item.place for item in node.entries())

    def _covers(self, fields: Fields) -> tuple[Cover, ...]:
        node = fields.value("covers", required=False)
        covers = []
        if node is not None and not node.is_list:
            fields.fault("type", "`covers` must be a list", node.place, "write [name, name]")
        for item in () if node is None else node.entries():
            if item.is_mapping:
                entry = Fields(item, "an entry of covers", self.faults, FAMILY)
                rule, when = entry.text("rule"), self.conditions.read(entry.value("when", required=False))
                entry.done()
                covers.append(Cover(rule, when, item.place))
            elif isinstance(item.value, str):
                covers.append(Cover(item.value, None, item.place))
            else:
                fields.fault("type", "an item of `covers` must be a name", item.place, "write the id of a rule")
        return tuple(covers)

    def _never(self, fields: Fields) -> tuple[tuple[Truth, str], ...]:
        node = fields.value("never", required=False)
        never = []
        if node is not None and not node.is_mapping:
            hint = "write never: {unknown: reason}"
            fields.fault("type", "`never` maps yes, no or unknown to a reason", node.place, hint)
        for key, place, value in () if node is None else node.items():
            if key not in TRUTH_WORDS or not isinstance(value.value, str) or not value.value.strip():
                fields.fault(
                    "type", "`never` maps yes, no or unknown to a reason", place, "write never: {unknown: reason}"
                )
                continue
            never.append((TRUTH_WORDS[key], value.value))
        return tuple(never)

    def _evidence(self, fields: Fields) -> tuple[EvidenceUse, ...]:
        uses = []
        for item in fields.mappings("evidence", required=False):
            entry = Fields(item, "an entry of evidence", self.faults, FAMILY)
            heads = [head for head in CITED_AS if entry.has(head)]
            if not item.is_mapping:
                continue
            if len(heads) != 1:
                entry.fault(
                    "evidence",
                    "an entry cites one figure, statement or gap",
                    hint="write {figure: source/id, supports: summary}",
                )
                continue
            cited = entry.text(heads[0])
            supports = entry.text("supports", one_of=SUPPORTS)
            when = self.conditions.read(entry.value("when", required=False))
            entry.done()
            uses.append(EvidenceUse(cited, supports, when, item.place, heads[0]))
        return tuple(uses)

    def _allow(self, fields: Fields) -> tuple[tuple[str, str], ...]:
        allowed = []
        for item in fields.mappings("allow", required=False):
            entry = Fields(item, "an entry of allow", self.faults, FAMILY)
            allowed.append((entry.text("check"), entry.text("reason")))
            entry.done()
        return tuple(allowed)

    def _review(self, fields: Fields) -> Review:
        node = fields.value("review")
        if node is None:
            return Review("0.0.0", "draft", (), "")
        review = Fields(node, "the review", self.faults, FAMILY)
        version, status = review.text("version"), review.text("status", one_of=STATUSES)
        reviewers, _ = self._names(review, "reviewed_by", required=True)
        last, following = review.text("last_review", required=False), review.text("next_review")
        if version and not VERSION.match(version):
            message = f"`{shown_word(version)}` is not a version"
            review.fault("version", message, review.place("version"), "write major.minor.patch")
        for key, day in (("last_review", last), ("next_review", following)):
            if day and not _is_day(day):
                review.fault("type", f"`{key}` must be a date", review.place(key), "write it as 2027-05-31")
        review.done()
        return Review(version, _as_status(status), reviewers, following, last)

    def _fault(self, code: str, message: str, place: Place, hint: str) -> None:
        self.faults.append(Diagnostic(f"{FAMILY}-{code}", message, (place,), hint))


def scope_of(condition: Condition) -> Scope:
    """ "regimen" where some leaf reads a fact of a regimen."""
    reads = any(isinstance(part, FactLeaf) and part.fact.startswith("regimen.") for part in walk(condition))
    return "regimen" if reads else "patient"


def _is_day(word: str) -> bool:
    try:
        return DAY.match(word) is not None and bool(date.fromisoformat(word))
    except ValueError:
        return False


def _as_kind(word: str) -> Kind:
    return next((kind for kind in KINDS if kind == word), "advisory")


def _as_claim(word: str) -> Claim:
    return next((claim for claim in CLAIMS if claim == word), "policy")


def _as_severity(word: str) -> Severity:
    return "error" if word == "error" else next((severity for severity in SEVERITIES if severity == word), "info")


def _as_status(word: str) -> Status:
    return next((status for status in STATUSES if status == word), "draft")
