// Letting a piece through by name: who, why, and only for this very text. The service says who may.
import { call, Refused } from "./calls.js";
import { el, moment } from "./dom.js";
import { labelOf } from "./tasks.js";
import { say } from "./texts.js";

export async function showOverrides(section, box, result, onDone) {
  const given = (result.overrides ?? []).map(givenRow);
  const held = result.enforcement === "hold" || result.enforcement === "block";
  section.hidden = !given.length && !held;
  box.replaceChildren(...given);
  if (!held || !result.check) return;
  const offer = await offered(result);
  if (!offer || box.dataset.check !== result.check) return;
  box.append(offer.may ? form(result, offer.codes, onDone) : el("p", { class: "claim-facts" }, sentence(offer.why)));
}

const sentence = (words) => say("You cannot release this text here: {why}.", { why: words });

// The service's names for a caller while there is no key.
const [LOCAL, MACHINE] = ["local", "this machine"];

/** Under whose name a release is recorded; while there are no keys, nobody has one. */
function signature() {
  const who = document.querySelector("[data-who]")?.dataset.who;
  return who
    ? say("This release is recorded under the name “{who}”.", { who })
    : say("There are no keys yet, so no name is recorded with this release: include your name in the reason.");
}

const named = (codes) => codes.map(labelOf).join("; ");

async function offered(result) {
  try {
    return await call("GET", `/checks/${encodeURIComponent(result.check)}/release`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { may: false, codes: [], why: error.message };
  }
}

function givenRow(one) {
  const until = one.until ? ` · ${say("until {time}", { time: moment(one.until) })}` : "";
  return el(
    "div",
    { class: "claim" },
    el("p", {}, el("strong", {}, one.role === LOCAL || one.who === MACHINE ? say("Somebody at this computer") : one.who), say(" released this text despite: {codes}", { codes: named(one.codes) })),
    el("p", { class: "claim-facts" }, `${one.why} · ${moment(one.at)}${until}`),
  );
}

function form(result, codes, onDone) {
  const why = el("input", { id: "override-why", required: true, minlength: 3 });
  const error = el("p", { class: "note bad", role: "alert", hidden: true });
  const submit = async (event) => {
    event.preventDefault();
    try {
      const body = { codes, why: why.value, text_sha256: result.text_sha256 };
      await call("POST", `/v1/checks/${encodeURIComponent(result.check)}/overrides`, body);
      onDone();
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      error.textContent = refused.message;
      error.hidden = false;
    }
  };
  return el(
    "details",
    {},
    el("summary", {}, say("Release this text")),
    el(
      "form",
      { class: "stack", onsubmit: submit },
      el("p", { class: "claim-facts" }, signature(), " ", say("It applies to exactly this text, despite: {codes}.", { codes: named(codes) })),
      el("label", { for: "override-why" }, say("Reason"), why),
      el("button", { type: "submit" }, say("Release")),
      error,
    ),
  );
}
