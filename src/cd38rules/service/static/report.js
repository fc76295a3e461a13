// The report on the page, in the order of the printed one.

import { byId, capital, make, many, service, SEVERITIES } from "./dom.js";
import { goTo, placeOf } from "./form.js";
import { placed } from "./placing.js";
import { whyNot, whyParts, whyToggles } from "./why.js";

function ruleLink(rule) {
  const href = service.site
    ? `${service.site}/rules/${encodeURIComponent(rule)}.html`
    : `rules/${encodeURIComponent(rule)}`;
  return make(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer" },
    service.site ? "Review page of the rule" : "The rule as data",
  );
}

const items = (found, words) =>
  make(
    "ul",
    {},
    found.map((one) => make("li", {}, words(one))),
  );
const section = (title, ...content) =>
  content.flat().filter(Boolean).length ? [make("h3", {}, title), ...content.flat().filter(Boolean)] : [];
const sub = (title, found, words = (one) => one, level = "h5") =>
  found.length ? [make(level, {}, title), items(found, words)] : [];
const rolesOf = (one) => (one.roles.length ? `, ${one.roles.map((role) => `${role} regimen`).join(" and ")}` : "");
const missingWords = (one) =>
  `${one.question}${one.recorded ? ` On record: ${one.recorded}.` : ""} (${one.label}: ${one.reason})`;

function evidenceWords(one) {
  const figure =
    one.kind === "figure"
      ? [
          one.trial,
          one.population,
          one.arm,
          one.comparator && `against ${one.comparator}`,
          one.measure,
          one.value && one.unit ? `${one.value} (unit: ${one.unit})` : one.value,
          one.interval,
          one.p_value,
          one.n && `n: ${one.n}`,
          one.design,
          one.data_cut,
        ]
          .filter(Boolean)
          .join("; ")
      : "";
  return [
    make("span", {}, one.kind === "gap" ? `Not in the source: ${one.says}` : one.says || figure),
    one.says && figure ? make("div", { class: "note" }, figure) : "",
    make(
      "div",
      { class: "note" },
      `Place: ${one.citation}${one.kind === "statement" && one.design ? `; ${one.design}` : ""}`,
    ),
    one.errata.map((text) => make("div", { class: "note" }, `Erratum: ${text}`)),
  ].flat();
}

function card(one, under = []) {
  return make(
    "article",
    { class: `card ${one.severity}`, "data-rule": one.rule },
    make("p", { class: "severity" }, `${capital(one.severity)}${rolesOf(one)}`),
    make("h4", {}, one.title),
    make("p", { class: "summary" }, one.summary),
    make("p", {}, one.detail),
    make("p", { class: "source" }, `${one.topic_title} · ${one.claim} · ${one.rule} ${one.version} (${one.status})`),
    make(
      "details",
      {},
      make("summary", {}, "Basis, limits and reasons to set it aside"),
      make("h5", {}, "It applies when"),
      make("p", {}, one.condition),
      sub(
        "Facts used",
        one.facts_used,
        (fact) =>
          `${fact.label}: ${fact.value}${fact.unit ? ` ${fact.unit}` : ""}${fact.date ? `, ${fact.date}` : ""} (${fact.origin})`,
      ),
      sub("Assumed, as it is not recorded", one.facts_assumed, (fact) => `${fact.label}: ${fact.assumption}`),
      sub("Missing", one.facts_missing, missingWords),
      sub("Evidence", one.evidence, evidenceWords),
      sub("Caveats", one.caveats),
      sub("Speaks of these rules", one.concerns),
      sub("Reasons to set it aside", one.override_reasons, (code) => code.replaceAll("-", " ")),
      make("p", {}, ruleLink(one.rule)),
    ),
    under.length
      ? make(
          "details",
          { class: "covered" },
          make("summary", {}, `Shown under it: ${many(under.length, "more point")}`),
          under.map((inner) => card(inner)),
        )
      : "",
    one.kind === "background" ? "" : whyParts(one.rule, "Why, and what would change it"),
  );
}

export function showReport(report) {
  whyToggles.clear();
  const all = [...report.advisories, ...report.questions, ...report.evidence, ...report.background];
  const standing = placed(all);
  const of = (kind) => standing.filter(([one]) => one.kind === kind);
  const cards = (kind) => of(kind).map(([one, under]) => card(one, under));
  const alerts = of("advisory").map(([one]) => one);
  const counts = SEVERITIES.map((word) => `${alerts.filter((one) => one.severity === word).length} ${word}`).join(", ");
  const { receipt, coverage } = report;
  byId("said").textContent =
    `${report.patient_id}, ${report.as_of}: advisories: ${alerts.length ? counts : "none of a rule that could be checked"}. ` +
    `${many(of("question").length, "question")}, ${many(report.not_evaluable.length, "rule")} not decided.`;
  const advisories = cards("advisory");
  const record = report.facts_to_record.map((one) =>
    make(
      "li",
      { "data-fact": one.name },
      make("strong", {}, one.question),
      one.recorded ? ` On record: ${one.recorded}.` : "",
      goButton(one),
      make(
        "div",
        { class: "note" },
        `${one.label}. Waiting: ${SEVERITIES.filter((word) => one[word])
          .map((word) => `${one[word]} ${word}`)
          .join(", ")}.`,
      ),
    ),
  );
  const undecided = report.not_evaluable.map((one) =>
    make(
      "li",
      { "data-undecided": one.rule },
      make("strong", {}, one.title),
      ` (${one.severity}${rolesOf(one)})`,
      items(one.missing, missingWords),
      whyParts(one.rule, "Why it is not decided"),
    ),
  );
  byId("report").replaceChildren(
    receipt.unsigned_rules
      ? make(
          "p",
          { class: "banner limits" },
          `Draft: no clinician has signed these rules (${receipt.unsigned_rules} unsigned).`,
        )
      : "",
    receipt.locally_modified
      ? make("p", { class: "banner limits" }, "Locally modified: the rules differ from those that were shipped.")
      : "",
    make(
      "p",
      { class: "banner", id: "never" },
      "An empty list is never “no concern”: see below what could not be checked and what the rules don't speak of.",
    ),
    ...report.input_issues.map((one) =>
      make(
        "p",
        { class: "banner limits" },
        `What is recorded contradicts itself: ${one.message}. ${one.hint} (${one.places.join(", ")})`,
      ),
    ),
    ...section(
      "Advisories",
      advisories.length
        ? advisories
        : make("p", {}, "No advisory of a rule that could be checked applies to what is recorded."),
    ),
    ...section("Questions", cards("question")),
    ...section("What to record next", record.length ? make("ol", { class: "record" }, record) : ""),
    ...section(
      "Not decided",
      report.not_checked.map((one) => make("p", {}, one.message)),
      undecided.length
        ? make(
            "details",
            {},
            make("summary", {}, `${many(undecided.length, "rule")} that the recorded facts don't decide`),
            make("ul", { class: "record" }, undecided),
          )
        : "",
    ),
    ...section(
      "Silenced",
      report.suppressed.length
        ? items(
            report.suppressed,
            (one) => `${one.title}${rolesOf(one)}: silenced by ${one.by.join(", ")}. ${one.reason}`,
          )
        : "",
    ),
    ...section("Why not another rule?", whyNot()),
    ...section("Matched evidence", folded("figures that match this patient, no alerts", cards("evidence"))),
    ...section("Background", folded("points that hold for all", cards("background"))),
    ...section(
      "What was checked",
      make(
        "p",
        {},
        `${coverage.rules_checked} of ${coverage.rules_in_force} rules were checked; ${coverage.rules_not_evaluable} of them could not be decided.`,
      ),
      make(
        "details",
        {},
        make("summary", {}, "Topics, and what the rules don't speak of"),
        make("p", {}, coverage.statement),
        [
          ["Topics checked", coverage.topics_checked],
          ["Covered", coverage.covered],
          ["Not covered", coverage.not_covered],
        ].flatMap(([title, found]) => sub(title, found, undefined, "h4")),
      ),
      make(
        "p",
        { class: "note" },
        `${receipt.rulebook} ${receipt.rulebook_version}, sha256 ${receipt.rulebook_sha256.slice(0, 12)}; evidence as of ${coverage.evidence_as_of.join(", ")}.`,
      ),
    ),
  );
}

function goButton(fact) {
  const node = service.fieldOf.has(fact.name) ? placeOf(service.fieldOf.get(fact.name)) : null;
  return node
    ? [
        " ",
        make(
          "button",
          {
            type: "button",
            class: "small go",
            "aria-label": `Go to the field: ${fact.label}`,
            onclick: () => goTo(placeOf(service.fieldOf.get(fact.name))),
          },
          "Go to the field",
        ),
      ]
    : "";
}

const folded = (words, found) =>
  found.length ? make("details", {}, make("summary", {}, `${found.length} ${words}`), found) : "";
