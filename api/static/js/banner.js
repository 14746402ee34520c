// The verdict at the top: what it is, for which use, and until when.
import { mayRun, nextWords } from "./cards.js";
import { byId, ENFORCEMENT, moment, named, VERDICTS } from "./dom.js";
import { unfinishedWords, verdictWords } from "./unfinished.js";
import { say, sayMany } from "./texts.js";

export function showBanner(result) {
  const look = named(result.verdict, result.complete);
  byId("banner").className = `banner ${look}`;
  byId("banner-icon").setAttribute("href", `#i-${look}`);
  byId("verdict-name").textContent = VERDICTS[look] ?? look;
  byId("enforcement").textContent = ENFORCEMENT[result.enforcement] ?? result.enforcement ?? "";
  byId("sentence").textContent = result.message;
  byId("use-words").textContent = result.use.words ?? "";
  document.title = `${verdictWords(result, VERDICTS)} - Wirecheck`;
  line("next-event", result.next_event && mayRun(result) && nextWords(result.next_event));
  const since = (result.overtaken ?? []).map((one) => one.message).join(" ");
  line("overtaken", since && say("This verdict is out of date. {since} Check the story again.", { since }));
  line("incomplete", unfinishedWords(result));
  byId("status").textContent = [`${verdictWords(result, VERDICTS)}.`, result.message, since, result.use.words ?? ""].join(" ");
}

function line(id, words) {
  byId(id).hidden = !words;
  byId(id).querySelector("span").textContent = words || "";
}

/** Words as the claims count them, never counted anew here. */
export function showFacts(result) {
  const words = result.looked_at?.words;
  const facts = [say("checked {time}", { time: moment(result.checked_at) })];
  if (words) facts.unshift(sayMany("{n} word", "{n} words", words));
  byId("draft-facts").textContent = facts.join(" · ");
}
