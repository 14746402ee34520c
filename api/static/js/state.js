// What the page shows at the moment, for its parts to read; `begin` sets it anew for a record.
import { byId } from "./dom.js";
import { Together } from "./together.js";

const EMPTY = { input: null, text: "", result: null, places: null, at: -1, match: -1, names: {}, tasks: [], done: [], before: null, changed: { draft: [], source: [] } };

export const state = { ...EMPTY };

export const together = new Together(byId("draft-text"), byId("source-text"));

export const allPlaces = () => [...state.places.shown, ...state.places.hidden];

export function begin({ result, input, done, before }) {
  Object.assign(state, { ...EMPTY, result, input, done, before, text: result.text ?? "", names: result.names ?? {} });
}
