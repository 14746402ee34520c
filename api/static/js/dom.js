// Elements made from values. Texts only ever become text nodes: nothing a draft, a source or a
// rule says is read as markup.
import { LANGUAGE, say } from "./texts.js";

/** An element with attributes and children; strings become text, null and false are left out. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false));
  return made;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

export const VERDICTS = {
  clear: say("Clear"),
  credit_required: say("Credit required"),
  unfinished: say("Not finished"),
  licence_required: say("Licence required"),
  blocked: say("Blocked"),
};

export const ENFORCEMENT = {
  allow: say("may be published"),
  warn: say("may be published, with a warning"),
  hold: say("held until a named person releases it"),
  block: say("must not be published"),
};

export const CONFIDENCE = {
  low: say("low"),
  medium: say("medium"),
  high: say("high"),
  certain: say("certain"),
};

/** The verdict to name: an unfinished check is never called clear, nor is one of an older version. */
export const named = (verdict, complete) => (verdict === "clear" && !complete ? "unfinished" : verdict);

export function pill(verdict, complete = true) {
  const look = named(verdict, complete);
  return el("span", { class: `pill ${look}` }, icon(look), VERDICTS[look] ?? look);
}

/** A territory's name for a code of two letters. */
export function territoryName(code) {
  try {
    return new Intl.DisplayNames(LANGUAGE, { type: "region" }).of(code.toUpperCase()) ?? code;
  } catch {
    return code; // a part of a country, or the whole world
  }
}

/** The zone in which this browser reads and shows the times that are typed in: "UTC+2". */
export function localZone() {
  const minutes = -new Date().getTimezoneOffset();
  if (!minutes) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** A moment as every page, report and command writes it: 2025-01-14 09:00 UTC. */
export function moment(iso) {
  const when = new Date(iso);
  if (Number.isNaN(when.getTime())) return String(iso);
  const [day, time] = when.toISOString().split("T");
  return `${day} ${time.slice(0, when.getUTCSeconds() ? 8 : 5)} UTC`;
}

export const percent = (share) => `${Math.round(share * 100)} %`;
