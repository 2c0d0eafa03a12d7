// "Exit this page": at once, in place of this page in the history, and with nothing left on the screen. From a tablet the only other way is the PIN.
(() => {
  "use strict";

  function leave(event) {
    const exit = event.target.closest("[data-exit]");
    if (!exit) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("leaving"));
    document.body.replaceChildren();
    document.title = "…";
    window.location.replace(document.documentElement.classList.contains("kiosk") ? "/s/" : exit.href);
  }

  document.addEventListener("click", leave);
})();
