// Two panes that scroll together: passages are the anchors, between them positions are interpolated.
import { elementOf } from "./marks.js";

export class Together {
  constructor(draft, source) {
    this.draft = draft;
    this.source = source;
    this.pairs = [];
    this.quiet = null; // the pane that we are moving ourselves
    draft.addEventListener("scroll", () => this.follow(draft, source, 0), { passive: true });
    source.addEventListener("scroll", () => this.follow(source, draft, 1), { passive: true });
    addEventListener("resize", () => this.measure());
  }

  /** Takes the ids of passages shown in both panes; measures where they stand. */
  tie(ids) {
    this.ids = ids;
    this.measure();
  }

  measure() {
    const pairs = [];
    for (const id of this.ids ?? []) {
      const [a, b] = [elementOf(this.draft, id), elementOf(this.source, id)];
      if (a && b) pairs.push([top(a, this.draft), top(b, this.source)]);
    }
    this.pairs = pairs;
  }

  follow(from, to, side) {
    if (this.quiet === from) {
      this.quiet = null;
      return;
    }
    if (!this.pairs.length || !scrolls(from) || !scrolls(to)) return;
    const line = from.scrollTop + from.clientHeight * 0.3;
    const sorted = [...this.pairs].sort((a, b) => a[side] - b[side]);
    const goal = interpolate(sorted, line, side) - to.clientHeight * 0.3;
    this.move(to, goal);
  }

  move(pane, goal) {
    const most = pane.scrollHeight - pane.clientHeight;
    const next = Math.max(0, Math.min(most, Math.round(goal)));
    if (Math.abs(next - pane.scrollTop) < 1) return;
    this.quiet = pane;
    pane.scrollTop = next;
  }

  /** Brings one place into view in both panes, at the same height. */
  show(id) {
    for (const pane of [this.draft, this.source]) {
      const mark = elementOf(pane, id);
      if (!mark) continue;
      if (scrolls(pane)) this.move(pane, top(mark, pane) - pane.clientHeight * 0.3);
      else if (pane === this.draft) mark.scrollIntoView({ block: "center" });
    }
  }
}

const scrolls = (pane) => pane.scrollHeight > pane.clientHeight + 1;

function top(mark, pane) {
  return mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
}

function interpolate(pairs, line, side) {
  const other = 1 - side;
  const after = pairs.findIndex((pair) => pair[side] > line);
  if (after === 0) return pairs[0][other] - (pairs[0][side] - line);
  if (after === -1) {
    const last = pairs[pairs.length - 1];
    return last[other] + (line - last[side]);
  }
  const [a, b] = [pairs[after - 1], pairs[after]];
  const share = (line - a[side]) / Math.max(1, b[side] - a[side]);
  return a[other] + share * (b[other] - a[other]);
}
