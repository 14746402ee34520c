// What a rule is and why it fired.
import { call, Refused } from "./calls.js";
import { byId, el } from "./dom.js";

export async function explain(finding) {
  byId("explain-title").textContent = finding.rule;
  const box = byId("explain-body");
  box.replaceChildren(facts(finding));
  byId("explain").showModal();
  try {
    const rule = await call("GET", `/v1/rules/${encodeURIComponent(finding.rule)}`);
    box.append(ruleFacts(rule));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    box.append(el("p", { class: "note bad" }, error.message));
  }
}

function facts(finding) {
  const rows = [
    ["Found", finding.text || "in metadata"],
    ["Confidence", finding.confidence],
    ["Place", finding.field ?? finding.zone],
    ["Speaks of", finding.scope],
  ];
  if (finding.notes?.length) rows.push(["Notes", finding.notes.join("; ")]);
  return list(rows);
}

function list(rows) {
  return el(
    "dl",
    { class: "facts" },
    rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, String(value))]),
  );
}

function ruleFacts(rule) {
  const plain = Object.entries(rule).filter(
    ([name, value]) => name !== "id" && value !== null && value !== "" && !(Array.isArray(value) && !value.length),
  );
  const rows = plain.map(([name, value]) => [
    name.replaceAll("_", " "),
    Array.isArray(value)
      ? value.map((one) => (typeof one === "object" ? JSON.stringify(one) : one)).join(", ")
      : typeof value === "object"
        ? JSON.stringify(value)
        : value,
  ]);
  return list(rows);
}
