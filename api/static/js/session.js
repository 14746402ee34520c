// What this tab remembers of its checks, so that a reload and "Undo" have the draft; the service need not keep it.

const PREFIX = "check:";

/** Remembers one check: its result, what was sent, what was done before it. */
export function remember(record) {
  const name = PREFIX + record.result.check;
  const words = JSON.stringify({ ...record, at: Date.now() });
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
