/* More files than one sending takes go in several, one after the other. Without script, or with
   fewer, the form is sent as it is. */
"use strict";

const form = document.querySelector("form[data-many]");
const input = form.elements.pieces;
const results = document.querySelector("[data-results]");
const progress = results.querySelector("[data-progress]");
const most = Number(form.dataset.most), bytes = Number(form.dataset.bytes);

for (const event of ["dragenter", "dragover"]) input.addEventListener(event, () => input.classList.add("over"));
for (const event of ["dragleave", "drop"]) input.addEventListener(event, () => input.classList.remove("over"));

/* In the order of their names, so that two files of one member go together */
function sendings(files) {
  const parts = [[]];
  let weight = 0;
  for (const file of files) {
    const last = parts[parts.length - 1];
    if (last.length && (last.length === most || weight + file.size > bytes)) {
      parts.push([file]);
      weight = file.size;
    } else {
      last.push(file);
      weight += file.size;
    }
  }
  return parts;
}

function row(name, text) {
  const line = document.createElement("tr");
  line.setAttribute("role", "row");
  for (const words of [name, "—", text]) {
    const cell = line.insertCell();
    cell.setAttribute("role", "cell");
    cell.textContent = words;
  }
  return line;
}

async function send(files) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const file of files) body.append("pieces", file);
  const answer = await fetch(location.href, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const lines = [...page.querySelectorAll("[data-results] tbody tr")];
  if (!answer.ok || !lines.length) throw new Error(answer.statusText);
  return lines;
}

async function sendAll(files) {
  const body = results.querySelector("tbody");
  const { sending, done, heavy, broken } = progress.dataset;
  const light = files.filter((file) => file.size <= bytes);
  body.replaceChildren(...files.filter((file) => file.size > bytes).map((file) => row(file.name, heavy)));
  results.hidden = false;
  let sent = 0;
  for (const part of sendings(light)) {
    progress.textContent = `${sending} ${sent} / ${files.length}`;
    try {
      body.append(...await send(part));
    } catch (error) {
      body.append(...part.map((file) => row(file.name, broken)));
    }
    sent += part.length;
  }
  progress.textContent = `${done} ${sent} / ${files.length}`;
}

form.addEventListener("submit", (event) => {
  const files = [...input.files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const weight = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length <= most && weight <= bytes) return;
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  sendAll(files).finally(() => {
    button.disabled = false;
    form.reset();
    results.scrollIntoView();
  });
});
