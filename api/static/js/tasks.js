// What is left to do before a draft may go out: the weighty reasons of a result, each once.
import { unfinishedWords } from "./unfinished.js";

const LABELS = {
  "credit.missing": "Add the credit",
  "credit.altered": "Correct the credit",
  "credit.wrong_placement": "Move the credit",
  "credit.wrong_holder": "Credit the right owner",
  "attribution.missing": "Name the source",
  "notice.missing": "Add the notice",
  "notice.altered": "Restore the notice",
  "notice.removed": "Put the markings back",
  "byline.removed": "Restore the byline",
  "dateline.removed": "Restore the dateline",
  "link.missing": "Add the link",
  "tracking.missing": "Add the counting pixel",
  "ai_disclosure.missing": "Say that AI was used",
  "licence.none": "Get a licence, or take this text out",
  "licence.extent_exceeded": "Shorten what you use",
  "licence.retention_exceeded": "Take it down: its time online is over",
  "licence.expired": "Renew the contract, or take this text out",
  "licence.channel_excluded": "Choose another channel, or ask the owner",
  "licence.territory_excluded": "Leave out a territory, or ask the owner",
  "status.killed": "Take this text out: it was withdrawn",
  "status.withheld": "Wait: the provider holds it back",
  "status.embargoed": "Wait until the embargo ends",
};

/** A code as an editor would call it. */
export const labelOf = (code) => LABELS[code] ?? code.replace(/^[a-z_]+\./, "").replaceAll("_", " ");

const keyOf = (reason, owner) => `${reason.code}|${owner}`;

/** The tasks of a result in the order of its claims; `reason` is null for one that is not finished. */
export function tasksOf(result) {
  const tasks = [];
  const seen = new Set();
  const add = (reason, owner) => {
    const same = `${reason.code}|${reason.message}`;
    if (reason.severity === "clear" || seen.has(same)) return;
    seen.add(same);
    tasks.push({ key: keyOf(reason, owner), owner, reason, label: LABELS[reason.code] ?? reason.message });
  };
  for (const claim of result.claims) for (const reason of claim.reasons) add(reason, claim.owner);
  for (const reason of result.reasons ?? []) add(reason, reason.owner ?? "");
  const left = unfinishedWords(result);
  if (left && !tasks.some((task) => task.key.startsWith("system."))) {
    tasks.push({ key: "unfinished", owner: "", reason: null, label: left });
  }
  return tasks.map((task, at) => ({ ...task, number: at + 1 }));
}

/** What of the tasks before is done now, behind what was done already. */
export function doneNow(before, done, tasks) {
  const open = new Set(tasks.map((task) => task.key));
  const past = [...done, ...before.map(({ key, label, owner }) => ({ key, label, owner }))];
  const latest = new Map(past.map((task) => [task.key, task]));
  return [...latest.values()].filter((task) => !open.has(task.key));
}

/** The checklist's heading; what the service does with the draft decides its words. */
export function heading(result, tasks, done) {
  const things = `${tasks.length} ${tasks.length === 1 ? "thing" : "things"}`;
  if (!tasks.length) return done.length ? "Nothing left to do before you publish" : "Nothing to do before you publish";
  if (result.overrides?.length && result.enforcement === "allow") return `Released by name, with ${things} open`;
  if (result.enforcement === "allow" || result.enforcement === "warn") return `${things} to put right`;
  return `${things} before you can publish`;
}
