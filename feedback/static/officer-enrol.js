// Makes this browser a tablet: keeps what the server said once, and the PIN as a salted hash. The PIN is kept nowhere and never sent.
(() => {
  "use strict";

  const ROUNDS = 310000;
  const DIGITS = /^[0-9]{4,8}$/;
  const WRONG = "Enter 4 to 8 digits";
  const DIFFERENT = "The two PINs differ. Type the same one twice.";
  const find = (id) => document.getElementById(id);
  const [pin, again] = [find("pin"), find("again")];

  const able = () => window.isSecureContext && window.crypto?.subtle && window.indexedDB && window.idb;

  // PBKDF2 with SHA-256; salt and hash are written as base64url.
  async function hashed(typed) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(typed), "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256);
    return { salt: Sealing.base64url(salt), hash: Sealing.base64url(new Uint8Array(bits)), rounds: ROUNDS };
  }

  // Answers that wait here to be sent stay, and go on being sent.
  async function keep(record) {
    await Queue.remove("session");
    await Queue.put("kiosk", record);
  }

  function tell(field, message) {
    const error = find(`${field.id}-error`);
    error.lastElementChild.textContent = message;
    error.hidden = !message;
    error.parentElement.classList.toggle("govuk-form-group--error", Boolean(message));
    field.classList.toggle("govuk-input--error", Boolean(message));
    if (message) field.focus();
  }

  function checked() {
    tell(pin, "");
    tell(again, "");
    if (!DIGITS.test(pin.value)) tell(pin, WRONG);
    else if (pin.value !== again.value) tell(again, DIFFERENT);
    else return true;
    return false;
  }

  function fail() {
    find("start").hidden = true;
    find("cannot").hidden = false;
  }

  async function start(event) {
    event.preventDefault();
    if (!checked()) return;
    find("go").disabled = true;
    try {
      const given = JSON.parse(find("enrolment").textContent);
      await keep({ what: "kiosk", ...given, pin: await hashed(pin.value) });
    } catch {
      fail();
      return;
    }
    location.replace(find("start").action);
  }

  if (!able()) return;
  find("cannot").hidden = true;
  find("start").hidden = false;
  find("start").addEventListener("submit", start);
  pin.focus();
})();
