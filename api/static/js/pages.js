// What the desk's pages do beyond their forms, which work without any script: files with items are
// sent, and the state of a run is followed.
import { base64, call, Refused } from "./calls.js";
import { el } from "./dom.js";
import { say, sayMany } from "./texts.js";

const LOOK_AGAIN = 3000; // milliseconds

function tell(look, ...words) {
  document.querySelector("[data-told]")?.replaceChildren(el("div", { class: `note ${look}` }, ...words));
}

function tellProblem(error) {
  if (!(error instanceof Refused)) throw error;
  const faults = (error.problem.errors ?? []).filter((fault) => fault.detail !== error.message);
  const rows = faults.map((fault) =>
    el("li", {}, [fault.field, fault.detail, fault.hint].filter(Boolean).join(": ")),
  );
  tell("bad", error.message, rows.length ? el("ul", {}, rows) : "");
}

async function send(file) {
  tell("", say("Reading {file}…", { file: file.name }));
  try {
    const document = { name: file.name, base64: await base64(file) };
    const answer = await call("POST", "/v1/sources", { document });
    const late = Object.values(answer.late ?? {}).flat().length;
    const words = sayMany("{n} item read.", "{n} items read.", answer.items.length);
    const used = late ? ` ${sayMany("{n} checked story uses them.", "{n} checked stories use them.", late)}` : "";
    tell("good", `${words}${used} `, el("a", { href: "/sources" }, say("Show")));
  } catch (error) {
    tellProblem(error);
  }
}

for (const button of document.querySelectorAll("[data-choose]")) {
  const input = document.getElementById(button.dataset.choose);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    button.disabled = true;
    await send(file);
    button.disabled = false;
    input.value = "";
  });
}

async function follow(part) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return setTimeout(follow, LOOK_AGAIN, part);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (!fresh?.hasAttribute("data-live")) return location.reload();
  part.replaceChildren(...fresh.childNodes);
  return setTimeout(follow, LOOK_AGAIN, part);
}

for (const part of document.querySelectorAll("[data-live]")) setTimeout(follow, LOOK_AGAIN, part);
