"use strict";
const recording = JSON.parse(document.getElementById("recording").textContent);
const view = JSON.parse(document.getElementById("view").textContent);
const steps = recording.steps, lanes = view.lanes;
const colours = laneColours();
const hidden = new Set();
const byId = id => document.getElementById(id);
let here = steps.length, linking;

/** A colour for each lane, by its name, so that it has the same on every page; only a lane whose colour is taken gets the next. */
function laneColours() {
  const known = ["CPU0", "SMMU", "device 0", "GERROR ISR", "CPU1", "device 1", "kworker"], number = 14, taken = new Set();
  const colour = new Map();
  const preferred = name => {
    const other = [...name].reduce((sum, letter) => (sum * 8 + letter.codePointAt(0)) % 65536, 0) % (number - known.length) + known.length;
    return known.includes(name) ? known.indexOf(name) : other;
  };
  for (const name of [...lanes].sort()) {
    let i = preferred(name);
    for (let tries = 0; taken.has(i) && tries < number; tries++) i = (i + 1) % number;
    taken.add(i);
    colour.set(name, `var(--lane-${i})`);
  }
  return lanes.map(name => colour.get(name));
}

/** The text, which may be broken after each "_" and "." of a name, and not at a "->" or within an error such as "-ETIMEDOUT". */
function breakable(text) {
  return text.split(/(\w+->\w+|(?<![\w-])-E[A-Z]+)/).flatMap((part, i) => i % 2 === 1
    ? element("span", "whole", part)
    : part.split(/(?<=\w[_.])(?=\w)/).flatMap((piece, k) => k === 0 ? piece : [document.createElement("wbr"), piece]));
}

function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text !== undefined && className === "whole") e.textContent = text;
  else if (text !== undefined) e.append(...breakable(text));
  return e;
}

/** The state after n steps: for each element that is not 0 its value; and what the last of these steps changed. */
function stateAfter(n) {
  const state = new Map();
  for (const e of recording.initial) state.set(e.name, {role: e.role, value: e.value, text: e.text});
  for (const step of steps.slice(0, n)) {
    for (const c of step.changes) {
      if (c.after === 0) state.delete(c.name);
      else state.set(c.name, {role: c.role, value: c.after, text: c.is});
    }
  }
  return state;
}

function linkTo(n, text) {
  const link = element("a", "", String(text));
  link.href = "#" + n;
  return link;
}

/** The text, with each "step N" a link. */
function withLinks(text) {
  return text.split(/(step \d+)/).flatMap((part, i) => i % 2 === 0 ? breakable(part) : linkTo(part.slice(5), part));
}

function head() {
  byId("about").textContent = view.about;
  for (const n of view.brief) {
    const tr = element("tr"), number = element("td"), step = steps[n - 1], who = element("td", "", step.process);
    number.append(linkTo(n, n));
    who.style.color = colours[lanes.indexOf(step.process)];
    tr.append(number, who, element("td", "", `${step.procedure} ${step.label}`));
    byId("brief").firstElementChild.append(tr);
  }
  const told = {summary: recording.summary, causes: view.hangsOn, why: recording.finding};
  for (const [id, text] of Object.entries(told)) {
    byId(id).parentElement.hidden = !text;
    byId(id).append(...withLinks(text || ""));
  }
  const more = byId("more");
  for (const [name, text] of [["Promised", recording.promise], ["World", view.inWhichWorld]]) {
    if (text) {
      const p = element("p");
      p.append(element("b", "", name + ": "), text);
      more.append(p);
    }
  }
  byId("ending").textContent = view.ending || "";
  byId("command").textContent = recording.command;
  byId("reproduce").hidden = recording.command === "";
  lanes.forEach((lane, i) => {
    const name = element("b", "", lane);
    name.style.color = colours[i];
    name.dataset.lane = lane;
    byId("lanes").firstElementChild.append(name);
    const label = element("label"), box = element("input");
    box.type = "checkbox";
    box.checked = true;
    box.style.accentColor = label.style.color = colours[i];
    box.addEventListener("change", () => {
      box.checked ? hidden.delete(lane) : hidden.add(lane);
      fold();
    });
    label.append(box, " " + lane);
    byId("filters").append(label, " ");
  });
}

/** Hides the lanes of those who are not looked at, with their steps, and the steps that do not matter. */
function fold() {
  for (const e of document.querySelectorAll("[data-lane]")) e.hidden = hidden.has(e.dataset.lane);
  document.documentElement.style.setProperty("--count", lanes.length - hidden.size);
  rows.forEach((row, k) => row.hidden = hidden.has(steps[k].process) || (steps[k].matters === false && !byId("all").checked));
  arrows();
}

function row(step, n) {
  const li = element("li", "step"), rails = element("div", "rails"), body = element("div", "body");
  lanes.forEach((lane, i) => {
    const rail = element("div", "rail");
    rail.dataset.lane = lane;
    if (lane === step.process) {
      const dot = element("i", "dot");
      dot.style.background = colours[i];
      rail.append(dot);
    }
    rails.append(rail);
  });
  const what = element("div", "what"), number = element("a", "number", String(n));
  number.href = "#" + n;
  what.append(number, element("span", "procedure", step.procedure), ...breakable(" " + step.label));
  body.append(what);
  for (const c of step.changes) {
    if (c.role !== "CONTROL") body.append(element("div", "change", `${c.role === "GHOST" ? "(ghost) " : ""}${c.name}: ${c.was} → ${c.is}`));
  }
  for (const line of step.log) body.append(element("div", "log", line));
  li.append(rails, body);
  if (step.matters === false) li.classList.add("idle");
  if (n === steps.length && recording.property && recording.loopStart === undefined) li.classList.add("broken");
  li.addEventListener("click", () => go(n));
  return li;
}

/** To each step an arrow from the one that it took up. */
function arrows() {
  const svg = byId("arrows"), origin = svg.getBoundingClientRect();
  svg.replaceChildren();
  const place = n => {
    const r = rows[n - 1].querySelector(".dot").getBoundingClientRect();
    return [r.x + r.width / 2 - origin.x, r.y + r.height / 2 - origin.y];
  };
  steps.forEach((step, k) => {
    const from = step.takesUp, to = k + 1;
    if (from === 0 || rows[from - 1].hidden || rows[to - 1].hidden) return;
    const [x1, y1] = place(from), [x2, y2] = place(to);
    const angle = Math.atan2(y2 - y1, x2 - x1), tip = [x2 - 7 * Math.cos(angle), y2 - 7 * Math.sin(angle)];
    const wing = turn => `${tip[0] - 7 * Math.cos(angle + turn)} ${tip[1] - 7 * Math.sin(angle + turn)}`;
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", `M${x1} ${y1}L${tip.join(" ")}M${wing(.5)}L${tip.join(" ")}L${wing(-.5)}`);
    path.setAttribute("fill", "none");
    path.style.stroke = colours[lanes.indexOf(steps[from - 1].process)];
    path.setAttribute("stroke-opacity", to === here || from === here ? "1" : ".45");
    path.setAttribute("stroke-width", to === here || from === here ? "2.5" : "1.5");
    svg.append(path);
  });
}

function showState() {
  const state = stateAfter(here), body = byId("state"), changes = here > 0 ? steps[here - 1].changes : [];
  const changed = new Map(changes.map(c => [c.name, c]));
  for (const c of changes) if (!state.has(c.name)) state.set(c.name, {role: c.role, value: 0, text: c.is});
  byId("when").textContent = here === 0 ? "At first" : `After step ${here} by ${steps[here - 1].process}`;
  const reads = here > 0 ? steps[here - 1].reads || [] : [];
  byId("reads").replaceChildren(...reads.flatMap((read, i) => {
    const link = element("a", "", "step " + read.since);
    link.href = "#" + read.since;
    return [`${i === 0 ? "It read " : ", "}${read.name} of `, link];
  }));
  body.replaceChildren();
  for (const [name, e] of state) {
    if (e.role === "CONTROL" && !byId("control").checked) continue;
    const tr = element("tr", e.role), c = changed.get(name);
    if (c) tr.classList.add("changed");
    tr.dataset.name = name;
    tr.dataset.value = e.value;
    tr.append(element("td", "", name), element("td", "", c ? `${c.was} → ${c.is}` : e.text));
    body.append(tr);
  }
  bringIntoSight();
}

/** Scrolls the panel of the state, not the page, to the first element that the step changed, or to the top. */
function bringIntoSight() {
  const panel = document.querySelector("aside"), first = panel.querySelector("tr.changed");
  if (view.choices) return;
  const top = first ? first.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop : 0;
  panel.scrollTop = Math.max(0, top - panel.clientHeight / 2);
}

/** What sticks to the top and the bottom of the window hides no step that is scrolled to. */
function measure() {
  const root = document.documentElement.style, narrow = getComputedStyle(document.querySelector("main")).display === "block";
  const top = document.querySelector("nav").offsetHeight;
  root.setProperty("--nav", top + "px");
  root.scrollPaddingTop = top + byId("lanes").offsetHeight + "px";
  root.scrollPaddingBottom = narrow ? document.querySelector("aside").offsetHeight + "px" : "0px";
}

function go(n, scroll) {
  here = Math.max(0, Math.min(steps.length, n));
  rows.forEach((r, k) => r.classList.toggle("here", k + 1 === here));
  byId("slider").value = here;
  byId("place").textContent = `step ${here} of ${steps.length}`;
  clearTimeout(linking); // browsers allow only so many a second
  linking = setTimeout(() => history.replaceState(null, "", "#" + here), 150);
  if (view.choices) undoTo(here);
  showState();
  measure();
  arrows();
  if (scroll && here > 0) {
    rows[here - 1].scrollIntoView({block: "nearest"});
    const below = document.querySelector("aside").getBoundingClientRect().bottom - innerHeight;
    if (below > 0) scrollBy(0, below); // at the first steps the panel may end below the window
  }
}

/** The next step in a direction, 1 or -1, that is not hidden; where there is none, this one. */
function neighbour(direction) {
  let n = here + direction;
  while (n > 0 && n <= steps.length && rows[n - 1].hidden) n += direction;
  return n <= steps.length ? n : here;
}

head();
const rows = steps.map((step, k) => row(step, k + 1));
byId("steps").append(...rows);
byId("slider").max = steps.length;
byId("slider").addEventListener("input", e => go(Number(e.target.value), true));
byId("back").addEventListener("click", () => go(neighbour(-1), true));
byId("next").addEventListener("click", () => go(neighbour(1), true));
byId("control").addEventListener("change", showState);
byId("folding").hidden = steps.every(step => step.matters !== false);
byId("all").addEventListener("change", fold);
document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.matches?.("input:not([type=checkbox], [type=range])")) return;
  const to = {ArrowDown: neighbour(1), ArrowRight: neighbour(1), ArrowUp: neighbour(-1), ArrowLeft: neighbour(-1), Home: 0, End: steps.length}[e.key];
  if (to !== undefined) {
    e.preventDefault();
    go(to, true);
  } else if (/^[1-9]$/.test(e.key) && view.choices) {
    byId("choices").querySelectorAll("button")[e.key - 1]?.click();
  }
});

/** Puts a text on the clipboard, also where a page of a file may not use the interface for it. */
async function copy(from) {
  try {
    await navigator.clipboard.writeText(from.textContent);
  } catch {
    getSelection().selectAllChildren(from);
    document.execCommand("copy");
  }
  byId("copy").textContent = "copied";
}

/** The content of the file of this recording: one member a line, and one entry of an array a line. */
function file() {
  const entries = array => array.length === 0 ? "[]" : "[\n" + array.map(e => "    " + JSON.stringify(e)).join(",\n") + "\n  ]";
  const lines = Object.entries(recording).map(([name, value]) =>
    `  ${JSON.stringify(name)}: ` + (Array.isArray(value) ? entries(value) : JSON.stringify(value)));
  return "{\n" + lines.join(",\n") + "\n}\n";
}

byId("copy").addEventListener("click", () => copy(byId("command")));
byId("save").addEventListener("click", () => {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([file()], {type: "application/json"}));
  link.download = view.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

/** The button that takes steps back: those after step n, or the last one. */
function undoTo(n) {
  const button = byId("undo").querySelector("button"), to = n < steps.length ? n : n - 1;
  byId("undo").hidden = to < 0;
  button.value = to;
  button.textContent = n < steps.length ? `take back all steps after step ${n}` : "take back the last step";
}

if (view.choices) {
  byId("explore").hidden = false;
  view.choices.forEach((choice, i) => {
    const button = element("button", "", `${i + 1}  ${choice}`);
    button.name = "step";
    button.value = i + 1;
    byId("choices").append(button);
  });
  byId("message").textContent = view.message;
}
addEventListener("resize", () => {
  measure();
  arrows();
});
addEventListener("hashchange", () => go(Number(location.hash.slice(1)) || 0, true));
byId("shown").open = !matchMedia("(max-width: 36rem)").matches;
byId("shown").addEventListener("toggle", measure);
fold();
const linked = /^#\d+$/.test(location.hash);
go(linked ? Number(location.hash.slice(1)) : steps.length, linked || view.choices !== undefined);
