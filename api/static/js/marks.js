// Marked texts: from spans (UTF-16 offsets) to lines with nested marks.
import { changes } from "./changes.js";
import { el } from "./dom.js";
import { say } from "./texts.js";

const RANK = ["verbatim", "near", "derived", "quotation", "related", "boilerplate", "names"];

/**
 * All places of a result, each with an id: `shown` in the draft in reading order, `hidden` in
 * metadata or in a draft that was not kept, `steps` those that one can go to.
 */
export function placesOf(result) {
  const places = [];
  result.matches.forEach((match, m) => {
    match.passages.forEach((passage, p) => {
      places.push({
        kind: "passage",
        cls: passage.class,
        start: passage.start,
        end: passage.end,
        match: m,
        passage: p,
        counted: passage.counted,
        note: passage.note ?? "",
      });
    });
  });
  for (const finding of result.findings) {
    places.push({ kind: "finding", start: finding.start, end: finding.end, finding });
  }
  const visible = (place) => result.text !== undefined && place.end > place.start;
  const shown = places.filter(visible);
  shown.sort((a, b) => a.start - b.start || b.end - a.end);
  shown.forEach((place, id) => {
    place.id = id;
  });
  const hidden = places.filter((place) => !visible(place));
  hidden.forEach((place, at) => {
    place.id = shown.length + at;
  });
  const steps = result.text === undefined ? hidden.filter((place) => inSource(result, place)) : shown;
  return { shown, hidden, steps };
}

/** Whether a place can be marked in its source. */
function inSource(result, place) {
  if (place.kind !== "passage") return false;
  const match = result.matches[place.match];
  const { source_start, source_end } = match.passages[place.passage];
  return result.sources?.[match.source] !== undefined && source_end > source_start;
}

/** The words of a place: of the draft, or of the source that they were taken from. */
export function wordsOf(place, result) {
  if (place.kind === "finding") return place.finding.text;
  if (result.text !== undefined) return result.text.slice(place.start, place.end);
  const match = result.matches[place.match];
  const passage = match.passages[place.passage];
  if (passage.quote) return passage.quote.exact;
  if (passage.source_quote) return say("in the source: {words}", { words: passage.source_quote.exact });
  return inSource(result, place)
    ? say("in the source: {words}", { words: result.sources[match.source].text.slice(passage.source_start, passage.source_end) })
    : "";
}

/** The places of one match in its source. */
export function sourcePlaces(places, result, m) {
  return places
    .filter((place) => place.kind === "passage" && place.match === m)
    .map((place) => {
      const passage = result.matches[m].passages[place.passage];
      return { ...place, start: passage.source_start ?? 0, end: passage.source_end ?? 0 };
    })
    .filter((place) => place.end > place.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Words changed between passage and source, as places that only look; one list a side. */
export function changedPlaces(places, result, sources) {
  const [draft, source] = [[], []];
  for (const place of places) {
    if (place.kind === "passage" && result.matches[place.match].anchors) {
      const { anchors } = result.matches[place.match];
      for (const one of anchors) draft.push(looking(one, 0, place));
      for (const one of anchors) source.push(looking({ start: one.source_start, end: one.source_end }, 0, place));
      continue;
    }
    if (place.kind !== "passage" || !["verbatim", "near", "derived"].includes(place.cls)) continue;
    const match = result.matches[place.match];
    const passage = match.passages[place.passage];
    const text = sources?.[match.source]?.text;
    if (text === undefined) continue;
    const found = changes(
      result.text.slice(place.start, place.end),
      text.slice(passage.source_start, passage.source_end),
    );
    for (const span of found.draft) draft.push(looking(span, place.start, place));
    for (const span of found.source) source.push(looking(span, passage.source_start, place));
  }
  return { draft, source };
}

const looking = (span, offset, place) => ({
  kind: "change",
  of: place.id,
  match: place.match,
  start: span.start + offset,
  end: span.end + offset,
});

/** Fills `box` with the text, a line an element, its marks inside. */
export function paint(box, text, places, onPick, names = {}) {
  const edges = new Set([0, text.length]);
  for (const place of places) {
    edges.add(Math.min(place.start, text.length));
    edges.add(Math.min(place.end, text.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  places = [...places].sort((a, b) => a.start - b.start);
  const lines = [];
  let line = newLine();
  let open = [];
  let upcoming = 0;
  for (let c = 0; c + 1 < cuts.length; c += 1) {
    const [start, end] = [cuts[c], cuts[c + 1]];
    while (upcoming < places.length && places[upcoming].start <= start) open.push(places[upcoming++]);
    open = open.filter((place) => place.end > start);
    const pieces = text.slice(start, end).split(/\r\n|\r|\n/);
    pieces.forEach((piece, at) => {
      if (at > 0) {
        lines.push(line);
        line = newLine();
      }
      if (piece) line.append(open.some((p) => p.kind !== "change") ? marked(piece, open, onPick, names, at ? -1 : start) : piece);
    });
  }
  lines.push(line);
  box.replaceChildren(...lines);
}

const newLine = () => el("p", { class: "line", dir: "auto" });

function marked(piece, open, onPick, shownAs, start) {
  const passages = open.filter((place) => place.kind === "passage");
  const changed = open.some((place) => place.kind === "change");
  const named = open.filter((place) => place.kind !== "change");
  const findings = open.filter((place) => place.kind === "finding");
  passages.sort((a, b) => RANK.indexOf(a.cls) - RANK.indexOf(b.cls));
  const top = passages[0];
  const names = [];
  if (top) names.push("p", top.cls, ...(top.counted ? [] : ["uncounted"]));
  if (findings.length) names.push("f");
  if (changed) names.push("changed");
  const ids = named.map((place) => place.id);
  const ticked = named.find((place) => place.tick && place.start === start);
  const pick = findings.length ? findings[findings.length - 1].id : top.id;
  return el(
    "mark",
    {
      class: names.join(" "),
      "data-ids": ` ${ids.join(" ")} `,
      "data-tick": ticked?.tick,
      title: named.map((place) => describe(place, shownAs)).join("; "),
      tabindex: "-1",
      onclick: () => onPick(pick),
    },
    piece,
  );
}

export const CLASSES = {
  verbatim: say("Word for word"),
  near: say("Lightly edited"),
  derived: say("Rewritten"),
  quotation: say("Quotation"),
  related: say("Related"),
  boilerplate: say("Boilerplate"),
  names: say("Names"),
};

export const KINDS = {
  copyright_notice: say("copyright notice"),
  terms: say("terms of use"),
  credit_line: say("credit line"),
  photo_credit: say("photo credit"),
  byline: say("byline"),
  dateline: say("dateline"),
  slug: say("slug"),
  metadata: say("metadata"),
  embargo: say("embargo"),
  kill_notice: say("kill notice"),
  hold_notice: say("hold notice"),
  not_for_publication: say("not for publication"),
  correction: say("correction"),
  advisory: say("note to editors"),
  restriction: say("restriction"),
  press_release: say("press release"),
  attribution: say("attribution"),
};

export function describe(place, names = {}) {
  if (place.kind === "passage") {
    const note = place.counted ? "" : place.note ? say(" (not counted: {note})", { note: place.note }) : say(" (not counted)");
    return `${CLASSES[place.cls] ?? place.cls}${note}`;
  }
  const { agency, kind, holder } = place.finding;
  const owner = agency === "generic" ? (holder ?? "") : (names[agency] ?? agency.toUpperCase());
  return `${owner} ${KINDS[kind] ?? kind.replaceAll("_", " ")}`.trim();
}

/** The first element of a place inside a box. */
export function elementOf(box, id) {
  return box.querySelector(`mark[data-ids~="${id}"]`);
}
