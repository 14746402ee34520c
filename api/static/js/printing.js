// What a printed page has beyond the screen's: every source in full, and what the verdict rests on.
import { byId, CONFIDENCE, el, moment } from "./dom.js";
import { paint, sourcePlaces } from "./marks.js";
import { say, sayMany } from "./texts.js";

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
    [say("Use"), use.words],
    [say("Publisher, site"), [use.publisher, use.site].filter(Boolean).join(", ")],
    [say("Channel, countries"), [use.channel, ...use.territories].filter(Boolean).join(", ")],
    ...result.claims.map((claim) => [names[claim.owner] ?? claim.holder ?? claim.owner, resting(claim)]),
  ];
  return el("section", {}, el("h2", {}, say("What the verdict is based on")), el("dl", { class: "facts" }, rows.flatMap(([name, words]) => [el("dt", {}, name), el("dd", {}, words)])));
}

const resting = (claim) =>
  [
    claim.contract_ref ? say("contract {id}", { id: claim.contract_ref }) : "",
    claim.agreement ? say("agreement {id}", { id: claim.agreement }) : say("no agreement"),
    claim.sources?.length ? say("sources {list}", { list: claim.sources.join(", ") }) : "",
    say("confidence {level}", { level: CONFIDENCE[claim.confidence ?? "high"] ?? claim.confidence }),
    ...claim.reasons.map((reason) => `${reason.code}: ${reason.message}`),
  ].filter(Boolean).join(" · ");

function source(match, m, result, places, names) {
  const held = result.sources?.[match.source];
  const box = el("div", { class: "print-text" });
  if (held) paint(box, held.text, sourcePlaces(places, result, m), () => {}, names);
  const facts = [match.source, say("version {version}", { version: match.version }), sayMany("{n} word", "{n} words", match.words)].join(" · ");
  return el(
    "section",
    {},
    el("h2", {}, say("Source {number}: {name}", { number: m + 1, name: names[match.owner] ?? match.owner })),
    held?.title ? el("p", { class: "title", dir: "auto" }, held.title) : null,
    el("p", { class: "claim-facts" }, facts),
    held ? box : el("p", {}, say("The text of this source is not available.")),
  );
}

/** What a printed page is found again by. */
function footOf(result) {
  const { wirecheck, rules, agreements, policy, index } = result.versions;
  return [
    result.check ? say("Check {id}", { id: result.check }) : say("Not stored"),
    result.id ? say("story {id}", { id: result.id }) : "",
    say("checked {time}", { time: moment(result.checked_at) }),
    say("text sha256:{digest}", { digest: result.text_sha256 }),
    say("Wirecheck {version}, rules {rules}, agreements {agreements}, policy {policy}", { version: wirecheck, rules, agreements, policy }),
    sayMany("compared with {n} licensed item, the newest from {time}", "compared with {n} licensed items, the newest from {time}", index.items, { time: index.newest ? moment(index.newest) : say("an unknown date") }),
  ].filter(Boolean).join(" · ");
}
