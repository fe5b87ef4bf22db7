"use strict";
// Verdicts are kept under the digest of the text, by place and wording of the figure, so that
// they outlive a page that is made anew.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const $ = (id) => document.getElementById(id);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const rows = [...document.querySelectorAll("#rows .row")];
const marks = new Map([...document.querySelectorAll("a.figure")].map((mark) => [Number(mark.dataset.row), mark]));
// What the edit dialog changes, each a cell of the report's table of facts.
const FIELDS = ["label", "unit", "period", "place"];
const edited = (verdict) => FIELDS.filter((name) => verdict[name] !== undefined);
const keyOf = (n) => `${data.rows[n].at}:${data.rows[n].quote}`;
const stops = [];
let current = -1;

// -- what is kept ------------------------------------------------------------------------------
const STORE = `tongbi.review.${data.key}`;

function stored(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? fallback;
  } catch {
    return fallback;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    tell(say("not_kept"), true);
  }
}

const verdicts = stored(STORE, {});
const verdictOf = (n) => verdicts[keyOf(n)] ?? {};
const judged = (n) => data.rows[n].at !== null && keyOf(n) in verdicts;

function tell(text, problem = false) {
  $("message").textContent = text;
  $("message").classList.toggle("problem", problem);
}

// -- what a row shows of its verdict -------------------------------------------------------------
function verdictWords(verdict) {
  const made = [];
  if (verdict.drop) made.push(words.rejected);
  if (verdict.accept) made.push(words.accepted);
  if (edited(verdict).length) made.push(words.edited);
  if (verdict.indicator) made.push(words.linked);
  if (verdict.split) made.push(words.split_done);
  if (verdict.measure) made.push(words.reading_chosen);
  return made;
}

function paint(n) {
  const verdict = verdictOf(n);
  const made = verdictWords(verdict);
  const row = rows[n];
  row.querySelector(".verdict").textContent = made.join(" ");
  row.querySelector(".label").textContent = verdict.label ?? data.rows[n].label;
  row.dataset.verdict = verdict.drop ? "rejected" : verdict.accept ? "accepted" : made.length ? "changed" : "";
  marks.get(n)?.classList.toggle("rejected", Boolean(verdict.drop));
}

function progress() {
  const all = data.rows.filter((row) => row.at !== null).length;
  const done = data.rows.filter((_, n) => judged(n)).length;
  $("progress").textContent = say("progress", { done, total: all });
}

// -- selecting: either side goes to the other --------------------------------------------------
function markFor(n) {
  const link = rows[n].querySelector("a.to-text");
  return link === null ? undefined : marks.get(Number(link.getAttribute("href").slice(2)));
}

function stop(...links) {
  for (const link of links.filter(Boolean)) {
    link.tabIndex = 0;
    stops.push(link);
  }
}

const narrow = matchMedia("(max-width: 60rem)");

// Within its side only: the window itself should stay where it is.
function reveal(node, side, centre) {
  const box = node.getBoundingClientRect(), frame = side.getBoundingClientRect();
  const above = box.top - frame.top - 48, below = box.bottom - frame.bottom + 16;
  if (centre) side.scrollTop += box.top - frame.top - (frame.height - box.height) / 2;
  else if (above < 0) side.scrollTop += above;
  else if (below > 0) side.scrollTop += below;
}

function select(n, { focus = "row" } = {}) {
  if (n < 0 || n >= rows.length) return;
  for (const node of document.querySelectorAll("[aria-current]")) node.removeAttribute("aria-current");
  // One stop of the Tab key on either side: the figure that is selected.
  for (const link of stops.splice(0)) link.tabIndex = -1;
  current = n;
  const row = rows[n], mark = markFor(n), link = row.querySelector("a.to-text");
  if (row.hidden) show("", "");
  row.setAttribute("aria-current", "true");
  mark?.setAttribute("aria-current", "true");
  stop(link, mark);
  detail();
  // The panel takes its height before either side is scrolled.
  reveal(row, document.querySelector(".scroll"), focus !== "row");
  if (mark) reveal(mark, $("text"), true);
  const goal = focus === "text" ? mark : (link ?? row);
  goal?.focus({ preventScroll: true });
  if (narrow.matches) goal?.scrollIntoView({ block: "center" });
  else scrollTo({ top: 0 }); // back from the list of findings, which is below both sides
}

function step(by) {
  let n = current;
  do n += by; while (n >= 0 && n < rows.length && rows[n].hidden);
  if (current < 0 && by < 0) return;
  select(n);
}

// -- the panel of the figure that is selected ---------------------------------------------------
function line(name, value, problem = false) {
  const p = document.createElement("p");
  const b = document.createElement("b");
  b.textContent = name;
  p.append(b, value);
  p.classList.toggle("problem", problem);
  return p;
}

function detail() {
  const row = data.rows[current], verdict = verdictOf(current), gone = row.at === null;
  const panel = $("detail");
  panel.querySelector(".hint").hidden = true;
  panel.querySelector(".about").hidden = false;
  panel.querySelector("h3").textContent = `${verdict.label ?? row.label} ${row.quote}`;
  panel.querySelector(".verdicts").hidden = gone;
  const on = { accept: verdict.accept, reject: verdict.drop, edit: edited(verdict).length,
    link: verdict.indicator, split: verdict.split };
  for (const button of panel.querySelectorAll("[data-do]")) {
    if (button.dataset.do !== "clear") button.setAttribute("aria-pressed", String(Boolean(on[button.dataset.do])));
    else button.disabled = !judged(current);
  }
  $("reason").value = verdict.reason ?? "";
  const facts = panel.querySelector(".facts");
  facts.replaceChildren();
  for (const number of row.findings) {
    const found = data.findings[number];
    facts.append(line(found.severity, found.message, !found.note));
    if (found.candidates.length) facts.append(line(words.explanations, found.candidates.join("；")));
  }
  for (const name of edited(verdict)) {
    facts.append(line(words[name], `${row[name] || words.none} → ${verdict[name] || words.none}`));
  }
  if (row.readings.length) facts.append(readings(row, verdict));
  const chosen = verdict.indicator ? nameOf(verdict.indicator) : row.indicator;
  if (chosen) facts.append(line(words.counts_towards, chosen));
  if (row.prior && row.prior !== row.label) facts.append(line(words.prior_as, row.prior));
  if (row.near) facts.append(line("", say("accept_near", { name: row.near[1] })));
  for (const [name, value] of row.about) facts.append(line(name, value));
}

function readings(row, verdict) {
  const p = line(words.readings, "");
  for (const reading of row.readings) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${row.quote} · ${words[reading]}`;
    button.title = words.choose_reading;
    button.setAttribute("aria-pressed", String(verdict.measure === reading));
    button.addEventListener("click", () => change({ measure: reading, drop: undefined }));
    p.append(button, " ");
  }
  return p;
}

// -- verdicts -----------------------------------------------------------------------------------
function change(parts) {
  const verdict = { ...verdictOf(current), ...parts };
  for (const [name, value] of Object.entries(verdict)) if (value === undefined) delete verdict[name];
  if (verdictWords(verdict).length) verdicts[keyOf(current)] = verdict;
  else delete verdicts[keyOf(current)];
  store(STORE, verdicts);
  paint(current);
  progress();
  detail();
}

const names = new Map(data.choices);
const nameOf = (id) => names.get(id) ?? id;

function edit() {
  for (const name of FIELDS) $(`edit-${name}`).value = verdictOf(current)[name] ?? data.rows[current][name];
  $("edit-dialog").showModal();
  $("edit-label").select();
}

// Two indicators may bear one name: then the id is shown with it.
const ids = new Map();
for (const [id, name] of data.choices) ids.set(ids.has(name) ? `${name} (${id})` : name, id);

function link() {
  if (!$("choices").childElementCount) {
    for (const text of ids.keys()) $("choices").append(new Option("", text));
  }
  $("link-choice").value = "";
  $("link-choice").setCustomValidity("");
  $("link-dialog").showModal();
}

const ACTIONS = {
  accept: () => change({ accept: true, drop: undefined }),
  reject: () => {
    const { reason } = verdictOf(current);
    delete verdicts[keyOf(current)];
    change({ drop: true, reason });
  },
  edit,
  link,
  split: () => change({ split: true, indicator: undefined, drop: undefined }),
  clear: () => {
    delete verdicts[keyOf(current)];
    change({});
  },
};

function act(name) {
  if (current >= 0 && data.rows[current].at !== null) ACTIONS[name]();
}

// At once, not when the dialog has closed: by then another figure may be selected.
function onSave(dialog, save) {
  $(dialog).addEventListener("submit", (event) => {
    if (event.submitter?.value === "save") save();
  });
}

onSave("edit-dialog", () => {
  const parts = { drop: undefined };
  for (const name of FIELDS) {
    const value = $(`edit-${name}`).value.trim();
    parts[name] = value === String(data.rows[current][name]) ? undefined : value;
  }
  change(parts);
});
$("link-choice").addEventListener("input", () => {
  const text = $("link-choice").value.trim();
  const known = !text || ids.has(text) || names.has(text);
  $("link-choice").setCustomValidity(known ? "" : words.link_unknown);
});
onSave("link-dialog", () => {
  const text = $("link-choice").value.trim();
  const id = ids.get(text) ?? (names.has(text) ? text : undefined);
  if (id) change({ indicator: id, split: undefined, drop: undefined });
});
$("reason").addEventListener("change", () => change({ reason: $("reason").value.trim() || undefined }));

// -- corrections.csv ----------------------------------------------------------------------------
function corrections() {
  const lines = [];
  data.rows.forEach((row, n) => {
    if (!judged(n)) return;
    const v = verdictOf(n);
    const add = (verdict, field, value, expect) =>
      lines.push([data.report, row.at, verdict, field, value, expect, v.reason ?? words[`reason_${verdict}`]]);
    if (v.drop) return add("drop", "", "", row.quote);
    const near = v.accept && row.near && !v.split ? row.near[0] : undefined;
    // What an earlier download has brought about already is not asked for again.
    for (const name of edited(v)) if (v[name] !== String(row[name])) add("override", name, v[name], row[name]);
    if (v.measure && row.readings.length) {
      if (v.measure !== row.measure) add("override", "measure", v.measure, row.measure);
      add("override", "readings", "", row.readings.join("|"));
    }
    const joined = v.indicator ?? near;
    if (joined && joined !== row.id) add("link", "", joined, row.quote);
    if (v.split && row.id !== `${data.report}@${row.at}`) add("split", "", "", row.quote);
    if (v.accept) add("accept", "", "", row.quote);
  });
  return lines;
}

function csv(lines) {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  return "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\n").join("");
}

$("download").addEventListener("click", () => {
  const author = $("author").value.trim();
  if (!data.report) return tell(words.unregistered, true);
  if (!author) {
    tell(words.need_author, true);
    return $("author").focus();
  }
  const lines = corrections();
  if (!lines.length) return tell(words.nothing, true);
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const head = ["report", "at", "verdict", "field", "value", "expect", "reason", "author", "date"];
  const blob = new Blob([csv([head, ...lines.map((line) => [...line, author, date])])], { type: "text/csv" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "corrections.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  tell(say("downloaded", { count: lines.length }));
});
$("author").value = stored("tongbi.author", "");
$("author").addEventListener("change", () => store("tongbi.author", $("author").value.trim()));

// -- filters and search -------------------------------------------------------------------------
const FLAG = {
  "": () => true,
  undecided: (n) => data.rows[n].at !== null && !judged(n),
  decided: judged,
};

function filter() {
  const flag = document.querySelector("[name=filter]:checked").value;
  const holds = FLAG[flag] ?? ((n) => rows[n].dataset.flags.split(" ").includes(flag));
  const sought = $("search").value.trim().toLowerCase().split(/\s+/);
  let shown = 0;
  rows.forEach((row, n) => {
    const text = row.textContent.toLowerCase();
    row.hidden = !(holds(n) && sought.every((word) => text.includes(word)));
    if (!row.hidden) shown += 1;
  });
  $("shown").textContent = say("shown", { shown, total: rows.length });
}

function show(flag, sought) {
  document.querySelector(`[name=filter][value="${flag}"]`).checked = true;
  $("search").value = sought;
  filter();
}

$("search").addEventListener("input", filter);
for (const radio of document.querySelectorAll("[name=filter]")) radio.addEventListener("change", filter);

// -- mouse and keyboard -------------------------------------------------------------------------
function follow(hash) {
  const [, kind, number] = hash.match(/^#(f|r|at-)(\d+)$/) ?? [];
  if (!kind) return false;
  const n = kind === "at-" ? data.rows.findIndex((row) => row.at === Number(number)) : Number(number);
  if (n < 0) return false;
  select(n, { focus: kind === "r" ? "row" : "text" });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link?.classList.contains("to-text")) {
    event.preventDefault();
    return select(Number(link.closest(".row").dataset.row), { focus: "text" });
  }
  if (link && follow(link.hash)) return event.preventDefault();
  const row = event.target.closest("#rows .row");
  if (row) return select(Number(row.dataset.row));
  const button = event.target.closest("[data-do]");
  if (button) act(button.dataset.do);
});

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  a: () => act("accept"), r: () => act("reject"), e: () => act("edit"), l: () => act("link"),
  s: () => act("split"), u: () => act("clear"),
  t: () => current >= 0 && select(current, { focus: "text" }),
  "/": () => $("search").focus(), "?": () => $("help-dialog").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=radio], [type=checkbox])")) {
    if (event.key === "Escape" && event.target === $("search")) select(Math.max(current, 0));
    return;
  }
  const single = event.key.length === 1;
  if (!(event.key in KEYS) || (single && event.key !== "?" && !$("single-keys").checked)) return;
  // Elsewhere the arrows scroll, or choose a filter.
  if (!single && !event.target.closest("a.figure, a.to-text, .row")) return;
  event.preventDefault();
  KEYS[event.key]();
});

$("help").addEventListener("click", () => $("help-dialog").showModal());
$("single-keys").checked = stored("tongbi.keys", true);
$("single-keys").addEventListener("change", () => store("tongbi.keys", $("single-keys").checked));

rows.forEach((row, n) => {
  row.tabIndex = -1;
  if (judged(n)) paint(n);
});
for (const link of document.querySelectorAll("a.figure, a.to-text")) link.tabIndex = -1;
stop(document.querySelector("a.figure"), document.querySelector("a.to-text"));
progress();
filter();
follow(location.hash);
window.addEventListener("hashchange", () => follow(location.hash));
