// Going to a place: its marks in both panes, its row, and its card.
import { bringBeside, cardOf, onPhone, ownerOf, touches } from "./cardplaces.js";
import { byId } from "./dom.js";
import { elementOf } from "./marks.js";
import { showSource } from "./sourcepane.js";
import { allPlaces, state, together } from "./state.js";
import { say } from "./texts.js";

export function pick(id, { focus = true } = {}) {
  const all = state.places.steps;
  state.at = all.findIndex((place) => place.id === id);
  const place = allPlaces().find((one) => one.id === id);
  if (place?.kind === "passage") showSource(place.match, pick);
  for (const mark of document.querySelectorAll("mark.active")) mark.classList.remove("active", "lead");
  for (const mark of document.querySelectorAll(`.reading mark[data-ids~="${id}"]`)) mark.classList.add("active");
  for (const pane of ["draft-text", "source-text"]) elementOf(byId(pane), id)?.classList.add("lead");
  for (const row of byId("evidence").querySelectorAll("li")) {
    const button = row.querySelector(".go-to");
    if (row.dataset.id && Number(row.dataset.id) === id) button?.setAttribute("aria-current", "true");
    else button?.removeAttribute("aria-current");
  }
  together.show(id);
  const mark = elementOf(byId("draft-text"), id) ?? elementOf(byId("source-text"), id);
  bringBeside(place ? cardOf(ownerOf(place, state.result)) : null, mark);
  if (focus) mark?.focus({ preventScroll: true });
  showPlace();
}

/** From a line of the checklist to its passage and its row, where a fix can be made at once. */
export function pickTask(task) {
  const all = allPlaces();
  const own = all.filter((place) => ownerOf(place, state.result) === task.owner);
  const place = own.find((one) => touches(task, one)) ?? own[0];
  if (place) pick(place.id, { focus: false });
  const row = document.querySelector(`.reason[data-task="${task.number}"]`);
  if (!row) return;
  const mark = place && elementOf(byId("draft-text"), place.id);
  bringBeside(row, mark);
  if (onPhone()) row.scrollIntoView({ block: "center" });
  const target = row.querySelector("button") ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus({ preventScroll: true });
}

export function showOwner(owner) {
  const place = allPlaces().find((one) => ownerOf(one, state.result) === owner);
  if (place) pick(place.id);
}

export function step(by) {
  const all = state.places?.steps ?? [];
  if (!all.length || !byId("editing").hidden) return;
  const next = state.at < 0 ? (by > 0 ? 0 : all.length - 1) : (state.at + by + all.length) % all.length;
  pick(all[next].id);
}

export function showPlace() {
  const count = state.places?.steps.length ?? 0;
  byId("place").textContent = count ? `${state.at < 0 ? "–" : state.at + 1} / ${count}` : say("none");
  byId("previous").disabled = byId("next").disabled = count === 0;
}
