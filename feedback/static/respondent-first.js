// Before anything is painted: one question at a time. Should the other scripts not come, the page is one plain form after all.
(() => {
  "use strict";

  const html = document.documentElement;
  html.classList.add("js");
  window.addEventListener("load", () => html.classList.toggle("js", html.classList.contains("begun")));
})();
