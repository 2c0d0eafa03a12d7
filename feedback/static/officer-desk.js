// Reading with the keyboard alone: a key presses what shows it. Everything here works by buttons and links too.
const box = document.getElementById("desk-use-keys");
const REMEMBERED = "feedback.desk.keys";
let leaving = false;

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED) !== "off";
  } catch {
    return true;
  }
}

function use(on) {
  document.querySelector("main").classList.toggle("desk-with-keys", on);
  box.checked = on;
}

function remember() {
  use(box.checked);
  try {
    localStorage.setItem(REMEMBERED, box.checked ? "on" : "off");
  } catch {
    // Nothing may be kept in this browser: the choice holds for this page.
  }
}

// Where letters are typed or choose something, they are left alone.
function isTyping(target) {
  return target.closest("select, textarea, input:not([type='checkbox'])") !== null;
}

function press(event) {
  if (!box.checked || leaving || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  const letter = event.key.toLowerCase();
  const pressed = letter === "t" ? document.querySelector(".desk-themes input") : document.querySelector(`main [data-key="${CSS.escape(letter)}"]`);
  if (!pressed) return;
  event.preventDefault();
  if (letter === "t") {
    pressed.focus();
  } else {
    // A key that is pressed twice, or before the next comment is there, must not read the same comment again.
    leaving = pressed.matches("button, a");
    pressed.click();
  }
}

box.closest("[hidden]").hidden = false;
box.addEventListener("change", remember);
document.addEventListener("keydown", press);
// A page that comes back from the browser's memory takes keys again.
addEventListener("pageshow", () => { leaving = false; });
use(remembered());
document.querySelector("[autofocus]")?.focus();
