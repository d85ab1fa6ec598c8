// Signing out on this device: what can be read is removed first; what was queued stays, sealed.
import { forgetReadable } from "./hall/store.js";

const WAIT = 1500;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-forget]") || form.dataset.forgotten) return;
  event.preventDefault();
  form.dataset.forgotten = "yes";
  const patience = new Promise((resolve) => setTimeout(resolve, WAIT));
  const forgotten = "indexedDB" in window ? forgetReadable().catch(() => null) : null;
  Promise.race([forgotten, patience]).then(() => form.submit());
});
