// What every page does.
import { call } from "./calls.js";

for (const button of document.querySelectorAll("[data-sign-out]")) {
  button.addEventListener("click", async () => {
    await call("DELETE", "/session");
    location.assign("/");
  });
}
