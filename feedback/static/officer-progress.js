// Shows how far long work is, without a click. The page says the same without this, by its link "Look again".
(() => {
  "use strict";

  const EVERY = 2000;
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;

  async function look() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-progress]");
      if (!answer.ok || answer.redirected || !now) {
        location.reload();
        return;
      }
      shown.querySelector("progress").value = now.querySelector("progress").value;
      shown.querySelector("[role=status]").textContent = now.querySelector("[role=status]").textContent;
    } catch {
      // Offline for a moment: it is asked again.
    }
    setTimeout(look, EVERY);
  }

  setTimeout(look, EVERY);
})();
