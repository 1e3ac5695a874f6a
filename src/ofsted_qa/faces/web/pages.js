// Makes a little easier what the pages do without a script: copying a quotation, and watching documents being read.
"use strict";

function words(button) {
  return button.dataset.copies ? document.getElementById(button.dataset.copies).textContent : button.dataset.copy;
}

function address(button) {
  const here = button.dataset.address || location.pathname;
  return new URL(here, location.href).href;
}

async function copy(button) {
  const text = words(button) + "\n" + address(button);
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else { // not on a secure address
    const area = document.createElement("textarea");
    area.value = text;
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const said = button.textContent;
  button.textContent = "Copied";
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.textContent = said; }, 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) copy(button);
});
for (const button of document.querySelectorAll("button.copy")) button.hidden = false;

// While documents are being read, their page looks by itself how far it is.
async function watch() {
  const shown = document.querySelector("#progress[data-watched]");
  if (!shown) return;
  const answer = await fetch(location.href);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#progress");
  if (now && now.innerHTML !== shown.innerHTML) {
    shown.innerHTML = now.innerHTML;
    if (!("watched" in now.dataset)) delete shown.dataset.watched;
  }
  setTimeout(watch, 1000);
}
watch();
