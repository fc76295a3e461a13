// Elements, words, and how the service is asked. Everything is written as text, never as HTML.

export const byId = (id) => document.getElementById(id);
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
export const SEVERITIES = ["critical", "warning", "info"];
export const NOT_RECORDED = "not recorded";

export function make(name, attributes = {}, ...content) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...content.flat().filter((part) => part !== undefined && part !== ""));
  return node;
}

export class Refused extends Error {
  constructor(title, errors = []) {
    super(title);
    this.errors = errors;
  }
}

export async function ask(path, body) {
  const options = { credentials: "omit", cache: "no-store", redirect: "error" };
  if (body !== undefined)
    Object.assign(options, { method: "POST", body, headers: { "content-type": "application/json" } });
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refused("The service doesn't answer. Try again when it runs.");
  }
  if (answer.ok) return answer;
  if (answer.status === 401) {
    throw new Refused(
      "This service asks for a token, and this page has none. To try it, start it with --insecure on your machine.",
    );
  }
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(problem.title || `The service refuses with status ${answer.status}.`, problem.errors);
}

export const got = async (path) => (await ask(path)).json();

// What the service says of itself: read once, when the page starts.
export const service = { schema: {}, layout: {}, examples: [], rules: [], site: "", fieldOf: new Map() };
