// The views: one is shown at a time, drawn when it is first opened; the address says which.
const views = new Map();
const tabs = [...document.querySelectorAll("[data-tab]")];
const scrolled = new Map();

// `paint` draws into the view's section, and is called again whenever it says so by `repaint`.
function view(name, paint) {
  const section = document.getElementById(name);
  if (section) views.set(name, { section, paint, drawn: false });
}

function show(name) {
  const before = document.body.dataset.view;
  if (name === before) return;
  if (before) scrolled.set(before, scrollY);
  document.body.dataset.view = name;
  for (const tab of tabs) {
    if (tab.dataset.tab === name) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  for (const [own, { section }] of views) section.hidden = own !== name;
  document.querySelector(".side").setAttribute("role", name === "cast" ? "main" : "complementary");
  const opened = views.get(name);
  if (opened && !opened.drawn) {
    opened.drawn = true;
    opened.paint(opened.section);
  }
  if (before) scrollTo({ top: scrolled.get(name) ?? 0, behavior: "instant" });
  dispatchEvent(new CustomEvent("viewed", { detail: name }));
}

function route() {
  const name = location.hash.slice(1);
  const known = tabs.some((tab) => tab.dataset.tab === name);
  if (known) return show(name);
  const inText = name && document.getElementById(name)?.closest("main");
  if (inText || !name || !document.body.dataset.view) show("text");
  if (inText) document.getElementById(name).scrollIntoView({ block: "center", behavior: "instant" });
}

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(null, "", `#${tab.dataset.tab}`);
    show(tab.dataset.tab);
  });
}
addEventListener("popstate", route);
addEventListener("hashchange", route);
