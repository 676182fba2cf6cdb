// Who knows what: people by facts; unknown, knows, believes, doubts, denies, or is mistaken.
const HELD = { knows: "knows", believes: "believes", doubts: "doubts", denies: "denies" };

function heldAs(fact, [, , attitude]) {
  if (attitude === "believes" && fact.truth === "not so") return "mistaken";
  return HELD[attitude];
}

view("knowledge", (section) => {
  const { facts, held } = data.knowledge;
  const people = [...new Set(held.map((one) => one[1]))];
  const rows = facts.map((fact) => make("tr", {},
    make("th", { scope: "row", dir: "auto" }, leadTo(fact.words, fact.place), fact.truth === "not so" ? make("span", { class: "quiet" }, " (not so)") : null),
    ...people.map((who) => {
      const own = held.filter((one) => one[0] === fact.id && one[1] === who);
      const steps = own.flatMap((one, at) => {
        const [, , , how, source, ...place] = one;
        const from = [how, source === null ? "" : `from ${nameOf.get(source) ?? "somebody"}`].filter(Boolean).join(", ");
        const as = heldAs(fact, one);
        return [at ? ", then " : "", leadTo(from ? `${as} (${from})` : as, place, { class: `lead held ${as}` })];
      });
      return make("td", {}, ...(steps.length ? steps : [make("span", { class: "quiet" }, "not told")]));
    })));
  const heads = people.map((who) => make("th", { scope: "col", dir: "auto" }, nameOf.get(who) ?? "somebody"));
  section.append(
    make("h2", {}, "Who knows what"),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Who knows what" },
      make("table", { class: "list knows" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Fact"), ...heads)), make("tbody", {}, ...rows))),
    make("p", { class: "quiet" }, "Each leads to the words from which on it is so. Where nothing is told, nothing is guessed."),
  );
});
