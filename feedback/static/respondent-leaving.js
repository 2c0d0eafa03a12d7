// The way out of a tablet's pages: a PIN that was made on this tablet. It stops a bored child; behind it lies only the sign-in page.
const Leaving = (() => {
  "use strict";

  const { find, say } = Page;
  const TRIES = 5;
  const WAIT_SECONDS = 30;

  let wrong = 0;
  let waitUntil = 0;

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  async function isRight(typed, { salt, hash, rounds }) {
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(typed), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: rounds };
    return Sealing.base64url(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))) === hash;
  }

  function refuse() {
    wrong += 1;
    if (wrong % TRIES === 0) waitUntil = Date.now() + WAIT_SECONDS * 1000;
    tell("wrong_pin");
  }

  function tell(key, values) {
    find("#pin-wrong").textContent = say(key, values);
    find("#pin").value = "";
    find("#pin").focus();
  }

  // What waits in the queue stays: it is sealed, and carries its own proof of where it came from.
  async function leave(event, tablet) {
    event.preventDefault();
    const left = Math.ceil((waitUntil - Date.now()) / 1000);
    if (left > 0) tell("wait", { seconds: left });
    else if (await isRight(find("#pin").value, tablet.pin)) await go(event.target.action);
    else refuse();
  }

  async function go(address) {
    await Queue.remove("kiosk");
    window.location.replace(address);
  }

  function open() {
    find("#pin").value = "";
    find("#pin-wrong").textContent = "";
    find("#leaving").showModal();
  }

  return { leave, open };
})();
