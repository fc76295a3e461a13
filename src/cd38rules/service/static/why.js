// Why a rule applies or doesn't: the text of the service, below an entry or for a rule that is chosen.

import { ask, byId, make, service } from "./dom.js";
import { state, writeAddress } from "./state.js";

export const whyToggles = new Map();
const asks = new WeakMap(); // the last question of each box: an answer to an earlier one is not shown

export function whyParts(rule, words) {
  const box = make("div", { role: "region", "aria-label": `Why: ${rule}`, hidden: true });
  const toggle = async () => {
    if (!box.hidden) {
      box.hidden = true;
      state.why = "";
    } else if (await explain(rule, box)) {
      state.why = rule;
    } else {
      return;
    }
    button.setAttribute("aria-expanded", String(!box.hidden));
    writeAddress();
  };
  const button = make(
    "button",
    { type: "button", class: "small why", "aria-expanded": "false", "data-why": rule, onclick: toggle },
    words,
  );
  if (!whyToggles.has(rule)) whyToggles.set(rule, toggle);
  return [button, box];
}

// Whether the text stands in the box: not if the form or the question has changed meanwhile.
async function explain(rule, box) {
  const { asked, shown } = state;
  const own = {};
  asks.set(box, own);
  const words = await ask(`explain?rule=${encodeURIComponent(rule)}`, shown).then(
    (answer) => answer.text(),
    (error) => {
      return [
        error.message,
        ...(error.errors ?? []).map((one) => `${one.message}${one.hint ? ` (${one.hint})` : ""}`),
      ].join(" ");
    },
  );
  if (asked !== state.asked || asks.get(box) !== own) return false;
  box.replaceChildren(
    make("pre", { class: "explanation", tabindex: "0", role: "group", "aria-label": "Explanation" }, words),
  );
  box.hidden = false;
  return true;
}

export function whyNot() {
  const select = make(
    "select",
    { id: "why-not" },
    make("option", { value: "" }, "Choose a rule"),
    service.rules.map((rule) => make("option", { value: rule.id }, rule.title)),
  );
  const box = make("div", { id: "why-not-text", role: "region", "aria-label": "Why, or why not" });
  select.addEventListener("change", () => (select.value ? pickWhy(select.value) : putAway(box)));
  return [
    make("p", { class: "field" }, make("label", { for: "why-not" }, "A rule, whether it applies or not"), select),
    box,
  ];
}

function putAway(box) {
  asks.delete(box);
  box.replaceChildren();
  state.why = "";
  writeAddress();
}

export async function pickWhy(rule) {
  if (!service.rules.some((one) => one.id === rule)) return;
  byId("why-not").value = rule;
  if (!(await explain(rule, byId("why-not-text")))) return;
  state.why = rule;
  writeAddress();
}
