// The editor: takes a draft, shows what the service says of it, lets it be mended.
import { showBanner, showFacts } from "./banner.js";
import { busily, sizeWords } from "./busy.js";
import { call, Refused } from "./calls.js";
import { placeCards, setTicks, whenWidthChanges } from "./cardplaces.js";
import { showCards, showTasks } from "./cards.js";
import { composer } from "./composer.js";
import { copyDraft, copyWords } from "./copying.js";
import { byId, el } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { explain } from "./explain.js";
import { Field } from "./field.js";
import { changedPlaces, paint, placesOf, wordsOf } from "./marks.js";
import { showMatrix } from "./matrix.js";
import { pick, pickTask, showOwner, showPlace, step } from "./picking.js";
import { showForPrint } from "./printing.js";
import { showRecent } from "./recent.js";
import { showOverrides } from "./release.js";
import { forgetWritten, keepWritten, remember, remembered, written } from "./session.js";
import { fillSources, firstMatch, showSource } from "./sourcepane.js";
import { allPlaces, begin, state } from "./state.js";
import { doneNow, tasksOf } from "./tasks.js";
import { fillForm, listed, useOf, wireUse } from "./use.js";
import { say } from "./texts.js";

const editor = document.querySelector(".editor");
// Input ----------------------------------------------------------------------------------------

/** Checks a draft for a use; what follows from a result names the use of that result. */
async function check(input, use, { follows = false } = {}) {
  const stage = editor.dataset.state;
  editor.dataset.state = stage === "showing" ? "showing" : "busy";
  byId("composer-error").hidden = true;
  try {
    const request = { ...sent(input), ...titleOf(input), ...(follows ? piece() : {}), use, units: "utf16", with_text: true, with_sources: true };
    const result = await busily(sizeWords(input), (signal) => call("POST", "/v1/checks", request, signal));
    take(result, input, follows);
  } catch (error) {
    fail(error, stage, input.document?.name);
  }
}

function take(result, input, follows) {
  const kept = input.document ? { text: result.text } : input;
  const tasks = tasksOf(result);
  const done = follows ? doneNow(state.tasks, state.done, tasks) : [];
  const before = follows && result.check !== state.result?.check ? state.result.check : null;
  const record = { result, input: kept, done, before };
  forgetWritten(follows ? state.result.check : "");
  remember(record);
  show(record);
  const place = `/checks/${encodeURIComponent(result.check)}`;
  if (location.pathname !== place) history.pushState({ check: result.check }, "", place);
}

const sent = ({ rich: _, ...input }) => input;
const piece = () => (state.result?.id ? { id: state.result.id } : {});

/** The first line names the piece in lists, where it looks like a headline. */
function titleOf(input) {
  const words = input.rich ? new DOMParser().parseFromString(input.html, "text/html").body.firstElementChild?.textContent : input.text;
  const first = words?.trimStart().split(/\r\n|\r|\n/, 1)[0].trim();
  return first && first.length <= 140 ? { title: first } : {};
}

function fail(error, stage, file = "") {
  if (!(error instanceof Refused)) throw error;
  const message = [file ? `${file}: ${error.message}` : error.message, ...hints(error)].join(". ").replace(/([.!?])\. /g, "$1 ");
  if (error.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  editor.dataset.state = stage === "showing" ? "showing" : "writing";
  for (const id of ["composer-error", "outcome-error"]) {
    byId(id).textContent = message;
    byId(id).hidden = false;
  }
  byId("status").textContent = message;
}

const hints = (error) => (error.problem.errors ?? []).map((fault) => fault.hint).filter(Boolean);

async function open(check) {
  const kept = remembered(check);
  if (kept) resume(kept);
  try {
    const stored = await fetched(check);
    if (!kept) resume(stored);
    else follow(check, since(stored.result));
  } catch (error) {
    if (kept && error instanceof Refused && error.status !== 401) return; // not stored, or away
    startAfresh();
    fail(error, "writing");
  }
}

/** Shows a check, with what was being written on its draft. */
function resume(record) {
  show(record);
  if (written(record.result.check) && !byId("edit").hidden) startEditing();
}

/** Shows what has come since a check, unless one has gone on meanwhile or nothing has. */
function follow(check, news) {
  const same = JSON.stringify(news) === JSON.stringify(since(state.result));
  if (same || state.result.check !== check || isEditing()) return;
  const { input, done, before } = state;
  show({ result: { ...state.result, ...news }, input, done, before });
}

const since = ({ overrides = [], overtaken = [], enforcement, releasable }) => ({ overrides, overtaken, enforcement, releasable });

async function fetched(check) {
  const result = await call("GET", `/v1/checks/${encodeURIComponent(check)}?units=utf16&with_sources=true`);
  return { result, input: result.text === undefined ? null : { text: result.text }, done: [], before: null };
}

// Outcome --------------------------------------------------------------------------------------

function show(record) {
  begin(record);
  const { result, done } = record;
  editor.dataset.state = "showing";
  byId("outcome").hidden = false;
  byId("outcome-error").hidden = true;
  leaveEditing();
  const hasText = result.text !== undefined;
  state.tasks = tasksOf(result);
  state.places = placesOf(result);
  const all = allPlaces();
  setTicks(all, result, state.tasks);
  showBanner(result);
  showDraft(result, hasText);
  showFacts(result);
  showTasks(result, state.tasks, done, state.names, { onPick: pickTask, onFixAll: hasText ? (tasks) => applyFixes(tasks.map((task) => task.reason)) : null });
  showCards(byId("claims"), result, state.tasks, state.names, state.text, {
    onFix: hasText ? (reason) => applyFixes([reason]) : null,
    onShow: all.length ? showOwner : null,
  });
  placeCards(state.places.shown, result);
  showEvidence(byId("evidence"), state.places, result, state.names, { onPick: pick, onExplain: (finding) => explain(finding, state.names) });
  byId("overrides").dataset.check = result.check ?? "";
  showOverrides(byId("release"), byId("overrides"), result, () => reopen(result.check));
  fillSources(result);
  showSource(firstMatch(result), pick);
  byId("matrix").replaceChildren();
  byId("draft-text").scrollTop = byId("rail").scrollTop = 0;
  showPlace();
  showTools(hasText);
  byId("sentence").focus({ preventScroll: true });
  scrollTo(0, 0);
  setTimeout(() => showForPrint(result, all, state.names)); // after what is seen
}

function showDraft(result, hasText) {
  byId("matrix-section").hidden = !hasText;
  byId("edit").hidden = byId("change-use").hidden = !hasText;
  if (!hasText) return showWithoutText(result);
  state.changed = changedPlaces(state.places.shown, result, result.sources);
  for (const change of state.changed.draft) {
    const place = state.places.shown.find((one) => one.id === change.of);
    place.changes = (place.changes ?? 0) + 1;
  }
  paint(byId("draft-text"), state.text, [...state.places.shown, ...state.changed.draft], pick, state.names);
}

/** The passages and markings of a draft that is not kept, in their order, each to go to. */
function showWithoutText(result) {
  const rows = state.places.hidden.map((place) => {
    const words = wordsOf(place, result);
    if (!words) return null;
    const look = place.kind === "finding" ? "f" : `p ${place.cls}`;
    const mark = el("mark", { class: look, "data-ids": ` ${place.id} `, "data-tick": place.tick, tabindex: "-1", onclick: () => pick(place.id) }, words.replace(say("in the source: {words}", { words: "" }), ""));
    return el("p", { class: "line", dir: "auto" }, mark);
  });
  byId("draft-text").replaceChildren(
    el("p", { class: "aside" }, say("This newsroom does not store drafts, so only the passages and markings that were found are shown, in the words of their source. Paste the draft on the first page to see all of it.")),
    ...rows.filter(Boolean),
  );
}

async function reopen(check) {
  const { input, done, before } = state;
  const fresh = await call("GET", `/v1/checks/${encodeURIComponent(check)}`);
  const record = { result: { ...state.result, ...since(fresh) }, input, done, before };
  remember(record);
  show(record);
}

function showTools(hasText) {
  byId("undo").hidden = !state.before || !remembered(state.before);
  byId("copy-text").hidden = !hasText;
  byId("copy-text").classList.toggle("primary", state.before !== null);
  byId("copy-text").querySelector("span").textContent = state.before ? say("Copy the corrected text") : say("Copy the text");
}

// Changing the draft -----------------------------------------------------------------------------

/** Makes the fixes of reasons on what was sent, links and all, and checks the draft again. */
async function applyFixes(reasons) {
  if (written(state.result.check) && !isEditing()) startEditing();
  if (isEditing()) return recheck(); // a fix is for what was checked, not for what was written since
  const input = state.input ?? { text: state.text };
  try {
    const request = { ...sent(input), units: "utf16", fixes: reasons.map((reason) => reason.fix) };
    const made = await busily(say("Applying the fixes."), (signal) => call("POST", "/v1/mend", request, signal));
    const next = made.html === undefined ? { text: made.mended_text } : { ...input, html: made.html };
    if (made.unmended.length === reasons.length) throw new Refused(0, { detail: say("This must be done by hand: {why}.", { why: made.unmended[0].why }) });
    await check(next, useOf(state.result), { follows: true });
  } catch (error) {
    fail(error, "showing");
  }
}

function undo() {
  const record = state.before && remembered(state.before);
  if (!record) return;
  keepWriting();
  show(record);
  history.pushState({ check: record.result.check }, "", `/checks/${encodeURIComponent(record.result.check)}`);
  byId("status").textContent = `${say("Undone.")} ` + byId("status").textContent;
}

const draftEditor = new Field(byId("editor"), byId("editor-rich"), byId("editor-plain"));

const isEditing = () => !byId("editing").hidden;
const wordsOfField = () => JSON.stringify(draftEditor.input());
let unchanged = ""; // what the field holds before anything is written

function startEditing() {
  const kept = written(state.result.check);
  draftEditor.set(state.input, state.text);
  unchanged = wordsOfField();
  if (kept) draftEditor.set(kept);
  byId("draft-text").hidden = true;
  byId("editing").hidden = false;
  draftEditor.focus();
}

function leaveEditing() {
  const within = byId("editing").contains(document.activeElement);
  byId("draft-text").hidden = false;
  byId("editing").hidden = true;
  if (within) byId("draft-text").focus({ preventScroll: true });
}

/** Keeps what is being written, for whoever comes back to it. */
function keepWriting() {
  if (isEditing() && wordsOfField() !== unchanged) keepWritten(draftEditor.input(), state.result.check);
  else if (isEditing()) forgetWritten(state.result.check);
  else if (editor.dataset.state === "writing" && desk.field.length) keepWritten(desk.field.input());
}

function giveUpEditing() {
  forgetWritten(state.result.check);
  leaveEditing();
}

const recheck = () => check(draftEditor.input(), useOf(state.result), { follows: true });

function startAfresh() {
  editor.dataset.state = "writing";
  byId("outcome").hidden = true;
  if (location.pathname !== "/") history.pushState({}, "", "/");
  document.title = `${say("Check a draft")} - Wirecheck`;
  showRecent();
  desk.field.focus();
}

/** Back to the form, with this draft and its use, to choose another use. */
function changeUse() {
  desk.field.set(isEditing() ? draftEditor.input() : state.input, state.text);
  desk.size();
  fillForm(useOf(state.result));
  startAfresh();
  byId("channel").focus();
}

// Wiring -----------------------------------------------------------------------------------------

const desk = composer(
  (input, use) => check(input, use),
  (words) => fail(new Refused(0, { detail: words }), "writing"),
);
wireUse();
whenWidthChanges(() => state.result && placeCards(state.places.shown, state.result));

const CLICKS = {
  new: () => {
    keepWriting();
    forgetWritten();
    desk.field.set({ text: "" });
    desk.size();
    startAfresh();
  },
  "change-use": changeUse,
  undo,
  edit: startEditing,
  cancel: giveUpEditing,
  recheck,
  previous: () => step(-1),
  next: () => step(1),
  print: () => print(),
  "explain-close": () => byId("explain").close(),
};
for (const [id, work] of Object.entries(CLICKS)) byId(id).addEventListener("click", work);
byId("sources").addEventListener("change", (event) => showSource(Number(event.target.value), pick));
byId("matrix-form").addEventListener("submit", compare);
byId("copy-text").addEventListener("click", async () => {
  said("copy-text", (await copyDraft(state.input, state.text)) ? say("Copied, with its links") : say("The browser does not allow copying"));
});
byId("copy-link").addEventListener("click", async () => {
  const link = new URL(`/checks/${encodeURIComponent(state.result.check)}`, location.href).href;
  said("copy-link", (await copyWords(link)) ? say("Copied") : link);
});

/** Says on a button, and to screen readers, what came of it. */
function said(id, words) {
  const label = byId(id).querySelector("span");
  const usual = label.dataset.usual ?? label.textContent;
  Object.assign(label.dataset, { usual });
  label.textContent = words;
  byId("status").textContent = words;
  setTimeout(() => {
    if (label.textContent === words) label.textContent = usual;
    delete label.dataset.usual;
  }, 4000);
}

async function compare(event) {
  event.preventDefault();
  const box = byId("matrix");
  try {
    const use = useOf(state.result);
    delete use.channel;
    delete use.territories;
    const request = { ...sent(state.input ?? { text: state.text }), use, channels: listed(byId("matrix-channels").value), territories: listed(byId("matrix-territories").value) };
    const answer = await busily(say("Comparing."), (signal) => call("POST", "/v1/checks/matrix", request, signal));
    showMatrix(box, answer, channelName);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const message = [error.message, ...hints(error)].join(" ");
    box.replaceChildren(el("p", { class: "note bad", role: "alert" }, message));
  }
}

const channelName = (channel) => byId("channel").querySelector(`option[value="${CSS.escape(channel)}"]`)?.textContent ?? channel;

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (byId("drop").contains(event.target)) desk.submit();
    else if (byId("editing").contains(event.target)) recheck();
    return;
  }
  if (event.key === "Escape" && isEditing()) {
    keepWriting();
    leaveEditing();
  }
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  if (typing || event.ctrlKey || event.metaKey || event.altKey || editor.dataset.state !== "showing") return;
  if (byId("explain").open) return;
  if (event.key === "j" || event.key === "n") step(1);
  else if (event.key === "k" || event.key === "p") step(-1);
  else if (event.key === "e" && !byId("edit").hidden) {
    event.preventDefault();
    startEditing();
  }
});

addEventListener("pagehide", keepWriting);
addEventListener("popstate", () => {
  keepWriting();
  const path = location.pathname.match(/^\/checks\/(.+)$/);
  if (path) open(decodeURIComponent(path[1]));
  else startAfresh();
});

if (editor.dataset.check) open(editor.dataset.check);
else {
  if (written()) desk.field.set(written());
  desk.size();
  showRecent();
}
