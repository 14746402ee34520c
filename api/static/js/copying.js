// The draft on the clipboard, as HTML with its links and as plain text.
import { el } from "./dom.js";

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Copies what was sent, as it is by now; resolves to whether the clipboard took it. */
export async function copyDraft(input, text) {
  const html = input?.html ?? asHtml(text);
  const plain = input?.html && !input.rich ? input.html : text;
  try {
    const parts = { "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([plain], { type: "text/plain" }) };
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    return true;
  } catch {
    return copiedByCommand(html, plain); // no clipboard outside of secure contexts
  }
}

export async function copyWords(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copiedByCommand("", words);
  }
}

function copiedByCommand(html, plain) {
  let taken = false;
  const give = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (html) event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", plain);
    taken = true;
  };
  document.addEventListener("copy", give, { capture: true, once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", give, { capture: true });
  return taken;
}

/** Plain text as paragraphs, its addresses as links. */
function asHtml(text) {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim());
  return parts.map((part) => paragraph(part.trim()).outerHTML).join("\n");
}

function paragraph(part) {
  const made = el("p");
  part.split("\n").forEach((line, at) => {
    if (at) made.append(el("br"));
    let done = 0;
    for (const found of line.matchAll(ADDRESS)) {
      made.append(line.slice(done, found.index), el("a", { href: found[0] }, found[0]));
      done = found.index + found[0].length;
    }
    made.append(line.slice(done));
  });
  return made;
}
