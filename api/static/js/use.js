// The use that a draft is judged for: of the form for a new draft, of the result for all that follows.
import { byId } from "./dom.js";

/** What the form says, all of it: an empty field is empty, never the service's default. */
export function useOfForm() {
  const value = (id) => byId(id).value.trim();
  const use = {
    publisher: value("publisher"),
    site: value("site"),
    channel: value("channel"),
    territories: value("territories").split(/[\s,;]+/).filter(Boolean),
  };
  if (value("at")) use.at = new Date(value("at")).toISOString();
  return use;
}

/**
 * The very use of a result, to be judged again: fixes, edits and comparisons must not fall back to
 * the form, which a reload resets. A result "as of now" is judged as of now again.
 */
export function useOf(result) {
  const { publisher, site, channel, territories, purpose, at, first_published } = result.use;
  const use = { publisher, site, channel, territories, purpose };
  if (at && at !== result.checked_at) use.at = at;
  if (first_published) use.first_published = first_published;
  return use;
}
