// What a fix would do, shown before it is done: where, and the words around it as they will stand.
import { el } from "./dom.js";
import { say } from "./texts.js";

const AROUND = 46; // characters shown on each side

const start = (step) => step.at ?? step.start;
const end = (step) => step.at ?? step.end;

/** The steps of a fix, each with its place in words and a line as it will be. */
export function previews(text, fix) {
  return fix.slice(0, 3).map((step) =>
    el(
      "div",
      { class: "preview" },
      el("p", { class: "where" }, whereWords(text, step)),
      el("p", { class: "after", dir: "auto" }, ...around(text, step)),
    ),
  );
}

function around(text, step) {
  const own = (step.text ?? "").trim() === "" ? "" : step.text;
  const apart = /^\n|\n$/.test(own);
  const before = apart ? "" : lineBefore(text, start(step));
  const after = apart ? "" : lineAfter(text, end(step));
  const gone = text.slice(start(step), end(step));
  return [
    before,
    gone ? el("del", {}, clip(gone)) : "",
    own ? el("ins", {}, apart ? own.trim() : own) : "",
    after,
  ].filter(Boolean);
}

function lineBefore(text, at) {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return line.length > AROUND ? `…${line.slice(-AROUND)}` : line;
}

function lineAfter(text, at) {
  const stop = text.indexOf("\n", at);
  const line = text.slice(at, stop < 0 ? text.length : stop);
  return line.length > AROUND ? `${line.slice(0, AROUND)}…` : line;
}

/** Where a step goes, by paragraphs as a reader counts them. */
export function whereWords(text, step) {
  const at = start(step);
  const number = text.slice(0, at).split(/\n\s*\n/).filter((part) => part.trim()).length;
  const own = step.text ?? "";
  if (step.op === "delete") return say("Removed from paragraph {number}", { number: Math.max(number, 1) });
  if (step.op === "replace") return say("Changed in paragraph {number}", { number: Math.max(number, 1) });
  if (own.startsWith("\n")) return text.slice(at).trim() ? say("On its own line, after paragraph {number}", { number }) : say("On its own line, at the end");
  if (own.endsWith("\n")) return say("On its own line, above paragraph {number}", { number: number + 1 });
  if (!lineBefore(text, at).trim()) return say("At the beginning of paragraph {number}", { number: number + 1 });
  if (!lineAfter(text, at).trim()) return say("At the end of paragraph {number}", { number });
  return say("In paragraph {number}", { number: Math.max(number, 1) });
}

/** What the button of a fix says; the words keep their own direction. */
export function fixWords(fix) {
  const step = fix[0];
  const more = fix.length > 1 ? say(" and {n} more", { n: fix.length - 1 }) : "";
  if (step.op === "insert") return [...withText(say("Insert “{text}”"), step), more];
  if (step.op === "replace") return [...withText(say("Change to “{text}”"), step), more];
  return [say("Remove these words"), more];
}

/** A text with the words of a step, which keep their own direction, in their place. */
function withText(words, step) {
  const [before, after] = words.split("{text}");
  return [before, el("bdi", {}, clip((step.text ?? "").trim())), after];
}

const clip = (text) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
