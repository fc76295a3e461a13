// The form, made from the profile's schema: each part is { node, read }, and what isn't recorded reads as undefined.

import { byId, capital, make, many, NOT_RECORDED, service } from "./dom.js";

let parts = [];
let whenEdited = () => {};

// What is called after each change of the form.
export function onEdited(called) {
  whenEdited = called;
}

function resolved(part) {
  const choices = part.anyOf?.filter((choice) => choice.type !== "null");
  const inner = choices?.length === 1 ? { ...choices[0], title: part.title, description: part.description } : part;
  if (!inner.$ref) return inner;
  const found = service.schema.$defs[inner.$ref.split("/").pop()];
  return { ...found, title: part.title, description: part.description ?? found.description };
}

function worded(text) {
  return text
    .split(/[ _]/)
    .map((word) => service.layout.words[word.toLowerCase()] ?? word)
    .join(" ");
}

function labelOf(part, key) {
  const title = part.title ?? capital(key.replaceAll("_", " "));
  return service.layout.labels[title] ?? capital(worded(title.toLowerCase()));
}

const optionWords = (value) => (/^[a-z_]+$/.test(value) ? worded(value) : value.replaceAll("_", " "));
const hintOf = (part, path) =>
  part.description &&
  make(
    "p",
    { class: "hint", id: `hint ${path}`.replaceAll(" ", "-") },
    part.description.replaceAll("`as_of`", "the day of assessment"),
  );
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
  const inner = names.map((name) => [
    name,
    built(part.properties[name], name, `${path}.${name}`, known[name], without),
  ]);
  const node = make(
    "fieldset",
    { "data-path": path, tabindex: "-1" },
    make("legend", {}, legend),
    ...inner.map(([, one]) => one.node),
  );
  const read = () => {
    const entries = inner.map(([name, one]) => [name, one.read()]).filter(([, found]) => found !== undefined);
    return entries.length ? Object.fromEntries(entries) : undefined;
  };
  return { node, read };
}

function yesNo(part, key, path, value) {
  const words = [
    ["", capital(NOT_RECORDED)],
    ["true", "Yes"],
    ["false", "No"],
  ];
  const chosen = typeof value === "boolean" ? String(value) : "";
  const radios = words.map(([name]) =>
    make("input", { type: "radio", name: path, value: name, checked: name === chosen }),
  );
  const node = make(
    "fieldset",
    { class: "choice", "data-path": path, "aria-describedby": describedBy(part, path) },
    make("legend", {}, labelOf(part, key)),
    hintOf(part, path),
    make(
      "div",
      { class: "choices" },
      radios.map((radio, at) => make("label", {}, radio, words[at][1])),
    ),
  );
  const read = () => {
    const found = radios.find((radio) => radio.checked)?.value;
    return found ? found === "true" : undefined;
  };
  return { node, read };
}

function choice(part, key, path, value) {
  const select = make(
    "select",
    { id: path, "aria-describedby": describedBy(part, path) },
    make("option", { value: "" }, capital(NOT_RECORDED)),
    part.enum.map((name) => make("option", { value: name, selected: name === value }, optionWords(name))),
  );
  return { node: field(part, key, path, select), read: () => select.value || undefined };
}

function field(part, key, path, control) {
  return make(
    "div",
    { class: "field", "data-path": path },
    make("label", { for: path }, labelOf(part, key)),
    hintOf(part, path),
    control,
  );
}

function line(part, key, path, value) {
  const isNumber = part.type === "number" || part.type === "integer";
  const isDate = Boolean(part.pattern);
  const shown = ["string", "number"].includes(typeof value) ? String(value) : "";
  const input = make("input", {
    type: "text",
    id: path,
    value: shown,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": describedBy(part, path),
    inputmode: isNumber ? "decimal" : undefined,
    required: service.schema.required.includes(key),
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
  const state = make(
    "select",
    { id: path, "aria-describedby": describedBy(part, path), onchange: () => changed() },
    [
      ["", capital(NOT_RECORDED)],
      ["none", "None: known that there is none"],
      ["listed", "As listed here"],
    ].map(([name, words]) => make("option", { value: name, selected: name === start }, words)),
  );
  const words =
    isFree &&
    make("input", {
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": `${label}, with commas between`,
      placeholder: inner.examples?.slice(0, 2).join(", "),
      value: Array.isArray(value) ? value.join(", ") : "",
    });
  const holder = make("div", { class: "items" });
  const add = make(
    "button",
    { type: "button", class: "small", onclick: () => grow() },
    `Add to: ${label.toLowerCase()}`,
  );
  const box = make("div", {}, isFree ? words : [holder, add]);
  let items = [];
  const show = (values) => {
    items = values.map((one, at) => item(one, at));
    holder.replaceChildren(...items.map((one) => one.node));
  };
  const item = (one, at) => {
    const place = `${path}[${at}]`;
    const legend = `${label} ${at + 1}`;
    const entry = inner.properties
      ? group(inner, key, place, one, [], legend)
      : choice({ ...inner, title: legend, description: "" }, key, place, one);
    entry.node.append(
      make("button", { type: "button", class: "small", onclick: () => drop(at) }, `Remove ${legend.toLowerCase()}`),
    );
    return entry;
  };
  const values = () => items.map((one) => one.read() ?? (inner.properties ? {} : undefined));
  const grow = () => {
    show([...values(), undefined]);
    holder.lastElementChild.querySelector("input, select").focus();
    whenEdited();
  };
  const drop = (at) => {
    show(values().filter((_, other) => other !== at));
    if (!items.length) state.value = "";
    changed();
    (items.length ? add : state).focus();
    whenEdited();
  };
  const changed = () => {
    box.hidden = state.value !== "listed";
    if (!box.hidden && !isFree && !items.length) show([undefined]);
  };
  show(isFree || !Array.isArray(value) ? [] : value);
  changed();
  const read = () => {
    if (state.value !== "listed") return state.value === "none" ? [] : undefined;
    const found = isFree
      ? words.value
          .split(",")
          .map((word) => word.trim())
          .filter(Boolean)
      : values().filter((one) => one !== undefined);
    return found.length ? found : undefined; // listed, but nothing is: not recorded, never "none"
  };
  return {
    node: make(
      "div",
      { class: "field", "data-path": path },
      make("label", { for: path }, label),
      hintOf(part, path),
      state,
      box,
    ),
    read,
  };
}

// ── the form as a whole ──

const at = (value, names) => names.reduce((inner, name) => inner?.[name], value);
const schemaAt = (names) => names.reduce((inner, name) => resolved(inner).properties[name], service.schema);

export function showForm(profile) {
  const placed = service.layout.groups.flatMap((one) => one.paths);
  const rest = Object.keys(service.schema.properties).filter(
    (name) => !placed.includes(name) && !service.layout.left_out.includes(name),
  );
  const groups = rest.length ? [...service.layout.groups, { title: "Other", paths: rest }] : service.layout.groups;
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
    const tell = () => {
      count.textContent = own.some((p) => p.read() !== undefined)
        ? many(leaves(own.map((p) => p.read())).size, "fact")
        : NOT_RECORDED;
    };
    const node = make(
      "details",
      { class: "group", open: Boolean(one.open) },
      make("summary", {}, make("span", {}, one.title), count),
      own.map((p) => p.node),
    );
    node.addEventListener("input", tell);
    node.addEventListener("recount", tell);
    tell();
    return node;
  });
  byId("groups").replaceChildren(...nodes);
}

export function profileOfForm() {
  const profile = { schema_version: "1" };
  for (const { names, read } of parts) {
    const found = read();
    if (found === undefined) continue;
    const owner = names.slice(0, -1).reduce((inner, name) => (inner[name] ??= {}), profile);
    owner[names.at(-1)] = found;
  }
  return profile;
}

export function leaves(value, path = "$", found = new Map()) {
  if (value === null || value === undefined) return found;
  if (typeof value !== "object") return found.set(path, value);
  if (Array.isArray(value) && !value.length) return found.set(path, "[]");
  for (const [key, inner] of Object.entries(value))
    leaves(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, found);
  return found;
}

// ── faults ──

export function clearFaults() {
  byId("faults").hidden = true;
  byId("faults").replaceChildren();
  for (const node of document.querySelectorAll("#form .fault")) node.remove();
  for (const node of document.querySelectorAll("[aria-invalid]")) {
    node.removeAttribute("aria-invalid");
    node.setAttribute(
      "aria-describedby",
      (node.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .filter((id) => !id.startsWith("fault-"))
        .join(" "),
    );
  }
}

export function fault(title, points = []) {
  byId("faults").replaceChildren(make("p", {}, make("strong", {}, title)), make("ul", {}, points));
  byId("faults").hidden = false;
  byId("faults").focus();
}

export function placeOf(path) {
  for (
    let inner = path;
    inner.length > 1;
    inner = inner.replace(/(\.[^.[]*|\[\d+\])$/, "") === inner ? "" : inner.replace(/(\.[^.[]*|\[\d+\])$/, "")
  ) {
    const node = document.querySelector(`[data-path="${CSS.escape(inner)}"]`);
    if (node) return node;
  }
  return null;
}

export function goTo(node) {
  node.closest("details").open = true;
  (node.querySelector("input:checked") ?? node.querySelector("input, select") ?? node).focus();
}

export function showFaults(error) {
  const points = error.errors.map((one, number) => {
    const path = one.places?.[0]?.path ?? "";
    const words = `${capital(one.message)}.${one.hint ? ` ${capital(one.hint)}.` : ""}`
      .replaceAll("`as_of`", "the day of assessment")
      .replaceAll("..", ".");
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
    return make(
      "li",
      {},
      make("button", { type: "button", class: "small", onclick: () => goTo(node) }, `Go to: ${label}`),
      ` ${words}`,
    );
  });
  fault(`${error.message} No advice is shown.`, points);
}
