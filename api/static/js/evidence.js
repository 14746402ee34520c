// The list of all evidence, in reading order: the keyboard's and the screen reader's way in.
import { el } from "./dom.js";
import { CLASSES, describe, wordsOf } from "./marks.js";
import { say, sayMany } from "./texts.js";

export function showEvidence(list, places, result, names, { onPick, onExplain }) {
  const rows = [...places.shown, ...places.hidden].map((place) =>
    el("li", { "data-id": place.id }, row(place, result, names, onPick, onExplain)),
  );
  if (!rows.length) rows.push(el("li", { class: "claim-facts" }, nothing(result)));
  list.replaceChildren(...rows);
}

/** Never "nothing" beside a claim, nor for a text that was not read whole. */
function nothing(result) {
  if (result.claims.length) return say("The claims above are not based on any place in the text.");
  if (!result.complete) return say("No markings and no matches so far.");
  if (result.looked_at?.reuse === false) return say("No markings. The text was not compared with sources.");
  return say("No markings and no matches.");
}

function row(place, result, names, onPick, onExplain) {
  const finding = place.kind === "finding";
  const words = wordsOf(place, result);
  const look = finding ? "f" : `p ${place.cls}${place.counted ? "" : " uncounted"}`;
  const button = el(
    "button",
    { type: "button", class: "go-to", onclick: () => onPick(place.id) },
    el(
      "span",
      { class: "kind" },
      el("span", { class: "swatch", "aria-hidden": "true" }, el("mark", { class: look }, "abc")),
      title(place, result, names),
    ),
    words ? el("span", { class: "words", dir: "auto" }, words.replace(/\s+/g, " ").slice(0, 160)) : null,
  );
  const why = finding
    ? el(
        "button",
        {
          type: "button",
          class: "quiet why",
          onclick: () => onExplain(place.finding),
        },
        say("Why?"),
        el("span", { class: "visually-hidden" }, ` ${place.finding.rule}`),
      )
    : null;
  return el("div", {}, button, why);
}

function title(place, result, names) {
  if (place.kind === "passage") {
    const match = result.matches[place.match];
    const owner = names[match.owner] ?? match.owner;
    const aside = place.counted ? "" : say(", not counted");
    if (match.anchors) return sayMany("In other words, {n} figure or name in common, {owner}", "In other words, {n} figures and names in common, {owner}", match.anchors.length, { owner });
    const { words } = match.passages[place.passage];
    const edited = place.cls === "verbatim" && place.changes ? sayMany(", but {n} change", ", but {n} changes", place.changes) : "";
    return `${CLASSES[place.cls] ?? place.cls}${edited}, ${sayMany("{n} word", "{n} words", words)}, ${owner}${aside}`;
  }
  const { field, scope } = place.finding;
  const where = field ? say(" in {field}", { field }) : "";
  const aside = scope === "site" || scope === "other" ? scope === "site" ? say(", of the site") : say(", of the page") : "";
  return `${describe(place, names)}${where}${aside}`;
}
