// What stands on the page and in its address. The patient lives in the form and behind the #: nothing is stored.

import { profileOfForm } from "./form.js";

// `shown` is the profile whose advice stands on the page, as it was sent; `asked` counts what was asked for.
export const state = { shown: null, asked: 0, view: "", why: "", isAdvised: false };

const PAUSE = 200; // milliseconds: browsers refuse an address that is written at every stroke
let waiting = 0;

// Writes the form, and what is open, behind the # of the address.
export function writeAddress() {
  clearTimeout(waiting);
  const words = new URLSearchParams({ p: JSON.stringify(profileOfForm()) });
  const open = { e: state.isAdvised ? "1" : "", v: state.view, why: state.why };
  for (const [name, value] of Object.entries(open)) if (value) words.set(name, value);
  history.replaceState(null, "", `#${words}`);
}

// The same, once the user pauses.
export function writeAddressSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(writeAddress, PAUSE);
}

export function clearAddress() {
  clearTimeout(waiting);
  history.replaceState(null, "", "#");
}
