/**
 * What the reviewer's page does by itself: it filters the requirements, tells how many are shown, and opens everything for print.
 * Without scripts the page shows all of it.
 */
export const SCRIPT = `
const form = document.getElementById("filters");
const items = [...document.querySelectorAll("details.requirement")];
const shown = document.getElementById("shown");
const wanted = (name) => form.elements[name].value;
function filter() {
  const words = wanted("text").toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const item of items) {
    const data = item.dataset;
    const fits =
      (wanted("verdict") === "" || data.verdict === wanted("verdict")) &&
      (wanted("source") === "" || data.source === wanted("source")) &&
      (wanted("strength") === "" || data.strength === wanted("strength")) &&
      (wanted("attachment") === "" || data.attachments.split("|").includes(wanted("attachment"))) &&
      (wanted("document") === "" || data.documents.split("|").includes(wanted("document"))) &&
      words.every((word) => item.textContent.toLowerCase().includes(word));
    item.hidden = !fits;
    if (fits) count++;
  }
  for (const group of document.querySelectorAll("section.source")) {
    group.hidden = !group.querySelector("details.requirement:not([hidden])");
  }
  shown.textContent = count + " of " + items.length + " requirements shown";
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
document.getElementById("open-all").addEventListener("click", () => { for (const item of items) if (!item.hidden) item.open = true; });
document.getElementById("close-all").addEventListener("click", () => { for (const item of items) item.open = false; });
let before = [];
addEventListener("beforeprint", () => { before = items.filter((item) => !item.open); for (const item of before) item.open = true; });
addEventListener("afterprint", () => { for (const item of before) item.open = false; });
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) { target.hidden = false; target.open = true; target.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
filter();
reveal();
`;
