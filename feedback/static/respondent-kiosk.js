// A survey on a tablet that a worker hands over: who is with you, an end when nobody is there, and the way back to the worker.
const Kiosk = (() => {
  "use strict";

  const { copy, find, hear, say, settings, show } = Page;
  const START = "/s/";
  const LONGEST_SESSION = 60 * 60 * 1000;
  const HAND_BACK_SECONDS = 60;
  const MORE_SECONDS = 600;

  let tablet = null;
  let session = null;

  const running = () => session !== null;
  const proof = () => (tablet ? { id: tablet.id, secret: tablet.secret } : null);
  const brought = () => ({ touchpoint: "", code: "", ...inHand(), kiosk: running() ? proof() : null });
  const inHand = () => (running() ? { touchpoint: session.touchpoint, code: session.code } : {});

  // A tablet shows questions only to somebody to whom it was handed: whoever comes back to them by Back gets the start page.
  async function begin() {
    const [enrolled, handedOver] = await Promise.all([Queue.get("kiosk"), Queue.get("session")]).catch(() => []);
    if (!enrolled) return;
    if (!isForThis(handedOver)) {
      window.location.replace(START);
      return;
    }
    tablet = enrolled;
    session = handedOver;
    document.documentElement.classList.add("kiosk");
    if (session.code) find("#truth").replaceChildren(copy("by-code"));
    askWhoIsThere();
    Idle.begin(tablet.idle_seconds || settings.idle_seconds, { waiting: () => Sending.holding() || Speaking.speaking(), ended: stop });
  }

  function isForThis(found) {
    const age = found ? Date.now() - found.started : Infinity;
    return Boolean(found) && found.slug === settings.slug && age >= 0 && age < LONGEST_SESSION;
  }

  // The first question after Start. Somebody who was quicker than this is brought back to it.
  function askWhoIsThere() {
    const quick = Steps.current().dataset.step !== "welcome";
    Steps.add(copy("with-you").firstElementChild, "welcome");
    if (quick) Steps.goTo("with-you");
  }

  async function end() {
    session = null;
    Idle.stop();
    await Queue.remove("session").catch(() => {});
  }

  async function goBack() {
    await end();
    document.body.replaceChildren();
    window.location.replace(START);
  }

  // Stopped, or left lying: the answers are gone first, and that somebody stopped is all that is kept.
  async function stop() {
    if (!Steps.opened()) return goBack();
    Steps.forget();
    await Sending.offer("stopped").catch(() => {});
    await goBack();
  }

  // Sent, or no: the session is over at once, and the page leads back to the worker by itself.
  async function finish(outcome) {
    if (!running()) return;
    await Sending.offer(outcome).catch(() => {});
    await end();
    (find("main > h2") || find("main > h1").nextSibling).before(copy("hand-back"));
    countDown(HAND_BACK_SECONDS);
  }

  function countDown(seconds) {
    let until = Date.now() + seconds * 1000;
    const ticking = setInterval(tick, 1000);
    const more = find("[data-hand-back='more']");
    more.addEventListener("click", stay, { once: true });
    tick();

    // Long enough to write a code down or to read about help, but not for the next person. The focus would be lost with its button.
    function stay() {
      until = Date.now() + MORE_SECONDS * 1000;
      show(more, false);
      tick();
      find("[data-hand-back='now']").focus();
    }

    function tick() {
      const left = Math.ceil((until - Date.now()) / 1000);
      find(".handback [data-left]").textContent = left > HAND_BACK_SECONDS ? "" : say("page_closes", { seconds: Math.max(left, 0) });
      if (left > 0) return;
      clearInterval(ticking);
      goBack();
    }
  }

  document.addEventListener("click", (event) => { if (event.target.closest("[data-hand-back='now']")) goBack(); });
  hear("finished", finish);
  hear("leaving", () => { if (running()) end(); });

  return { begin, brought, running, stop };
})();
