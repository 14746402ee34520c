// Where a card stands: beside its passage where there is room, right under it on a phone.
import { byId } from "./dom.js";
import { elementOf } from "./marks.js";

const PHONE = matchMedia("(max-width: 47rem)");

export const ownerOf = (place, result) =>
  place.kind === "passage" ? result.matches[place.match].owner : place.finding.agency;

export const cardOf = (owner) => document.querySelector(`.claim[data-owner="${CSS.escape(owner)}"]`);

/** Writes beside each place the number of what is to be done there, or a tick. */
export function setTicks(places, result, tasks) {
  const reused = new Set(places.filter((place) => place.kind === "passage").map((place) => ownerOf(place, result)));
  for (const place of places) {
    const owner = ownerOf(place, result);
    if (place.kind === "finding" && reused.has(owner)) continue; // its passages have them
    const open = tasks.filter((task) => task.owner === owner && touches(task, place)).map((task) => task.number);
    const claim = result.claims.find((one) => one.owner === owner);
    if (open.length) place.tick = open.length > 1 ? `${open[0]}–${open[open.length - 1]}` : String(open[0]);
    else if (claim?.verdict === "clear" && place.counted !== false) place.tick = "✓";
  }
}

/** A reason without places of its own concerns all of its owner's. */
export function touches(task, place) {
  const spans = task.reason?.passages ?? [];
  return !spans.length || spans.some((span) => span.start < place.end && place.start < span.end);
}

/** Moves each card to where it belongs at this width. */
export function placeCards(places, result) {
  const home = byId("claims");
  const cards = [...document.querySelectorAll("[data-card]")].sort((a, b) => order(a) - order(b));
  home.append(...cards);
  if (!PHONE.matches || result.text === undefined) return;
  for (const card of cards.reverse()) {
    const place = places.find((one) => ownerOf(one, result) === card.dataset.owner);
    const mark = place && elementOf(byId("draft-text"), place.id);
    mark?.closest(".line").after(card);
  }
}

const order = (card) => (card.dataset.card === "rest" ? Infinity : Number(card.dataset.card));

export const onPhone = () => PHONE.matches;

export function whenWidthChanges(work) {
  PHONE.addEventListener("change", work);
}

/** Brings a card, or a row of it, to the height of a mark. */
export function bringBeside(card, mark) {
  for (const other of document.querySelectorAll(".claim.current")) other.classList.remove("current");
  if (!card) return;
  (card.closest(".claim") ?? card).classList.add("current");
  const rail = byId("rail");
  if (PHONE.matches || rail.scrollHeight <= rail.clientHeight) return;
  const level = mark ? mark.getBoundingClientRect().top : rail.getBoundingClientRect().top + 16;
  rail.scrollTop += card.getBoundingClientRect().top - level;
  const below = card.getBoundingClientRect().bottom - rail.getBoundingClientRect().bottom;
  if (below > 0) rail.scrollTop += Math.min(below + 12, card.getBoundingClientRect().top - rail.getBoundingClientRect().top - 12);
}
