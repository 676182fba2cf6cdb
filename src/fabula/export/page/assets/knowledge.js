// Who knows what: people by facts; unknown, knows, believes, doubts, denies, or is mistaken.
// Of many facts those that one person holds are shown at a time, with the others who hold them.
const HELD = { knows: "knows", believes: "believes", doubts: "doubts", denies: "denies" };
const ALL_CELLS = 600;
const BESIDE = 7;

function heldAs(fact, [, , attitude]) {
  if (attitude === "believes" && fact.truth === "not so") return "mistaken";
  return HELD[attitude];
}

// How one holds a fact, step by step, each leading to the words from which on it is so.
function heldSteps(fact, own) {
  return own.flatMap((one, at) => {
    const [, , , how, source, ...place] = one;
    const from = [how, source === null ? "" : `from ${nameOf.get(source) ?? "somebody"}`].filter(Boolean).join(", ");
    const as = heldAs(fact, one);
    return [at ? ", then " : "", leadTo(from ? `${as} (${from})` : as, place, { class: `lead held ${as}` })];
  });
}

// A row for each fact, a column for each of the people, and one for all others where there are any.
function knowledgeTable(facts, heldOf, people, others) {
  const called = (who) => nameOf.get(who) ?? "somebody";
  const rows = facts.map((fact) => {
    const own = Map.groupBy(heldOf.get(fact.id), (one) => one[1]);
    const cells = people.map((who) => make("td", {}, ...(own.has(who) ? heldSteps(fact, own.get(who)) : [])));
    const rest = [...own].filter(([who]) => !people.includes(who)).flatMap(([who, some], at) => [at ? "; " : "", `${called(who)} `, ...heldSteps(fact, some)]);
    return make("tr", {},
      make("th", { scope: "row", dir: "auto" }, leadTo(fact.words, fact.place), fact.truth === "not so" ? make("span", { class: "quiet" }, " (not so)") : null),
      ...cells, others ? make("td", {}, ...rest) : null);
  });
  const heads = [...people.map(called), ...(others ? ["Others"] : [])].map((words) => make("th", { scope: "col", dir: "auto" }, words));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Facts by people" },
    make("table", { class: "list knows" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Fact"), ...heads)), make("tbody", {}, ...rows)));
}

view("knowledge", (section) => {
  const { facts, held } = data.knowledge;
  const heldOf = Map.groupBy(held, (one) => one[0]);
  const often = (rows) => [...Map.groupBy(rows, (one) => one[1])].sort((one, other) => other[1].length - one[1].length).map(([who]) => who);
  const people = often(held);
  const place = make("div", {});
  const paint = (who) => {
    const own = facts.filter((fact) => heldOf.get(fact.id).some((one) => one[1] === who));
    const beside = often(own.flatMap((fact) => heldOf.get(fact.id))).filter((one) => one !== who);
    place.replaceChildren(knowledgeTable(own, heldOf, [who, ...beside.slice(0, BESIDE)], beside.length > BESIDE));
  };
  section.append(make("h2", {}, "Who knows what"));
  if (facts.length * people.length <= ALL_CELLS) {
    place.append(knowledgeTable(facts, heldOf, [...new Set(held.map((one) => one[1]))], false));
  } else {
    const counts = new Map(people.map((who) => [who, new Set(held.filter((one) => one[1] === who).map((one) => one[0])).size]));
    section.append(make("p", { class: "controls" },
      chooser("What is held by", people.map((who) => [who, `${nameOf.get(who) ?? "somebody"} (${counts.get(who)})`]), (who) => paint(Number(who)))));
    paint(people[0]);
  }
  section.append(place, make("p", { class: "quiet" }, "Each leads to the words from which on it is so. Where nothing is told, nothing is guessed."));
});
