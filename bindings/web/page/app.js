const $ = id => document.getElementById(id);
const KINDS = ["frame", "damaged", "outside"];
const [OUTSIDE, ID, DATA, VALUE, CHANGED] = [0, 5, 6, 7, 10];
const FIRST = 8, STEP = 24;
const state = { zh: false, tab: "explain", text: "", events: [], shown: 0 };
let wasm;

const say = (name, ...args) => {
  const word = pick(WORDS[name]);
  return typeof word === "function" ? word(...args) : word;
};
const pick = pair => pair[state.zh ? 1 : 0];
const esc = text => text.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

// Calls into the module: text in, parts out.
const encoder = new TextEncoder(), decoder = new TextDecoder();
function call(name, text) {
  const bytes = encoder.encode(text);
  const at = wasm.reserve(bytes.length);
  new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
  wasm[name](state.zh ? 1 : 0);
}
const part = index => new Uint8Array(wasm.memory.buffer, wasm.part(index), wasm.part_len(index));
const words = index => decoder.decode(part(index));

// The list of marks as events with their rows; see src/explained.rs.
function events(marks, text) {
  const list = [];
  let event;
  for (let at = 0; at < marks.length;) {
    if (marks[at] === -1) {
      const [, kind, line, base, from, len, begin] = marks.subarray(at, at + 7);
      if (event) event.end = begin;
      event = { kind, line, base, from, len, begin, end: text.length, marks: at + 7, count: 0, index: list.length };
      list.push(event);
      at += 7;
    } else {
      event.count++;
      at += 4;
    }
  }
  return list;
}

// A long log is explained in pieces of some milliseconds; a keystroke in between begins anew.
const PIECE = 512, PATIENCE = 3;
const later = new MessageChannel();
later.port1.onmessage = ({ data }) => { if (data === state.run) pieces(); };
function explain() {
  call("explain", $("input").value);
  state.run = (state.run || 0) + 1;
  state.begun = false;
  $("shared").hidden = true;
  for (const id of ["share", "copy"]) $(id).hidden = !$("input").value.trim();
  pieces();
}
function pieces() {
  const begin = performance.now();
  let end;
  do end = wasm.go_on(PIECE); while (!end && performance.now() - begin < PATIENCE);
  if (end) take_in(true);
  else {
    // The first cards are there at once.
    if (!state.begun) take_in(false);
    state.begun = true;
    later.port2.postMessage(state.run);
  }
}
function take_in(end) {
  const text = words(0);
  state.text = text;
  state.marks = new Int32Array(part(1).slice().buffer);
  state.bytes = part(2).slice();
  state.events = events(state.marks, text);
  if (end) {
    $("text").textContent = text;
    $("plain").hidden = !text;
    status($("input").value, words(3).split("\n"));
  }
  document.documentElement.dataset.ready = end ? "yes" : "";
  cards();
}

function status(input, [good, bad, form, fault]) {
  const say_ = [];
  if (+good + +bad) {
    say_.push(`<strong>${say("frames", +good)}</strong>`);
    if (+bad) say_.push(`<strong class="bad">${say("damaged", +bad)}</strong>`);
  } else if (input.trim()) say_.push(`<strong class="bad">${say("none")}</strong>`);
  if (form) say_.push(esc(say("read", form)));
  if (fault) say_.push(esc(fault));
  $("status").innerHTML = say_.join(" · ");
}

// Cards are made as far as they are looked at, and kept where nothing changed.
function cards() {
  const box = $("cards");
  state.shown = Math.min(FIRST, state.events.length);
  for (let i = 0; i < state.shown; i++) {
    const event = state.events[i], key = keyOf(event);
    const old = box.children[i];
    if (old && old.key === key) { old.event = event; lift(old, event); continue; }
    const made = card(event, key);
    if (old) old.replaceWith(made); else box.append(made);
  }
  while (box.children.length > state.shown) box.lastChild.remove();
  watch();
}

function more() {
  const until = Math.min(state.shown + STEP, state.events.length);
  for (; state.shown < until; state.shown++) {
    const event = state.events[state.shown];
    $("cards").append(card(event, keyOf(event)));
  }
  watch();
}

const below = new IntersectionObserver(seen => { if (seen[0].isIntersecting) more(); }, { rootMargin: "600px" });
function watch() {
  below.unobserve($("more"));
  if (state.shown < state.events.length) below.observe($("more"));
}

const bytesOf = event => state.bytes.subarray(event.from, event.from + event.len);
const keyOf = event => event.base + " " + state.text.slice(event.begin, event.end) + bytesOf(event).join();

// An event's rows: which bytes, and the words about them.
function rowsOf(event) {
  const rows = [];
  for (let i = 0; i < event.count; i++) {
    const [field, at, len, begin] = state.marks.subarray(event.marks + 4 * i, event.marks + 4 * i + 4);
    const end = i + 1 < event.count ? state.marks[event.marks + 4 * i + 7] : event.end;
    rows.push({ field, at, len, begin, end, text: state.text.slice(begin, end) });
  }
  return rows;
}

const COLUMNS = /^ +-?\d+ {2}(.{36}) (.{12}) (.*)$/;
const hex = byte => byte.toString(16).toUpperCase().padStart(2, "0");

function card(event, key) {
  const rows = rowsOf(event), kind = KINDS[event.kind];
  const made = document.createElement("article");
  made.className = `card ${kind}`;
  made.key = key;
  made.event = event;
  made.begin = event.begin;
  const intro = state.text.slice(event.begin, rows.length ? rows[0].begin : event.end).trimEnd().split("\n");
  // A row of the nearest reading comes in front of one that tells of changes.
  const covering = new Map();
  let low = event.base, high = event.base + event.len;
  rows.forEach((row, index) => {
    if (row.field === OUTSIDE && kind !== "outside") return;
    low = Math.min(low, row.at);
    high = Math.max(high, row.at + row.len);
    for (let at = row.at; at < row.at + row.len; at++) {
      const seen = covering.get(at);
      if (!seen) covering.set(at, { field: row.field, row: index });
      else if (seen.field !== CHANGED) seen.field = row.field === DATA ? seen.field : row.field;
    }
  });
  const bytes = bytesOf(event);
  let grid = "";
  for (let at = low; at < high; at++) {
    const byte = bytes[at - event.base], { field = OUTSIDE } = covering.get(at) || {};
    const plain = byte !== undefined && [ID, DATA, VALUE].includes(field) ? `<small>${hex(byte - 0x33 & 255)}</small>` : "";
    grid += `<button class="b f${field}${byte === undefined ? " ghost" : ""}" tabindex="${at === low ? 0 : -1}" data-at="${at}">${byte === undefined ? "··" : hex(byte)}${plain}</button>`;
  }
  const list = kind === "outside" ? "" : rows.map((row, index) => rowHtml(row, index)).join("");
  const hero = kind === "frame" ? heroHtml(rows) : "";
  const why = kind === "damaged" && intro.length > 1 ? `<p class="why">${esc(intro.slice(1).map(line => line.trim()).join("\n"))}</p>` : "";
  made.innerHTML = `<header class="line"><span class="place"></span><strong></strong></header>${hero}${why}` +
    (grid ? `<div class="bytes" role="group" aria-label="${say("bytes")}">${grid}</div>` : "") +
    (list ? `<ul class="rows" aria-label="${say("rows")}">${list}</ul>` : "");
  made.intro = intro[0];
  lift(made, event);
  return made;
}

// The head of a card: where, and what it is.
function lift(made, event) {
  let place = say("line", event.line), what = made.intro;
  if (event.kind === 0) {
    wasm.title(event.index);
    const title = words(4), cut = title.search(/: |：/);
    place = title.slice(0, cut);
    what = title.slice(cut + (title[cut + 1] === " " ? 2 : 1));
  } else if (event.kind === 2) {
    const row = COLUMNS.exec(rowsOf(event)[0]?.text.split("\n")[0]);
    what = row ? row[3] : "";
  }
  const [where, strong] = made.firstChild.children;
  where.textContent = place;
  strong.textContent = what;
}

function heroHtml(rows) {
  const id = rows.find(row => row.field === ID), values = rows.filter(row => row.field === VALUE);
  if (!id || !values.length || values.length > 6) return "";
  const name = COLUMNS.exec(id.text.split("\n")[0]);
  const big = values.map(row => esc(row.text.split("\n")[0].trim().replace(/^[0-9A-F]{8} /, ""))).join("<br>");
  return `<div class="hero"><p class="name">${esc(name ? name[3].replace(/^[^:：]*[:：] ?/, "") : "")}</p><p class="big">${big}</p></div>`;
}

function rowHtml(row, index) {
  const lines = row.text.trimEnd().split("\n"), first = COLUMNS.exec(lines[0]);
  let inner = "";
  if (first) {
    const raw = [first[1].trim(), ...lines.slice(1).filter(line => /^ +\d+ {2}/.test(line)).map(line => line.replace(/^ +\d+ +/, ""))].join(" ");
    const hexes = lines.filter(line => line.startsWith("    -33 ")).map(line => line.slice(8)).join(" ");
    const rest = lines.slice(1).filter(line => line.startsWith("        ")).map(alertHtml).join("");
    inner = `<span class="raw" title="${raw}">${raw.toUpperCase()}</span><span class="num">${esc(first[2].trim())}</span><span class="what">${esc(first[3])}</span>` +
      (hexes ? `<span class="hexes">${hexes.toUpperCase()}</span>` : "") + rest;
  } else inner = lines.map(alertHtml).join("");
  return `<li class="f${row.field}" tabindex="${index ? -1 : 0}" data-row="${index}" data-at="${row.at}" data-len="${row.len}" data-begin="${row.begin}" data-end="${row.end}">${inner}</li>`;
}

const alertHtml = line => `<span class="only${/^\s*(warning|警告|error|错误)[:：]/.test(line) ? " alert" : ""}">${esc(line.trim())}</span>`;

// Pointing at a byte lights its rows, pointing at a row lights its bytes; the plain text follows.
function light(target) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  CSS.highlights?.delete("lit");
  const made = target?.closest(".card");
  if (!made) return;
  const all = [...made.querySelectorAll(".rows li")], bytes = [...made.querySelectorAll(".b")];
  const covers = (row, at) => at >= +row.dataset.at && at < +row.dataset.at + +row.dataset.len;
  let rows = [target];
  if (target.matches(".b")) {
    const at = +target.dataset.at;
    const covering = all.filter(row => covers(row, at));
    // A value says more than the data field that it is in.
    const values = covering.filter(row => row.classList.contains("f7"));
    rows = values.length ? values : covering;
    target.classList.add("lit");
  } else for (const byte of bytes) if (covers(target, +byte.dataset.at)) byte.classList.add("lit");
  for (const row of rows) row.classList.add("lit");
  const node = $("text").firstChild;
  if (node && window.Highlight && rows.length) {
    CSS.highlights.set("lit", new Highlight(...rows.map(row => {
      const range = new Range(), shift = made.event.begin - made.begin;
      range.setStart(node, Math.min(+row.dataset.begin + shift, node.length));
      range.setEnd(node, Math.min(+row.dataset.end + shift, node.length));
      return range;
    })));
  }
}
const pointed = event => event.target.closest?.(".b, .rows li");
$("cards").addEventListener("pointerover", event => { const target = pointed(event); if (target) light(target); });
$("cards").addEventListener("pointerleave", () => light(pointed({ target: document.activeElement })));
$("cards").addEventListener("focusin", event => { const target = pointed(event); if (target) light(target); });
$("cards").addEventListener("click", event => pointed(event)?.focus());
$("cards").addEventListener("keydown", event => {
  const target = pointed(event);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (!target || !step) return;
  event.preventDefault();
  const all = [...target.parentNode.children], at = all.indexOf(target) + step;
  const next = all[Math.max(0, Math.min(all.length - 1, at))];
  target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

// Identifiers.
function search() {
  const query = $("query").value;
  call("search", query);
  const lines = words(4).trimEnd().split("\n");
  $("found-note").textContent = words(3);
  let list = "";
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [, id, name] = /^(\S+) +(.*)$/.exec(lines[at]) || ["", "", lines[at]];
    list += `<li><div class="grow"><span class="id">${esc(id)}</span> ${esc(name)}<div class="muted">${esc(lines[at + 1].trim())}</div></div>` +
      `<button data-id="${esc(id.split("…")[0])}">${say("read-it")}</button></li>`;
  }
  $("found").innerHTML = list;
  state.found = words(4);
}

// The form of a request.
const nowText = shift => { const d = new Date(Date.now() + shift); d.setMinutes(d.getMinutes() - d.getTimezoneOffset()); return d.toISOString().slice(0, 19); };
const kept = {};
function form(focus) {
  const kind = kept.kind || "read", [, , names] = FORMS.find(([name]) => name === kind);
  const options = FORMS.map(([name, label]) => `<option value="${name}"${name === kind ? " selected" : ""}>${pick(label)}</option>`).join("");
  let out = `<label class="wide">${say("kind")}<select name="kind">${options}</select></label>`;
  for (const name of ["address", ...names, "preamble"]) {
    const [en, zh, preset, help] = FIELDS[name];
    const value = kept[name] ?? (preset === "now" && name === "time" ? nowText(0) : preset === "soon" ? nowText(3600000) : preset);
    out += `<label>${state.zh ? zh : en}` + (Array.isArray(preset)
      ? `<select name="${name}">${preset.map(one => `<option${one === kept[name] ? " selected" : ""}>${one}</option>`).join("")}</select>`
      : `<input name="${name}" value="${esc(value)}" autocomplete="off" spellcheck="false">`) +
      (help ? `<span class="help">${pick(help)}</span>` : "") + "</label>";
  }
  $("form").innerHTML = out;
  if (focus) $("form").elements.kind.focus();
  build();
}
function build() {
  const fields = {};
  for (const element of $("form").elements) if (element.name) { fields[element.name] = element.value; kept[element.name] = element.value; }
  const renamed = name => name === "new-password" ? "new" : name;
  call("build", Object.entries(fields).map(([name, value]) => `${renamed(name)}=${value}`).join("\n"));
  const frame = words(4), note = words(3);
  $("frame").textContent = frame;
  $("result").hidden = !frame;
  $("build-note").textContent = note;
  $("build-note").hidden = !note;
}

// Links: the capture is what follows `#`, the language after it.
function fromLink() {
  let text = location.hash.slice(1);
  const lang = /&lang=(en|zh)$/.exec(text);
  if (lang) text = text.slice(0, lang.index);
  let wanted = text;
  try { wanted = decodeURIComponent(text); } catch { /* a stray % is part of the text */ }
  return { text: wanted, lang: lang?.[1] };
}
function toLink(text) {
  const trimmed = text.trim();
  const body = /^[0-9a-fA-F \t]+$/.test(trimmed) ? trimmed.replace(/\s/g, "") : encodeURIComponent(trimmed);
  return `${location.href.split("#")[0]}#${body}&lang=${state.zh ? "zh" : "en"}`;
}
function load() {
  const { text, lang } = fromLink();
  if (lang) state.zh = lang === "zh";
  if (text) { $("input").value = text; tab("explain"); }
  render();
}
const LONGEST = 4096;
async function share() {
  const link = toLink($("input").value);
  if (link.length > LONGEST) {
    $("shared").innerHTML = `${esc(say("too-long", link.length))} <button id="copy-both">${say("copy-both")}</button>`;
    $("shared").hidden = false;
    $("copy-both").onclick = () => copy($("input").value.trimEnd() + "\n\n" + state.text);
    $("copy-both").focus();
    return;
  }
  history.replaceState(null, "", link);
  await copy(link, "linked");
}
async function copy(text, done = "copied") {
  let good = true;
  try { await navigator.clipboard.writeText(text); } catch {
    // Pages from a file may not use the clipboard directly everywhere.
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    good = document.execCommand("copy");
    area.remove();
  }
  toast(say(good ? done : "not-copied"));
}
let fading;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(fading);
  fading = setTimeout(() => $("toast").classList.remove("on"), 1800);
}

// Files: text in the encodings that logs have; other bytes as hexadecimal.
async function take(file) {
  if (file.size > 8 << 20) return toast(say("too-big"));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [a, b, c, d] = bytes, magic = [a, b, c, d].map(byte => hex(byte ?? 0)).join("");
  if (["D4C3B2A1", "A1B2C3D4", "4D3CB2A1", "0A0D0D0A"].includes(magic)) return toast(say("pcap"));
  let text;
  const as = (name, fatal) => new TextDecoder(name, { fatal }).decode(bytes);
  if (a === 0xff && b === 0xfe) text = as("utf-16le");
  else if (a === 0xfe && b === 0xff) text = as("utf-16be");
  else if (bytes.slice(0, 4096).some(byte => byte < 9 || byte > 13 && byte < 32 && byte !== 27)) text = Array.from(bytes, hex).join(" ");
  else try { text = as("utf-8", true); } catch { text = as("gb18030"); }
  $("input").value = text;
  explain();
}

function tab(name) {
  state.tab = name;
  for (const one of ["explain", "items", "build"]) {
    $(one).hidden = one !== name;
    $(`tab-${one}`).setAttribute("aria-selected", one === name);
    $(`tab-${one}`).tabIndex = one === name ? 0 : -1;
  }
}
function theme(value) {
  if (value) document.documentElement.dataset.theme = value; else delete document.documentElement.dataset.theme;
  $("theme").textContent = pick([0, 1].map(i => WORDS.theme[value][i]));
}
function render() {
  document.documentElement.lang = state.zh ? "zh-CN" : "en";
  document.title = `DL/T 645 ${say("title")}`;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  for (const element of document.querySelectorAll("[data-p]")) element.placeholder = say(element.dataset.p);
  for (const id of ["en", "zh"]) $(id).setAttribute("aria-pressed", (id === "zh") === state.zh);
  $("examples").innerHTML = EXAMPLES.map(([label], index) => `<button data-example="${index}">${pick(label)}</button>`).join("");
  theme(document.documentElement.dataset.theme || "");
  $("cards").textContent = "";
  explain();
  search();
  form();
}

function start() {
  $("input").addEventListener("input", explain);
  $("clear").onclick = () => { $("input").value = ""; explain(); $("input").focus(); };
  $("open").onclick = () => $("file").click();
  $("file").onchange = () => { if ($("file").files[0]) take($("file").files[0]); $("file").value = ""; };
  const over = on => document.querySelector(".input").classList.toggle("over", on);
  addEventListener("dragover", event => { event.preventDefault(); over(true); });
  addEventListener("dragleave", () => over(false));
  addEventListener("drop", event => { event.preventDefault(); over(false); if (event.dataTransfer.files[0]) { tab("explain"); take(event.dataTransfer.files[0]); } });
  $("examples").onclick = event => {
    const index = event.target.dataset.example;
    if (index) { $("input").value = EXAMPLES[index][1]; explain(); }
  };
  $("share").onclick = share;
  $("copy").onclick = () => copy(state.text);
  $("query").addEventListener("input", search);
  $("found").onclick = event => {
    const id = event.target.dataset.id;
    if (id) { kept.kind = "read"; kept.di = id; tab("build"); form(true); }
  };
  $("form").addEventListener("input", event => { if (event.target.name === "kind") { kept.kind = event.target.value; form(true); } else build(); });
  $("form").addEventListener("submit", event => event.preventDefault());
  $("use").onclick = () => { $("input").value = $("frame").textContent; tab("explain"); explain(); $("input").focus(); };
  $("copy-frame").onclick = () => copy($("frame").textContent);
  for (const id of ["en", "zh"]) $(id).onclick = () => { state.zh = id === "zh"; render(); };
  $("theme").onclick = () => theme({ "": "light", light: "dark", dark: "" }[document.documentElement.dataset.theme || ""]);
  for (const one of ["explain", "items", "build"]) {
    $(`tab-${one}`).onclick = () => tab(one);
    $(`tab-${one}`).onkeydown = event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = ["explain", "items", "build"].at((["explain", "items", "build"].indexOf(one) + step) % 3);
      tab(next);
      $(`tab-${next}`).focus();
    };
  }
  addEventListener("hashchange", load);
  state.zh = navigator.language.startsWith("zh");
  tab("explain");
  load();
}

const packed = Uint8Array.from(atob(MODULE), c => c.charCodeAt(0));
WebAssembly.instantiate(unlzma(packed), {}).then(({ instance }) => { wasm = instance.exports; start(); });
