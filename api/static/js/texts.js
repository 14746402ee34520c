// The texts of scripts in the page's language: each is written in English where it is used, and the
// page brings its translation along.
export const LANGUAGE = document.documentElement.lang || "en";

const held = JSON.parse(document.getElementById("texts")?.textContent || "{}");

/** A text, with values in its places: say("Source: {name}", { name }). */
export const say = (text, values = {}) => filled(held[text]?.[0] ?? text, values);

/** A text for a number, which it names as {n}. */
export function sayMany(one, many, n, values = {}) {
  const [translated, others] = held[one] ?? [one, many];
  return filled(n === 1 ? translated : (others ?? translated), { n: n.toLocaleString(LANGUAGE), ...values });
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
