// A place to write: plain text or HTML source in a text area, or formatted text where such was pasted.
import { clean, isFormatted, markup, paragraphs } from "./rich.js";
import { say } from "./texts.js";

export const looksLikeHtml = (text) => /^\s*<(!doctype|html|body|article|section|div|p|h[1-6]|figure|ul|ol)\b/i.test(text);

export class Field {
  constructor(area, rich, switcher, onChange = () => {}) {
    Object.assign(this, { area, rich, switcher, onChange, formatted: null });
    switcher.addEventListener("click", () => (this.isRich ? this.makePlain() : this.makeRich()));
    area.addEventListener("input", () => this.keep(null));
    area.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    rich.addEventListener("paste", (event) => this.insert(event));
    for (const box of [area, rich]) box.addEventListener("input", () => this.changed());
    document.execCommand("defaultParagraphSeparator", false, "p");
  }

  /** What is sent: `text`, or `html` with `rich` where it is not the writer's own source. */
  input() {
    if (this.isRich) return { html: markup(this.rich), rich: true };
    const text = this.area.value;
    return looksLikeHtml(text) ? { html: text } : { text };
  }

  /** Shows what was sent before; `text` is its visible text, for files. */
  set(input, text = "") {
    this.area.value = input?.html && !input.rich ? input.html : (input?.text ?? text);
    if (input?.rich) this.become(clean(input.html));
    else this.become(null);
  }

  get isRich() {
    return !this.rich.hidden;
  }

  get length() {
    return this.isRich ? this.rich.textContent.trim().length : this.area.value.trim().length;
  }

  get links() {
    return this.isRich ? this.rich.querySelectorAll("a").length : 0;
  }

  focus() {
    (this.isRich ? this.rich : this.area).focus();
  }

  /** Takes formatted text of a clipboard or a drop; what has no formatting is left to the browser. */
  take(event, data) {
    const html = data?.getData("text/html");
    if (!html) return false;
    const made = clean(html);
    if (!isFormatted(made)) return false;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = this.area;
    const all = document.createDocumentFragment();
    all.append(...paragraphs(value.slice(0, selectionStart)), made, ...paragraphs(value.slice(selectionEnd)));
    this.become(all);
    this.focus();
    getSelection().selectAllChildren(this.rich);
    getSelection().collapseToEnd();
    this.changed();
    return true;
  }

  insert(event) {
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    if (!html) {
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
      return;
    }
    const box = document.createElement("div");
    box.append(clean(html));
    const only = box.childElementCount === 1 && box.firstElementChild.tagName === "P";
    document.execCommand("insertHTML", false, only ? box.firstElementChild.innerHTML : box.innerHTML);
  }

  become(fragment) {
    this.rich.hidden = !fragment;
    this.area.hidden = Boolean(fragment);
    this.rich.replaceChildren(...(fragment ? [fragment] : []));
    this.keep(null);
  }

  /** Gives up the formatting, which can be had back until the words are changed. */
  makePlain() {
    const text = this.rich.innerText.replace(/\n{3,}/g, "\n\n").trim();
    const formatted = document.createDocumentFragment();
    formatted.append(...this.rich.childNodes);
    this.become(null);
    this.area.value = text;
    this.keep(formatted);
    this.focus();
    this.onChange();
  }

  makeRich() {
    this.become(this.formatted);
    this.focus();
    this.onChange();
  }

  /** Remembers formatting that was given up, and says on the button what it does now. */
  keep(formatted) {
    this.formatted = formatted;
    this.switcher.hidden = !this.isRich && !formatted;
    this.switcher.textContent = this.isRich ? say("Convert to plain text") : say("Back to formatted text");
  }

  changed() {
    if (this.isRich && !this.rich.textContent.trim() && !this.rich.querySelector("img")) {
      this.area.value = "";
      this.become(null);
      this.focus();
    }
    this.onChange();
  }
}
