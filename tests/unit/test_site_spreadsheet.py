"""The spreadsheet of decision tables: one sheet a topic, one block a rule, the same bytes for the same book."""

from __future__ import annotations

import io

import pytest

from cd38rules.rules.book import RuleBook

openpyxl = pytest.importorskip("openpyxl", reason="the site's extra isn't installed")


@pytest.fixture(scope="module")
def content(book: RuleBook) -> bytes:
    from cd38rules.site.spreadsheet import workbook_bytes

    return workbook_bytes(book)


def test_the_same_book_gives_the_same_workbook(book: RuleBook, content: bytes) -> None:
    from cd38rules.site.spreadsheet import workbook_bytes

    assert workbook_bytes(book) == content


def test_every_rule_has_a_block_with_its_inputs_and_references(book: RuleBook, content: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for sheet in workbook.worksheets[1:]:
        for row in sheet.iter_rows(values_only=True):
            if row[0] == "Decision ID":
                found[row[1]] = sheet.title
    assert set(found) == set(book.rules)
    titles = {topic.id: topic.letter for topic in book.topics}
    assert all(found[rule.id].startswith(titles[rule.topic]) for rule in book.rules.values())


def test_a_block_reads_as_the_rule_does(book: RuleBook, content: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = [sheet for sheet in workbook.worksheets if sheet.title.startswith("D ")]
    rows = list(sheet.iter_rows(values_only=True))
    (start,) = [number for number, row in enumerate(rows) if row[:2] == ("Decision ID", "copd-dara-fev1-lt50")]
    block = rows[start : start + 8]
    assert [row[0] for row in block[:5]] == ["Decision ID", "Business rule", "Trigger", "Hit policy", "Version"]
    assert [cell for cell in block[5] if cell] == ["Inputs", "Output", "Action", "Annotations", "Reference"]
    assert [cell for cell in block[6] if cell] == ["anti-CD38 antibody", "history of COPD", "FEV1"]
    assert block[7][:3] == ("daratumumab", "yes", "below 50 %")
    assert block[7][5] == "advisory: warning"
    cited = book.catalogue[book.rules["copd-dara-fev1-lt50"].evidence[0].evidence]
    assert cited.cite in block[7][8]


def test_the_first_sheet_says_that_nobody_has_signed(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert ("Signed", "Nobody has signed any of these rules.") in [row[:2] for row in sheet.iter_rows(values_only=True)]
