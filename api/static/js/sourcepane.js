// The source beside the draft: which one, and its marked places.
import { byId, CONFIDENCE, el, percent } from "./dom.js";
import { paint, sourcePlaces } from "./marks.js";
import { allPlaces, state, together } from "./state.js";
import { say, sayMany } from "./texts.js";

/** The source to show first: that of the worst claim, of which the headline speaks. */
export function firstMatch(result) {
  if (!result.matches.length) return -1;
  const order = ["blocked", "licence_required", "unfinished", "credit_required", "clear"];
  const rank = (match) => {
    const claim = result.claims.find((one) => one.owner === match.owner);
    return claim ? order.indexOf(claim.verdict) : order.length;
  };
  return result.matches.reduce((best, match, m) => (rank(match) < rank(result.matches[best]) ? m : best), 0);
}

export function fillSources(result) {
  const options = result.matches.map((match, m) => {
    const source = result.sources?.[match.source];
    const owner = state.names[match.owner] ?? match.owner;
    return el("option", { value: m }, `${owner}: ${source?.title ?? match.source}`);
  });
  byId("sources").replaceChildren(...options);
  byId("source-choice").hidden = options.length < 2;
}

export function showSource(m, onPick) {
  const { result } = state;
  byId("columns").classList.toggle("alone", m < 0);
  byId("source-pane").hidden = m < 0;
  if (m < 0 || m === state.match) return;
  state.match = m;
  byId("sources").value = String(m);
  const match = result.matches[m];
  const source = result.sources?.[match.source];
  byId("source-title").textContent = say("Source: {name}", { name: state.names[match.owner] ?? match.owner });
  byId("source-facts").textContent = match.evidence === "retold" ? say("{what} ({confidence} confidence)", { what: match.notes[0], confidence: CONFIDENCE[match.confidence] ?? match.confidence }) : [sayMany("{n} word", "{n} words", match.words), say("{share} of the source", { share: percent(match.share_of_source) }), sayMany("longest run {n} word", "longest run {n} words", match.longest_run_words)].join(" · ");
  byId("source-facts").title = say("{source}, version {version}", { source: match.source, version: match.version });
  const box = byId("source-text");
  if (!source) {
    box.replaceChildren(el("p", { class: "aside" }, say("The text of {source} is not available.", { source: match.source })));
    return;
  }
  const places = sourcePlaces(allPlaces(), result, m);
  const changed = state.changed.source.filter((place) => place.match === m);
  paint(box, source.text, [...places.map((place) => ({ ...place, tick: undefined })), ...changed], onPick, state.names);
  if (source.title) box.prepend(el("p", { class: "title", dir: "auto" }, source.title));
  box.scrollTop = 0;
  together.tie(places.map((place) => place.id));
}
