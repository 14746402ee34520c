// What follows from the evidence: the checklist, and a card an owner with its reasons and repairs.
import { byId, el, icon, moment, percent, pill } from "./dom.js";
import { fixWords, previews } from "./fixes.js";
import { heading } from "./tasks.js";

const ROLES = {
  text: "text of this article",
  photo: "pictures only",
  mention: "mentioned, not used",
  press_release: "press release",
};

/** The list of what is left to do, and what is done. */
export function showTasks(result, tasks, done, names, { onPick, onFixAll }) {
  byId("todo-title").textContent = heading(result, tasks, done);
  const open = tasks.map((task) =>
    el(
      "li",
      { class: "open" },
      el(
        "button",
        { type: "button", class: "task", onclick: () => onPick(task) },
        el("span", { class: "tick", "aria-hidden": "true" }, task.number),
        el("span", {}, task.label, task.owner ? el("span", { class: "of" }, names[task.owner] ?? task.owner) : null),
      ),
    ),
  );
  const past = done.map((task) =>
    el(
      "li",
      { class: "done" },
      el("span", { class: "tick", "aria-hidden": "true" }, "✓"),
      el("span", {}, el("span", { class: "visually-hidden" }, "Done: "), task.label),
    ),
  );
  byId("todo-list").replaceChildren(...past, ...open);
  byId("todo-list").hidden = !past.length && !open.length;
  const fixable = tasks.filter((task) => task.reason?.fix?.length);
  const all = byId("fix-all");
  all.hidden = !onFixAll || fixable.length < 2;
  all.querySelector("span").textContent = `Make all ${fixable.length} fixes`;
  all.onclick = () => onFixAll(fixable);
}

/** A card for each owner, and one for what is of the document itself. */
export function showCards(box, result, tasks, names, text, { onFix, onShow }) {
  const with_ = { result, tasks, names, text, onFix, onShow };
  const cards = result.claims.map((claim, at) => claimCard(claim, at, with_));
  const told = new Set(result.claims.flatMap((claim) => claim.reasons.map(same)));
  const rest = (result.reasons ?? []).filter((reason) => !told.has(same(reason)));
  if (rest.length) cards.push(el("div", { class: "claim", "data-card": "rest" }, rest.map((reason) => reasonRow(reason, with_))));
  if (!cards.length) cards.push(el("p", { class: "claim-facts" }, "No owner claims this text."));
  box.replaceChildren(...cards);
}

const same = (reason) => `${reason.code}|${reason.owner ?? ""}|${reason.message}`;

function claimCard(claim, at, with_) {
  const owner = with_.names[claim.owner] ?? claim.holder ?? claim.owner;
  const open = claim.reasons.filter((reason) => reason.severity !== "clear");
  const seen = claim.reasons.filter((reason) => reason.severity === "clear");
  const next = claim.next_event && claim.next_event.at !== with_.result.next_event?.at && mayRun(with_.result);
  return el(
    "article",
    { class: "claim", "data-card": at, "data-owner": claim.owner },
    el(
      "div",
      { class: "claim-head" },
      el("h3", {}, owner),
      pill(claim.verdict),
    ),
    el("p", { class: "claim-facts" }, facts(claim).join(" · ")),
    next ? el("p", { class: "claim-facts" }, nextWords(claim.next_event)) : null,
    ...open.map((reason) => reasonRow(reason, with_)),
    with_.onShow ? el("button", { type: "button", class: "quiet show", onclick: () => with_.onShow(claim.owner) }, "Show in the text") : null,
    details(claim, seen, with_),
  );
}

function facts(claim) {
  const { words, share_of_source, share_of_draft } = claim.measures ?? {};
  const told = [ROLES[claim.role] ?? claim.role];
  if (words) told.push(`${words} words`);
  if (share_of_source) told.push(`${percent(share_of_source)} of the source`);
  if (share_of_draft) told.push(`${percent(share_of_draft)} of the draft`);
  return told;
}

/** What a rights desk asks for: what was merely seen, contract, codes, other agreements. */
function details(claim, seen, with_) {
  const rows = [
    ["Contract", claim.contract_ref],
    ["Agreement", claim.agreement],
    ["Sources", (claim.sources ?? []).join(", ")],
    ["Confidence", claim.confidence],
    ["Codes", claim.reasons.map((reason) => reason.code).join(", ")],
  ].filter((row) => row[1]);
  return el(
    "details",
    { class: "more" },
    el("summary", {}, "What this rests on"),
    seen.map((reason) => reasonRow(reason, { ...with_, onFix: null })),
    el("dl", { class: "facts" }, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    (claim.alternatives ?? []).map((other) =>
      el(
        "div",
        { class: "reason" },
        el("p", {}, el("strong", {}, `Under ${other.contract_ref ?? other.agreement ?? "no agreement"}`)),
        other.reasons.map((reason) => el("p", {}, reason.message)),
      ),
    ),
  );
}

function reasonRow(reason, { tasks, text, onFix }) {
  const task = tasks.find((one) => one.reason && same(one.reason) === same(reason));
  const fix = onFix ? (reason.fix ?? []) : [];
  return el(
    "div",
    { class: "reason", "data-task": task?.number, "data-code": reason.code },
    el("p", {}, task ? el("span", { class: "tick", "aria-hidden": "true" }, task.number) : null, reason.message),
    fix.length ? null : found(reason),
    ...(fix.length ? previews(text, fix) : []),
    fix.length ? el("button", { type: "button", class: "fix", onclick: () => onFix(reason) }, icon("fix"), el("span", {}, ...fixWords(fix))) : null,
  );
}

/** What is there instead of what should be, where a person can read it; times in their one form. */
function found(reason) {
  if (reason.code.startsWith("status.") || !reason.expected) return null;
  const [wanted, there] = [asTime(reason.expected), asTime(reason.found)];
  if (!there) return el("p", { class: "found" }, `Needed: ${wanted}`);
  return wanted === there ? null : el("p", { class: "found" }, `Needed: ${wanted}. Now: ${there}.`);
}

const asTime = (words) => (/^\d{4}-\d\d-\d\dT/.test(words ?? "") ? moment(words) : (words ?? ""));

// What comes next ------------------------------------------------------------------------------

const ACTIONS = {
  recheck: (at) => `Check again on ${at}`,
  unpublish: (at) => `Take it down by ${at}`,
  remove_text: (at) => `Remove the text by ${at}`,
  publishable: (at) => `May be published from ${at}`,
};
const WHY = {
  "licence.retention_exceeded": "its time online ends",
  "licence.expired": "the contract ends",
  "licence.not_started": "the contract begins",
  "status.embargoed": "the embargo ends",
  "status.expired_by_provider": "the provider's time ends",
  "licence.quota_exceeded": "a new month of the quota begins",
};

export function nextWords(event) {
  const why = WHY[event.reason] ?? event.reason.replace(/^[a-z]+\./, "").replaceAll("_", " ");
  const action = ACTIONS[event.action] ?? ((at) => `${event.action}: ${at}`);
  return `${action(moment(event.at))}: ${why} then.`;
}

/** Whether a draft may go out at all: what may not needs not be taken down. */
export const mayRun = (result) => result.enforcement !== "block" || result.next_event?.action === "publishable";
