// A check that takes its time: what is done, for how long, and a way to stop it.
import { byId } from "./dom.js";
import { say, sayMany } from "./texts.js";

const SOON = 300; // milliseconds until a quick check is worth a word

/** Runs `work(signal)` with a note that it runs; resolves and rejects as that does. */
export async function busily(words, work) {
  const stop = new AbortController();
  const began = Date.now();
  const tell = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    byId("busy-words").textContent = seconds ? `${words} ${seconds} s` : words;
  };
  const shown = setTimeout(() => {
    byId("busy").hidden = false;
  }, SOON);
  const ticking = setInterval(tell, 1000);
  byId("stop").onclick = () => stop.abort();
  byId("status").textContent = words;
  tell();
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(shown);
    clearInterval(ticking);
    byId("busy").hidden = true;
  }
}

export const sizeWords = (input) => {
  const length = (input.html ?? input.text ?? "").length;
  return length ? sayMany("Checking {n} character.", "Checking {n} characters.", length) : say("Checking the file.");
};
