// The page to try the rules: the form comes from the schema, the advice from this service.

import { ask, byId, got, make, Refused, service } from "./dom.js";
import { showCards } from "./ehr.js";
import { clearFaults, fault, leaves, onEdited, profileOfForm, showFaults, showForm } from "./form.js";
import { showReport } from "./report.js";
import { clearAddress, state, writeAddress, writeAddressSoon } from "./state.js";
import { pickWhy, whyToggles } from "./why.js";

async function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  let profile = {};
  let lost = [];
  try {
    profile = words.has("p") ? JSON.parse(words.get("p")) : {};
    if (profile === null || typeof profile !== "object" || Array.isArray(profile)) throw new TypeError("no profile");
  } catch {
    profile = {};
    lost = ["the whole patient"];
  }
  showForm(profile);
  const kept = leaves(profileOfForm());
  lost.push(...[...leaves(profile)].filter(([path, value]) => kept.get(path) !== value).map(([path]) => path));
  forget();
  showView(words.get("v") ?? "");
  const isAdvised = words.get("e") === "1" && !lost.length;
  if (lost.length)
    fault(
      "The address of this page holds what the form can't show. It was left out.",
      lost.map((path) => make("li", {}, path)),
    );
  else if (isAdvised) await evaluate(words.get("why") ?? "");
}

// The view of an address; one that isn't known is the report.
function showView(name) {
  byId("view").value = name;
  if (byId("view").selectedIndex < 0) byId("view").value = "";
  state.view = byId("view").value;
}

function forget() {
  state.asked += 1;
  Object.assign(state, { shown: null, isAdvised: false, why: "" });
  clearFaults();
  byId("report").replaceChildren();
}

function edited() {
  if (state.shown !== null)
    byId("said").textContent = "The form has changed. Press “Show the advice” for what it says now.";
  forget();
  writeAddressSoon();
  for (const node of document.querySelectorAll("details.group")) node.dispatchEvent(new Event("recount"));
}

async function evaluate(why = "") {
  forget();
  const number = state.asked;
  const sent = JSON.stringify(profileOfForm());
  byId("said").textContent = "Asking the service.";
  try {
    const answer = await (await ask(state.view ? `cards?moment=${state.view}` : "evaluate", sent)).json();
    if (number !== state.asked) return; // the form has changed meanwhile
    Object.assign(state, { shown: sent, isAdvised: true });
    (state.view ? showCards : showReport)(answer);
    writeAddress();
    if (why && !state.view) await (whyToggles.get(why) ?? (() => pickWhy(why)))();
  } catch (error) {
    if (number !== state.asked) return;
    byId("said").textContent = "No advice is shown.";
    if (!(error instanceof Refused)) throw error;
    showFaults(error);
    writeAddress();
  }
}

async function start() {
  try {
    const names = ["schema/profile.json", "groups.json", "examples.json", "rules", "status", "facts"];
    const [schema, layout, examples, book, status, facts] = await Promise.all(names.map(got));
    Object.assign(service, { schema, layout, examples, site: status.review_site ?? "" });
    service.rules = book.rules.filter((rule) => rule.kind !== "background");
    service.fieldOf = new Map(facts.facts.filter((one) => one.path).map((one) => [one.name, one.path]));
  } catch (error) {
    fault(`The page can't start. ${error.message}`);
    return;
  }
  byId("example").append(
    ...service.examples.map((one, number) => make("option", { value: String(number) }, one.title)),
  );
  byId("example").addEventListener("change", (event) => {
    event.stopPropagation();
    const chosen = service.examples[event.target.value];
    byId("story").textContent = chosen?.story ?? "";
    if (!chosen) return;
    showForm(chosen.profile);
    evaluate();
  });
  if (service.site)
    byId("review-link").append(
      ", ",
      make("a", { href: `${service.site}/index.html`, rel: "noopener noreferrer" }, "the review site"),
    );
  onEdited(edited);
  byId("groups").addEventListener("input", edited);
  byId("view").addEventListener("change", () => {
    const isAdvised = state.shown !== null;
    showView(byId("view").value);
    if (isAdvised) evaluate();
    else writeAddress();
  });
  byId("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await evaluate();
    if (state.shown !== null) byId("results").focus();
  });
  byId("clear").addEventListener("click", () => {
    forget();
    clearAddress();
    showForm({});
    byId("example").value = "";
    byId("story").textContent = "";
    byId("said").textContent = "The form is empty.";
    byId("example").focus();
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the patient
    byId("results").focus();
  });
  window.addEventListener("hashchange", readAddress);
  await readAddress();
  document.body.dataset.ready = "true";
}

start();
