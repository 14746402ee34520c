// Formatted text that was pasted: only what a story needs is kept, links above all.
import { el } from "./dom.js";

const KEPT = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "BLOCKQUOTE", "FIGURE", "FIGCAPTION"]);
const SAME = { B: "strong", STRONG: "strong", I: "em", EM: "em" };
const INLINE = new Set(["A", "STRONG", "EM", "BR", "IMG"]);
const SILENT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "HEAD", "META", "TITLE", "SVG"]);
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,ul,ol,li,blockquote,figure,div,section,article,table,main,header,footer,aside";
const TELLING = "a,h1,h2,h3,h4,h5,h6,ul,ol,blockquote,strong,em,figure,img";
const ADDRESS = /^(https?:|mailto:)/i;

/** A fragment of our own elements for markup from anywhere; no attribute but addresses is kept. */
export function clean(html) {
  const parsed = new DOMParser().parseFromString(bare(html), "text/html");
  const made = document.createDocumentFragment();
  build(parsed.body, made);
  return inBlocks(made);
}

/** Markup without styles and scripts: nothing of them is kept, and the browser complains of each. */
const bare = (html) =>
  html
    .replace(/<style\b[^<]*(?:<(?!\/style)[^<]*)*/gi, "<style>")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(?:style|on[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)/gi, " "));

/** Whether a fragment says more than its plain text would. */
export const isFormatted = (fragment) => fragment.querySelector(TELLING) !== null;

/** The markup of an element or a fragment, a block a line. */
export function markup(root) {
  const box = document.createElement("div");
  box.append(clean(written(root)));
  for (const image of box.querySelectorAll("img[data-src]")) {
    image.setAttribute("src-", image.dataset.src);
    image.removeAttribute("data-src");
  }
  // An address becomes `src` in the string only: as an attribute it would be fetched here.
  return [...box.children].map((block) => block.outerHTML.replaceAll(' src-="', ' src="')).join("\n");
}

/** Paragraphs of plain text. */
export const paragraphs = (text) =>
  text.split(/\n\s*\n/).filter((part) => part.trim()).map((part) => el("p", {}, ...lines(part.trim())));

const lines = (part) => part.split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line]));

function written(root) {
  const box = document.createElement("div");
  box.append(...[...root.childNodes].map((node) => node.cloneNode(true)));
  return box.innerHTML;
}

function build(node, into) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const words = child.data.replace(/[ \t\r\n\f]+/g, " ");
      if (words.trim() || into.lastChild) into.append(words);
    } else if (child.nodeType === Node.ELEMENT_NODE && !SILENT.has(child.tagName.toUpperCase())) {
      into.append(...taken(child));
    }
  }
}

function taken(child) {
  const within = document.createDocumentFragment();
  if (child.tagName === "BR") return [el("br")];
  if (child.tagName === "IMG") return image(child);
  build(child, within);
  const made = elementFor(child);
  if (made) {
    made.append(within);
    return made.textContent.trim() || made.querySelector("img,br") ? [made] : [...made.childNodes];
  }
  return isBlock(child) && !child.querySelector(BLOCKS) ? paragraph(within) : [...within.childNodes];
}

function elementFor(child) {
  const address = child.getAttribute("href");
  if (child.tagName === "A") return ADDRESS.test(address ?? "") ? el("a", { href: address }) : null;
  const same = SAME[child.tagName];
  if (same) return child.querySelector(BLOCKS) ? null : el(same);
  return KEPT.has(child.tagName) ? el(child.tagName.toLowerCase()) : null;
}

const isBlock = (child) => child.matches(BLOCKS);

const paragraph = (within) => (within.textContent.trim() || within.querySelector("img") ? [wrapped([...within.childNodes])] : []);

function wrapped(nodes) {
  const made = el("p");
  made.append(...nodes);
  return made;
}

/** An image stays with its address, which is not fetched. */
function image(child) {
  const address = child.getAttribute("src") ?? child.dataset.src ?? "";
  return ADDRESS.test(address) ? [el("img", { "data-src": address, alt: child.getAttribute("alt") ?? "" })] : [];
}

/** Words outside of any block become paragraphs. */
function inBlocks(fragment) {
  const made = document.createDocumentFragment();
  let run = [];
  const end = () => {
    if (run.some((node) => node.textContent.trim() || node.tagName === "IMG")) made.append(wrapped(run));
    run = [];
  };
  for (const node of [...fragment.childNodes]) {
    if (node.nodeType === Node.TEXT_NODE || INLINE.has(node.tagName)) run.push(node);
    else {
      end();
      made.append(node);
    }
  }
  end();
  return made;
}
