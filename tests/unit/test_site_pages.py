"""The pages of the shipped rule book: whole, linked, without an address, with words beside every picture, and the same
byte by byte."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest
from tests.corpus.fact_cases import tables

from cd38rules.present import Presenter
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook, read_files
from cd38rules.rules.reviews import SignOff
from cd38rules.site.inputs import BoundaryExample, FactCase, SiteInputs, since
from cd38rules.site.pages import pages_of
from cd38rules.site.scenarios import read_scenarios
from cd38rules.wording import outline

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

pytest.importorskip("matplotlib", reason="the site's extra isn't installed")

ROOT = Path(__file__).resolve().parents[2]
RULE = "copd-dara-fev1-lt50"


class Page(HTMLParser):
    """Ids, links, landmarks and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.pictures = 0
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src") if name in found and tag != "use"]
        for name in ("aria-labelledby", "aria-controls", "for"):
            self.labels += found.get(name, "").split()
        self.pictures += tag == "svg"
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def inputs(book: RuleBook) -> SiteInputs:
    """Something of everything that may stand beside the book."""
    step = {"keyword": "Then", "name": "it applies", "result": {"status": "passed"}}
    element = {"name": "FEV1 is low", "line": 3, "tags": [{"name": f"rule:{RULE}"}], "steps": [step]}
    example = BoundaryExample(
        about="FEV1 below 50 %", position="just below", shows="FEV1 49.9 %", verdict="yes", role="planned"
    )
    return SiteInputs(
        scenarios=read_scenarios(json.dumps([{"uri": "x.feature", "elements": [element]}]).encode()),
        boundaries={RULE: (example, example.model_copy(update={"about": "age, 18 years", "note": "It stays open."}))},
        fact_cases={fact: tuple(FactCase(**case) for case in cases) for fact, cases in tables().items()},
        change_log=f"# Log\n\n## 9.9.9\n\n### Rules\n\n- {RULE}, 1.0.0 -> 1.0.1: nobody (wording).\n",
    )


@pytest.fixture(scope="module")
def files(book: RuleBook, inputs: SiteInputs) -> dict[str, str]:
    signature = SignOff(
        rule=RULE,
        content=book.contents[RULE],
        reviewer="Made-up Reviewer",
        role="haematologist",
        date="2026-01-02",
        decision="approved",
        comment="<b>read</b>",
    )
    return pages_of(replace(book, sign_offs=(signature,)), inputs)


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, Page]:
    return {path: Page(text) for path, text in files.items() if path.endswith(".html")}


def test_a_limit_that_only_leaves_the_rule_open_says_why(pages: dict[str, Page]) -> None:
    assert pages[f"rules/{RULE}.html"].text.count("age, 18 years: It stays open.") == 1
    assert "FEV1 below 50 %: " not in pages[f"rules/{RULE}.html"].text


def test_there_is_a_page_for_everything(book: RuleBook, pages: dict[str, Page]) -> None:
    expected = {f"rules/{name}.html" for name in book.rules} | {f"concepts/{name}.html" for name in book.concepts}
    expected |= {f"trials/{trial.id}.html" for trial in book.catalogue.trials}
    expected |= {f"sources/{source.id}.html" for source in book.catalogue.sources}
    expected |= {"index.html", "rules.html", "matrix.html", "plots.html", "about.html", "changes.html", "sheets.html"}
    assert expected <= set(pages)


def broken_links(pages: dict[str, Page], files: dict[str, str]) -> Iterator[str]:
    ids = {path: set(page.ids) for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.links:
            if link == "data:,":
                continue
            target, _, anchor = link.partition("#")
            parts: list[str] = list(PurePosixPath(path).parent.parts) if target else [path]
            for part in PurePosixPath(target).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            found = "/".join(parts)
            if found not in files or (anchor and anchor not in ids[found]):
                yield f"{path}: {link}"


def test_every_link_leads_somewhere(pages: dict[str, Page], files: dict[str, str]) -> None:
    assert list(broken_links(pages, files)) == []


def test_no_file_holds_an_address(files: dict[str, str]) -> None:
    found = [path for path, text in files.items() if re.search(r"(?i)\b(?:https?:|ftp:|file:/)|//\w+\.\w", text)]
    assert found == []


def test_no_id_stands_twice_and_every_label_exists(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert set(page.labels) <= set(page.ids), path


def test_every_page_has_landmarks_and_headings_in_order(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for landmark in ("header", "nav", "main", "footer"):
            assert landmark in page.tags, f"{path} has no {landmark}"
        assert page.headings.count(1) == 1, path
        steps = [later - earlier for earlier, later in zip(page.headings, page.headings[1:], strict=False)]
        assert max(steps, default=0) <= 1, path


def test_every_picture_has_words_and_a_table_beside_it(pages: dict[str, Page]) -> None:
    pictures = 0
    for path, page in pages.items():
        pictures += page.pictures
        assert page.pictures == page.tags.count("figcaption"), path
        assert page.pictures <= page.tags.count("table"), path
    assert pictures > 60


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "cd38rules", "site", "build", str(folder), "--rules", str(ROOT / "rules")]
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True)
        built.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")})
    assert built[0] == built[1]


def test_a_rules_page_shows_its_condition_texts_and_evidence(book: RuleBook, pages: dict[str, Page]) -> None:
    presenter = Presenter(book)
    for rule in book.rules.values():
        text = pages[f"rules/{rule.id}.html"].text
        assert book.contents[rule.id] in text
        if rule.applies_when is not None:
            for _, words in outline(rule.applies_when, presenter.title):
                assert " ".join(words.split()) in text, f"{rule.id}: {words}"
        for use in rule.evidence:
            entry = book.catalogue[use.evidence]
            assert " ".join(entry.says.split()) in text, f"{rule.id} doesn't show {entry.id}"
            assert str(entry.location) in text
            for erratum in entry.errata:
                assert erratum.id in text
        for text_of_rule in (*rule.summary, *rule.detail, *rule.caveats):
            plain = re.split(r"\{[^}]*\}", text_of_rule.text)[0].strip()
            assert plain in text, f"{rule.id}: {plain}"


def test_figures_in_texts_are_filled_in(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if re.search(r"\{[\w-]+/", page.text)] == []


def test_what_stands_beside_the_book_is_shown(book: RuleBook, pages: dict[str, Page]) -> None:
    text = pages[f"rules/{RULE}.html"].text
    for words in (
        "Signed by Made-up Reviewer (haematologist), 2026-01-02.",
        "<b>read</b>",
        "just below: FEV1 49.9 % (planned regimen)",
        "1 passed FEV1 is low",
        f"9.9.9 : {RULE}, 1.0.0 -> 1.0.1: nobody (wording).",
    ):
        assert words in text
    assert f"1 of {len(book.rules)} rules are signed" in pages["index.html"].text
    assert "6 months or more" in pages["facts/regimen.washout.html"].text
    assert "dates: 6 months to the day" in pages["facts/regimen.washout.html"].text


def test_without_anything_beside_the_book_the_pages_say_so(book: RuleBook) -> None:
    bare = {path: Page(text) for path, text in pages_of(book, SiteInputs()).items() if path.endswith(".html")}
    assert "Nobody has signed: none of the" in bare["index.html"].text
    page = bare[f"rules/{RULE}.html"].text
    for words in ("Nobody has signed this rule.", "No boundary examples are at hand.", "No results are at hand."):
        assert words in page
    assert "tests/semantics/" in bare["facts/regimen.washout.html"].text


def test_every_must_fire_patient_is_shown_and_fires(book: RuleBook, pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if "It doesn’t fire." in page.text] == []
    assert "The report then says: “COPD with FEV1 below" in pages[f"rules/{RULE}.html"].text


def test_no_two_trials_share_a_picture(book: RuleBook) -> None:
    from cd38rules.site.plots.gallery import gallery

    for plot in gallery(book):
        trials = {entry.trial.id for name in plot.evidence if (entry := book.catalogue[name]).trial is not None}
        assert len(trials) <= 1, plot.id
        assert trials <= {plot.trial}
        if plot.trial:
            others = {trial.name for trial in book.catalogue.trials if trial.id != plot.trial}
            assert not [name for name in others if name in plot.svg], plot.id


def test_a_forest_plot_draws_each_interval_and_names_its_level(book: RuleBook) -> None:
    from cd38rules.site.plots.forest import forest_plots

    plots = {plot.trial: plot for plot in forest_plots(book)}
    assert set(plots) == {"icaria-mm", "apollo", "ikema", "candor"}
    for plot in plots.values():
        for name in plot.evidence:
            entry = book.catalogue[name]
            if entry.interval is None:
                assert f'ci-{name}"' not in plot.svg
                assert entry.shown_value in plot.svg
            else:
                assert f'ci-{name}"' in plot.svg
                assert f"{entry.value} ({entry.interval})" in plot.svg
    assert "99 % CI" in plots["ikema"].svg


def test_bars_say_on_how_many_patients_they_rest(book: RuleBook) -> None:
    from cd38rules.site.plots.bars import disease_control_plots

    (plot,) = disease_control_plots(book)
    assert "37.5%, n = 32" in plot.svg
    assert plot.svg.count("n not given") == 2


def test_what_changed_since_an_earlier_book_stands_on_the_page_of_changes_with_a_patient(book: RuleBook) -> None:
    files = read_files(ROOT / "rules")
    path = f"lungs/{RULE}.yaml"
    text = files[path].replace("    - {fact: lungs.copd, is: true}\n", "")
    old, _ = inspect_rulebook(files | {path: text})
    assert old is not None
    page = pages_of(book, SiteInputs(since=since("0.0.9", old, book)))["changes.html"]
    assert isinstance(page, str)
    section = page.partition('id="since"')[2].partition("</section>")[0]
    assert "Since 0.0.9" in section
    assert f'<a href="rules/{RULE}.html">{RULE}</a>' in section
    assert "needs a major step" in section
    assert "yes → " in section or "unknown → " in section
    same = pages_of(book, SiteInputs(since=since("0.1.0", book, book)))["changes.html"]
    assert "Nothing changed in meaning." in str(same)


def test_the_search_knows_what_is_not_covered(files: dict[str, str]) -> None:
    index = files["assets/search-index.js"]
    assert "not addressed in the source" in index
    assert "shingles" in index


def test_the_default_of_several_summaries_is_told_as_such_wherever_it_stands(files: dict[str, str]) -> None:
    for path in ("sheets/transfusion.html", "rules/transfusion-dtt-kell.html", "points/before-transfusion.html"):
        assert "Otherwise:" in files[path], path
