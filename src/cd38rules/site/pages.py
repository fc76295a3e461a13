"""The pages of a site as a mapping from path to text. Pure: the same book and inputs give the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from .. import __version__
from ..present import Presenter
from ..rules.book import RuleBook
from ..self_test import rules_that_can_fire
from .catalogue_view import CatalogueViews
from .history import rule_changes
from .inputs import SiteInputs
from .matrix import COLUMNS, matrix
from .must_fire import must_fire_cases
from .plots.gallery import gallery
from .points import decision_points, hazards, rules_at
from .rule_plots import plots_of
from .rule_view import RuleView, RuleViews
from .search_index import search_script
from .sheets import MOST_NAMES, sheet

ASSETS = ("site.css", "site.js")


def pages_of(book: RuleBook, inputs: SiteInputs) -> dict[str, str]:
    """Every file of the site by relative posix path."""
    return dict(sorted(_Pages(book, inputs).all()))


class _Pages:
    def __init__(self, book: RuleBook, inputs: SiteInputs) -> None:
        self.book, self.inputs = book, inputs
        presenter = Presenter(book)
        self.rule_views = RuleViews(presenter, inputs, dict(must_fire_cases(book)))
        self.rules = self.rule_views.all()
        self.plots = gallery(book)
        self.catalogue = CatalogueViews(presenter, self.rule_views.relations, inputs, self.plots)
        self.environment = Environment(
            loader=PackageLoader(__package__ or "cd38rules.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        signed = sum(view.review.state == "signed" for view in self.rules)
        self.shared: dict[str, Any] = {
            "book": book,
            "package_version": __version__,
            "signed": signed,
            "run": inputs.scenarios,
            "has_changes": bool(inputs.change_log or inputs.since),
            "most_names": MOST_NAMES,
            "dates": [f"{source.evidence_as_of} ({source.short_name})" for source in book.catalogue.sources],
        }

    def all(self) -> Iterator[tuple[str, str]]:
        yield from self._start()
        yield from self._rules()
        yield from self._words()
        yield from self._evidence()
        yield from self._sheets()
        yield from self._overviews()
        assets = files(__package__) / "assets"
        for name in ASSETS:
            yield f"assets/{name}", (assets / name).read_text(encoding="utf-8")
        facts = [view.fact for view in self.catalogue.facts()]
        trials = [view.trial for view in self.catalogue.trials()]
        yield (
            "assets/search-index.js",
            search_script(self.rules, facts, self.book.concepts.values(), trials, self.book.coverage),
        )

    def _page(self, path: str, template: str, /, **context: Any) -> tuple[str, str]:
        root = "../" * path.count("/")
        text = self.environment.get_template(template).render(root=root, path=path, **self.shared, **context)
        return path, "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"

    def _start(self) -> Iterator[tuple[str, str]]:
        by_id = {view.rule.id: view for view in self.rules}
        points = [(point, rules_at(point, self.book)) for point in decision_points()]
        points = [(point, groups) for point, groups in points if groups]
        counts = [(point, sum(len(rules) for _, rules in groups)) for point, groups in points]
        kinds: dict[str, int] = {}
        for view in self.rules:
            kinds[view.rule.kind] = kinds.get(view.rule.kind, 0) + 1
        red = self.inputs.scenarios.red_rules(self.book) if self.inputs.scenarios else []
        yield self._page("index.html", "start.html.j2", points=counts, kinds=kinds, red=red)
        for point, groups in points:
            with_views = [(title, [by_id[rule.id] for rule in rules]) for title, rules in groups]
            yield self._page(f"points/{point.id}.html", "point.html.j2", point=point, groups=with_views)

    def _rules(self) -> Iterator[tuple[str, str]]:
        yield self._page("rules.html", "rules.html.j2", topics=self._by_topic())
        can_fire = set(rules_that_can_fire(self.book))
        for view in self.rules:
            shown, further = plots_of(view, self.plots)
            yield self._page(
                f"rules/{view.rule.id}.html",
                "rule.html.j2",
                view=view,
                plots=shown,
                further_plots=further,
                sheet=sheet(view),
                can_fire=view.rule.id in can_fire,
            )

    def _words(self) -> Iterator[tuple[str, str]]:
        facts, concepts = self.catalogue.facts(), self.catalogue.concepts()
        yield self._page("words.html", "words.html.j2", facts=facts, concepts=concepts)
        for view in facts:
            yield self._page(f"facts/{view.fact.name}.html", "fact.html.j2", view=view)
        for concept in concepts:
            yield self._page(f"concepts/{concept.concept.id}.html", "concept.html.j2", view=concept)

    def _evidence(self) -> Iterator[tuple[str, str]]:
        trials, sources = self.catalogue.trials(), self.catalogue.sources()
        yield self._page("evidence.html", "evidence.html.j2", trials=trials, sources=sources)
        for trial in trials:
            yield self._page(f"trials/{trial.trial.id}.html", "trial.html.j2", view=trial)
        for source in sources:
            yield self._page(f"sources/{source.source.id}.html", "source.html.j2", view=source)
            yield self._page(f"sources/{source.source.id}-entries.html", "entries.html.j2", view=source)
        yield self._page("plots.html", "plots.html.j2", plots=self.plots)

    def _sheets(self) -> Iterator[tuple[str, str]]:
        yield self._page("sheets.html", "sheets.html.j2", title="all rules", sheets=[(v, sheet(v)) for v in self.rules])
        for topic, views in self._by_topic():
            sheets = [(view, sheet(view)) for view in views]
            yield self._page(f"sheets/{views[0].rule.topic}.html", "sheets.html.j2", title=topic, sheets=sheets)

    def _overviews(self) -> Iterator[tuple[str, str]]:
        rows = matrix(self.rules, self.book, self.inputs)
        yield self._page("matrix.html", "matrix.html.j2", columns=COLUMNS, rows=rows)
        by_hazard = {name: [view.rule for view in self.rules if name in view.rule.hazards] for name in hazards()}
        yield self._page("about.html", "about.html.j2", hazards=hazards().values(), by_hazard=by_hazard)
        changes = rule_changes(self.inputs.change_log)
        versions = list(dict.fromkeys(change.version for change in changes))
        yield self._page("changes.html", "changes.html.j2", versions=versions, changes=changes, since=self.inputs.since)

    def _by_topic(self) -> list[tuple[str, list[RuleView]]]:
        by_topic: dict[str, list[RuleView]] = {}
        for view in self.rules:
            by_topic.setdefault(view.topic, []).append(view)
        return list(by_topic.items())
