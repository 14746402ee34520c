// What a rule is and why it fired.
import { call, Refused } from "./calls.js";
import { byId, CONFIDENCE, el } from "./dom.js";
import { describe } from "./marks.js";
import { say } from "./texts.js";

export async function explain(finding, names) {
  byId("explain-title").textContent = describe({ kind: "finding", finding }, names);
  const box = byId("explain-body");
  box.replaceChildren(facts(finding));
  byId("explain").showModal();
  try {
    const rule = await call("GET", `/v1/rules/${encodeURIComponent(finding.rule)}`);
    box.append(...ruleFacts(rule));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    box.append(el("p", { class: "note bad" }, error.message));
  }
}

const PLACES = { head: say("at the head"), body: say("in the text"), caption: say("in a caption"), tail: say("at the foot"), furniture: say("outside the article") };

function facts(finding) {
  const rows = [
    [say("Found"), finding.text || say("in metadata")],
    [say("Where"), finding.field ?? PLACES[finding.zone] ?? finding.zone],
    [say("Confidence"), CONFIDENCE[finding.confidence] ?? finding.confidence],
    [say("Rule"), finding.rule],
  ];
  if (finding.notes?.length) rows.push([say("Notes"), finding.notes.join("; ")]);
  return list(rows);
}

function list(rows) {
  return el(
    "dl",
    { class: "facts" },
    rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, String(value))]),
  );
}

const NAMES = { agency: say("Agency"), kind: say("Kind"), note: say("Note") };
const FIRST = ["agency", "kind", "note"];

/** What the rule is about; all else that its file says is folded. */
function ruleFacts(rule) {
  const given = Object.entries(rule).filter(
    ([name, value]) => name !== "id" && value !== null && value !== "" && !(Array.isArray(value) && !value.length),
  );
  const rows = given.map(([name, value]) => [name, words(value)]);
  const shown = (row) => [NAMES[row[0]] ?? row[0].replaceAll("_", " "), row[1]];
  const first = rows.filter((row) => FIRST.includes(row[0])).map(shown);
  const rest = rows.filter((row) => !FIRST.includes(row[0])).map(shown);
  return [list(first), el("details", { class: "more" }, el("summary", {}, say("The rule itself")), list(rest))];
}

function words(value) {
  if (Array.isArray(value)) return value.map((one) => (typeof one === "object" ? JSON.stringify(one) : one)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
