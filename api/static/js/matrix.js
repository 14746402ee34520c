// One draft against channels and territories, with the reason in each cell.
import { el, pill, territoryName } from "./dom.js";
import { say } from "./texts.js";

export function showMatrix(box, answer, channelName) {
  const { channels, territories, cells } = answer;
  const columns = territories.length ? territories : [null];
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, say("Channel")),
    columns.map((code) => el("th", { scope: "col" }, code ? territoryName(code) : say("No territory named"))),
  );
  const rows = channels.map((channel) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, channelName(channel)),
      columns.map((territory) => cell(cells, channel, territory)),
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
  const why = found.because.length ? found.because : [found.message];
  return el("td", {}, pill(found.verdict, found.complete), ...why.slice(0, 2).map((words) => el("p", { class: "why-not" }, words)));
}
