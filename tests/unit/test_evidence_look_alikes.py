"""Numbers of the article that look alike and mean different things: each is pinned to its entry and its place."""

from __future__ import annotations

import pytest

from cd38rules.rules.book import RuleBook

COMBINATION, ALONE = "Combination therapy", "Monotherapy"
ICARIA_APOLLO, IKEMA_CANDOR = "ICARIA-MM and APOLLO", "IKEMA and CANDOR"
HR_ICARIA, HR_APOLLO = "ICARIA-MM > PFS HR (95% CI)", "APOLLO > PFS HR (95% CI)"
HR_IKEMA = "IKEMA > PFS HR (95% CI)"

# The number as the article prints it, the entry that holds it, how the entry prints it, and where it stands.
LOOK_ALIKES = {
    "14.3%": {
        "isatuximab-pd-phase-ib-response": ("14.3%", f"{COMBINATION}, ¶1"),
        "daratumumab-alone-after-isatuximab-pd-response": ("14.3%", f"{ALONE}, ¶3"),
    },
    "52%": {
        "ikema-renal-response": ("52%", f"{IKEMA_CANDOR}, ¶5"),
        "icaria-tumour-response-in-renal-response": ("52", f"{ICARIA_APOLLO}, ¶6"),
    },
    "0.63": {
        "apollo-pfs-hr": ("0.63", "Table 1, PFS HR (95% CI) P -value, APOLLO"),
        "candor-pfs-hr": ("0.63", "Table 3, PFS HR (CI), CANDOR"),
        "ikema-egfr-from-60": ("0.63", f"Table 4, Baseline renal function, ≥ 60, {HR_IKEMA}"),
    },
    "16.9 months": {
        "apollo-follow-up": ("16.9", "Table 1, Median follow-up, mo, APOLLO"),
        "candor-follow-up": ("16.9", "Table 3, Median follow-up, mo, CANDOR > Dara-Kd"),
    },
    "31.8%": {
        "icaria-vgpr": ("31.8", "Table 1, ≥ VGPR, %, ICARIA-MM > Isa-Pd"),
        "daratumumab-combination-after-pd-response": ("31.8%", f"{COMBINATION}, ¶2"),
    },
    "45.8% and 45.6%": {
        "ikema-cr-adjusted": ("45.8%", "Table 3, footnote b"),
        "adcc-highest-cd38": ("45.6%", f"{ALONE}, ¶2"),
    },
    "60.4% and 60%": {
        "icaria-orr": ("60.4", "Table 1, ORR, %, ICARIA-MM > Isa-Pd"),
        "isatuximab-pd-phase-ib-response-unexposed": ("60%", f"{COMBINATION}, ¶1"),
        "isatuximab-alone-daratumumab-just-before": ("60%", f"{ALONE}, ¶1"),
    },
    "0.59": {
        "icaria-lines-2-to-3": ("0.59", f"Table 2, Previous lines of therapy > 2–3, {HR_ICARIA}"),
        "icaria-lines-above-3": ("0.59", f"Table 2, Previous lines of therapy > > 3, {HR_ICARIA}"),
        "apollo-crcl-to-60": ("0.59", f"Table 2, Baseline renal function, ≤ 60, {HR_APOLLO}"),
        "ikema-lines-1": ("0.59", f"Table 4, Previous lines of therapy > 1, {HR_IKEMA}"),
        "candor-update-pfs-hr": ("0.59", f"{IKEMA_CANDOR}, ¶3"),
    },
    "38%, 37.5% and 37.9%": {
        "icaria-renal-response-control": ("38%", f"{ICARIA_APOLLO}, ¶6"),
        "isatuximab-alone-disease-control": ("37.5%", f"{ALONE}, ¶1"),
        "daratumumab-alone-after-pd-response": ("37.9%", f"{ALONE}, ¶3"),
    },
}


@pytest.mark.parametrize("number", LOOK_ALIKES)
def test_numbers_that_look_alike_stand_each_in_its_place(book: RuleBook, number: str) -> None:
    for name, (value, place) in LOOK_ALIKES[number].items():
        entry = book.catalogue[f"leleu-2022/{name}"]
        assert (entry.value, str(entry.location)) == (value, place)


@pytest.mark.parametrize("number", ["0.59", "0.63"])
def test_hazard_ratios_that_look_alike_have_intervals_of_their_own(book: RuleBook, number: str) -> None:
    entries = [book.catalogue[f"leleu-2022/{name}"] for name in LOOK_ALIKES[number]]
    assert len({str(entry.interval) for entry in entries}) == len(entries)


@pytest.mark.parametrize("number", [name for name in LOOK_ALIKES if " and " not in name])
def test_no_other_entry_holds_a_number_that_looks_alike(book: RuleBook, number: str) -> None:
    """A new entry with one of these values has to be pinned here too."""
    values = {value for value, _ in LOOK_ALIKES[number].values()}
    rates = {value for value in values if "." in value}
    found = {entry.id for entry in book.catalogue.entries if entry.value in rates and entry.kind == "figure"}
    again = {f"leleu-2022/{name}" for name in ("candor-pfs-hr-text",)}
    assert found - again <= {f"leleu-2022/{name}" for name in LOOK_ALIKES[number]}
