// Which words of a passage differ from its source: the words that an editor changed.

// Where writers put no spaces between words, each character is one.
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu;
const MOST = 700; // words a side; longer passages are shown without their changes

/** Spans, relative to each text, of the words that the other side does not have there. */
export function changes(draft, source) {
  const [a, b] = [wordsOf(draft), wordsOf(source)];
  if (!a.length || !b.length || a.length > MOST || b.length > MOST) return { draft: [], source: [] };
  const common = lengths(a, b);
  const kept = { a: new Set(), b: new Set() };
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i].key === b[j].key) {
      kept.a.add(i++);
      kept.b.add(j++);
    } else if (common[(i + 1) * (b.length + 1) + j] >= common[i * (b.length + 1) + j + 1]) i += 1;
    else j += 1;
  }
  return { draft: joined(a, kept.a), source: joined(b, kept.b) };
}

function wordsOf(text) {
  return [...text.matchAll(WORD)].map((found) => ({
    key: found[0].toLowerCase(),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Lengths of the longest common subsequences of all tails, as one flat table. */
function lengths(a, b) {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        a[i].key === b[j].key
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  return table;
}

function joined(words, kept) {
  const spans = [];
  words.forEach((word, at) => {
    if (kept.has(at)) return;
    const last = spans[spans.length - 1];
    if (last && last.next === at) {
      last.end = word.end;
      last.next = at + 1;
    } else spans.push({ start: word.start, end: word.end, next: at + 1 });
  });
  return spans;
}
