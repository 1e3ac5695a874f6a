// Mends what the parts that the chat is made of do not do for people who use a keyboard or hear the page.
"use strict";

function mend() {
  // A message is called by its source, which a screen reader would read out tag by tag.
  for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) message.removeAttribute("aria-label");
  document.querySelector("#conversation [role=log]")?.setAttribute("aria-label", "Conversation");
  for (const group of document.querySelectorAll("#narrowing fieldset:not([aria-label])")) {
    group.setAttribute("aria-label", group.querySelector("[data-testid=block-info]").textContent.trim());
  }
  const opener = document.querySelector("#narrowing > button");
  const open = String(Boolean(opener?.classList.contains("open")));
  if (opener && opener.getAttribute("aria-expanded") !== open) opener.setAttribute("aria-expanded", open);
}

// A new question is shown from its top, and again as the parts of its answer come below it.
let shown = 0;
function follow() {
  const parts = document.querySelectorAll("#conversation .asked, #conversation .status, #conversation .searched");
  if (parts.length > shown) {
    const questions = document.querySelectorAll("#conversation .asked");
    questions[questions.length - 1].scrollIntoView({ block: "start" });
  }
  shown = parts.length;
}

new MutationObserver(() => { mend(); follow(); }).observe(document.documentElement, {
  attributeFilter: ["class"], attributes: true, childList: true, subtree: true,
});

// A button that goes away when it is pressed would take the keyboard's place with it.
document.addEventListener("click", (event) => {
  if (event.target.closest("#stop, #again, #anew, #examples button, #question button")) {
    document.querySelector("#question textarea").focus({ preventScroll: true });
  }
});
