// What this tab remembers of its checks, so that a reload and "Undo" have the draft; the service need not keep it.
// What is being written is kept as well, until it is checked or given up.

const PREFIX = "check:";
const WRITTEN = "written:";

/** Remembers one check: its result, what was sent, what was done before it. */
export const remember = (record) => put(PREFIX + record.result.check, { ...record, at: Date.now() });

/** Keeps what is written on a check's draft, or before any ("") where no check is named. */
export const keepWritten = (input, check = "") => put(WRITTEN + check, input);

export const written = (check = "") => JSON.parse(sessionStorage.getItem(WRITTEN + check) ?? "null");

export const forgetWritten = (check = "") => sessionStorage.removeItem(WRITTEN + check);

function put(name, value) {
  const words = JSON.stringify(value);
  for (;;) {
    try {
      sessionStorage.setItem(name, words);
      return true;
    } catch {
      if (!forgetOldest(name)) return false; // one draft alone is larger than the tab's room
    }
  }
}

export function remembered(check) {
  const words = sessionStorage.getItem(PREFIX + check);
  return words ? JSON.parse(words) : null;
}

function forgetOldest(but) {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX) && name !== but);
  if (!names.length) return false;
  const age = (name) => JSON.parse(sessionStorage.getItem(name)).at ?? 0;
  sessionStorage.removeItem(names.reduce((a, b) => (age(a) <= age(b) ? a : b)));
  return true;
}
