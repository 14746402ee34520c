// What to do about a check that is not finished.
import { named } from "./dom.js";

const MENDS = {
  "system.index_empty": "Add licensed items on the Sources page.",
  "system.index_stale": "Wait until the index has caught up, then check again.",
  "system.input_damaged": "Paste the text itself, or save the document again.",
  "system.rules_invalid": "Ask whoever runs Wirecheck to look at the rule files.",
  "system.text_truncated": "Check the rest of the text by itself.",
  "system.timeout": "Check again; if that does not help, check a part of the text at a time.",
};

/** A sentence for a check that is not finished, and what mends it; "" for a finished one. */
export function unfinishedWords(result) {
  if (result.complete) return "";
  const open = (result.reasons ?? []).filter((reason) => reason.code.startsWith("system."));
  const told = open.map((reason) => sentence(reason.message));
  const mends = [...new Set(open.map((reason) => MENDS[reason.code]).filter(Boolean))];
  return ["This check is not finished.", ...told, ...(mends.length ? mends : ["Check again."])].join(" ");
}

/** The verdict's name for titles and screen readers, with what limits it. */
export function verdictWords(result, words) {
  const name = words[named(result.verdict, result.complete)] ?? result.verdict;
  return result.complete || name === words.unfinished ? name : `${name}, not finished`;
}

const sentence = (words) => (/[.!?]$/.test(words) ? words : `${words}.`);
