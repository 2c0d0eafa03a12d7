// Nobody touches the tablet any more: a warning first, with time to say so, and then an end. The clock is looked at, so a tablet that slept ends at once.
const Idle = (() => {
  "use strict";

  const { find, say } = Page;
  const WARNING_SECONDS = 20;
  const TOUCHES = ["pointerdown", "keydown", "input", "scroll"];

  let seconds = 0;
  let last = 0;
  let ticking = 0;
  let end = null;
  let wait = null;

  const dialog = () => find("#idle");

  // `waiting()` is asked each second: while it is true nothing ends.
  function begin(idleSeconds, { waiting, ended }) {
    seconds = idleSeconds;
    wait = waiting;
    end = ended;
    touched();
    for (const kind of TOUCHES) document.addEventListener(kind, onTouch, { capture: true, passive: true });
    document.addEventListener("visibilitychange", tick);
    ticking = setInterval(tick, 1000);
  }

  function stop() {
    clearInterval(ticking);
    ticking = 0;
    if (dialog()?.open) dialog().close();
  }

  const touched = () => { last = Date.now(); };
  const onTouch = () => { if (!dialog()?.open) touched(); };

  function stay() {
    touched();
    dialog().close();
  }

  function tick() {
    if (!ticking) return;
    const quiet = (Date.now() - last) / 1000;
    if (quiet < 0 || wait()) touched();
    else if (quiet >= seconds + WARNING_SECONDS) finish();
    else if (quiet >= seconds) warn(Math.ceil(seconds + WARNING_SECONDS - quiet));
  }

  function warn(left) {
    if (!dialog()) return;
    if (!dialog().open) {
      for (const other of Page.all("dialog[open]")) other.close();
      dialog().showModal();
    }
    find("[data-left]", dialog()).textContent = say("seconds_left", { seconds: left });
  }

  function finish() {
    stop();
    end();
  }

  document.addEventListener("click", (event) => { if (event.target.closest("[data-idle='stay']")) stay(); });

  return { begin, stop };
})();
