// The simple pages: forms that call the API and say what came of it.
import { base64, call, Refused } from "./calls.js";
import { el } from "./dom.js";

const toldIn = (form) => form.querySelector("[data-told]") ?? document.querySelector("[data-told]");

function tell(box, look, ...words) {
  box?.replaceChildren(el("div", { class: `note ${look}` }, ...words));
}

function tellProblem(form, error) {
  if (!(error instanceof Refused)) throw error;
  const faults = (error.problem.errors ?? []).filter((fault) => fault.detail !== error.message);
  const rows = faults.map((fault) =>
    el("li", {}, [fault.field, fault.detail, fault.hint].filter(Boolean).join(": ")),
  );
  tell(toldIn(form), "bad", error.message, rows.length ? el("ul", {}, rows) : "");
}

async function run(form, work) {
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    await work();
  } catch (error) {
    tellProblem(form, error);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

function onSubmit(selector, work) {
  for (const form of document.querySelectorAll(selector)) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form, () => work(form));
    });
  }
}

function leave(form) {
  if (form.dataset.then) location.assign(form.dataset.then);
  else location.reload();
}

onSubmit("form[data-call]", async (form) => {
  if (form.dataset.ask && !confirm(form.dataset.ask)) return;
  const [method, path] = form.dataset.call.split(" ");
  const fields = Object.fromEntries(new FormData(form));
  await call(method, path, method === "POST" ? fields : undefined);
  leave(form);
});

onSubmit("form[data-json]", async (form) => {
  const [method, path] = form.dataset.json.split(" ");
  const answer = await call(method, path, values(form));
  if (answer?.key) showKey(form, answer.key);
  else leave(form);
});

function values(form) {
  const data = new FormData(form);
  const made = {};
  for (const [name, value] of data) {
    if (name === "scopes" || name === "roles" || value === "") continue;
    made[name] = value;
  }
  if (form.querySelector("[name=scopes]")) {
    const roles = (data.get("roles") ?? "").split(/[\s,]+/).filter(Boolean);
    made.scopes = [...data.getAll("scopes"), ...roles.map((role) => `role:${role}`)];
  }
  return made;
}

function showKey(form, key) {
  tell(
    toldIn(form),
    "good",
    el("p", {}, "The key, shown this once:"),
    el("p", { class: "id" }, key),
    el("p", {}, el("a", { href: "/keys" }, "Done, it is kept safe")),
  );
}

onSubmit("form[data-document]", async (form) => {
  const [method, path] = form.dataset.document.split(" ");
  const text = form.querySelector("textarea").value;
  const type = text.trimStart().startsWith("{") ? "application/json" : "application/yaml";
  const response = await fetch(path, { method, headers: { "Content-Type": type }, body: text });
  if (response.ok) return location.reload();
  throw new Refused(response.status, await response.json());
});

for (const form of document.querySelectorAll("form[data-open]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = form.querySelector("input").value.trim();
    if (id) location.assign(form.dataset.open + encodeURIComponent(id));
  });
}

for (const button of document.querySelectorAll("[data-choose]")) {
  const input = document.getElementById(button.dataset.choose);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files[0];
    if (!file) return;
    run(input.form, async () => {
      const document = { name: file.name, base64: await base64(file) };
      const answer = await call("POST", "/v1/sources", { document });
      const late = Object.values(answer.late ?? {}).flat().length;
      const words = `${answer.items.length} item${answer.items.length === 1 ? "" : "s"} read.`;
      tell(toldIn(input.form), "good", late ? `${words} ${late} checked pieces use them.` : words, " ", el("a", { href: "/sources" }, "Show"));
    });
  });
}
