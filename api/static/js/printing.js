// What a printed page has beyond the screen's: every source in full, and what the verdict rests on.
import { byId, el, moment } from "./dom.js";
import { paint, sourcePlaces } from "./marks.js";

export function showForPrint(result, places, names) {
  byId("print-sources").replaceChildren(
    grounds(result, names),
    ...result.matches.map((match, m) => source(match, m, result, places, names)),
  );
  byId("evidence-foot").textContent = footOf(result);
}

/** The use as it was judged, and what each claim rests on, by the names that others can look up. */
function grounds(result, names) {
  const { use } = result;
  const rows = [
    ["Use", use.words],
    ["Publisher, site", [use.publisher, use.site].filter(Boolean).join(", ")],
    ["Channel, countries", [use.channel, ...use.territories].filter(Boolean).join(", ")],
    ...result.claims.map((claim) => [names[claim.owner] ?? claim.holder ?? claim.owner, resting(claim)]),
  ];
  return el("section", {}, el("h2", {}, "What the verdict rests on"), el("dl", { class: "facts" }, rows.flatMap(([name, words]) => [el("dt", {}, name), el("dd", {}, words)])));
}

const resting = (claim) =>
  [
    claim.contract_ref ? `contract ${claim.contract_ref}` : "",
    claim.agreement ? `agreement ${claim.agreement}` : "no agreement",
    claim.sources?.length ? `sources ${claim.sources.join(", ")}` : "",
    `confidence ${claim.confidence ?? "high"}`,
    ...claim.reasons.map((reason) => `${reason.code}: ${reason.message}`),
  ].filter(Boolean).join(" · ");

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
