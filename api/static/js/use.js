// The use that a draft is judged for: of the form for a new draft, of the result for all that follows.
import { call, Refused } from "./calls.js";
import { byId, localZone } from "./dom.js";

const NAMES = ["publisher", "site", "channel", "purpose"];

/** Territories as they were written: commas part names of several words, blanks part codes. */
export const listed = (words) =>
  words.split(/[,;\n]/.test(words) ? /[,;\n]+/ : /\s+/).map((one) => one.trim()).filter(Boolean);

/** What the form says, all of it: an empty field is empty, never the service's default. */
export function useOfForm() {
  const value = (id) => byId(id).value.trim();
  const use = Object.fromEntries(NAMES.map((name) => [name, value(name)]));
  use.territories = listed(value("territories"));
  for (const name of ["at", "first_published"]) {
    if (value(name)) use[name] = new Date(value(name)).toISOString();
  }
  return use;
}

/** Fills the form with the use of a result, to be changed. */
export function fillForm(use) {
  for (const name of NAMES) byId(name).value = use[name] ?? "";
  byId("territories").value = use.territories.join(", ");
  for (const name of ["at", "first_published"]) byId(name).value = use[name] ? localTime(use[name]) : "";
  sayUse();
}

function localTime(iso) {
  const when = new Date(iso);
  return new Date(when.getTime() - when.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

/**
 * The very use of a result, to be judged again: fixes, edits and comparisons must not fall back to
 * the form, which a reload resets. A result "as of now" is judged as of now again.
 */
export function useOf(result) {
  const { publisher, site, channel, territories, purpose, at, first_published } = result.use;
  const use = { publisher, site, channel, territories, purpose };
  if (at && at !== result.checked_at) use.at = at;
  if (first_published) use.first_published = first_published;
  return use;
}

let asked = 0;

/** Says under the form, in the service's own words, for which use a check would be. */
export async function sayUse() {
  const number = ++asked;
  const use = useOfForm();
  const query = new URLSearchParams(NAMES.map((name) => [name, use[name]]));
  for (const place of use.territories) query.append("territories", place);
  try {
    const { words, problems } = await call("GET", `/use?${query}`);
    if (number !== asked) return;
    const wrong = problems.map((fault) => [fault.detail, fault.hint].filter(Boolean).join(": "));
    byId("use-preview").textContent = wrong.length ? `${wrong.join(". ")}.` : words;
    byId("use-preview").classList.toggle("wrong", wrong.length > 0);
  } catch (error) {
    if (!(error instanceof Refused)) throw error; // the check itself will say what is the matter
  }
}

let waiting = 0;

export function wireUse() {
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(sayUse, 250);
  };
  for (const name of [...NAMES, "territories"]) byId(name).addEventListener("input", later);
  byId("add-country").addEventListener("change", (event) => {
    const code = event.target.value;
    const held = listed(byId("territories").value);
    if (code && !held.includes(code)) byId("territories").value = [...held, code].join(", ");
    event.target.value = "";
    sayUse();
  });
  for (const box of document.querySelectorAll("[data-zone]")) box.textContent = localZone();
  sayUse();
}
