// What follows from the evidence: claims by owner, their reasons, the one-click repairs.
import { el, icon, moment, percent, pill } from "./dom.js";

const ROLES = {
  text: "text of this article",
  photo: "pictures only",
  mention: "mentioned, not used",
  press_release: "press release",
};

export function showClaims(box, result, names, onFix) {
  const nodes = result.claims.map((claim) => claimCard(claim, result, names, onFix));
  const told = new Set(result.claims.flatMap((claim) => claim.reasons.map(keyOf)));
  const rest = (result.reasons ?? []).filter((reason) => !told.has(keyOf(reason)));
  if (rest.length) nodes.push(el("div", { class: "claim" }, rest.map((r) => reasonRow(r, onFix))));
  if (!nodes.length) {
    nodes.push(el("p", { class: "claim-facts" }, "No owner claims this text."));
  }
  box.replaceChildren(...nodes);
}

const keyOf = (reason) => `${reason.code}|${reason.owner ?? ""}|${reason.message}`;

function claimCard(claim, result, names, onFix) {
  const owner = names[claim.owner] ?? claim.holder ?? claim.owner;
  const facts = [ROLES[claim.role] ?? claim.role];
  if (claim.contract_ref) facts.push(`contract ${claim.contract_ref}`);
  else if (claim.agreement) facts.push(claim.agreement);
  return el(
    "article",
    { class: "claim", "data-owner": claim.owner },
    el("div", { class: "claim-head" }, el("h3", {}, owner), pill(claim.verdict)),
    el("p", { class: "claim-facts" }, facts.join(" · ")),
    measures(claim.measures ?? {}),
    claim.next_event && claim.next_event.at !== result.next_event?.at
      ? nextLine(claim.next_event)
      : null,
    ...reasonRows(claim.reasons, onFix),
    alternatives(claim.alternatives ?? []),
  );
}

/** What must be done first; what was merely seen stands folded behind it. */
function reasonRows(reasons, onFix) {
  const open = reasons.filter((reason) => reason.severity !== "clear");
  const seen = reasons.filter((reason) => reason.severity === "clear");
  const rows = open.map((reason) => reasonRow(reason, onFix));
  if (!open.length) return seen.map((reason) => reasonRow(reason, onFix));
  if (!seen.length) return rows;
  const folded = el(
    "details",
    { class: "more" },
    el("summary", {}, `What this rests on (${seen.length})`),
    seen.map((reason) => reasonRow(reason, onFix)),
  );
  return [...rows, folded];
}

function measures(values) {
  const told = [];
  if (values.words) told.push(`${values.words} words`);
  if (values.share_of_source) told.push(`${percent(values.share_of_source)} of the source`);
  if (values.share_of_draft) told.push(`${percent(values.share_of_draft)} of the draft`);
  return told.length ? el("p", { class: "claim-facts" }, told.join(" · ")) : null;
}

function reasonRow(reason, onFix) {
  const fix = reason.fix ?? [];
  return el(
    "div",
    { class: "reason" },
    el("p", {}, reason.message),
    el("p", { class: "code" }, reason.code),
    reason.expected ? el("p", { class: "found" }, `Expected: ${reason.expected}`) : null,
    reason.found ? el("p", { class: "found" }, `Found: ${reason.found}`) : null,
    fix.length && onFix
      ? el("button", { type: "button", onclick: () => onFix(fix) }, icon("fix"), fixWords(fix))
      : null,
  );
}

function fixWords(fix) {
  const step = fix[0];
  const text = step.text ? `“${clip(step.text.trim())}”` : "";
  const more = fix.length > 1 ? ` and ${fix.length - 1} more` : "";
  if (step.op === "insert") return `Insert ${text}${more}`;
  if (step.op === "replace") return `Change to ${text}${more}`;
  return `Remove these words${more}`;
}

const clip = (text) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

const ACTIONS = {
  recheck: "check again",
  unpublish: "take it down",
  remove_text: "remove the text",
  publishable: "may be published",
};

export function nextWords(event) {
  const why = event.reason.replace(/^[a-z]+\./, "").replaceAll("_", " ");
  return `${moment(event.at)}: ${ACTIONS[event.action] ?? event.action} (${why})`;
}

function nextLine(event) {
  return el("p", { class: "claim-facts" }, nextWords(event));
}

function alternatives(others) {
  if (!others.length) return null;
  return el(
    "details",
    { class: "more" },
    el("summary", {}, `${others.length} other agreement${others.length > 1 ? "s" : ""} considered`),
    others.map((other) =>
      el(
        "div",
        { class: "reason" },
        el("p", {}, el("strong", {}, other.contract_ref ?? other.agreement ?? "no agreement")),
        other.reasons.map((reason) => el("p", {}, reason.message)),
      ),
    ),
  );
}

/** The text after all steps of a fix; steps hold offsets of the text before. */
export function applied(text, fix) {
  const steps = [...fix].sort((a, b) => (b.at ?? b.start) - (a.at ?? a.start));
  let changed = text;
  for (const step of steps) {
    const start = step.op === "insert" ? step.at : step.start;
    const end = step.op === "insert" ? step.at : step.end;
    changed = changed.slice(0, start) + (step.text ?? "") + changed.slice(end);
  }
  return changed;
}
