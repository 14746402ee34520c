// What is left to do before a draft may go out: the weighty reasons of a result, each once.
import { unfinishedWords } from "./unfinished.js";
import { say, sayMany } from "./texts.js";

const LABELS = {
  "credit.missing": say("Add the credit"),
  "credit.altered": say("Correct the credit"),
  "credit.wrong_placement": say("Move the credit"),
  "credit.wrong_holder": say("Credit the right owner"),
  "attribution.missing": say("Name the source"),
  "notice.missing": say("Add the notice"),
  "notice.altered": say("Restore the notice"),
  "notice.removed": say("Restore the markings"),
  "byline.removed": say("Restore the byline"),
  "dateline.removed": say("Restore the dateline"),
  "link.missing": say("Add the link"),
  "tracking.missing": say("Add the tracking pixel"),
  "ai_disclosure.missing": say("State that AI was used"),
  "licence.none": say("Get a licence, or remove this text"),
  "licence.extent_exceeded": say("Use less of the source"),
  "licence.retention_exceeded": say("Take it down: its permitted time online has ended"),
  "licence.expired": say("Renew the contract, or remove this text"),
  "licence.channel_excluded": say("Choose another channel, or ask the owner"),
  "licence.territory_excluded": say("Drop a territory, or ask the owner"),
  "status.killed": say("Remove this text: it was withdrawn"),
  "status.withheld": say("Wait: the provider is withholding it"),
  "status.embargoed": say("Wait until the embargo ends"),
};

/** A code as an editor would call it. */
export const labelOf = (code) => LABELS[code] ?? code.replace(/^[a-z_]+\./, "").replaceAll("_", " ");

const keyOf = (reason, owner) => `${reason.code}|${owner}`;

/**
 * The tasks of a result in the order of its claims; `reason` is null for one that is not finished.
 * Where two reasons of an owner have one label, the second is told by its message.
 */
export function tasksOf(result) {
  const tasks = [];
  const seen = new Set();
  const add = (reason, owner) => {
    const same = `${reason.code}|${reason.message}`;
    if (reason.severity === "clear" || seen.has(same)) return;
    seen.add(same);
    const label = LABELS[reason.code] ?? reason.message;
    const twice = tasks.some((task) => task.owner === owner && task.label === label);
    tasks.push({ key: keyOf(reason, owner), owner, reason, label: twice ? reason.message : label });
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
  const open = tasks.length;
  if (!open && result.enforcement === "warn") return say("Nothing is missing, but read the warning before you publish");
  if (!open) return done.length ? say("Nothing left to do before you publish") : say("Nothing to do before you publish");
  if (result.overrides?.length && result.enforcement === "allow") return sayMany("Released by name, with {n} issue open", "Released by name, with {n} issues open", open);
  if (result.enforcement === "allow" || result.enforcement === "warn") return sayMany("{n} thing to correct", "{n} things to correct", open);
  return sayMany("{n} thing to do before you can publish", "{n} things to do before you can publish", open);
}
