// The page before a check: a draft is written, pasted, dropped or chosen.
import { base64 } from "./calls.js";
import { byId } from "./dom.js";
import { Field, looksLikeHtml } from "./field.js";
import { useOfForm } from "./use.js";
import { say, sayMany } from "./texts.js";

const HTML_FILE = /\.x?html?$/i;
const MOST_INLINE = 1_500_000; // bytes of a file that is shown in the text area

/** Wires the composer; `check(input, use)` takes what was given. */
export function composer(check, refuse) {
  const field = new Field(byId("draft"), byId("rich"), byId("draft-plain"), size);

  function size() {
    const { length, links, isRich } = field;
    const how = isRich ? sayMany(", with formatting and {n} link", ", with formatting and {n} links", links) : "";
    const source = !isRich && looksLikeHtml(field.area.value) ? say(", read as HTML") : "";
    byId("draft-size").textContent = length ? `${sayMany("{n} character", "{n} characters", length)}${how}${source}` : say("No text yet");
  }

  function submit() {
    if (field.length) return check(field.input(), useOfForm());
    field.focus();
    return refuse(say("There is no text yet: paste a draft or choose a file."));
  }

  async function takeFile(file) {
    if (!file) return;
    const words = file.size <= MOST_INLINE ? await asText(file) : null;
    if (words !== null) {
      field.set(HTML_FILE.test(file.name) || file.type === "text/html" ? { html: words } : { text: words });
      size();
    }
    if (words === null) check({ document: { name: file.name, base64: await base64(file) } }, useOfForm());
    else if (file.type !== "text/plain") submit();
  }

  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  for (const sample of document.querySelectorAll("[data-sample]")) {
    sample.addEventListener("click", () => {
      field.set({ text: sample.dataset.sample });
      size();
      submit();
    });
  }
  byId("choose").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    takeFile(event.target.files[0]);
    event.target.value = "";
  });
  wireDrop(field, takeFile);
  size();
  return { field, submit, size };
}

/** The words of a plain text or an HTML page in UTF-8; null for anything else, which the service reads. */
async function asText(file) {
  const plain = file.type === "text/plain" || file.type === "text/html" || HTML_FILE.test(file.name);
  if (!plain) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function wireDrop(field, takeFile) {
  const box = byId("drop");
  for (const name of ["dragover", "dragenter"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      takeFile(event.dataTransfer.files[0]);
    } else if (!field.isRich) field.take(event, event.dataTransfer);
  });
}
