// Sends the form as a form: by personal link, and where a browser cannot seal. What comes back takes the place of the page.
const Posting = (() => {
  "use strict";

  const { find, say, show } = Page;
  const SECONDS = 30;

  let sending = false;

  async function send(form) {
    if (sending) return null;
    const button = find("[name='start']", form);
    const body = new URLSearchParams(new FormData(form));
    body.set("start", "yes");
    if (Speaking.used()) body.set("read_aloud", "yes");
    body.delete("with-you");
    sending = true;
    show(find("#failed"), false);
    button.setAttribute("aria-disabled", "true");
    try {
      return await posted(form.action, body);
    } catch (error) {
      fail(error.told || say("offline"));
      button.removeAttribute("aria-disabled");
      return null;
    } finally {
      sending = false;
    }
  }

  function fail(message) {
    find("#failed").textContent = message;
    show(find("#failed"), true);
  }

  async function posted(address, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), SECONDS * 1000);
    try {
      const reply = await fetch(address, { method: "POST", body, credentials: "omit", cache: "no-store", signal: stop.signal });
      return answered(reply.status, new DOMParser().parseFromString(await reply.text(), "text/html"));
    } finally {
      clearTimeout(timer);
    }
  }

  // Only a page that thanks, or that brings back what was sent, may take the place of the answers on the screen.
  function answered(status, page) {
    if (status < 500 && find("#answers, main[data-state]", page)) return page;
    const heading = find("main h1", page);
    const refused = status >= 400 && heading ? say("still_here", { heading: heading.textContent.trim() }) : "";
    throw Object.assign(new Error(`status ${status}`), { told: status >= 500 ? say("not_saved") : refused });
  }

  return { send };
})();
