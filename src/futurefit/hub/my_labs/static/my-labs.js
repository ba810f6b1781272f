// Without this script everything works; with it, a button is pressed once, and the page is never an old one.
"use strict";

// A second press would be answered rightly; this spares the person the wait and the doubt.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (button && button.classList.contains("button")) {
    button.setAttribute("aria-disabled", "true");
    button.setAttribute("aria-label", document.body.dataset.moment);
    button.textContent = document.body.dataset.moment;
  }
});

// Coming back from a lab, also with the browser's own way back: how far the officer has come may be another.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
let hidden = 0;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) hidden = Date.now();
  else if (hidden && Date.now() - hidden > 2000 && document.querySelector(".labs")) location.reload();
});
