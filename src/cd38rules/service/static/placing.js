// Which entry stands alone and which under another one, as cd38rules evaluate places them: each is shown once.
export function placed(all) {
  const fits = (cover, one) =>
    cover !== one &&
    one.covered_by.includes(cover.rule) &&
    cover.covers.includes(one.rule) &&
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
    under.set(
      start,
      all.filter((one) => reached.includes(one)),
    );
  }
  return all.filter((one) => under.has(one)).map((one) => [one, under.get(one)]);
}
