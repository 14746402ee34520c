// What follows from the evidence: the checklist, and a card an owner with its reasons and repairs.
import { byId, CONFIDENCE, el, icon, moment, percent, pill } from "./dom.js";
import { fixWords, previews } from "./fixes.js";
import { heading } from "./tasks.js";
import { say, sayMany } from "./texts.js";

const ROLES = {
  text: say("text of this article"),
  photo: say("pictures only"),
  mention: say("mentioned, not used"),
  press_release: say("press release"),
};
const RETOLD = "detect.match_retold";

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
      el("span", {}, el("span", { class: "visually-hidden" }, say("Done: ")), task.label),
    ),
  );
  byId("todo-list").replaceChildren(...past, ...open);
  byId("todo-list").hidden = !past.length && !open.length;
  const fixable = tasks.filter((task) => task.reason?.fix?.length);
  const all = byId("fix-all");
  all.hidden = !onFixAll || fixable.length < 2;
  all.querySelector("span").textContent = say("Apply all {n} fixes", { n: fixable.length });
  all.onclick = () => onFixAll(fixable);
}

/** A card for each owner, and one for what is of the document itself. */
export function showCards(box, result, tasks, names, text, { onFix, onShow }) {
  const with_ = { result, tasks, names, text, onFix, onShow };
  const cards = result.claims.map((claim, at) => claimCard(claim, at, with_));
  const told = new Set(result.claims.flatMap((claim) => claim.reasons.map(same)));
  const rest = (result.reasons ?? []).filter((reason) => !told.has(same(reason)));
  if (rest.length) cards.push(el("div", { class: "claim", "data-card": "rest" }, rest.map((reason) => reasonRow(reason, with_))));
  if (!cards.length) cards.push(el("p", { class: "claim-facts" }, say("No owner claims this text.")));
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
    with_.onShow ? el("button", { type: "button", class: "quiet show", onclick: () => with_.onShow(claim.owner) }, say("Show in the text")) : null,
    details(claim, seen, with_),
  );
}

function facts(claim) {
  const { words, share_of_source, share_of_draft } = claim.measures ?? {};
  const retold = claim.role === "mention" && claim.reasons.some((reason) => reason.code === RETOLD);
  const told = [retold ? say("perhaps told in other words: compare by hand") : (ROLES[claim.role] ?? claim.role)];
  if (words) told.push(sayMany("{n} word", "{n} words", words));
  if (share_of_source) told.push(say("{share} of the source", { share: percent(share_of_source) }));
  if (share_of_draft) told.push(say("{share} of the draft", { share: percent(share_of_draft) }));
  return told;
}

/** What a rights desk asks for: what was merely seen, contract, codes, other agreements. */
function details(claim, seen, with_) {
  const rows = [
    [say("Contract"), claim.contract_ref],
    [say("Agreement"), claim.agreement],
    [say("Sources"), (claim.sources ?? []).join(", ")],
    [say("Confidence"), CONFIDENCE[claim.confidence] ?? claim.confidence],
    [say("Codes"), claim.reasons.map((reason) => reason.code).join(", ")],
  ].filter((row) => row[1]);
  return el(
    "details",
    { class: "more" },
    el("summary", {}, say("Details and evidence")),
    seen.map((reason) => reasonRow(reason, { ...with_, onFix: null })),
    el("dl", { class: "facts" }, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    (claim.alternatives ?? []).map((other) =>
      el(
        "div",
        { class: "reason" },
        el("p", {}, el("strong", {}, say("Under {agreement}", { agreement: other.contract_ref ?? other.agreement ?? say("no agreement") }))),
        other.reasons.map((reason) => el("p", {}, reason.message)),
      ),
    ),
  );
}

/** A message with the headlines of its sources for their ids, which stand under "Details". */
function titled(message, result) {
  const known = Object.entries(result.sources ?? {}).filter(([, source]) => source.title);
  return known.reduce((words, [id, source]) => words.replaceAll(id, `“${source.title}”`), message);
}

function reasonRow(reason, { result, tasks, text, onFix }) {
  const task = tasks.find((one) => one.reason && same(one.reason) === same(reason));
  const fix = onFix ? (reason.fix ?? []) : [];
  return el(
    "div",
    { class: "reason", "data-task": task?.number, "data-code": reason.code },
    el("p", {}, task ? el("span", { class: "tick", "aria-hidden": "true" }, task.number) : null, titled(reason.message, result)),
    fix.length ? null : found(reason),
    ...(fix.length ? previews(text, fix) : []),
    fix.length ? el("button", { type: "button", class: "fix", onclick: () => onFix(reason) }, icon("fix"), el("span", {}, ...fixWords(fix))) : null,
  );
}

/** What is there instead of what should be, where a person can read it; times in their one form. */
function found(reason) {
  if (reason.code.startsWith("status.") || !reason.expected) return null;
  const [wanted, there] = [asTime(reason.expected), asTime(reason.found)];
  if (!there) return el("p", { class: "found" }, say("Required: {wanted}", { wanted }));
  return wanted === there ? null : el("p", { class: "found" }, say("Required: {wanted}. Found: {found}.", { wanted, found: there }));
}

const asTime = (words) => (/^\d{4}-\d\d-\d\dT/.test(words ?? "") ? moment(words) : (words ?? ""));

// What comes next ------------------------------------------------------------------------------

const ACTIONS = {
  recheck: (at) => say("Check again on {at}", { at }),
  unpublish: (at) => say("Take it down by {at}", { at }),
  remove_text: (at) => say("Remove the text by {at}", { at }),
  publishable: (at) => say("May be published from {at}", { at }),
};
const WHY = {
  "licence.retention_exceeded": say("its permitted time online ends then"),
  "licence.expired": say("the contract ends then"),
  "licence.not_started": say("the contract begins then"),
  "status.embargoed": say("the embargo ends then"),
  "status.expired_by_provider": say("the provider's end date is then"),
  "licence.quota_exceeded": say("the monthly quota starts again then"),
};

export function nextWords(event) {
  const why = WHY[event.reason] ?? event.reason.replace(/^[a-z]+\./, "").replaceAll("_", " ");
  const action = ACTIONS[event.action] ?? ((at) => `${event.action}: ${at}`);
  return say("{action}: {why}.", { action: action(moment(event.at)), why });
}

/** Whether a draft may go out at all: what may not needs not be taken down. */
export const mayRun = (result) => result.enforcement !== "block" || result.next_event?.action === "publishable";
