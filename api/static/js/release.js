// Letting a piece through by name: who, why, and only for this very text.
import { call, Refused } from "./calls.js";
import { el, moment } from "./dom.js";

export function showOverrides(section, box, result, onDone) {
  const given = result.overrides ?? [];
  const held = result.enforcement === "hold" || result.enforcement === "block";
  section.hidden = !given.length && !held;
  if (section.hidden) return;
  const nodes = given.map((one) =>
    el(
      "div",
      { class: "claim" },
      el("p", {}, el("strong", {}, one.who), ` released ${one.codes.join(", ")}`),
      el("p", { class: "claim-facts" }, `${one.why} · ${moment(one.at)}${one.until ? ` · until ${moment(one.until)}` : ""}`),
    ),
  );
  if (held) nodes.push(result.releasable === false ? nobody() : form(result, onDone));
  box.replaceChildren(...nodes);
}

function nobody() {
  return el("p", { class: "claim-facts" }, "Nobody can release this text: a kill, or an embargo whose end is known, is the provider’s word.");
}

function form(result, onDone) {
  const codes = [
    ...new Set(
      [...result.claims.flatMap((claim) => claim.reasons), ...(result.reasons ?? [])]
        .filter((reason) => reason.severity !== "clear")
        .map((reason) => reason.code),
    ),
  ];
  const why = el("input", { id: "override-why", required: true, minlength: 3 });
  const error = el("p", { class: "note bad", role: "alert", hidden: true });
  return el(
    "details",
    {},
    el("summary", {}, "Release this text"),
    el(
      "form",
      {
        class: "stack",
        onsubmit: async (event) => {
          event.preventDefault();
          try {
            await call("POST", `/v1/checks/${encodeURIComponent(result.check)}/overrides`, {
              codes,
              why: why.value,
              text_sha256: result.text_sha256,
            });
            onDone();
          } catch (refused) {
            if (!(refused instanceof Refused)) throw refused;
            error.textContent = refused.message;
            error.hidden = false;
          }
        },
      },
      el("p", { class: "claim-facts" }, `Recorded under your key's name, for this very text: ${codes.join(", ")}`),
      el("label", { for: "override-why" }, "Why", why),
      el("button", { type: "submit" }, "Release"),
      error,
    ),
  );
}
