// One draft against channels and territories.
import { el, pill } from "./dom.js";

export function showMatrix(box, answer) {
  const { channels, territories, cells } = answer;
  const columns = territories.length ? territories : ["everywhere"];
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Channel"),
    columns.map((name) => el("th", { scope: "col" }, name)),
  );
  const rows = channels.map((channel) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, channel),
      columns.map((territory) => cell(cells, channel, territories.length ? territory : null)),
    ),
  );
  box.replaceChildren(
    el("table", {}, el("thead", {}, head), el("tbody", {}, rows)),
    el("p", { class: "faint" }, answer.words),
  );
}

function cell(cells, channel, territory) {
  const found = cells.find((one) => one.channel === channel && one.territory === territory);
  if (!found) return el("td", {}, "");
  return el("td", { title: found.message }, pill(found.verdict, found.complete));
}
