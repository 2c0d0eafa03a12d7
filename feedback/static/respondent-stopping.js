// One tap on the link in a message is enough: the page presses its own button, once somebody can see it.
// A program that only fetches the page, or opens it ahead of time, stops nothing.
(() => {
  "use strict";

  const form = document.getElementById("stop");

  function stop() {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", stop);
    form.submit();
  }

  document.addEventListener("visibilitychange", stop);
  stop();
})();
