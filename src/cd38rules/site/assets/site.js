// Search over the index beside this file, and the filter of the matrix. Without it every page can still be read.
"use strict";

(function () {
  const root = document.body.dataset.root;
  // A text as words with a space before each, so that " fev" finds the words that start with it.
  const folded = (text) => {
    const plain = text.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase();
    return " " + plain.replace(/[^\p{Letter}\p{Number}.]+/gu, " ").trim();
  };

  function ranked(query) {
    const words = folded(query).split(" ").filter(Boolean).map((word) => " " + word);
    if (!words.length) return [];
    const found = [];
    for (const row of window.cd38Index || []) {
      const title = folded(row[1]);
      const all = title + folded(row[2] + " " + row[3]);
      if (!words.every((word) => all.includes(word))) continue;
      const inTitle = words.filter((word) => title.includes(word)).length;
      const rank = inTitle * 4 + (row[0].startsWith("rules/") ? 2 : 0) + (title.startsWith(words[0]) ? 1 : 0);
      found.push([rank, row]);
    }
    found.sort((one, two) => two[0] - one[0]);
    return found.map((pair) => pair[1]);
  }

  const form = document.querySelector(".search");
  const input = document.getElementById("search-words");
  const box = document.getElementById("search-results");
  const count = document.getElementById("search-count");
  const list = box.querySelector("ol");
  const MOST = 40;

  function show() {
    const rows = ranked(input.value);
    const asked = input.value.trim() !== "";
    box.hidden = !asked;
    list.replaceChildren();
    if (!asked) return;
    count.textContent = rows.length > MOST ? rows.length + " found, the first " + MOST + " shown" : rows.length + " found";
    for (const row of rows.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = root + row[0];
      link.textContent = row[1];
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = " " + row[2];
      item.append(link, kind);
      list.append(item);
    }
  }

  form.hidden = false;
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      input.value = "";
      show();
      input.focus();
    }
  });

  const only = document.getElementById("only-holes");
  if (only) {
    only.closest("p").hidden = false;
    const rows = Array.from(document.querySelectorAll(".matrix tr[data-holes]"));
    const holes = rows.filter((row) => row.dataset.holes !== "0").length;
    document.getElementById("matrix-count").textContent = holes + " of " + rows.length;
    only.addEventListener("change", () => {
      for (const row of rows) row.hidden = only.checked && row.dataset.holes === "0";
    });
  }
})();
