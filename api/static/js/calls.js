// The service's own API, as any other client would call it.
import { LANGUAGE, say } from "./texts.js";

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || say("The service responded with {status}.", { status }));
    this.status = status;
    this.problem = problem;
  }
}

/** Calls the API; resolves to the answer's JSON, or null where there is none. */
export async function call(method, path, body, signal) {
  let response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: { "Accept-Language": LANGUAGE, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw new Refused(0, { detail: say("Stopped. Nothing was checked.") });
    throw new Refused(0, { detail: say("The service cannot be reached. Is it running?") });
  }
  const text = await response.text();
  let value = null;
  try {
    value = text ? JSON.parse(text) : null;
  } catch {
    value = { detail: say("The service's response could not be read.") };
  }
  if (!response.ok) throw new Refused(response.status, value ?? {});
  return value;
}

/** A file's bytes in base64, in steps that keep the stack small. */
export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(parts.join(""));
}
