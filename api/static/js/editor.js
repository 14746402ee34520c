// The editor: takes a draft, shows what the service says of it, lets it be mended.
import { base64, call, Refused } from "./calls.js";
import { applied, nextWords, showClaims } from "./claims.js";
import { byId, el, ENFORCEMENT, moment, named, percent, VERDICTS } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { changedPlaces, elementOf, paint, placesOf, sourcePlaces } from "./marks.js";
import { showMatrix } from "./matrix.js";
import { showOverrides } from "./release.js";
import { explain } from "./explain.js";
import { Together } from "./together.js";
import { unfinishedWords, verdictWords } from "./unfinished.js";
import { useOf, useOfForm } from "./use.js";

const editor = document.querySelector(".editor");
const together = new Together(byId("draft-text"), byId("source-text"));
const state = { input: null, text: "", result: null, places: null, at: -1, match: -1, names: {}, changed: { draft: [], source: [] } };

// Input ----------------------------------------------------------------------------------------

const looksLikeHtml = (text) => /^\s*<(!doctype|html|body|article|div|p|h1)\b/i.test(text);

/** Checks a draft for a use; what follows from a result names the use of that result. */
async function check(input, use) {
  const before = editor.dataset.state;
  editor.dataset.state = before === "showing" ? "showing" : "busy";
  byId("composer-error").hidden = true;
  byId("status").textContent = "Checking";
  try {
    const request = {
      ...input,
      ...titleOf(input),
      use,
      units: "utf16",
      with_text: true,
      with_sources: true,
    };
    const result = await call("POST", "/v1/checks", request);
    state.input = input;
    keep(result);
    show(result);
    const place = `/checks/${encodeURIComponent(result.check)}`;
    if (location.pathname !== place) history.pushState({ check: result.check }, "", place);
  } catch (error) {
    fail(error, before);
  }
}

/** The first line names the piece in lists, where it looks like a headline. */
function titleOf(input) {
  const first = input.text?.trimStart().split(/\r\n|\r|\n/, 1)[0].trim();
  return first && first.length <= 140 ? { title: first } : {};
}

function fail(error, before) {
  if (!(error instanceof Refused)) throw error;
  const message = [error.message, ...hints(error)].join(" ");
  if (error.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  editor.dataset.state = before === "showing" ? "showing" : "writing";
  const box = byId("composer-error");
  box.textContent = message;
  box.hidden = false;
  byId("status").textContent = message;
  if (before === "showing") byId("sentence").textContent = message;
}

const hints = (error) => (error.problem.errors ?? []).map((fault) => fault.hint).filter(Boolean);

/** This tab remembers the draft, so that its link can be opened again here; the service need not. */
function keep(result) {
  try {
    sessionStorage.setItem(`check:${result.check}`, JSON.stringify(result));
  } catch {
    // the tab's room is full: the link then shows the result without the draft
  }
}

async function open(check) {
  const kept = sessionStorage.getItem(`check:${check}`);
  try {
    const result = kept ? JSON.parse(kept) : await call("GET", `/v1/checks/${encodeURIComponent(check)}?units=utf16&with_sources=true`);
    state.input = result.text === undefined ? null : { text: result.text };
    show(result);
  } catch (error) {
    editor.dataset.state = "writing";
    fail(error, "writing");
  }
}

// Outcome --------------------------------------------------------------------------------------

function show(result) {
  state.result = result;
  state.text = result.text ?? "";
  state.names = result.names ?? {};
  state.at = -1;
  state.match = -1;
  state.changed = { draft: [], source: [] };
  editor.dataset.state = "showing";
  byId("outcome").hidden = false;
  leaveEditing();
  showBanner(result);
  state.places = placesOf(result);
  byId("matrix-section").hidden = result.text === undefined;
  if (result.text === undefined) showWithoutText();
  else {
    state.changed = changedPlaces(state.places.shown, result, result.sources);
    paint(byId("draft-text"), state.text, [...state.places.shown, ...state.changed.draft], pick);
  }
  byId("edit").hidden = result.text === undefined;
  showFacts(result);
  showClaims(byId("claims"), result, state.names, result.text === undefined ? null : applyFix);
  showEvidence(byId("evidence"), state.places, result, state.names, {
    onPick: pick,
    onExplain: (finding) => explain(finding),
  });
  showOverrides(byId("release"), byId("overrides"), result, () => reopen(result.check));
  fillSources(result);
  showSource(result.matches.length ? 0 : -1);
  byId("matrix").replaceChildren();
  byId("draft-text").scrollTop = 0;
  showPlace();
  byId("sentence").focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function reopen(check) {
  const fresh = await call("GET", `/v1/checks/${encodeURIComponent(check)}`);
  const result = { ...state.result, overrides: fresh.overrides, overtaken: fresh.overtaken, enforcement: fresh.enforcement, releasable: fresh.releasable };
  keep(result);
  show(result);
}

function showBanner(result) {
  const look = named(result.verdict, result.complete);
  const name = verdictWords(result, VERDICTS);
  byId("banner").className = `banner ${look}`;
  byId("banner-icon").setAttribute("href", `#i-${look}`);
  byId("verdict-name").textContent = VERDICTS[look] ?? look;
  byId("enforcement").textContent = ENFORCEMENT[result.enforcement] ?? result.enforcement ?? "";
  byId("sentence").textContent = result.message;
  byId("use-words").textContent = result.use.words ?? "";
  document.title = `${name} - Wirecheck`;
  line("next-event", result.next_event && `Next: ${nextWords(result.next_event)}`);
  const since = (result.overtaken ?? []).map((one) => one.message).join(" ");
  line("overtaken", since && `This verdict was overtaken. ${since} Check the piece again.`);
  line("incomplete", unfinishedWords(result));
  byId("status").textContent = [`${name}.`, result.message, since, result.use.words ?? ""].join(" ");
  byId("evidence-foot").textContent = footOf(result);
}

/** What a printed page is found again by. */
function footOf(result) {
  const { wirecheck, rules, agreements, policy } = result.versions;
  return [
    result.check ? `Check ${result.check}` : "Not stored",
    `checked ${moment(result.checked_at)}`,
    `text sha256:${result.text_sha256}`,
    `Wirecheck ${wirecheck}, rules ${rules}, agreements ${agreements}, policy ${policy}`,
  ].join(" · ");
}

function line(id, words) {
  byId(id).hidden = !words;
  byId(id).querySelector("span").textContent = words || "";
}

function showFacts(result) {
  const words = state.text.trim() ? state.text.trim().split(/\s+/).length : 0;
  const facts = [];
  if (words) facts.push(`${words} words`);
  facts.push(`checked ${moment(result.checked_at)}`);
  byId("draft-facts").textContent = facts.join(" · ");
}

function showWithoutText() {
  byId("draft-text").replaceChildren(
    el("p", { class: "aside" }, "This newsroom does not keep drafts, so its words are not shown here. The evidence lists every marking and passage; the source beside it is marked. Paste the draft on the first page to see both."),
  );
}

function fillSources(result) {
  const options = result.matches.map((match, m) => {
    const source = result.sources?.[match.source];
    const owner = state.names[match.owner] ?? match.owner;
    return el("option", { value: m }, `${owner}: ${source?.title ?? match.source}`);
  });
  byId("sources").replaceChildren(...options);
  byId("source-choice").hidden = options.length < 2;
}

function showSource(m) {
  const { result } = state;
  byId("columns").classList.toggle("alone", m < 0);
  byId("source-pane").hidden = m < 0;
  if (m < 0 || m === state.match) return;
  state.match = m;
  byId("sources").value = String(m);
  const match = result.matches[m];
  const source = result.sources?.[match.source];
  const owner = state.names[match.owner] ?? match.owner;
  byId("source-title").textContent = owner;
  byId("source-facts").textContent = [
    `${match.words} words`,
    `${percent(match.share_of_source)} of the source`,
    `longest run ${match.longest_run_words}`,
  ].join(" · ");
  byId("source-facts").title = `${match.source}, version ${match.version}`;
  const box = byId("source-text");
  if (!source) {
    box.replaceChildren(el("p", { class: "aside" }, `The text of ${match.source} is not at hand.`));
    return;
  }
  const places = sourcePlaces([...state.places.shown, ...state.places.hidden], result, m);
  const changed = state.changed.source.filter((place) => place.match === m);
  paint(box, source.text, [...places, ...changed], pick);
  if (source.title) box.prepend(el("p", { class: "title", dir: "auto" }, source.title));
  box.scrollTop = 0;
  together.tie(places.map((place) => place.id));
}

// Places -----------------------------------------------------------------------------------------

function pick(id) {
  const all = state.places.steps;
  state.at = all.findIndex((place) => place.id === id);
  const place = all[state.at];
  if (place?.kind === "passage") showSource(place.match);
  for (const mark of document.querySelectorAll("mark.active")) mark.classList.remove("active", "lead");
  for (const mark of document.querySelectorAll(`.reading mark[data-ids~="${id}"]`)) mark.classList.add("active");
  for (const pane of ["draft-text", "source-text"]) elementOf(byId(pane), id)?.classList.add("lead");
  for (const row of byId("evidence").querySelectorAll("li")) {
    const button = row.querySelector(".go-to");
    if (Number(row.dataset.id) === id && row.dataset.id) button?.setAttribute("aria-current", "true");
    else button?.removeAttribute("aria-current");
  }
  together.show(id);
  const mark = elementOf(byId("draft-text"), id) ?? elementOf(byId("source-text"), id);
  mark?.focus({ preventScroll: true });
  showPlace();
}

function step(by) {
  const all = state.places?.steps ?? [];
  if (!all.length || !byId("editing").hidden) return;
  const next = state.at < 0 ? (by > 0 ? 0 : all.length - 1) : (state.at + by + all.length) % all.length;
  pick(all[next].id);
}

function showPlace() {
  const count = state.places?.steps.length ?? 0;
  byId("place").textContent = count ? `${state.at < 0 ? "–" : state.at + 1} / ${count}` : "none";
  byId("previous").disabled = byId("next").disabled = count === 0;
}

// Changing the draft -----------------------------------------------------------------------------

function applyFix(fix) {
  check({ text: applied(state.text, fix), ...piece() }, useOf(state.result));
}

const piece = () => (state.result?.id ? { id: state.result.id } : {});

function startEditing() {
  byId("editor").value = state.text;
  byId("draft-text").hidden = true;
  byId("editing").hidden = false;
  byId("editor").focus();
}

function leaveEditing() {
  const within = byId("editing").contains(document.activeElement);
  byId("draft-text").hidden = false;
  byId("editing").hidden = true;
  if (within) byId("draft-text").focus({ preventScroll: true });
}

function startAfresh() {
  editor.dataset.state = "writing";
  byId("outcome").hidden = true;
  if (location.pathname !== "/") history.pushState({}, "", "/");
  document.title = "Check a draft - Wirecheck";
  byId("draft").focus();
}

function submit() {
  const text = byId("draft").value;
  if (!text.trim()) {
    fail(new Refused(0, { detail: "There is no text yet: paste a draft or choose a file." }), "writing");
    byId("draft").focus();
    return;
  }
  check(looksLikeHtml(text) ? { html: text } : { text }, useOfForm());
}

async function takeFile(file) {
  if (!file) return;
  if (/^text\/plain$/.test(file.type)) {
    byId("draft").value = await file.text();
    size();
  } else {
    check({ document: { name: file.name, base64: await base64(file) } }, useOfForm());
  }
}

function size() {
  const text = byId("draft").value;
  const words = text.trim() ? text.trim().split(/\s+/).length : 0;
  const kind = looksLikeHtml(text) ? ", read as HTML" : "";
  byId("draft-size").textContent = words ? `${words} words${kind}` : "No text yet";
}

// Wiring -----------------------------------------------------------------------------------------

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
byId("draft").addEventListener("input", size);
for (const sample of document.querySelectorAll("[data-sample]")) {
  sample.addEventListener("click", () => {
    byId("draft").value = sample.dataset.sample;
    size();
    submit();
  });
}
byId("choose").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", (event) => takeFile(event.target.files[0]));
byId("new").addEventListener("click", startAfresh);
byId("edit").addEventListener("click", startEditing);
byId("cancel").addEventListener("click", leaveEditing);
byId("recheck").addEventListener("click", () =>
  check({ text: byId("editor").value, ...piece() }, useOf(state.result)),
);
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("sources").addEventListener("change", (event) => showSource(Number(event.target.value)));
byId("print").addEventListener("click", () => print());
byId("copy-link").addEventListener("click", copyLink);
byId("explain-close").addEventListener("click", () => byId("explain").close());
byId("matrix-form").addEventListener("submit", compare);

async function copyLink() {
  const link = new URL(`/checks/${encodeURIComponent(state.result.check)}`, location.href).href;
  const label = byId("copy-link").querySelector("span");
  try {
    await navigator.clipboard.writeText(link);
    label.textContent = "Copied";
  } catch {
    label.textContent = link; // no clipboard outside secure contexts: show it to be copied by hand
  }
  setTimeout(() => {
    label.textContent = "Copy link";
  }, 4000);
}

async function compare(event) {
  event.preventDefault();
  const list = (id) => byId(id).value.split(/[\s,;]+/).filter(Boolean);
  const input = state.input ?? { text: state.text };
  const box = byId("matrix");
  try {
    const use = useOf(state.result);
    delete use.channel;
    delete use.territories;
    const request = { ...input, use, channels: list("matrix-channels"), territories: list("matrix-territories") };
    delete request.id;
    showMatrix(box, await call("POST", "/v1/checks/matrix", request));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const message = [error.message, ...hints(error)].join(" ");
    box.replaceChildren(el("p", { class: "note bad", role: "alert" }, message));
  }
}

for (const name of ["dragover", "dragenter"]) {
  byId("drop").addEventListener(name, (event) => {
    event.preventDefault();
    byId("drop").classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) {
  byId("drop").addEventListener(name, () => byId("drop").classList.remove("over"));
}
byId("drop").addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  takeFile(event.dataTransfer.files[0]);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (event.target === byId("draft")) submit();
    else if (event.target === byId("editor")) byId("recheck").click();
    return;
  }
  if (event.key === "Escape" && !byId("editing").hidden) leaveEditing();
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (typing || event.ctrlKey || event.metaKey || event.altKey || editor.dataset.state !== "showing") return;
  if (byId("explain").open) return;
  if (event.key === "j" || event.key === "n") step(1);
  else if (event.key === "k" || event.key === "p") step(-1);
  else if (event.key === "e" && !byId("edit").hidden) {
    event.preventDefault();
    startEditing();
  }
});

addEventListener("popstate", () => {
  const path = location.pathname.match(/^\/checks\/(.+)$/);
  if (path) open(decodeURIComponent(path[1]));
  else startAfresh();
});

if (editor.dataset.check) open(editor.dataset.check);
else size();
