// The cards as a health record shows them: those of CDS Hooks, with nothing that can be signed or set aside here.

import { byId, capital, make, many } from "./dom.js";

// The detail comes from this service, as HTML without scripts, forms or pictures; headings go below that of the card.
function detail(html) {
  const found = new DOMParser().parseFromString(html, "text/html").body;
  for (const heading of found.querySelectorAll("h1, h2, h3, h4")) {
    heading.replaceWith(make("h5", {}, ...heading.childNodes));
  }
  return make("div", { class: "detail" }, ...found.childNodes);
}

function ehrCard(card, html) {
  const { label, url, topic } = card.source;
  const about = topic ? `${topic.display} · ` : "";
  return make(
    "article",
    { class: `card ehr ${card.indicator}`, "data-card": card.uuid },
    make("p", { class: "severity" }, capital(card.indicator)),
    make("h4", { class: "summary" }, card.summary),
    make(
      "p",
      { class: "source" },
      about,
      url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label) : label,
    ),
    make("details", {}, make("summary", {}, "Detail"), html ? detail(html) : ""),
    offered("Suggested, to be signed by the user", card.suggestions, (one) => one.label),
    offered("Reasons to set it aside", card.overrideReasons, (one) => one.display),
  );
}

function offered(title, found, words) {
  if (!found) return "";
  const listed = found.map((one) => make("li", {}, words(one)));
  return make("details", {}, make("summary", {}, `${title}: ${found.length}`), make("ul", {}, listed));
}

export function showCards({ cards, details }) {
  byId("said").textContent = cards.length
    ? `${many(cards.length, "card")}, as a health record shows them.`
    : "No card: nothing that could be checked is for this moment. That is never “no concern”.";
  byId("report").replaceChildren(
    make("p", { class: "banner" }, "Nothing is ordered, signed or kept here. The whole report says more."),
    cards.length ? make("h3", {}, "Cards") : "",
    ...cards.map((card) => ehrCard(card, details[card.uuid])),
  );
}
