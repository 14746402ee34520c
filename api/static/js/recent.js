// The newest checks, so that one finds again what was checked a while ago.
import { call, Refused } from "./calls.js";
import { byId, el, moment, pill } from "./dom.js";
import { say } from "./texts.js";

const SHOWN = 8;

export async function showRecent() {
  try {
    const { items } = await call("GET", `/v1/checks?limit=${SHOWN}`);
    byId("recent").hidden = !items.length;
    byId("recent-list").replaceChildren(...items.map(row));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    byId("recent").hidden = true; // the list is an extra: the page works without it
  }
}

function row(head) {
  return el(
    "li",
    {},
    pill(head.verdict, head.complete),
    el("a", { href: `/checks/${encodeURIComponent(head.check)}`, dir: "auto" }, head.title || head.id || head.message || say("Untitled")),
    el("span", { class: "faint" }, moment(head.checked_at)),
  );
}
