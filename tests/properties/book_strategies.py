"""Generated rule books and facts: any condition that the language allows over any values that facts can take."""

from __future__ import annotations

from hypothesis import strategies as st

from cd38rules.facts import ROLES, VOCABULARY, FactDefinition, Facts, Members, Range, Value
from cd38rules.rules.about import ATTRIBUTES, About, SourceAttribute
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import All, Any, Condition, FactLeaf, Literals, Not, VerdictLeaf
from cd38rules.rules.evidence import EvidenceCatalogue
from cd38rules.rules.model import Concept, Cover, Review, Rule, SeverityCase, SeverityChoice, Text, Topic
from cd38rules.rules.read_condition import OPERATORS
from cd38rules.rules.read_rule import scope_of
from cd38rules.truth import NO, UNKNOWN, YES, Truth

FACTS = tuple(VOCABULARY.values())
REGIMEN_FACTS = tuple(fact for fact in FACTS if fact.is_of_regimen)
PATIENT_FACTS = tuple(fact for fact in FACTS if not fact.is_of_regimen)
MAYBE_TRUTH = st.sampled_from([None, None, None, YES, NO])


# A few numbers for each fact, so that literals and values meet, touch and miss each other often.
def numbers(fact: FactDefinition) -> list[float]:
    """Ends of the domain, and numbers near six and fifty, in the fact's own domain."""
    wanted = [fact.low, fact.low + 1, 3, 6, 49, 50, 51, fact.high]
    return sorted({number for number in wanted if fact.low <= number <= fact.high})


@st.composite
def leaves(draw: st.DrawFn, facts: tuple[FactDefinition, ...] = FACTS) -> FactLeaf:
    """One test of one fact."""
    fact = draw(st.sampled_from(facts))
    operators = [op for op in OPERATORS[fact.type] if op != "recorded" or not fact.is_derived]
    operator = draw(st.sampled_from(operators))
    literals: Literals
    if operator == "recorded" or fact.type == "flag":
        literals = (draw(st.booleans()),)
    elif fact.type == "number":
        ends = sorted(draw(st.lists(st.sampled_from(numbers(fact)), min_size=2, max_size=2)))
        literals = tuple(ends) if operator == "between" else (ends[0],)
    else:
        most = 3 if operator in ("one_of", "none_of") else 1
        chosen = draw(st.lists(st.sampled_from(sorted(fact.choices)), min_size=1, max_size=most, unique=True))
        literals = tuple(sorted(chosen))
    if_unknown = None if operator == "recorded" else draw(MAYBE_TRUTH)
    return FactLeaf(fact.name, operator, literals, if_unknown)  # type: ignore[arg-type]  # from the closed table


def conditions(
    targets: tuple[str, ...] = (), facts: tuple[FactDefinition, ...] = FACTS
) -> st.SearchStrategy[Condition]:
    """A condition tree over facts, and over the verdicts of `targets`."""
    base: st.SearchStrategy[Condition] = leaves(facts)
    if targets:
        verdicts = st.builds(VerdictLeaf, st.sampled_from(targets), st.sampled_from([YES, NO, UNKNOWN]), MAYBE_TRUTH)
        base = st.one_of(base, base, verdicts)

    def grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
        return st.one_of(st.builds(All, parts), st.builds(Any, parts), st.builds(Not, inner))

    return st.recursive(base, grown, max_leaves=14)


@st.composite
def rulebooks(draw: st.DrawFn, most_rules: int = 6, facts: tuple[FactDefinition, ...] = FACTS) -> RuleBook:
    """A rule book of generated rules, each of which may build on, be silenced by or cover earlier ones."""
    concept = Concept("shared", "a shared condition", "generated", "generated", draw(conditions((), facts)))
    rules: dict[str, Rule] = {}
    for number in range(draw(st.integers(1, most_rules))):
        earlier = tuple(rules)
        condition = draw(conditions((*earlier, "concept:shared"), facts))
        unless = tuple(draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))) if earlier else ()
        covers = tuple(draw(st.lists(st.sampled_from(earlier), max_size=1))) if earlier else ()
        cases = tuple(SeverityCase("critical", draw(leaves(facts))) for _ in range(draw(st.integers(0, 1))))
        rules[f"rule-{number}"] = rule(f"rule-{number}", condition, unless, covers, SeverityChoice("warning", cases))
    return book_of(rules, {"shared": concept})


def rule(
    name: str,
    condition: Condition,
    unless: tuple[str, ...] = (),
    covers: tuple[str, ...] = (),
    severity: SeverityChoice | None = None,
) -> Rule:
    """A rule with that condition and texts that don't matter."""
    return Rule(
        id=name,
        topic="generated",
        title=f"generated {name}",
        kind="advisory",
        severity=severity or SeverityChoice("info"),
        claim="policy",
        applies_when=condition,
        summary=(Text(f"Consider {name}."),),
        detail=(),
        review=Review("1.0.0", "draft", (), "2027-05-31"),
        unless=unless,
        covers=tuple(Cover(other) for other in covers),
        audience=("haematologist",),
        scope=scope_of(condition),
    )


ABOUT = About(
    intended_users=("haematologist",),
    population="generated patients",
    not_for=("patients",),
    known_limits=("It is generated.",),
    developer="nobody",
    revised="2026-01-01",
    attributes=tuple(SourceAttribute(name, "Not used.") for name in ATTRIBUTES),
)


def book_of(rules: dict[str, Rule], concepts: dict[str, Concept] | None = None) -> RuleBook:
    """A rule book of these rules, without evidence."""
    return RuleBook(
        name="generated",
        version="0.0.0",
        title="generated",
        intended_use="tests",
        topics=(Topic("generated", "Z", "Generated"),),
        coverage=(),
        rules=rules,
        concepts=concepts or {},
        catalogue=EvidenceCatalogue(),
        sha256="0" * 64,
        locally_modified=True,
        about=ABOUT,
    )


@st.composite
def values_of(draw: st.DrawFn, fact: FactDefinition) -> Value:
    """A value that the fact can take, or None."""
    if draw(st.integers(0, 3)) == 0:
        return None
    match fact.type:
        case "record":
            return True
        case "flag":
            return draw(st.booleans())
        case "number":
            spread = [*numbers(fact), *(n + 0.5 for n in numbers(fact) if n < fact.high)]
            ends = sorted(draw(st.lists(st.sampled_from(spread), min_size=2, max_size=2)))
            return Range(ends[0], ends[0]) if draw(st.booleans()) else Range(ends[0], ends[1])
        case "choice":
            return frozenset(draw(st.lists(st.sampled_from(sorted(fact.choices)), min_size=1, max_size=2, unique=True)))
        case "members":
            possibly = frozenset(draw(st.lists(st.sampled_from(sorted(fact.choices)), max_size=3, unique=True)))
            return (
                Members(possibly, possibly)
                if draw(st.booleans())
                else Members(frozenset(sorted(possibly)[:1]), possibly)
            )


@st.composite
def facts_for(draw: st.DrawFn, facts: tuple[FactDefinition, ...] = FACTS) -> Facts:
    """Facts of one patient, each with any value or none, for any set of regimens."""
    roles: dict[str, Truth] = {role: draw(st.sampled_from([YES, NO, UNKNOWN])) for role in ROLES}
    values: dict[str, Value] = {}
    for fact in facts:
        places = [fact.name]
        if fact.is_of_regimen:
            places = [role + fact.name[len("regimen") :] for role in ROLES if roles[role] is YES]
        for name in places:
            value = draw(values_of(fact))
            if value is not None:
                values[name] = value
    undecided = frozenset(name for name in values if name.endswith(".agent") and draw(st.booleans()))
    return Facts(values, roles, undecided)
