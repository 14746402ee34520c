// What to do about a check that is not finished.
import { named } from "./dom.js";
import { say } from "./texts.js";

const MENDS = {
  "system.index_empty": say("Add licensed items on the Sources page."),
  "system.index_stale": say("Wait until the index has caught up, then check again."),
  "system.input_damaged": say("Paste the text itself, or save the document again."),
  "system.rules_invalid": say("Ask your Wirecheck administrator to check the rule files."),
  "system.text_truncated": say("Check the rest of the text separately."),
  "system.timeout": say("Check again; if that does not help, check the text in parts."),
};

/** A sentence for a check that is not finished, and what mends it; "" for a finished one. */
export function unfinishedWords(result) {
  if (result.complete) return "";
  const open = (result.reasons ?? []).filter((reason) => reason.code.startsWith("system."));
  const told = open.map((reason) => sentence(reason.message));
  const mends = [...new Set(open.map((reason) => MENDS[reason.code]).filter(Boolean))];
  return [say("This check is not finished."), ...told, ...(mends.length ? mends : [say("Check again.")])].join(" ");
}

/** The verdict's name for titles and screen readers, with what limits it. */
export function verdictWords(result, words) {
  const name = words[named(result.verdict, result.complete)] ?? result.verdict;
  return result.complete || name === words.unfinished ? name : say("{verdict}, not finished", { verdict: name });
}

const sentence = (words) => (/[.!?]$/.test(words) ? words : `${words}.`);
