// The form comes from the schema, the advice from this service. Everything is written as text, never as HTML.
// What is entered lives in the form and behind the # of the address: nothing is stored, and no cookie is set.

const byId = (id) => document.getElementById(id);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const SEVERITIES = ["critical", "warning", "info"];
const NOT_RECORDED = "not recorded";

function make(name, attributes = {}, ...content) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...content.flat().filter((part) => part !== undefined && part !== ""));
  return node;
}

// ── the service ──

class Refused extends Error {
  constructor(title, errors = []) {
    super(title);
    this.errors = errors;
  }
}

async function ask(path, body) {
  const options = { credentials: "omit", cache: "no-store", redirect: "error" };
  if (body !== undefined) Object.assign(options, { method: "POST", body, headers: { "content-type": "application/json" } });
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refused("The service doesn't answer. Try again when it runs.");
  }
  if (answer.ok) return answer;
  if (answer.status === 401) {
    throw new Refused("This service asks for a token, and this page has none. To try it, start it with --insecure on your machine.");
  }
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(problem.title || `The service refuses with status ${answer.status}.`, problem.errors);
}

const got = async (path) => (await ask(path)).json();

// ── the form: each part is { node, read }, and what isn't recorded reads as undefined ──

let schema, layout, examples, rules, site = "", fieldOf = new Map();
let parts = [];

function resolved(part) {
  const choices = part.anyOf?.filter((choice) => choice.type !== "null");
  const inner = choices?.length === 1 ? { ...choices[0], title: part.title, description: part.description } : part;
  if (!inner.$ref) return inner;
  const found = schema.$defs[inner.$ref.split("/").pop()];
  return { ...found, title: part.title, description: part.description ?? found.description };
}

function worded(text) {
  return text.split(/[ _]/).map((word) => layout.words[word.toLowerCase()] ?? word).join(" ");
}

function labelOf(part, key) {
  const title = part.title ?? capital(key.replaceAll("_", " "));
  return layout.labels[title] ?? capital(worded(title.toLowerCase()));
}

const optionWords = (value) => (/^[a-z_]+$/.test(value) ? worded(value) : value.replaceAll("_", " "));
const hintOf = (part, path) =>
  part.description && make("p", { class: "hint", id: `hint ${path}`.replaceAll(" ", "-") }, part.description.replaceAll("`as_of`", "the day of assessment"));
const describedBy = (part, path) => (part.description ? `hint-${path}` : undefined);

function built(original, key, path, value, without = []) {
  const part = resolved(original);
  if (part.properties) return group(part, key, path, value, without);
  if (part.type === "array") return list(part, key, path, value);
  if (part.type === "boolean") return yesNo(part, key, path, value);
  if (part.enum) return choice(part, key, path, value);
  return line(part, key, path, value);
}

function group(part, key, path, value, without, legend = labelOf(part, key)) {
  const known = value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  const names = Object.keys(part.properties).filter((name) => !without.includes(`${path}.${name}`));
  const inner = names.map((name) => [name, built(part.properties[name], name, `${path}.${name}`, known[name], without)]);
  const node = make("fieldset", { "data-path": path, tabindex: "-1" }, make("legend", {}, legend), ...inner.map(([, one]) => one.node));
  const read = () => {
    const entries = inner.map(([name, one]) => [name, one.read()]).filter(([, found]) => found !== undefined);
    return entries.length ? Object.fromEntries(entries) : undefined;
  };
  return { node, read };
}

function yesNo(part, key, path, value) {
  const words = [["", capital(NOT_RECORDED)], ["true", "Yes"], ["false", "No"]];
  const chosen = typeof value === "boolean" ? String(value) : "";
  const radios = words.map(([name]) => make("input", { type: "radio", name: path, value: name, checked: name === chosen }));
  const node = make("fieldset", { class: "choice", "data-path": path, "aria-describedby": describedBy(part, path) },
    make("legend", {}, labelOf(part, key)), hintOf(part, path),
    make("div", { class: "choices" }, radios.map((radio, at) => make("label", {}, radio, words[at][1]))));
  const read = () => {
    const found = radios.find((radio) => radio.checked)?.value;
    return found ? found === "true" : undefined;
  };
  return { node, read };
}

function choice(part, key, path, value) {
  const select = make("select", { id: path, "aria-describedby": describedBy(part, path) }, make("option", { value: "" }, capital(NOT_RECORDED)),
    part.enum.map((name) => make("option", { value: name, selected: name === value }, optionWords(name))));
  return { node: field(part, key, path, select), read: () => select.value || undefined };
}

function field(part, key, path, control) {
  return make("div", { class: "field", "data-path": path }, make("label", { for: path }, labelOf(part, key)), hintOf(part, path), control);
}

function line(part, key, path, value) {
  const isNumber = part.type === "number" || part.type === "integer";
  const isDate = Boolean(part.pattern);
  const shown = ["string", "number"].includes(typeof value) ? String(value) : "";
  const input = make("input", {
    type: "text", id: path, value: shown, autocomplete: "off", spellcheck: "false", "aria-describedby": describedBy(part, path),
    inputmode: isNumber ? "decimal" : undefined, required: schema.required.includes(key),
    placeholder: isDate ? part.examples?.join(", ") : isNumber ? capital(NOT_RECORDED) : undefined,
  });
  const read = () => {
    const text = isNumber || isDate ? input.value.trim() : input.value;
    if (text === "") return undefined;
    return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text; // anything else goes as it is, to be refused
  };
  return { node: field(part, key, path, input), read };
}

function list(part, key, path, value) {
  const inner = resolved(part.items);
  const isFree = inner.type === "string" && !inner.enum;
  const label = labelOf(part, key);
  const start = Array.isArray(value) ? (value.length ? "listed" : "none") : "";
  const state = make("select", { id: path, "aria-describedby": describedBy(part, path), onchange: () => changed() },
    [["", capital(NOT_RECORDED)], ["none", "None: known that there is none"], ["listed", "As listed here"]].map(([name, words]) =>
      make("option", { value: name, selected: name === start }, words)));
  const words = isFree && make("input", {
    type: "text", autocomplete: "off", spellcheck: "false", "aria-label": `${label}, with commas between`,
    placeholder: inner.examples?.slice(0, 2).join(", "), value: Array.isArray(value) ? value.join(", ") : "",
  });
  const holder = make("div", { class: "items" });
  const add = make("button", { type: "button", class: "small", onclick: () => grow() }, `Add to: ${label.toLowerCase()}`);
  const box = make("div", {}, isFree ? words : [holder, add]);
  let items = [];
  const show = (values) => {
    items = values.map((one, at) => item(one, at));
    holder.replaceChildren(...items.map((one) => one.node));
  };
  const item = (one, at) => {
    const place = `${path}[${at}]`;
    const legend = `${label} ${at + 1}`;
    const entry = inner.properties ? group(inner, key, place, one, [], legend) : choice({ ...inner, title: legend, description: "" }, key, place, one);
    entry.node.append(make("button", { type: "button", class: "small", onclick: () => drop(at) }, `Remove ${legend.toLowerCase()}`));
    return entry;
  };
  const values = () => items.map((one) => one.read() ?? (inner.properties ? {} : undefined));
  const grow = () => {
    show([...values(), undefined]);
    holder.lastElementChild.querySelector("input, select").focus();
    edited();
  };
  const drop = (at) => {
    show(values().filter((_, other) => other !== at));
    if (!items.length) state.value = "";
    changed();
    (items.length ? add : state).focus();
    edited();
  };
  const changed = () => {
    box.hidden = state.value !== "listed";
    if (!box.hidden && !isFree && !items.length) show([undefined]);
  };
  show(isFree || !Array.isArray(value) ? [] : value);
  changed();
  const read = () => {
    if (state.value !== "listed") return state.value === "none" ? [] : undefined;
    const found = isFree ? words.value.split(",").map((word) => word.trim()).filter(Boolean) : values().filter((one) => one !== undefined);
    return found.length ? found : undefined; // listed, but nothing is: not recorded, never "none"
  };
  return { node: make("div", { class: "field", "data-path": path }, make("label", { for: path }, label), hintOf(part, path), state, box), read };
}

// ── the form as a whole ──

const at = (value, names) => names.reduce((inner, name) => inner?.[name], value);
const schemaAt = (names) => names.reduce((inner, name) => resolved(inner).properties[name], schema);

function showForm(profile) {
  const placed = layout.groups.flatMap((one) => one.paths);
  const rest = Object.keys(schema.properties).filter((name) => !placed.includes(name) && !layout.left_out.includes(name));
  const groups = rest.length ? [...layout.groups, { title: "Other", paths: rest }] : layout.groups;
  parts = [];
  const nodes = groups.map((one) => {
    const own = one.paths.map((path) => {
      const names = path.split(".");
      const without = placed.filter((other) => other !== path).map((other) => `$.${other}`);
      const made = built(schemaAt(names), names.at(-1), `$.${path}`, at(profile, names), without);
      if (made.node.matches("fieldset:not(.choice)") && one.paths.length === 1) made.node.classList.add("bare");
      return { names, ...made };
    });
    parts.push(...own);
    const count = make("span", { class: "count" });
    const tell = () => { count.textContent = own.some((p) => p.read() !== undefined) ? many(leaves(own.map((p) => p.read())).size, "fact") : NOT_RECORDED; };
    const node = make("details", { class: "group", open: Boolean(one.open) }, make("summary", {}, make("span", {}, one.title), count), own.map((p) => p.node));
    node.addEventListener("input", tell);
    node.addEventListener("recount", tell);
    tell();
    return node;
  });
  byId("groups").replaceChildren(...nodes);
}

function profileOfForm() {
  const profile = { schema_version: "1" };
  for (const { names, read } of parts) {
    const found = read();
    if (found === undefined) continue;
    const owner = names.slice(0, -1).reduce((inner, name) => (inner[name] ??= {}), profile);
    owner[names.at(-1)] = found;
  }
  return profile;
}

function leaves(value, path = "$", found = new Map()) {
  if (value === null || value === undefined) return found;
  if (typeof value !== "object") return found.set(path, value);
  if (Array.isArray(value) && !value.length) return found.set(path, "[]");
  for (const [key, inner] of Object.entries(value)) leaves(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, found);
  return found;
}

// ── the address ──

let shown = null; // the profile whose advice stands on the page, as it was sent
let asked = 0;
const address = { e: "", why: "" };

function writeAddress() {
  const words = new URLSearchParams({ p: JSON.stringify(profileOfForm()) });
  for (const [name, value] of Object.entries(address)) if (value) words.set(name, value);
  history.replaceState(null, "", `#${words}`);
}

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
  address.e = words.get("e") === "1" && !lost.length ? "1" : "";
  address.why = address.e ? words.get("why") ?? "" : "";
  if (lost.length) fault("The address of this page holds what the form can't show. It was left out.", lost.map((path) => make("li", {}, path)));
  else if (address.e) await evaluate(address.why);
}

// ── faults ──

function clearFaults() {
  byId("faults").hidden = true;
  byId("faults").replaceChildren();
  for (const node of document.querySelectorAll("#form .fault")) node.remove();
  for (const node of document.querySelectorAll("[aria-invalid]")) {
    node.removeAttribute("aria-invalid");
    node.setAttribute("aria-describedby", (node.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.startsWith("fault-")).join(" "));
  }
}

function fault(title, points = []) {
  byId("faults").replaceChildren(make("p", {}, make("strong", {}, title)), make("ul", {}, points));
  byId("faults").hidden = false;
  byId("faults").focus();
}

function placeOf(path) {
  for (let inner = path; inner.length > 1; inner = inner.replace(/(\.[^.[]*|\[\d+\])$/, "") === inner ? "" : inner.replace(/(\.[^.[]*|\[\d+\])$/, "")) {
    const node = document.querySelector(`[data-path="${CSS.escape(inner)}"]`);
    if (node) return node;
  }
  return null;
}

function goTo(node) {
  node.closest("details").open = true;
  (node.querySelector("input:checked") ?? node.querySelector("input, select") ?? node).focus();
}

function showFaults(error) {
  const points = error.errors.map((one, number) => {
    const path = one.places?.[0]?.path ?? "";
    const words = `${capital(one.message)}.${one.hint ? ` ${capital(one.hint)}.` : ""}`.replaceAll("`as_of`", "the day of assessment").replaceAll("..", ".");
    const node = placeOf(path);
    if (!node) return make("li", {}, path ? `${path}: ${words}` : words);
    const control = node.matches("fieldset") ? node : node.querySelector("input, select");
    const id = `fault-${number}`;
    const mark = make("p", { class: "fault", id }, words);
    if (node.matches("fieldset")) node.querySelector("legend").after(mark);
    else node.append(mark);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    const label = node.querySelector("label, legend").textContent;
    node.closest("details").open = true;
    return make("li", {}, make("button", { type: "button", class: "small", onclick: () => goTo(node) }, `Go to: ${label}`), ` ${words}`);
  });
  fault(`${error.message} No advice is shown.`, points);
}

// ── the advice ──

function forget() {
  asked += 1;
  shown = null;
  Object.assign(address, { e: "", why: "" });
  clearFaults();
  byId("report").replaceChildren();
}

function edited() {
  if (shown !== null) byId("said").textContent = "The form has changed. Press “Show the advice” for what it says now.";
  forget();
  writeAddress();
  for (const node of document.querySelectorAll("details.group")) node.dispatchEvent(new Event("recount"));
}

async function evaluate(why = "") {
  forget();
  const number = asked;
  const sent = JSON.stringify(profileOfForm());
  byId("said").textContent = "Asking the service.";
  try {
    const report = await (await ask("evaluate", sent)).json();
    if (number !== asked) return; // the form has changed meanwhile
    shown = sent;
    address.e = "1";
    showReport(report);
    writeAddress();
    if (why) await (whyToggles.get(why) ?? (() => pickWhy(why)))();
  } catch (error) {
    if (number !== asked) return;
    byId("said").textContent = "No advice is shown.";
    if (!(error instanceof Refused)) throw error;
    showFaults(error);
    writeAddress();
  }
}

const whyToggles = new Map();

function whyParts(rule, words) {
  const box = make("div", { role: "region", "aria-label": `Why: ${rule}`, hidden: true });
  const toggle = async () => {
    if (!box.hidden) {
      box.hidden = true;
      address.why = "";
    } else {
      await explain(rule, box);
      address.why = rule;
    }
    button.setAttribute("aria-expanded", String(!box.hidden));
    writeAddress();
  };
  const button = make("button", { type: "button", class: "small why", "aria-expanded": "false", "data-why": rule, onclick: toggle }, words);
  if (!whyToggles.has(rule)) whyToggles.set(rule, toggle);
  return [button, box];
}

async function explain(rule, box) {
  const number = asked;
  const words = await ask(`explain?rule=${encodeURIComponent(rule)}`, shown).then((answer) => answer.text(), (error) => {
    return [error.message, ...(error.errors ?? []).map((one) => `${one.message}${one.hint ? ` (${one.hint})` : ""}`)].join(" ");
  });
  if (number !== asked) return;
  box.replaceChildren(make("pre", { class: "explanation", tabindex: "0", role: "group", "aria-label": "Explanation" }, words));
  box.hidden = false;
}

function ruleLink(rule) {
  const href = site ? `${site}/rules/${encodeURIComponent(rule)}.html` : `rules/${encodeURIComponent(rule)}`;
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, site ? "Review page of the rule" : "The rule as data");
}

const items = (found, words) => make("ul", {}, found.map((one) => make("li", {}, words(one))));
const section = (title, ...content) => (content.flat().filter(Boolean).length ? [make("h3", {}, title), ...content.flat().filter(Boolean)] : []);
const sub = (title, found, words = (one) => one, level = "h5") => (found.length ? [make(level, {}, title), items(found, words)] : []);
const rolesOf = (one) => (one.roles.length ? `, ${one.roles.map((role) => `${role} regimen`).join(" and ")}` : "");
const missingWords = (one) => `${one.question}${one.recorded ? ` On record: ${one.recorded}.` : ""} (${one.label}: ${one.reason})`;

function evidenceWords(one) {
  const figure = one.kind === "figure" ? [one.trial, one.population, one.arm, one.comparator && `against ${one.comparator}`, one.measure,
    one.value && one.unit ? `${one.value} (unit: ${one.unit})` : one.value, one.interval, one.p_value, one.n && `n: ${one.n}`, one.design, one.data_cut].filter(Boolean).join("; ") : "";
  return [make("span", {}, one.kind === "gap" ? `Not in the source: ${one.says}` : one.says || figure), one.says && figure ? make("div", { class: "note" }, figure) : "",
    make("div", { class: "note" }, `Place: ${one.citation}${one.kind === "statement" && one.design ? `; ${one.design}` : ""}`), one.errata.map((text) => make("div", { class: "note" }, `Erratum: ${text}`))].flat();
}

function card(one, under = []) {
  return make("article", { class: `card ${one.severity}`, "data-rule": one.rule },
    make("p", { class: "severity" }, `${capital(one.severity)}${rolesOf(one)}`),
    make("h4", {}, one.title), make("p", { class: "summary" }, one.summary), make("p", {}, one.detail),
    make("p", { class: "source" }, `${one.topic_title} · ${one.claim} · ${one.rule} ${one.version} (${one.status})`),
    make("details", {}, make("summary", {}, "Basis, limits and reasons to set it aside"),
      make("h5", {}, "It applies when"), make("p", {}, one.condition),
      sub("Facts used", one.facts_used, (fact) => `${fact.label}: ${fact.value}${fact.unit ? ` ${fact.unit}` : ""}${fact.date ? `, ${fact.date}` : ""} (${fact.origin})`),
      sub("Assumed, as it is not recorded", one.facts_assumed, (fact) => `${fact.label}: ${fact.assumption}`),
      sub("Missing", one.facts_missing, missingWords),
      sub("Evidence", one.evidence, evidenceWords), sub("Caveats", one.caveats), sub("Speaks of these rules", one.concerns),
      sub("Reasons to set it aside", one.override_reasons, (code) => code.replaceAll("-", " ")), make("p", {}, ruleLink(one.rule))),
    under.length ? make("details", { class: "covered" }, make("summary", {}, `Shown under it: ${many(under.length, "more point")}`), under.map((inner) => card(inner))) : "",
    one.kind === "background" ? "" : whyParts(one.rule, "Why, and what would change it"));
}

// Which entry stands alone and which under another one, as cd38rules evaluate places them: each is shown once.
export function placed(all) {
  const fits = (cover, one) => cover !== one && one.covered_by.includes(cover.rule) && cover.covers.includes(one.rule) &&
    (!cover.roles.length || !one.roles.length || one.roles.every((role) => cover.roles.includes(role)));
  const below = new Map(all.map((cover) => [cover, all.filter((one) => fits(cover, one))]));
  const covered = new Set([...below.values()].flat());
  const found = new Set();
  const under = new Map();
  for (const start of [...all.filter((one) => !covered.has(one)), ...all]) {
    if (found.has(start)) continue;
    found.add(start);
    const reached = [];
    for (const waiting = [start]; waiting.length;) {
      for (const one of below.get(waiting.shift())) {
        if (found.has(one)) continue;
        found.add(one);
        reached.push(one);
        waiting.push(one);
      }
    }
    under.set(start, all.filter((one) => reached.includes(one)));
  }
  return all.filter((one) => under.has(one)).map((one) => [one, under.get(one)]);
}

function showReport(report) {
  whyToggles.clear();
  const all = [...report.advisories, ...report.questions, ...report.evidence, ...report.background];
  const standing = placed(all);
  const of = (kind) => standing.filter(([one]) => one.kind === kind);
  const cards = (kind) => of(kind).map(([one, under]) => card(one, under));
  const alerts = of("advisory").map(([one]) => one);
  const counts = SEVERITIES.map((word) => `${alerts.filter((one) => one.severity === word).length} ${word}`).join(", ");
  const { receipt, coverage } = report;
  byId("said").textContent = `${report.patient_id}, ${report.as_of}: advisories: ${alerts.length ? counts : "none of a rule that could be checked"}. ` +
    `${many(of("question").length, "question")}, ${many(report.not_evaluable.length, "rule")} not decided.`;
  const advisories = cards("advisory");
  const record = report.facts_to_record.map((one) => make("li", { "data-fact": one.name }, make("strong", {}, one.question), one.recorded ? ` On record: ${one.recorded}.` : "",
    goButton(one), make("div", { class: "note" }, `${one.label}. Waiting: ${SEVERITIES.filter((word) => one[word]).map((word) => `${one[word]} ${word}`).join(", ")}.`)));
  const undecided = report.not_evaluable.map((one) => make("li", { "data-undecided": one.rule }, make("strong", {}, one.title), ` (${one.severity}${rolesOf(one)})`,
    items(one.missing, missingWords), whyParts(one.rule, "Why it is not decided")));
  byId("report").replaceChildren(
    receipt.unsigned_rules ? make("p", { class: "banner limits" }, `Draft: no clinician has signed these rules (${receipt.unsigned_rules} unsigned).`) : "",
    receipt.locally_modified ? make("p", { class: "banner limits" }, "Locally modified: the rules differ from those that were shipped.") : "",
    make("p", { class: "banner", id: "never" }, "An empty list is never “no concern”: see below what could not be checked and what the rules don't speak of."),
    ...report.input_issues.map((one) => make("p", { class: "banner limits" }, `What is recorded contradicts itself: ${one.message}. ${one.hint} (${one.places.join(", ")})`)),
    ...section("Advisories", advisories.length ? advisories : make("p", {}, "No advisory of a rule that could be checked applies to what is recorded.")),
    ...section("Questions", cards("question")),
    ...section("What to record next", record.length ? make("ol", { class: "record" }, record) : ""),
    ...section("Not decided", report.not_checked.map((one) => make("p", {}, one.message)),
      undecided.length ? make("details", {}, make("summary", {}, `${many(undecided.length, "rule")} that the recorded facts don't decide`), make("ul", { class: "record" }, undecided)) : ""),
    ...section("Silenced", report.suppressed.length ? items(report.suppressed, (one) => `${one.title}${rolesOf(one)}: silenced by ${one.by.join(", ")}. ${one.reason}`) : ""),
    ...section("Why not another rule?", whyNot()),
    ...section("Matched evidence", folded("figures that match this patient, no alerts", cards("evidence"))),
    ...section("Background", folded("points that hold for all", cards("background"))),
    ...section("What was checked", make("p", {}, `${coverage.rules_checked} of ${coverage.rules_in_force} rules were decided; ${coverage.rules_not_evaluable} could not be.`),
      make("details", {}, make("summary", {}, "Topics, and what the rules don't speak of"), make("p", {}, coverage.statement), [["Topics checked", coverage.topics_checked], ["Covered", coverage.covered], ["Not covered", coverage.not_covered]].flatMap(([title, found]) => sub(title, found, undefined, "h4"))),
      make("p", { class: "note" }, `${receipt.rulebook} ${receipt.rulebook_version}, sha256 ${receipt.rulebook_sha256.slice(0, 12)}; evidence as of ${coverage.evidence_as_of.join(", ")}.`)));
}

function goButton(fact) {
  const node = fieldOf.has(fact.name) ? placeOf(fieldOf.get(fact.name)) : null;
  return node ? [" ", make("button", { type: "button", class: "small go", "aria-label": `Go to the field: ${fact.label}`, onclick: () => goTo(placeOf(fieldOf.get(fact.name))) }, "Go to the field")] : "";
}

const folded = (words, found) => (found.length ? make("details", {}, make("summary", {}, `${found.length} ${words}`), found) : "");

function whyNot() {
  const select = make("select", { id: "why-not" }, make("option", { value: "" }, "Choose a rule"), rules.map((rule) => make("option", { value: rule.id }, rule.title)));
  const box = make("div", { id: "why-not-text", role: "region", "aria-label": "Why, or why not" });
  select.addEventListener("change", () => (select.value ? pickWhy(select.value) : box.replaceChildren()));
  return [make("p", { class: "field" }, make("label", { for: "why-not" }, "A rule, whether it applies or not"), select), box];
}

async function pickWhy(rule) {
  if (!rules.some((one) => one.id === rule)) return;
  byId("why-not").value = rule;
  await explain(rule, byId("why-not-text"));
  address.why = rule;
  writeAddress();
}

// ── the start ──

async function start() {
  try {
    let book, status, facts;
    [schema, layout, examples, book, status, facts] = await Promise.all(["schema/profile.json", "groups.json", "examples.json", "rules", "status", "facts"].map(got));
    rules = book.rules.filter((rule) => rule.kind !== "background");
    fieldOf = new Map(facts.facts.filter((one) => one.path).map((one) => [one.name, one.path]));
    site = status.review_site ?? "";
  } catch (error) {
    fault(`The page can't start. ${error.message}`);
    return;
  }
  byId("example").append(...examples.map((one, number) => make("option", { value: String(number) }, one.title)));
  byId("example").addEventListener("change", (event) => {
    event.stopPropagation();
    const chosen = examples[event.target.value];
    byId("story").textContent = chosen?.story ?? "";
    if (!chosen) return;
    showForm(chosen.profile);
    evaluate();
  });
  if (site) byId("review-link").append(", ", make("a", { href: `${site}/index.html`, rel: "noopener noreferrer" }, "the review site"));
  byId("groups").addEventListener("input", edited);
  byId("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await evaluate();
    if (shown !== null) byId("results").focus();
  });
  byId("clear").addEventListener("click", () => {
    forget();
    history.replaceState(null, "", "#");
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
