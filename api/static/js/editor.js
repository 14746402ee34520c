// The editor: takes a draft, shows what the service says of it, lets it be mended.
import { base64, call, Refused } from "./calls.js";
import { applied, nextWords, showClaims } from "./claims.js";
import { byId, el, ENFORCEMENT, moment, percent, VERDICTS } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { changedPlaces, elementOf, paint, placesOf, sourcePlaces } from "./marks.js";
import { showMatrix } from "./matrix.js";
import { showOverrides } from "./release.js";
import { explain } from "./explain.js";
import { Together } from "./together.js";

const editor = document.querySelector(".editor");
const together = new Together(byId("draft-text"), byId("source-text"));
const state = { input: null, text: "", result: null, places: null, at: -1, match: -1, names: {}, changed: { draft: [], source: [] } };

// Input ----------------------------------------------------------------------------------------

const looksLikeHtml = (text) => /^\s*<(!doctype|html|body|article|div|p|h1)\b/i.test(text);

function useNow() {
  const value = (id) => byId(id).value.trim();
  const use = { channel: value("channel") };
  if (value("publisher")) use.publisher = value("publisher");
  if (value("site")) use.site = value("site");
  const territories = value("territories").split(/[\s,;]+/).filter(Boolean);
  if (territories.length) use.territories = territories;
  if (value("at")) use.at = new Date(value("at")).toISOString();
  return use;
}

async function check(input) {
  const before = editor.dataset.state;
  editor.dataset.state = before === "showing" ? "showing" : "busy";
  byId("composer-error").hidden = true;
  byId("status").textContent = "Checking";
  try {
    const request = {
      ...input,
      ...titleOf(input),
      use: useNow(),
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
  if (error.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  editor.dataset.state = before === "showing" ? "showing" : "writing";
  const box = byId("composer-error");
  box.textContent = error.message;
  box.hidden = false;
  byId("status").textContent = error.message;
  if (before === "showing") byId("sentence").textContent = error.message;
}

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
  const result = { ...state.result, overrides: fresh.overrides, overtaken: fresh.overtaken, enforcement: fresh.enforcement };
  keep(result);
  show(result);
}

function showBanner(result) {
  const unfinished = !result.complete;
  const look = unfinished && result.verdict === "clear" ? "open" : result.verdict;
  byId("banner").className = `banner ${look}`;
  byId("banner-icon").setAttribute("href", `#i-${look}`);
  byId("verdict-name").textContent = look === "open" ? "Not finished" : VERDICTS[result.verdict];
  byId("enforcement").textContent = ENFORCEMENT[result.enforcement] ?? result.enforcement ?? "";
  byId("sentence").textContent = result.message;
  document.title = `${VERDICTS[result.verdict]} - Wirecheck`;
  line("next-event", result.next_event && `Next: ${nextWords(result.next_event)}`);
  const since = (result.overtaken ?? []).map((one) => one.message).join(" ");
  line("overtaken", since && `This verdict was overtaken. ${since} Check the piece again.`);
  const open = (result.reasons ?? []).filter((reason) => reason.code.startsWith("system."));
  line("incomplete", unfinished && `This check is not finished. ${open.map((r) => r.message).join(" ")}`);
  byId("status").textContent = `${VERDICTS[result.verdict]}. ${result.message}`;
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
    el("p", { class: "aside" }, "This newsroom does not keep drafts, so only the evidence is shown. Paste the draft on the first page to see it marked again."),
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
  const places = sourcePlaces(state.places.shown, result, m);
  const changed = state.changed.source.filter((place) => place.match === m);
  paint(box, source.text, [...places, ...changed], pick);
  if (source.title) box.prepend(el("p", { class: "title", dir: "auto" }, source.title));
  box.scrollTop = 0;
  together.tie(places.map((place) => place.id));
}

// Places -----------------------------------------------------------------------------------------

function pick(id) {
  const all = state.places.shown;
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
  elementOf(byId("draft-text"), id)?.focus({ preventScroll: true });
  showPlace();
}

function step(by) {
  const all = state.places?.shown ?? [];
  if (!all.length || !byId("editing").hidden) return;
  const next = state.at < 0 ? (by > 0 ? 0 : all.length - 1) : (state.at + by + all.length) % all.length;
  pick(all[next].id);
}

function showPlace() {
  const count = state.places?.shown.length ?? 0;
  byId("place").textContent = count ? `${state.at < 0 ? "–" : state.at + 1} / ${count}` : "none";
  byId("previous").disabled = byId("next").disabled = count === 0;
}

// Changing the draft -----------------------------------------------------------------------------

function applyFix(fix) {
  check({ text: applied(state.text, fix), ...named() });
}

const named = () => (state.result?.id ? { id: state.result.id } : {});

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
  check(looksLikeHtml(text) ? { html: text } : { text });
}

async function takeFile(file) {
  if (!file) return;
  if (/^text\/plain$/.test(file.type)) {
    byId("draft").value = await file.text();
    size();
  } else {
    check({ document: { name: file.name, base64: await base64(file) } });
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
byId("recheck").addEventListener("click", () => check({ text: byId("editor").value, ...named() }));
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
    const use = useNow();
    delete use.channel;
    delete use.territories;
    const request = { ...input, use, channels: list("matrix-channels"), territories: list("matrix-territories") };
    delete request.id;
    showMatrix(box, await call("POST", "/v1/checks/matrix", request));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    box.replaceChildren(el("p", { class: "note bad", role: "alert" }, error.message));
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
