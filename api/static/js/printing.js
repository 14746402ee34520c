// What a printed page has beyond the screen's: every source in full, and what the verdict rests on.
import { byId, el, moment } from "./dom.js";
import { paint, sourcePlaces } from "./marks.js";

export function showForPrint(result, places, names) {
  byId("print-sources").replaceChildren(...result.matches.map((match, m) => source(match, m, result, places, names)));
  byId("evidence-foot").textContent = footOf(result);
}

function source(match, m, result, places, names) {
  const held = result.sources?.[match.source];
  const box = el("div", { class: "print-text" });
  if (held) paint(box, held.text, sourcePlaces(places, result, m), () => {}, names);
  const facts = [match.source, `version ${match.version}`, `${match.words} words`].join(" · ");
  return el(
    "section",
    {},
    el("h2", {}, `Source ${m + 1}: ${names[match.owner] ?? match.owner}`),
    held?.title ? el("p", { class: "title", dir: "auto" }, held.title) : null,
    el("p", { class: "claim-facts" }, facts),
    held ? box : el("p", {}, "The text of this source is not at hand."),
  );
}

/** What a printed page is found again by. */
function footOf(result) {
  const { wirecheck, rules, agreements, policy, index } = result.versions;
  return [
    result.check ? `Check ${result.check}` : "Not stored",
    result.id ? `piece ${result.id}` : "",
    `checked ${moment(result.checked_at)}`,
    `text sha256:${result.text_sha256}`,
    `Wirecheck ${wirecheck}, rules ${rules}, agreements ${agreements}, policy ${policy}`,
    `compared with ${index.items} licensed items, the newest of ${index.newest ? moment(index.newest) : "no date"}`,
  ].filter(Boolean).join(" · ");
}
