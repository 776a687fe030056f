/* What a browser can do by itself: hash a file, check a QR code offline, print. The pages work
   without; nothing here is needed for a verdict of the site. */
"use strict";

const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");
const subtle = window.crypto && window.crypto.subtle; // only on https, localhost and saved pages

for (const each of document.querySelectorAll("[data-with-script]")) each.hidden = !subtle;
for (const each of document.querySelectorAll("[data-without-script]")) each.hidden = Boolean(subtle);

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

/* The file stays here: only its SHA-256 is sent */
const hashed = document.querySelector("form[data-hash]");
if (hashed && subtle) {
  hashed.addEventListener("submit", async (event) => {
    const input = hashed.elements.file;
    hashed.elements.sha256.value = ""; // what the way back may have kept
    if (!input.files.length) return;
    event.preventDefault();
    try {
      const digest = await subtle.digest("SHA-256", await input.files[0].arrayBuffer());
      hashed.elements.sha256.value = hex(digest);
      input.disabled = true;
    } catch (error) {
      input.disabled = false; // too large for the browser: the site says so
    }
    hashed.submit();
    input.disabled = false;
  });
}

/* The token of a QR code: documents/pdf/token.py says its format */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SIZE = 90, SIGNED = 26;

function decoded(text) {
  const letters = text.trim().replace(/^.*\/V\//i, "").replace(/\s/g, "").toUpperCase();
  const bytes = new Uint8Array(SIZE);
  if (letters.length !== SIZE * 8 / 5) return null;
  for (let i = 0; i < letters.length; i++) {
    const value = ALPHABET.indexOf(letters[i]);
    if (value < 0) return null;
    for (let bit = 0; bit < 5; bit++) {
      const at = i * 5 + bit;
      if (value & (16 >> bit)) bytes[at >> 3] |= 128 >> (at & 7);
    }
  }
  return bytes;
}

function claim(bytes) {
  const view = new DataView(bytes.buffer);
  const digits = (number, size) => String(number).padStart(size, "0");
  const day = (count) => new Date(Date.UTC(2000, 0, 1 + count)).toISOString().slice(0, 10);
  const number = [digits(view.getUint16(5), 4), digits(view.getUint32(7), 5), view.getUint32(11), digits(view.getUint16(15), 2)];
  if (bytes[17]) number.push(`R${bytes[17]}`);
  return {
    number: number.join("-"), establishment: `ETA${digits(view.getUint32(18), 9)}`,
    from: day(view.getUint16(22)), until: day(view.getUint16(24)),
  };
}

/* The claim of a token, or the name of the sentence that says why there is none */
async function read(text, keys) {
  const bytes = decoded(text);
  if (!bytes) return "malformed";
  if (bytes[0] !== 1) return "version";
  const spki = keys[hex(bytes.slice(1, 5))];
  if (!spki) return "key";
  const curve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const key = await subtle.importKey("spki", Uint8Array.from(atob(spki), (c) => c.charCodeAt(0)), curve, false, ["verify"]);
  const good = await subtle.verify(curve, key, bytes.slice(SIGNED), bytes.slice(0, SIGNED));
  return good ? claim(bytes) : "forged";
}

const offline = document.querySelector("form[data-keys]");
if (offline && subtle) {
  offline.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await read(offline.elements.token.value, JSON.parse(offline.dataset.keys));
    const shown = typeof found === "string" ? found : "authentic";
    for (const each of document.querySelectorAll("[data-answer]")) each.hidden = each.dataset.answer !== shown;
    if (shown !== "authentic") return;
    for (const each of document.querySelectorAll("[data-claim]")) each.textContent = found[each.dataset.claim];
  });
}
