// The list of all evidence, in reading order: the keyboard's and the screen reader's way in.
import { el } from "./dom.js";
import { CLASSES, describe, wordsOf } from "./marks.js";

export function showEvidence(list, places, result, names, { onPick, onExplain }) {
  const rows = [...places.shown, ...places.hidden].map((place) =>
    el("li", { "data-id": place.id }, row(place, result, names, onPick, onExplain)),
  );
  if (!rows.length) rows.push(el("li", { class: "claim-facts" }, nothing(result)));
  list.replaceChildren(...rows);
}

/** Never "nothing" beside a claim, nor for a text that was not read whole. */
function nothing(result) {
  if (result.claims.length) return "What is said above rests on no place in the text.";
  if (!result.complete) return "No markings and no matches so far.";
  if (result.looked_at?.reuse === false) return "No markings. Reuse of sources was not looked for.";
  return "No markings and no matches.";
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
        "Why?",
        el("span", { class: "visually-hidden" }, ` ${place.finding.rule}`),
      )
    : null;
  return el("div", {}, button, why);
}

function title(place, result, names) {
  if (place.kind === "passage") {
    const match = result.matches[place.match];
    const owner = names[match.owner] ?? match.owner;
    const aside = place.counted ? "" : ", not counted";
    if (match.anchors) return `In other words, ${match.anchors.length} figures and names in common, ${owner}${aside}`;
    const { words } = match.passages[place.passage];
    const edited = place.cls === "verbatim" && place.changes ? `, but ${place.changes} changed` : "";
    return `${CLASSES[place.cls] ?? place.cls}${edited}, ${words} words, ${owner}${aside}`;
  }
  const { field, scope } = place.finding;
  const where = field ? ` in ${field}` : "";
  const aside = scope === "site" || scope === "other" ? `, of the ${scope === "site" ? "site" : "page"}` : "";
  return `${describe(place, names)}${where}${aside}`;
}
