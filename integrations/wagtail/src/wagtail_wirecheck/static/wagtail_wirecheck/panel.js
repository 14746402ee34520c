// The panel's buttons. The text goes to the site's own server and to no other.
(function () {
  "use strict";

  function form() {
    return document.querySelector("[data-edit-form]") || document.querySelector("main form");
  }

  function values() {
    // Files are not needed to read the words.
    const all = new URLSearchParams();
    for (const [name, value] of new FormData(form())) {
      if (typeof value === "string") all.append(name, value);
    }
    return all;
  }

  async function check(panel) {
    const place = panel.querySelector("[data-wirecheck-answer]");
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(panel.dataset.check, { method: "POST", body: values() });
      place.innerHTML = await answer.text(); // made by our own template, which escapes all of it
      // A fresh answer takes the place of the sentence that was known before.
      const known = panel.querySelector("[data-wirecheck-known]");
      if (known && answer.ok) known.hidden = true;
    } catch (error) {
      place.textContent = "Not checked: the site did not answer.";
    }
    place.removeAttribute("aria-busy");
  }

  function mend() {
    const edited = form();
    const wish = document.createElement("input");
    wish.type = "hidden";
    wish.name = "wirecheck-mend";
    wish.value = "1";
    edited.append(wish);
    // What is in the form is saved by this very step: there is nothing to warn of.
    window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
    edited.submit();
  }

  async function release(panel) {
    const box = panel.querySelector("[data-wirecheck-release]");
    const body = new URLSearchParams({
      check: box.dataset.check,
      codes: box.dataset.codes,
      sha: box.dataset.sha,
      why: box.querySelector("[data-wirecheck-why]").value,
      csrfmiddlewaretoken: form().querySelector("[name=csrfmiddlewaretoken]").value,
    });
    const answer = await fetch(panel.dataset.release, { method: "POST", body });
    const isTold = (answer.headers.get("content-type") || "").includes("json");
    const said = isTold ? (await answer.json()).said : "Not released.";
    box.querySelector("[data-wirecheck-said]").textContent = said;
  }

  document.addEventListener("click", (event) => {
    const panel = event.target.closest("[data-wirecheck]");
    if (!panel) return;
    if (event.target.closest("[data-wirecheck-check]")) check(panel);
    if (event.target.closest("[data-wirecheck-mend]")) mend();
    if (event.target.closest("[data-wirecheck-let]")) release(panel);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const side = document.querySelector('[data-side-panel="wirecheck"]');
    const panel = side && side.querySelector("[data-wirecheck][data-check]");
    if (panel) side.addEventListener("show", () => check(panel), { once: true });
  });
})();
