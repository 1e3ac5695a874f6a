// Makes a little easier what the pages do without a script: copying a quotation, and watching documents being read.
"use strict";

// What is to be copied stands in an element that the button names, or beside it in the figure of the quotation.
function words(button) {
  const named = document.getElementById(button.dataset.copies);
  return (named || button.closest("figure").querySelector(".copied")).textContent;
}

function address(button) {
  return button.dataset.copies ? location.href : button.closest("figure").querySelector("a").href;
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
  const said = button.innerHTML;
  button.textContent = "Copied";
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.innerHTML = said; }, 2000);
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
