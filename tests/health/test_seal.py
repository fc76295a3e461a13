"""The package knows the hash of the rule book that it ships."""

import pytest

from cd38rules.rules.book import RuleBook
from cd38rules.rules.shipped import SHIPPED_SHA256


@pytest.mark.hazard("H12")
def test_the_shipped_rules_are_sealed(book: RuleBook) -> None:
    assert book.sha256 == SHIPPED_SHA256, "run `make seal` after a change of the rules"
    assert not book.locally_modified
