// The editor: takes a draft, shows what the service says of it, lets it be mended.
import { busily, sizeWords } from "./busy.js";
import { call, Refused } from "./calls.js";
import { bringBeside, cardOf, onPhone, ownerOf, placeCards, setTicks, touches, whenWidthChanges } from "./cardplaces.js";
import { mayRun, nextWords, showCards, showTasks } from "./cards.js";
import { composer } from "./composer.js";
import { copyDraft, copyWords } from "./copying.js";
import { byId, el, ENFORCEMENT, moment, named, percent, VERDICTS } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { explain } from "./explain.js";
import { Field } from "./field.js";
import { changedPlaces, elementOf, paint, placesOf, sourcePlaces, wordsOf } from "./marks.js";
import { showMatrix } from "./matrix.js";
import { showForPrint } from "./printing.js";
import { showRecent } from "./recent.js";
import { showOverrides } from "./release.js";
import { remember, remembered } from "./session.js";
import { doneNow, tasksOf } from "./tasks.js";
import { Together } from "./together.js";
import { unfinishedWords, verdictWords } from "./unfinished.js";
import { fillForm, listed, useOf, wireUse } from "./use.js";

const editor = document.querySelector(".editor");
const together = new Together(byId("draft-text"), byId("source-text"));
const EMPTY = { input: null, text: "", result: null, places: null, at: -1, match: -1, names: {}, tasks: [], done: [], before: null, changed: { draft: [], source: [] } };
const state = { ...EMPTY };

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
    fail(error, stage);
  }
}

function take(result, input, follows) {
  const kept = input.document ? { text: result.text } : input;
  const tasks = tasksOf(result);
  const done = follows ? doneNow(state.tasks, state.done, tasks) : [];
  const before = follows && result.check !== state.result?.check ? state.result.check : null;
  const record = { result, input: kept, done, before };
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

function fail(error, stage) {
  if (!(error instanceof Refused)) throw error;
  const message = [error.message, ...hints(error)].join(" ");
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
  try {
    const record = remembered(check) ?? (await fetched(check));
    show(record);
  } catch (error) {
    startAfresh();
    fail(error, "writing");
  }
}

async function fetched(check) {
  const result = await call("GET", `/v1/checks/${encodeURIComponent(check)}?units=utf16&with_sources=true`);
  return { result, input: result.text === undefined ? null : { text: result.text }, done: [], before: null };
}

// Outcome --------------------------------------------------------------------------------------

function show({ result, input, done, before }) {
  Object.assign(state, { ...EMPTY, result, input, done, before, text: result.text ?? "", names: result.names ?? {} });
  editor.dataset.state = "showing";
  byId("outcome").hidden = false;
  byId("outcome-error").hidden = true;
  leaveEditing();
  const hasText = result.text !== undefined;
  state.tasks = tasksOf(result);
  state.places = placesOf(result);
  const all = [...state.places.shown, ...state.places.hidden];
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
  showEvidence(byId("evidence"), state.places, result, state.names, { onPick: pick, onExplain: explain });
  byId("overrides").dataset.check = result.check ?? "";
  showOverrides(byId("release"), byId("overrides"), result, () => reopen(result.check));
  fillSources(result);
  showSource(firstMatch(result));
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
    const mark = el("mark", { class: look, "data-ids": ` ${place.id} `, "data-tick": place.tick, tabindex: "-1", onclick: () => pick(place.id) }, words.replace(/^in the source: /, ""));
    return el("p", { class: "line", dir: "auto" }, mark);
  });
  byId("draft-text").replaceChildren(
    el("p", { class: "aside" }, "This newsroom does not keep drafts, so only the passages and markings that were found are shown, in the words of their source. Paste the draft on the first page to see all of it."),
    ...rows.filter(Boolean),
  );
}

async function reopen(check) {
  const fresh = await call("GET", `/v1/checks/${encodeURIComponent(check)}`);
  const { overrides, overtaken, enforcement, releasable } = fresh;
  const record = { result: { ...state.result, overrides, overtaken, enforcement, releasable }, input: state.input, done: state.done, before: state.before };
  remember(record);
  show(record);
}

function showBanner(result) {
  const look = named(result.verdict, result.complete);
  byId("banner").className = `banner ${look}`;
  byId("banner-icon").setAttribute("href", `#i-${look}`);
  byId("verdict-name").textContent = VERDICTS[look] ?? look;
  byId("enforcement").textContent = ENFORCEMENT[result.enforcement] ?? result.enforcement ?? "";
  byId("sentence").textContent = result.message;
  byId("use-words").textContent = result.use.words ?? "";
  document.title = `${verdictWords(result, VERDICTS)} - Wirecheck`;
  line("next-event", result.next_event && mayRun(result) && nextWords(result.next_event));
  const since = (result.overtaken ?? []).map((one) => one.message).join(" ");
  line("overtaken", since && `This verdict was overtaken. ${since} Check the piece again.`);
  line("incomplete", unfinishedWords(result));
  byId("status").textContent = [`${verdictWords(result, VERDICTS)}.`, result.message, since, result.use.words ?? ""].join(" ");
}

function line(id, words) {
  byId(id).hidden = !words;
  byId(id).querySelector("span").textContent = words || "";
}

/** Words as the claims count them, never counted anew here. */
function showFacts(result) {
  const words = result.looked_at?.words;
  const facts = [`checked ${moment(result.checked_at)}`];
  if (words) facts.unshift(`${words.toLocaleString("en")} words`);
  byId("draft-facts").textContent = facts.join(" · ");
}

function showTools(hasText) {
  byId("undo").hidden = !state.before || !remembered(state.before);
  byId("copy-text").hidden = !hasText;
  byId("copy-text").classList.toggle("primary", state.before !== null);
  byId("copy-text").querySelector("span").textContent = state.before ? "Copy the corrected text" : "Copy the text";
}

/** The source to show first: that of the worst claim, of which the headline speaks. */
function firstMatch(result) {
  if (!result.matches.length) return -1;
  const order = ["blocked", "licence_required", "unfinished", "credit_required", "clear"];
  const rank = (match) => {
    const claim = result.claims.find((one) => one.owner === match.owner);
    return claim ? order.indexOf(claim.verdict) : order.length;
  };
  return result.matches.reduce((best, match, m) => (rank(match) < rank(result.matches[best]) ? m : best), 0);
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
  byId("source-title").textContent = `Source: ${state.names[match.owner] ?? match.owner}`;
  byId("source-facts").textContent = [`${match.words} words`, `${percent(match.share_of_source)} of the source`, `longest run ${match.longest_run_words}`].join(" · ");
  byId("source-facts").title = `${match.source}, version ${match.version}`;
  const box = byId("source-text");
  if (!source) {
    box.replaceChildren(el("p", { class: "aside" }, `The text of ${match.source} is not at hand.`));
    return;
  }
  const places = sourcePlaces([...state.places.shown, ...state.places.hidden], result, m);
  const changed = state.changed.source.filter((place) => place.match === m);
  paint(box, source.text, [...places.map((place) => ({ ...place, tick: undefined })), ...changed], pick, state.names);
  if (source.title) box.prepend(el("p", { class: "title", dir: "auto" }, source.title));
  box.scrollTop = 0;
  together.tie(places.map((place) => place.id));
}

// Places -----------------------------------------------------------------------------------------

function pick(id, { focus = true } = {}) {
  const all = state.places.steps;
  state.at = all.findIndex((place) => place.id === id);
  const place = [...state.places.shown, ...state.places.hidden].find((one) => one.id === id);
  if (place?.kind === "passage") showSource(place.match);
  for (const mark of document.querySelectorAll("mark.active")) mark.classList.remove("active", "lead");
  for (const mark of document.querySelectorAll(`.reading mark[data-ids~="${id}"]`)) mark.classList.add("active");
  for (const pane of ["draft-text", "source-text"]) elementOf(byId(pane), id)?.classList.add("lead");
  for (const row of byId("evidence").querySelectorAll("li")) {
    const button = row.querySelector(".go-to");
    if (row.dataset.id && Number(row.dataset.id) === id) button?.setAttribute("aria-current", "true");
    else button?.removeAttribute("aria-current");
  }
  together.show(id);
  const mark = elementOf(byId("draft-text"), id) ?? elementOf(byId("source-text"), id);
  bringBeside(place ? cardOf(ownerOf(place, state.result)) : null, mark);
  if (focus) mark?.focus({ preventScroll: true });
  showPlace();
}

/** From a line of the checklist to its passage and its row, where a fix can be made at once. */
function pickTask(task) {
  const all = [...state.places.shown, ...state.places.hidden];
  const own = all.filter((place) => ownerOf(place, state.result) === task.owner);
  const place = own.find((one) => touches(task, one)) ?? own[0];
  if (place) pick(place.id, { focus: false });
  const row = document.querySelector(`.reason[data-task="${task.number}"]`);
  if (!row) return;
  const mark = place && elementOf(byId("draft-text"), place.id);
  bringBeside(row, mark);
  if (onPhone()) row.scrollIntoView({ block: "center" });
  const target = row.querySelector("button") ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function showOwner(owner) {
  const place = [...state.places.shown, ...state.places.hidden].find((one) => ownerOf(one, state.result) === owner);
  if (place) pick(place.id);
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

/** Makes the fixes of reasons on what was sent, links and all, and checks the draft again. */
async function applyFixes(reasons) {
  const input = state.input ?? { text: state.text };
  try {
    const request = { ...sent(input), units: "utf16", fixes: reasons.map((reason) => reason.fix) };
    const made = await busily("Mending the draft.", (signal) => call("POST", "/v1/mend", request, signal));
    const next = made.html === undefined ? { text: made.mended_text } : { ...input, html: made.html };
    if (made.unmended.length === reasons.length) throw new Refused(0, { detail: `This has to be done by hand: ${made.unmended[0].why}.` });
    await check(next, useOf(state.result), { follows: true });
  } catch (error) {
    fail(error, "showing");
  }
}

function undo() {
  const record = state.before && remembered(state.before);
  if (!record) return;
  show(record);
  history.pushState({ check: record.result.check }, "", `/checks/${encodeURIComponent(record.result.check)}`);
  byId("status").textContent = "Undone. " + byId("status").textContent;
}

const draftEditor = new Field(byId("editor"), byId("editor-rich"));

function startEditing() {
  draftEditor.set(state.input, state.text);
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

const recheck = () => check(draftEditor.input(), useOf(state.result), { follows: true });

function startAfresh() {
  editor.dataset.state = "writing";
  byId("outcome").hidden = true;
  if (location.pathname !== "/") history.pushState({}, "", "/");
  document.title = "Check a draft - Wirecheck";
  showRecent();
  desk.field.focus();
}

/** Back to the form, with this draft and its use, to choose another use. */
function changeUse() {
  desk.field.set(state.input, state.text);
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
    desk.field.set({ text: "" });
    desk.size();
    startAfresh();
  },
  "change-use": changeUse,
  undo,
  edit: startEditing,
  cancel: leaveEditing,
  recheck,
  previous: () => step(-1),
  next: () => step(1),
  print: () => print(),
  "explain-close": () => byId("explain").close(),
};
for (const [id, work] of Object.entries(CLICKS)) byId(id).addEventListener("click", work);
byId("sources").addEventListener("change", (event) => showSource(Number(event.target.value)));
byId("matrix-form").addEventListener("submit", compare);
byId("copy-text").addEventListener("click", async () => {
  said("copy-text", (await copyDraft(state.input, state.text)) ? "Copied, with its links" : "The browser did not let us copy");
});
byId("copy-link").addEventListener("click", async () => {
  const link = new URL(`/checks/${encodeURIComponent(state.result.check)}`, location.href).href;
  said("copy-link", (await copyWords(link)) ? "Copied" : link);
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
    const answer = await busily("Comparing.", (signal) => call("POST", "/v1/checks/matrix", request, signal));
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
  if (event.key === "Escape" && !byId("editing").hidden) leaveEditing();
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

addEventListener("popstate", () => {
  const path = location.pathname.match(/^\/checks\/(.+)$/);
  if (path) open(decodeURIComponent(path[1]));
  else startAfresh();
});

if (editor.dataset.check) open(editor.dataset.check);
else showRecent();
